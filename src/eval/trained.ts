import type { Language } from '../model/language.js';
import type { Thresholds } from '../model/understanding.js';
import {
  createUnderstanding,
  type Content,
  type Understander,
  type UnderstandingOptions,
} from '../nlu/understand.js';
import { train } from '../nlu/train.js';
import { PRECISIONS } from './figures.js';
import type { LimitsByLanguage } from './promise.js';

/** What is measured, and the limits it would decide by for each promise. */
export interface Trained {
  understander: Understander;
  limits: LimitsByLanguage;
  promises: { promised: number; limits: LimitsByLanguage }[];
}

/** Trains once, and fits limits to the promise of `options` and to each of 0.90, 0.95 and 0.98. */
export function trainAndPromise(content: Content, options: UnderstandingOptions): Trained {
  const model = train(content, options);
  const promising = (answerPrecision: number): Understander =>
    createUnderstanding({ ...content, issues: [] }, { model, answerPrecision });
  const understander = createUnderstanding(content, { ...options, model });
  return {
    understander,
    limits: limitsOf(understander),
    promises: PRECISIONS.map((promised) => ({ promised, limits: limitsOf(promising(promised)) })),
  };
}

/** The limits for each language: a text without words is read in the language of its conversation. */
function limitsOf(understander: Understander): LimitsByLanguage {
  const of = (language: Language): Thresholds =>
    understander.understand('', { audience: 'customer', language, inFlow: false }).thresholds;
  return { ru: of('ru'), en: of('en') };
}
