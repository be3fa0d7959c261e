import type { Guess } from './calibration.js';

/** Answering everything from `limit` on answers this share of all messages, and this share of the answers is wrong. */
export interface CoveragePoint {
  limit: number;
  coverage: number;
  risk: number;
}

/**
 * The curve of risk against coverage (El-Yaniv and Wiener 2010): a point for each probability that occurs, from the
 * surest guess down to all of them. Guesses of one probability are answered together or not at all.
 */
export function riskCoverage(guesses: readonly Guess[]): CoveragePoint[] {
  const sorted = [...guesses].sort((a, b) => b.p - a.p);
  const points: CoveragePoint[] = [];
  let right = 0;
  for (const [at, guess] of sorted.entries()) {
    if (guess.right) right += 1;
    if (sorted[at + 1]?.p === guess.p) continue;
    const answered = at + 1;
    points.push({ limit: guess.p, coverage: answered / sorted.length, risk: 1 - right / answered });
  }
  return points;
}

/**
 * The most that can be answered while this share of the answers is right, by the limit that turns out best on these
 * very guesses: no limit that is chosen beforehand does better. Null where none does it.
 */
export function coverageAt(curve: readonly CoveragePoint[], precision: number): CoveragePoint | null {
  // Shares are quotients: 19 of 20 are 95 %, whatever floating point makes of it.
  return curve.findLast(({ risk }) => risk <= 1 - precision + 1e-12) ?? null;
}
