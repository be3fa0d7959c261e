import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confusionsOf } from '../../src/eval/confusion.js';
import { figuresOf } from '../../src/eval/figures.js';
import { predictionOf, type Prediction } from '../../src/eval/prediction.js';
import { keepPromise } from '../../src/eval/promise.js';
import { summaryOf } from '../../src/eval/summary.js';
import type { Thresholds } from '../../src/model/understanding.js';
import { NOTHING, parameters, prediction } from './samples.js';

const limits = (answer: number): Thresholds => ({ answer, clarify: 0.2 });

/** Four in scope: right and answered, right and offered, right but rejected, wrong and answered. Three out of scope. */
const SEVEN: Prediction[] = [
  prediction('mail', 'mail', 0.95, 'answer'),
  prediction('mail', 'mail', 0.6, 'choose'),
  prediction('site', 'site', 0.3, 'clarify'),
  prediction('site', 'mail', 0.85, 'answer'),
  prediction(null, 'mail', 0.5, 'choose'),
  prediction(null, 'site', 0.05, 'handover'),
  prediction(null, 'site', 0.1, 'clarify'),
];

describe('figures', () => {
  it('tell apart what is right, what is right and kept, and what was rejected rightly', () => {
    expect(figuresOf(SEVEN)).toMatchObject({
      inScope: 4,
      outOfScope: 3,
      accuracy: 3 / 4,
      inScopeAccuracy: 2 / 4,
      outOfScopeRecall: 2 / 3,
      outOfScopeNotAnswered: 1,
      answered: 2 / 7,
      answeredRight: 1 / 2,
    });
  });

  it('cover both the messages in scope and all of them', () => {
    const figures = figuresOf([
      prediction('mail', 'mail', 0.9, 'answer'),
      prediction('mail', 'mail', 0.7, 'answer'),
      prediction(null, 'mail', 0.8, 'answer'),
    ]);
    expect(figures.coverage).toEqual(
      [0.9, 0.95, 0.98].map((precision) => ({ precision, inScope: 1, all: 1 / 3 })),
    );
    expect(figures.calibrationInScope).toBeCloseTo(0.2, 12);
    // Given 0.9 that anything known is meant: 0.9 / 0.9 and 0.7 / 0.9.
    expect(figures.calibrationGivenScope).toBeCloseTo((0 + 0.2 / 0.9) / 2, 12);
    expect(figures.calibrationAll).toBeCloseTo((0.1 + 0.8 + 0.3) / 3, 12);
  });

  it('say nothing about what does not occur', () => {
    expect(figuresOf([])).toMatchObject({
      accuracy: null,
      outOfScopeRecall: null,
      answered: null,
      answeredRight: null,
      calibrationAll: null,
    });
  });
});

describe('a promise', () => {
  it('is held against what the limits fitted to it would have answered', () => {
    const fitted = { ru: limits(0.99), en: limits(0.55) };
    expect(keepPromise(0.9, fitted, SEVEN)).toEqual({ promised: 0.9, cameTrue: 2 / 3, answered: 3 / 7 });
    expect(keepPromise(0.9, { ru: limits(0.1), en: limits(0.99) }, SEVEN)).toEqual({
      promised: 0.9,
      cameTrue: null,
      answered: 0,
    });
  });

  it('goes by the language read, and by what could be answered at all', () => {
    const fitted = { ru: limits(0.9), en: limits(0.5) };
    const low = prediction('mail', 'mail', 0.4, 'choose');
    const russian = prediction('mail', 'mail', 0.8, 'choose', { read: 'ru' });
    const reply = prediction('mail', 'mail', 0.8, 'clarify', { open: false });
    const clear = prediction('mail', 'mail', 0.8, 'answer');
    expect(keepPromise(0.9, fitted, [low, russian, reply]).answered).toBe(0);
    expect(keepPromise(0.9, fitted, [low, russian, reply, clear]).answered).toBe(1 / 4);
  });
});

describe('a prediction', () => {
  const message = { text: 'hi', language: 'en', label: 'mail', meant: 'mail' } as const;

  it('has the nearest example of the best guess, whatever its name holds', () => {
    const made = predictionOf(message, {
      ...NOTHING,
      intents: [{ intent: 'a: b', p: 0.9 }],
      reasons: ['terms: x', 'nearest example of a: b: it says: no'],
      p: 0.9,
      margin: 0.9,
      decision: 'answer',
    });
    expect(made).toMatchObject({ intent: 'a: b', nearest: 'it says: no', open: true, decision: 'answer' });
  });

  it('knows when something else than the limits decided', () => {
    expect(predictionOf(message, { ...NOTHING, p: 0.9, margin: 0.9, decision: 'clarify' }).open).toBe(false);
    expect(predictionOf(message, NOTHING)).toMatchObject({ open: true, intent: null, nearest: null });
  });
});

describe('confusions', () => {
  it('name the pair, how often, and the examples to blame', () => {
    const wrong = (p: number, nearest: string): Prediction =>
      prediction('site', 'mail', p, p > 0.8 ? 'answer' : 'choose', { nearest });
    expect(
      confusionsOf([
        ...SEVEN.filter(({ meant }) => meant === null),
        prediction('mail', 'mail', 1, 'answer'),
        wrong(0.5, 'no letters'),
        wrong(0.9, 'letters'),
        wrong(0.7, 'no letters'),
      ]),
    ).toEqual([
      {
        meant: 'site',
        guessed: 'mail',
        count: 3,
        answered: 1,
        blame: [
          { example: 'no letters', count: 2 },
          { example: 'letters', count: 1 },
        ],
        messages: ['site 0.9', 'site 0.7', 'site 0.5'],
      },
      { meant: null, guessed: 'mail', count: 1, answered: 0, blame: [], messages: ['none 0.5'] },
    ]);
  });
});

describe(`a summary (FC_SEED=${parameters.seed})`, () => {
  const one = fc
    .record({
      meant: fc.constantFrom('a', 'b', null),
      intent: fc.constantFrom('a', 'b', null),
      p: fc.double({ min: 0, max: 1, noNaN: true }),
      decision: fc.constantFrom('answer', 'choose', 'clarify', 'handover'),
      language: fc.constantFrom('ru', 'en'),
    })
    .map(({ meant, intent, p, decision, language }) => prediction(meant, intent, p, decision, { language }));

  it('has every message in one language, and every share between 0 and 1', () => {
    fc.assert(
      fc.property(fc.array(one), (predictions) => {
        const fitted = { ru: limits(0.5), en: limits(0.5) };
        const { all, languages } = summaryOf(predictions, fitted, [{ promised: 0.9, limits: fitted }], []);
        const parts = Object.values(languages);
        for (const figure of ['inScope', 'outOfScope'] as const) {
          expect(parts.reduce((sum, part) => sum + part[figure], 0)).toBe(all[figure]);
        }
        for (const [name, value] of Object.entries(all)) {
          if (typeof value !== 'number' || name.endsWith('Scope')) continue;
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        // What is rejected cannot be right and kept.
        expect(all.inScopeAccuracy ?? 0).toBeLessThanOrEqual(all.accuracy ?? 0);
      }),
      parameters,
    );
  });
});
