import { botHasCase, close, named, sayPhrase, withEpisode, type Draft } from './draft.js';
import { stayHere } from './digression.js';
import { leaveNext, offerNext } from './later.js';
import { runningFrame } from './question.js';
import { frameTitle, popFrame, returnBelow } from './running.js';

/** Cancels what is going on: an offer, the topic on top, or the case. */
export function cancel(draft: Draft): Draft {
  const { pending, stack, later } = draft.state.episode;
  const cancelled = named(draft, 'cancel');
  if (pending?.kind === 'digression') return stayHere(cancelled);
  if (pending?.kind === 'next') return leaveNext(cancelled, pending);
  const frame = runningFrame(draft.state.episode);
  if (frame !== null && (stack.length > 1 || later.length > 0)) {
    const title = frameTitle(draft, frame);
    const left = sayPhrase(popFrame(cancelled), 'cancel.topic', { title });
    return stack.length > 1 ? returnBelow(left) : (offerNext(left, 'cancelled') ?? left);
  }
  if (!botHasCase(draft)) return sayPhrase(cancelled, 'cancel.nothing');
  return close(sayPhrase(cancelled, 'cancel.done'), 'cancelled');
}

/** A person has the case: asks before closing it. */
export function askToCloseWaiting(draft: Draft, resolution: 'cancelled' | 'replaced'): Draft {
  return withEpisode(named(draft, 'cancel-waiting'), { pending: { kind: 'close-waiting', resolution } });
}

/** Closes a case that a person has, or leaves it. */
export function decideWaiting(draft: Draft, resolution: 'cancelled' | 'replaced', sure: boolean): Draft {
  const decided = withEpisode(named(draft, sure ? 'cancel' : 'keep-waiting'), { pending: null });
  if (!sure) return sayPhrase(decided, 'cancel.waiting-kept');
  return close(sayPhrase(decided, resolution === 'replaced' ? 'greet.replaced' : 'cancel.done'), resolution);
}
