import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, fitThresholds, isWorth, type Outcomes } from '../../src/nlu/decide.js';

const parameters = { seed: Number(process.env.FC_SEED ?? 20_261_122) };

/** Messages judged with these probabilities, all of something known unless told, each of weight 1. */
function outcomes(p: readonly number[], inside: readonly boolean[] = p.map(() => true)): Outcomes {
  return {
    p: Float64Array.from(p),
    worth: Uint8Array.from(p, (own) => (isWorth(own, 0.9) ? 1 : 0)),
    inside: Uint8Array.from(inside, (is) => (is ? 1 : 0)),
    weights: new Float64Array(p.length).fill(1),
  };
}

const probability = fc.double({ min: 0, max: 1, noNaN: true });

describe(`limits from a promise (FC_SEED=${parameters.seed})`, () => {
  it('answer down to where the answers still average to the promise', () => {
    // Ten at 1.0, ten at 0.9 and ten at 0.6: the first twenty average 0.95, with the next one they fall below it.
    const judged = outcomes([1, 0.9, 0.6].flatMap((p) => new Array<number>(10).fill(p)));
    expect(fitThresholds(judged, 0.94).answer).toBeCloseTo(0.75, 12);
    expect(fitThresholds(judged, 0.8).answer).toBeLessThanOrEqual(0.6);
  });

  it('take the promise at its word where few messages were tried', () => {
    expect(fitThresholds(outcomes([0.99, 0.98]), 0.9).answer).toBe(0.9);
    expect(fitThresholds(outcomes([]), 0.98)).toEqual({ answer: 0.98, clarify: 0.49 });
  });

  it('hand over what is less likely than nearly all known problems', () => {
    const known = Array.from({ length: 100 }, (_, at) => (at + 1) / 250);
    // One in twenty known problems lies below, whatever strangers there are.
    const { clarify } = fitThresholds(
      outcomes([...known, 0, 0, 0], [...known.map(() => true), false, false, false]),
      0.95,
    );
    expect(known.filter((p) => p < clarify).length).toBe(5);
  });

  it('answer less, the more is promised', () => {
    fc.assert(
      fc.property(
        fc.array(probability, { minLength: 15, maxLength: 80 }),
        probability,
        probability,
        (p, one, other) => {
          const [less, more] = [Math.min(one, other), Math.max(one, other)];
          const judged = outcomes(p);
          const answered = (precision: number): number => {
            const { answer } = fitThresholds(judged, precision);
            return p.filter((own) => isWorth(own, 0.9) && own >= answer).length;
          };
          expect(answered(more)).toBeLessThanOrEqual(answered(less));
        },
      ),
      parameters,
    );
  });
});

describe('a decision', () => {
  const limits = { answer: 0.8, clarify: 0.2 };
  const judged = (p: number, belongs: number): Parameters<typeof decide>[0] => ({
    candidates: [{ intent: 'mail', p }],
    belongs,
  });

  it('answers, offers, asks or gives up', () => {
    expect(decide(judged(0.8, 0.9), limits)).toBe('answer');
    expect(decide(judged(0.79, 0.9), limits)).toBe('choose');
    expect(decide(judged(0.3, 0.71), limits)).toBe('choose');
    expect(decide(judged(0.3, 0.69), limits)).toBe('clarify');
    expect(decide(judged(0.19, 0.5), limits)).toBe('handover');
    expect(decide({ candidates: [], belongs: 0 }, limits)).toBe('handover');
  });

  it('never answers what is likelier nothing known, whatever the limit', () => {
    expect(decide(judged(0.3, 0.4), { answer: 0.1, clarify: 0.1 })).toBe('clarify');
  });
});
