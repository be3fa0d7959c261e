import type { Inbound } from '../model/inbound.js';

/** A burst that never pauses is cut here: this many windows after its first message. */
const LONGEST_BURST_WINDOWS = 5;

/** Just enough of an inbound to group by. */
interface Waiting {
  kind: Inbound['kind'];
  at: number;
}

/**
 * How many of a conversation's waiting inbounds make up its next turn, and when that turn may begin.
 * Messages that follow each other within `windowMs` are one inbound (an album, a thought in three lines);
 * anything else stands alone, and ends a burst before it at once. Null where nothing waits.
 */
export function nextBurst(
  waiting: readonly Waiting[],
  windowMs: number,
): { count: number; readyAt: number } | null {
  const first = waiting[0];
  if (first === undefined) return null;
  if (first.kind !== 'message') return { count: 1, readyAt: first.at };
  let last = first;
  let count = 0;
  for (const inbound of waiting) {
    if (inbound.kind !== 'message') return { count, readyAt: last.at };
    if (inbound.at - last.at > windowMs) return { count, readyAt: last.at + windowMs };
    if (inbound.at - first.at > windowMs * LONGEST_BURST_WINDOWS) return { count, readyAt: last.at };
    last = inbound;
    count += 1;
  }
  return { count, readyAt: Math.min(last.at + windowMs, first.at + windowMs * LONGEST_BURST_WINDOWS) };
}
