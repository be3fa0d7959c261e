import type { Language } from '../model/language.js';
import { judge, type Calibration, type Judgement } from './calibrate.js';
import type { Classifier } from './classify.js';
import type { Lexicon } from './lexicon.js';
import type { Token } from './normalize.js';
import { read } from './reading.js';
import { segmentsOf, type Segment } from './segment.js';

/** A segment, or two that stand together, weighed as if it were the whole message. */
export interface Window {
  /** Places of its first and last segment. */
  first: number;
  last: number;
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
  /** In the order of the text, single segments before pairs. */
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

/** Weighs a text by its segments, and by each two that stand together; null for a text of one segment. */
export function weighWindows(
  text: string,
  whole: readonly { offset: number; length: number }[],
  scales: Scales,
): Windows | null {
  const segments = segmentsOf(text, whole);
  if (segments.length < 2) return null;
  const told = segments.map((segment) => tokensOf(text, segment, scales));
  const windows: Window[] = [];
  for (const size of [1, 2]) {
    for (let first = 0; first + size <= segments.length; first += 1) {
      const window = weighWindow(segments, told, first, first + size - 1, scales);
      if (window !== null) windows.push(window);
    }
  }
  return windows.length === 0 ? null : { segments, windows };
}

function tokensOf(text: string, { offset, length }: Segment, { lexicon, language }: Scales): Token[] {
  return read(text.slice(offset, offset + length), lexicon, language).tokens;
}

function weighWindow(
  segments: readonly Segment[],
  told: readonly (readonly Token[])[],
  first: number,
  last: number,
  { classifier, calibration, language, visible }: Scales,
): Window | null {
  const from = segments[first];
  const to = segments[last];
  const tokens = told.slice(first, last + 1).flat();
  if (from === undefined || to === undefined || tokens.length < FEWEST_WORDS) return null;
  const { offset } = from;
  const evidence = classifier.weigh(tokens, visible);
  return {
    first,
    last,
    offset,
    length: to.offset + to.length - offset,
    tokens,
    judgement: judge(evidence, language, calibration),
    nearest: evidence.nearest,
  };
}
