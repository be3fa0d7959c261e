import type { PatternSpecs } from '../flow/pattern.js';

const said = { must: [], asks: false, offers: false } as const;

/**
 * The flows of `flows/patterns/` that the dialogue plays by itself, with what each is given and how it may end. A
 * deployment may write each anew within this.
 */
export const PATTERNS = {
  clarify: {
    inputs: ['variant', 'audience'],
    outcomes: ['heard'],
    must: ['heard'],
    asks: true,
    offers: false,
  },
  'choose-between': {
    inputs: ['variant'],
    outcomes: ['chosen', 'else'],
    must: ['chosen', 'else'],
    asks: true,
    offers: true,
  },
  cancel: {
    inputs: ['what', 'title'],
    blank: ['title'],
    outcomes: ['cancelled', 'close', 'keep'],
    must: ['cancelled', 'close', 'keep'],
    asks: true,
    offers: false,
  },
  correct: { ...said, inputs: ['value'], outcomes: ['corrected'] },
  digress: {
    inputs: ['title', 'current'],
    outcomes: ['switch', 'stay'],
    must: ['switch', 'stay'],
    asks: true,
    offers: false,
  },
  resume: {
    ...said,
    inputs: ['after', 'title', 'number'],
    blank: ['title', 'number'],
    outcomes: ['resumed'],
  },
  repeat: { ...said, inputs: ['open'], outcomes: ['repeated'] },
  'not-understood': { ...said, inputs: ['why', 'hint'], blank: ['hint'], outcomes: ['said'] },
  silence: { ...said, inputs: ['timer'], outcomes: ['reminded', 'closed'] },
  human: { inputs: ['why', 'desk'], outcomes: ['handover'], must: ['handover'], asks: true, offers: false },
  'out-of-hours': { ...said, inputs: [], outcomes: ['handover'] },
  'secret-received': { ...said, inputs: ['kind'], outcomes: ['warned'] },
  'file-without-words': {
    inputs: ['open'],
    outcomes: ['heard', 'kept'],
    must: ['heard', 'kept'],
    asks: true,
    offers: false,
  },
  'two-problems': {
    inputs: ['state', 'title', 'titles'],
    blank: ['titles'],
    outcomes: ['said', 'begin', 'leave'],
    must: ['begin', 'leave'],
    asks: true,
    offers: false,
  },
} as const satisfies PatternSpecs;

export type PatternName = keyof typeof PATTERNS;
