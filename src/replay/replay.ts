import { decide, type Decision, type Version } from './decision.js';
import type { ReplayMessage } from './message.js';
import { gainOf, isSame, type Verdict } from './verdict.js';

/** A message about which is decided otherwise. */
export interface Change {
  message: ReplayMessage;
  before: Decision;
  after: Decision;
  verdict: Verdict;
  /** By how much the decision is better; below nought: worse. */
  gain: number;
}

/** What a change of the content would change. */
export interface Replay {
  /** How many messages were decided about, and about how many of them as before. */
  messages: number;
  same: number;
  better: number;
  worse: number;
  open: number;
  /** The most harmful first: the worse ones, then those of which nobody knows, then the better ones. */
  changes: Change[];
}

/**
 * Decides about messages by one version and by another, and tells every decision that differs. It is better or worse where
 * it is known what the message meant (`rankOf`), and open where it is not, or where both are as good as each other.
 */
export function replay(messages: readonly ReplayMessage[], before: Version, after: Version): Replay {
  return replayOf(
    messages.length,
    messages.flatMap((message) => changeOf(message, decide(message, before), decide(message, after)) ?? []),
  );
}

/** The change that two decisions about a message are; null where they come to the same. */
export function changeOf(message: ReplayMessage, before: Decision, after: Decision): Change | null {
  if (isSame(before, after)) return null;
  const gain = gainOf(before, after, message.meant);
  return { message, before, after, gain, verdict: verdictOf(gain) };
}

/** These changes among so many messages, counted and in order. */
export function replayOf(messages: number, changes: readonly Change[]): Replay {
  const count = (verdict: Verdict): number => changes.filter((change) => change.verdict === verdict).length;
  return {
    messages,
    same: messages - changes.length,
    ...{ better: count('better'), worse: count('worse'), open: count('open') },
    changes: changes.toSorted(byHarm),
  };
}

function verdictOf(gain: number): Verdict {
  if (gain === 0) return 'open';
  return gain > 0 ? 'better' : 'worse';
}

const ORDER: Readonly<Record<Verdict, number>> = { worse: 0, open: 1, better: 2 };

/** Worse by more comes first; of those alike, what is acted on, and more surely. */
function byHarm(one: Change, other: Change): number {
  return (
    ORDER[one.verdict] - ORDER[other.verdict] || one.gain - other.gain || sureness(other) - sureness(one)
  );
}

function sureness({ after }: Change): number {
  return after.kind === 'act' ? (after.guess?.p ?? 0) : 0;
}
