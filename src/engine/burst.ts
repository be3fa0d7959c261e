import type { Inbound, InboundEdit, InboundMessage } from '../model/inbound.js';

/** A burst that never pauses is cut here: this many windows after its first message. */
const LONGEST_BURST_WINDOWS = 5;

/** Just enough of an inbound to group by. */
interface Waiting {
  kind: Inbound['kind'];
  at: number;
}

/**
 * How many of a conversation's waiting inbounds make up its next turn, and when that turn may begin.
 * Messages that follow each other within `windowMs` are one inbound (an album, a thought in three lines), with
 * what was amended meanwhile; anything else stands alone, and ends a burst before it at once. Null where nothing
 * waits.
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
    if (inbound.kind !== 'message' && inbound.kind !== 'edit') return { count, readyAt: last.at };
    if (inbound.at - last.at > windowMs) return { count, readyAt: last.at + windowMs };
    if (inbound.at - first.at > windowMs * LONGEST_BURST_WINDOWS) return { count, readyAt: last.at };
    last = inbound;
    count += 1;
  }
  return { count, readyAt: Math.min(last.at + windowMs, first.at + windowMs * LONGEST_BURST_WINDOWS) };
}

/**
 * A burst as one message, in its last wording: what was edited while it waited was never said otherwise. `amends`
 * are edits of messages that came before the burst.
 */
export function mergeBurst(
  first: InboundMessage,
  burst: readonly Inbound[],
): { message: InboundMessage; amends: InboundEdit[] } {
  const messages: InboundMessage[] = [];
  const amends: InboundEdit[] = [];
  for (const inbound of burst) {
    if (inbound.kind === 'message') messages.push(inbound);
    if (inbound.kind !== 'edit') continue;
    const index = messages.findIndex(({ message }) => message === inbound.message);
    const edited = messages[index];
    if (edited === undefined) amends.push(inbound);
    else messages[index] = { ...edited, text: inbound.text, masked: inbound.masked };
  }
  const message = {
    ...first,
    text: messages
      .map(({ text }) => text)
      .filter((text) => text.trim() !== '')
      .join('\n'),
    attachments: messages.flatMap(({ attachments }) => attachments),
    masked: [...new Set(messages.flatMap(({ masked }) => masked))],
    album: messages.findLast(({ album }) => album !== null)?.album ?? null,
  };
  return { message, amends };
}
