import { isSmallTalk } from '../model/small-talk.js';
import { judge, type Calibration, type Judgement } from './calibrate.js';
import type { Classifier } from './classify.js';
import type { Lexicon } from './lexicon.js';
import type { Model } from './model.js';
import { cut, type Token } from './normalize.js';
import type { Reading } from './reading.js';
import { hasTalk, judgeWindows } from './segment-judge.js';
import { weighWindows, type Window, type Windows } from './segment-window.js';
import { createTalkCheck } from './small-talk.js';

/** What a message means, and the part of it that says so. */
export interface Meaning {
  judgement: Judgement;
  /** The words that decided: all of them, or those of the window that says most for the best guess. */
  tokens: readonly Token[];
  /** The best guess's nearest example. */
  nearest: string | null;
  /** The text in pieces, where it has several and is not too long to point into. */
  windows: Windows | null;
}

/** Messages of fewer words are one thing. */
const FEWEST_WORDS = 6;

/**
 * Weighs messages: as a whole those no longer than examples are, longer ones by their windows, so that
 * what is told around a problem does not drown it; and so those that have small talk beside something else.
 */
export function createScales(
  classifier: Classifier,
  calibration: Calibration,
  lexicon: Lexicon,
  { texts, labels, intents, usualLength: usual }: Pick<Model, 'texts' | 'labels' | 'intents' | 'usualLength'>,
): (text: string, reading: Reading, visible: (intent: string) => boolean) => Meaning {
  const checked = createTalkCheck(texts.filter((_, at) => isSmallTalk(intents[labels[at] ?? -1] ?? '')));
  return (text, { tokens, entities, language }, visible) => {
    const read = cut(text);
    const scales = { classifier, calibration, lexicon, language, visible };
    const windows = tokens.length < FEWEST_WORDS ? null : weighWindows(read.text, entities, scales);
    const shown = read.exact ? windows : null;
    const byWindows =
      windows === null || (tokens.length <= usual && !hasTalk(windows.windows))
        ? null
        : meaningOf(windows.windows);
    if (byWindows !== null) return { ...byWindows, windows: shown };
    const evidence = classifier.weigh(tokens, visible);
    const judgement = checked(judge(evidence, language, calibration), tokens);
    return { judgement, tokens, nearest: evidence.nearest, windows: shown };
  };
}

/** What the windows say together, and the words of the one that says most; null where they say nothing. */
function meaningOf(windows: readonly Window[]): Omit<Meaning, 'windows'> | null {
  const judgement = judgeWindows(windows);
  const telling = judgement === null ? null : mostTelling(windows, judgement);
  if (judgement === null || telling === null) return null;
  return { judgement, tokens: telling.tokens, nearest: telling.nearest };
}

/** The window that says most for the best guess. */
function mostTelling(windows: readonly Window[], { candidates: [best] }: Judgement): Window | null {
  let telling: Window | null = null;
  let most = 0;
  for (const window of windows) {
    const [top] = window.judgement.candidates;
    if (top === undefined || top.intent !== best?.intent || top.p <= most) continue;
    most = top.p;
    telling = window;
  }
  return telling;
}
