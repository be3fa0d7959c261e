import type { Language } from '../model/language.js';
import type { Thresholds } from '../model/understanding.js';
import { share } from './figures.js';
import { isRight, reaches, type Prediction } from './prediction.js';

/** What was promised of the answers, and what came true. */
export interface Promised {
  /** The share of answers that was to be right. */
  promised: number;
  /** The share that is right; null where nothing was answered. */
  cameTrue: number | null;
  /** The share of all messages that was answered. */
  answered: number;
}

export type LimitsByLanguage = Readonly<Record<Language, Thresholds>>;

/** Holds a promise against the messages that would have been answered by the limits fitted to it. */
export function keepPromise(
  promised: number,
  limits: LimitsByLanguage,
  predictions: readonly Prediction[],
): Promised {
  const answered = predictions.filter(
    (prediction) => prediction.open && reaches(prediction.p, limits[prediction.read]),
  );
  return {
    promised,
    cameTrue: share(answered, isRight),
    answered: predictions.length === 0 ? 0 : answered.length / predictions.length,
  };
}
