/** A share of something that was counted, and between what it may lie in truth. */
export interface Estimate {
  /** How many were counted. */
  of: number;
  /** Null where nothing was counted. */
  share: number | null;
  /** Wilson's interval for 95 %: of few cases it is wide, so that they say little. Without any, from 0 to 1. */
  low: number;
  high: number;
}

/** The two-sided 95 % quantile of the normal distribution. */
const Z = 1.959964;

/**
 * A share with its interval, after E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
 * Journal of the American Statistical Association 22 (1927).
 */
export function estimate(part: number, of: number): Estimate {
  if (of === 0) return { of, share: null, low: 0, high: 1 };
  const share = part / of;
  const z2 = Z * Z;
  const centre = (share + z2 / (2 * of)) / (1 + z2 / of);
  const half = (Z / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  return { of, share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Fewer than this say nothing about what they are of. */
export const ENOUGH = 5;
