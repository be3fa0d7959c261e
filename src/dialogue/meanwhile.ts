import type { Work } from '../flow/turn.js';
import { mayDigress, offerDigression } from './digression.js';
import { named, sayPhrase, type Draft } from './draft.js';
import { correct } from './correction.js';
import type { MessageEvent } from './event.js';
import { keepWords } from './problem.js';
import type { Asked } from './question.js';
import { sureIntent } from './route.js';
import { goOn } from './running.js';

type Working = Extract<Asked, { kind: 'working' }>;

/** It is time already. "All right" only says that the wait was heard of. */
const READY =
  /^\s*(?:уже|пора|готово|сделан?о?|сделала?|done|ready|now|it(?:['’]s| is) (?:done|time|ready))(?![\p{L}])/iu;

/** Words while the bot is at work: a correction, another problem, a sign that the wait is over, or more to know. */
export function takeMeanwhile(draft: Draft, asked: Working, event: MessageEvent): Draft {
  const { act } = event.understanding;
  const ready = act === 'skip' || READY.test(event.text);
  if (asked.work.kind === 'wait' && ready) return goOn(named(draft, 'elapsed'), { kind: 'elapsed' });
  if (act === null) {
    const corrected = correct(draft, event);
    if (corrected !== null) return corrected;
    const sure = sureIntent(draft.scene, event.understanding);
    if (sure !== null && mayDigress(draft, sure)) return offerDigression(draft, sure, event);
  }
  return sayMeanwhile(keepWords(named(draft, 'meanwhile'), event.text), asked.work);
}

/** Says what is being waited for. */
export function sayMeanwhile(draft: Draft, work: Work): Draft {
  return sayPhrase(draft, work.kind === 'wait' ? 'work.still-waiting' : 'work.still-checking');
}
