import type { Language } from '../../../src/model/language.js';
import type { Lesson, SystemName } from './job.js';

/** A system that has learned. */
export interface Trained {
  /** The best guess at a text's intent, whatever is to be done about it; null: none at all. */
  guess(text: string, language: Language): string | null | Promise<string | null>;
  /** What was learned, written out. */
  save?: () => string | Uint8Array;
}

/** Something that learns intents from examples. */
export interface System {
  train(lesson: Lesson): Trained | Promise<Trained>;
  open?: (saved: string | Uint8Array) => Trained | Promise<Trained>;
}

/** Loads one system's code and nothing of the others'. */
export async function loadSystem(name: SystemName): Promise<System> {
  switch (name) {
    case 'firstline':
      return (await import('./firstline.js')).firstline;
    case 'classifier':
      return (await import('./classifier.js')).classifier;
    case 'bayes':
      return (await import('./bayes.js')).bayes;
    case 'node-nlp':
      return (await import('./node-nlp.js')).nodeNlp;
  }
}
