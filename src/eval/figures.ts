import { calibrationError, reliability, type Guess } from './calibration.js';
import { coverageAt, riskCoverage } from './coverage.js';
import { isKept, isRight, type Prediction } from './prediction.js';

/** Precisions that coverage is told at, and that are promised in turn. */
export const PRECISIONS = [0.9, 0.95, 0.98] as const;

/** How messages fared. Shares are 0–1, and null where there is nothing to have a share of. */
export interface Figures {
  /** Messages that belong to an intent, and those that belong to none. */
  inScope: number;
  outOfScope: number;
  /** Of those in scope, the share whose best guess is right, whatever was decided. */
  accuracy: number | null;
  /** The same with a rejected message counted as wrong: clarified or handed over. */
  inScopeAccuracy: number | null;
  /** Of those out of scope, the share that was rejected, and the share that was not answered outright. */
  outOfScopeRecall: number | null;
  outOfScopeNotAnswered: number | null;
  /** The share of all messages answered without asking, of those in scope too, and how much of all answered is right. */
  answered: number | null;
  answeredInScope: number | null;
  answeredRight: number | null;
  /** For each precision what share could be answered at best, of the messages in scope and of all. */
  coverage: { precision: number; inScope: number; all: number }[];
  /**
   * Expected calibration error in 15 bins over the best guess's probability. In scope over the probability given
   * that something known is meant, for nothing else is among these messages; and as it stands.
   */
  calibrationGivenScope: number | null;
  calibrationInScope: number | null;
  calibrationAll: number | null;
}

export function figuresOf(predictions: readonly Prediction[]): Figures {
  const inside = predictions.filter(({ meant }) => meant !== null);
  const outside = predictions.filter(({ meant }) => meant === null);
  const answered = predictions.filter(({ decision }) => decision === 'answer');
  const curves = { inScope: riskCoverage(guessesOf(inside)), all: riskCoverage(guessesOf(predictions)) };
  return {
    inScope: inside.length,
    outOfScope: outside.length,
    accuracy: share(inside, isRight),
    inScopeAccuracy: share(inside, (prediction) => isKept(prediction) && isRight(prediction)),
    outOfScopeRecall: share(outside, (prediction) => !isKept(prediction)),
    outOfScopeNotAnswered: share(outside, ({ decision }) => decision !== 'answer'),
    answered: share(predictions, ({ decision }) => decision === 'answer'),
    answeredInScope: share(inside, ({ decision }) => decision === 'answer'),
    answeredRight: share(answered, isRight),
    coverage: PRECISIONS.map((precision) => ({
      precision,
      inScope: coverageAt(curves.inScope, precision)?.coverage ?? 0,
      all: coverageAt(curves.all, precision)?.coverage ?? 0,
    })),
    calibrationGivenScope: calibrationError(
      reliability(
        inside.map((prediction) => ({
          p: prediction.belongs === 0 ? 0 : prediction.p / prediction.belongs,
          right: isRight(prediction),
        })),
      ),
    ),
    calibrationInScope: calibrationError(reliability(guessesOf(inside))),
    calibrationAll: calibrationError(reliability(guessesOf(predictions))),
  };
}

/** Predictions as guesses that are right or wrong; what belongs to none makes every guess wrong. */
export function guessesOf(predictions: readonly Prediction[]): Guess[] {
  return predictions.map((prediction) => ({ p: prediction.p, right: isRight(prediction) }));
}

/** The share of those for which `holds`; null of none. */
export function share<T>(all: readonly T[], holds: (one: T) => boolean): number | null {
  return all.length === 0 ? null : all.filter(holds).length / all.length;
}
