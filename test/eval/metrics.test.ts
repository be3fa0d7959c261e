import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationError, reliability, type Guess } from '../../src/eval/calibration.js';
import { coverageAt, riskCoverage } from '../../src/eval/coverage.js';
import { firstRight, rankingFigures } from '../../src/eval/ranking.js';
import { parameters } from './samples.js';

const guesses = fc.array(
  fc.record({ p: fc.integer({ min: 0, max: 20 }).map((n) => n / 20), right: fc.boolean() }),
  { minLength: 1, maxLength: 60 },
);

/** Guesses of one probability, of which so many are right. */
const at = (p: number, right: number, wrong: number): Guess[] =>
  Array.from({ length: right + wrong }, (_, place) => ({ p, right: place < right }));

describe(`calibration (FC_SEED=${parameters.seed})`, () => {
  it('weighs how far promise and truth of each bin lie apart', () => {
    const bins = reliability([...at(0.9, 3, 1), ...at(0.3, 1, 5)], 10);
    expect(bins).toHaveLength(10);
    expect(bins[3]).toMatchObject({ from: 0.3, to: 0.4, count: 6, right: 1 / 6 });
    expect(bins[3]?.promised).toBeCloseTo(0.3, 12);
    expect(bins[9]).toMatchObject({ count: 4, right: 0.75 });
    // 4 of 10 promised 0.9 and kept 0.75; 6 of 10 promised 0.3 and kept 1/6.
    expect(calibrationError(bins)).toBeCloseTo(0.4 * 0.15 + 0.6 * (0.3 - 1 / 6), 12);
  });

  it('has 15 bins unless told otherwise, and 1 belongs to the last', () => {
    const bins = reliability([
      { p: 1, right: true },
      { p: 0, right: false },
    ]);
    expect(bins).toHaveLength(15);
    expect(bins[14]?.count).toBe(1);
    expect(bins[0]?.count).toBe(1);
    expect(calibrationError(bins)).toBe(0);
  });

  it('joins what lies in one bin before it compares', () => {
    // One bin: promised 0.5 on average, half of it right, though neither guess is by itself.
    expect(
      calibrationError(
        reliability(
          [
            { p: 0.2, right: false },
            { p: 0.8, right: true },
          ],
          1,
        ),
      ),
    ).toBeCloseTo(0, 12);
  });

  it('is nothing without guesses', () => {
    expect(calibrationError(reliability([]))).toBeNull();
  });

  it('stays between 0 and 1, loses no guess, and is blind to their order', () => {
    fc.assert(
      fc.property(guesses, (all) => {
        const bins = reliability(all);
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
        const error = calibrationError(bins) ?? NaN;
        expect(error).toBeGreaterThanOrEqual(0);
        expect(error).toBeLessThanOrEqual(1);
        expect(calibrationError(reliability([...all].reverse()))).toBeCloseTo(error, 12);
      }),
      parameters,
    );
  });
});

describe(`coverage (FC_SEED=${parameters.seed})`, () => {
  it('is the share answered from each probability on, with the share of it that is wrong', () => {
    expect(riskCoverage([...at(0.9, 2, 0), ...at(0.5, 1, 1), ...at(0.1, 0, 1)])).toEqual([
      { limit: 0.9, coverage: 2 / 5, risk: 0 },
      { limit: 0.5, coverage: 4 / 5, risk: 0.25 },
      { limit: 0.1, coverage: 1, risk: 0.4 },
    ]);
  });

  it('takes the most that keeps the precision, even behind a stretch that does not', () => {
    const curve = riskCoverage([...at(0.9, 0, 1), ...at(0.8, 18, 0), ...at(0.7, 1, 0), ...at(0.6, 0, 5)]);
    expect(coverageAt(curve, 0.95)).toMatchObject({ limit: 0.7, coverage: 20 / 25 });
    expect(coverageAt(curve, 0.98)).toBeNull();
  });

  it('counts exactly the promised share as kept', () => {
    expect(coverageAt(riskCoverage(at(0.7, 9, 1)), 0.9)?.coverage).toBe(1);
    expect(coverageAt(riskCoverage(at(0.7, 19, 1)), 0.95)?.coverage).toBe(1);
    expect(coverageAt(riskCoverage(at(0.7, 49, 1)), 0.98)?.coverage).toBe(1);
    expect(coverageAt(riskCoverage(at(0.7, 48, 2)), 0.98)).toBeNull();
  });

  it('is nothing without guesses', () => {
    expect(riskCoverage([])).toEqual([]);
    expect(coverageAt([], 0.9)).toBeNull();
  });

  it('agrees with trying every limit', () => {
    fc.assert(
      fc.property(guesses, fc.constantFrom(0.5, 0.9, 0.95, 1), (all, precision) => {
        const best = Math.max(
          0,
          ...all.map(({ p: limit }) => {
            const answered = all.filter(({ p }) => p >= limit);
            const right = answered.filter((guess) => guess.right).length;
            return right >= precision * answered.length - 1e-9 ? answered.length / all.length : 0;
          }),
        );
        expect(coverageAt(riskCoverage(all), precision)?.coverage ?? 0).toBeCloseTo(best, 12);
      }),
      parameters,
    );
  });

  it('promises no less coverage for less precision', () => {
    fc.assert(
      fc.property(guesses, (all) => {
        const curve = riskCoverage(all);
        const [loose, strict] = [0.9, 0.98].map((precision) => coverageAt(curve, precision)?.coverage ?? 0);
        expect(loose).toBeGreaterThanOrEqual(strict ?? NaN);
        expect(curve.at(-1)?.coverage).toBe(1);
      }),
      parameters,
    );
  });
});

describe(`ranking (FC_SEED=${parameters.seed})`, () => {
  it('goes by the first right result', () => {
    const right = new Set(['b', 'c']);
    expect(firstRight(['a', 'b', 'c'], right)).toBe(2);
    expect(firstRight(['a'], right)).toBeNull();
    expect(firstRight([], right)).toBeNull();
  });

  it('has means of what each question came to', () => {
    expect(rankingFigures([1, 2, 4, null])).toEqual({
      queries: 4,
      mrr: (1 + 1 / 2 + 1 / 4) / 4,
      hit1: 1 / 4,
      hit3: 2 / 4,
      hit5: 3 / 4,
      hit10: 3 / 4,
    });
    expect(rankingFigures([])).toMatchObject({ queries: 0, mrr: 0, hit1: 0 });
  });

  it('lies between the share of first places and the share found', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 1, max: 10 })), { minLength: 1 }), (ranks) => {
        const { mrr, hit1, hit3, hit5, hit10 } = rankingFigures(ranks);
        expect(mrr).toBeGreaterThanOrEqual(hit1);
        expect(mrr).toBeLessThanOrEqual(hit10 + 1e-12);
        expect([hit1, hit3, hit5, hit10]).toEqual([hit1, hit3, hit5, hit10].sort((a, b) => a - b));
      }),
      parameters,
    );
  });
});
