/** A guess: how probable it was said to be, and whether it was right. */
export interface Guess {
  p: number;
  right: boolean;
}

/** The guesses whose probability lies from `from` up to `to`. */
export interface Bin {
  from: number;
  to: number;
  count: number;
  /** Their mean probability, and the share that is right; both 0 in an empty bin. */
  promised: number;
  right: number;
}

/** The number of bins that calibration errors are commonly given with. */
const BINS = 15;

/** Sorts guesses into bins of equal width over 0–1. A probability on an edge belongs to the bin above it, 1 to the last. */
export function reliability(guesses: readonly Guess[], bins: number = BINS): Bin[] {
  const sums = Array.from({ length: bins }, () => ({ count: 0, p: 0, right: 0 }));
  for (const { p, right } of guesses) {
    const sum = sums[Math.max(0, Math.min(bins - 1, Math.floor(p * bins)))];
    if (sum === undefined) continue;
    sum.count += 1;
    sum.p += p;
    sum.right += right ? 1 : 0;
  }
  return sums.map(({ count, p, right }, at) => ({
    from: at / bins,
    to: (at + 1) / bins,
    count,
    promised: count === 0 ? 0 : p / count,
    right: count === 0 ? 0 : right / count,
  }));
}

/**
 * The expected calibration error (Naeini et al. 2015, Guo et al. 2017): how far promise and truth of a bin lie
 * apart, weighted by how many guesses it has. Null without guesses.
 */
export function calibrationError(bins: readonly Bin[]): number | null {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return bins.reduce(
    (sum, { count, promised, right }) => sum + (count / total) * Math.abs(promised - right),
    0,
  );
}
