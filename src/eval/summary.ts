import { LANGUAGES, type Language } from '../model/language.js';
import { reliability, type Bin } from './calibration.js';
import { confusionsOf, type Confusion } from './confusion.js';
import { figuresOf, guessesOf, type Figures } from './figures.js';
import type { Note } from './note.js';
import type { Prediction } from './prediction.js';
import { keepPromise, type LimitsByLanguage, type Promised } from './promise.js';

/** Everything that is told about a set of messages. */
export interface Summary {
  all: Figures;
  /** Of the languages that occur, by what the message is in. */
  languages: Partial<Record<Language, Figures>>;
  /** The limits that decided. */
  limits: LimitsByLanguage;
  promises: Promised[];
  confusions: Confusion[];
  /** Reliability over all messages. */
  bins: Bin[];
  notes: Note[];
}

/** `promises`: the limits fitted to each promise. */
export function summaryOf(
  predictions: readonly Prediction[],
  limits: LimitsByLanguage,
  promises: readonly { promised: number; limits: LimitsByLanguage }[],
  notes: readonly Note[],
): Summary {
  const languages: Partial<Record<Language, Figures>> = {};
  for (const language of LANGUAGES) {
    const own = predictions.filter((prediction) => prediction.language === language);
    if (own.length > 0) languages[language] = figuresOf(own);
  }
  return {
    all: figuresOf(predictions),
    languages,
    limits,
    promises: promises.map(({ promised, limits: fitted }) => keepPromise(promised, fitted, predictions)),
    confusions: confusionsOf(predictions),
    bins: reliability(guessesOf(predictions)),
    notes: [...notes],
  };
}
