import { ask, botHasCase, close, named, withEpisode, type Draft } from './draft.js';
import { stayHere } from './digression.js';
import { leaveNext, offerNext } from './later.js';
import { withFinished } from './outcome.js';
import { tell } from './pattern.js';
import { returnBelow } from './running.js';
import { frameTitle, popTopic, topicFrame, topics } from './stack.js';

/** Cancels what is going on: an offer, the topic on top, or the case. */
export function cancel(draft: Draft): Draft {
  const { episode } = draft.state;
  const { pending, later } = episode;
  const cancelled = named(draft, 'cancel');
  if (pending?.kind === 'digression') return stayHere(cancelled);
  if (pending?.kind === 'next') return leaveNext(cancelled, pending);
  const frame = topicFrame(episode);
  const others = topics(episode) > 1;
  if (frame !== null && (others || later.length > 0)) {
    const title = frameTitle(draft, frame);
    const finished = withFinished(cancelled, frame, 'cancelled');
    const left = tell(popTopic(finished), 'cancel', { what: 'topic', title });
    return others ? returnBelow(left) : (offerNext(left, 'cancelled') ?? left);
  }
  if (!botHasCase(draft)) return tell(cancelled, 'cancel', { what: 'nothing', title: '' });
  return close(tell(cancelled, 'cancel', { what: 'case', title: '' }), 'cancelled');
}

/** A person has the case: asks before closing it. */
export function askToCloseWaiting(draft: Draft, resolution: 'cancelled' | 'replaced'): Draft {
  return ask(named(draft, 'cancel-waiting'), { kind: 'close-waiting', resolution });
}

/** Closes a case that a person has, or leaves it. */
export function decideWaiting(draft: Draft, resolution: 'cancelled' | 'replaced', sure: boolean): Draft {
  const decided = withEpisode(named(draft, sure ? 'cancel' : 'keep-waiting'), { pending: null });
  return sure ? close(decided, resolution) : decided;
}
