import type { AfterQuestion } from '../model/aftercare.js';
import type { Case } from '../model/case.js';
import { foldText } from '../model/likeness.js';
import { isCourtesy, isSmallTalk } from '../model/small-talk.js';
import type { Understanding } from '../model/understanding.js';
import { readScore } from './score.js';

/** What a question with two buttons is answered by. */
export type ShortAnswer = 'helped' | 'did-not-help' | 'fine' | 'back';

/** What the buttons below a question say, folded, by what they mean. */
export type AfterLabels = ReadonlyMap<string, ShortAnswer>;

/** What a message says of the case that has ended. */
export type AfterAnswer =
  | { kind: ShortAnswer }
  | { kind: 'score'; score: number; words: string | null }
  | { kind: 'words'; words: string }
  | { kind: 'nothing-to-add' };

/** Longer words are cut: the whole message stays in the case's history. */
const MOST_WORDS_KEPT = 1_000;

/**
 * Reads a message that comes while no case is open as an answer about the one that ended last. What is understood as a
 * problem, a call for a person or a courtesy is none: it begins what it would have begun anyway.
 * @param asks what was asked last and may be answered by words, or null
 * @param labels what the buttons below that question say, by what they mean
 */
export function readAfterAnswer(
  subject: Case,
  asks: AfterQuestion | null,
  { text, understanding }: { text: string; understanding: Understanding },
  labels: AfterLabels,
): AfterAnswer | null {
  const pressed = labels.get(foldText(text));
  if (pressed !== undefined) return { kind: pressed };
  if (understanding.signals.human || understanding.signals.anger) return null;
  return (
    shortAnswer(asks, understanding) ??
    returned(subject, asks, understanding) ??
    (isProblem(understanding) ? null : longAnswer(asks, text, understanding))
  );
}

function shortAnswer(asks: AfterQuestion | null, { act }: Understanding): AfterAnswer | null {
  if (asks !== 'help' && asks !== 'follow-up') return null;
  if (act === 'yes' || act === 'works-now') return { kind: asks === 'help' ? 'helped' : 'fine' };
  const bad = act === 'no' || act === 'still-broken' || act === 'partly';
  return bad ? { kind: asks === 'help' ? 'did-not-help' : 'back' } : null;
}

/**
 * What an agent solved is not solved: in so many words, or because the person answers the question whether it helped with
 * the same problem. Written days later, that is a matter for the bot, which looks first.
 */
function returned(
  { resolution, intent }: Case,
  asks: AfterQuestion | null,
  { act, decision, intents }: Understanding,
): AfterAnswer | null {
  if (resolution !== 'by-agent') return null;
  const same = asks === 'help' && decision === 'answer' && intent !== null && intents[0]?.intent === intent;
  return act === 'still-broken' || same ? { kind: 'did-not-help' } : null;
}

function longAnswer(
  asks: AfterQuestion | null,
  text: string,
  { act, decision, intents }: Understanding,
): AfterAnswer | null {
  if (asks === 'score') {
    const read = readScore(text);
    return read === null ? null : { kind: 'score', ...read };
  }
  if (asks !== 'words' || text.trim() === '') return null;
  const [best] = intents;
  if (act === 'no' || act === 'skip') return { kind: 'nothing-to-add' };
  if (decision === 'answer' && best !== undefined && isSmallTalk(best.intent)) {
    return best.intent === 'thanks' || best.intent === 'goodbye' ? { kind: 'nothing-to-add' } : null;
  }
  return act === null ? { kind: 'words', words: text.trim().slice(0, MOST_WORDS_KEPT) } : null;
}

function isProblem({ decision, intents }: Understanding): boolean {
  const [best] = intents;
  if (best === undefined || isCourtesy(best.intent) || isSmallTalk(best.intent)) return false;
  return decision === 'answer' || decision === 'choose';
}
