import type { Language } from '../model/language.js';
import { judge, type Calibration, type Judgement } from './calibrate.js';
import type { Classifier } from './classify.js';
import type { Lexicon } from './lexicon.js';
import type { Token } from './normalize.js';
import { read } from './reading.js';
import { segmentsOf, type Segment } from './segment.js';

/** A segment weighed as if it were the whole message. */
export interface Window {
  /** The place of its segment. */
  place: number;
  /** In UTF-16 units of the text. */
  offset: number;
  length: number;
  tokens: readonly Token[];
  judgement: Judgement;
  /** The best guess's nearest example. */
  nearest: string | null;
}

/** A text in pieces. */
export interface Windows {
  segments: Segment[];
  /** In the order of the text. */
  windows: Window[];
}

/** What a window is weighed by. */
export interface Scales {
  classifier: Classifier;
  calibration: Calibration;
  lexicon: Lexicon;
  language: Language;
  visible: (intent: string) => boolean;
}

/** Windows of fewer words say nothing by themselves. */
const FEWEST_WORDS = 2;

/** Weighs a text by its segments; null for a text of one. */
export function weighWindows(
  text: string,
  whole: readonly { offset: number; length: number }[],
  scales: Scales,
): Windows | null {
  const segments = segmentsOf(text, whole);
  if (segments.length < 2) return null;
  const windows = segments.flatMap((segment, place) => weighWindow(text, segment, place, scales) ?? []);
  return windows.length === 0 ? null : { segments, windows };
}

function weighWindow(
  text: string,
  { offset, length }: Segment,
  place: number,
  { classifier, calibration, lexicon, language, visible }: Scales,
): Window | null {
  const { tokens } = read(text.slice(offset, offset + length), lexicon, language);
  if (tokens.length < FEWEST_WORDS) return null;
  const evidence = classifier.weigh(tokens, visible);
  return {
    place,
    offset,
    length,
    tokens,
    judgement: judge(evidence, language, calibration),
    nearest: evidence.nearest,
  };
}
