import type { MessageRef } from '../model/address.js';
import { refOf, wordsOf } from '../model/inbound.js';
import type { Inbound, InboundDeletion, InboundEdit, InboundMessage } from '../model/inbound.js';
import { join } from '../model/text.js';

/** A burst that never pauses is cut here: this many windows after its first message. */
const LONGEST_BURST_WINDOWS = 5;

/** What may stand in a burst after its first message. */
const IN_BURST: ReadonlySet<Inbound['kind']> = new Set(['message', 'edit', 'deletion']);

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
    if (!IN_BURST.has(inbound.kind)) return { count, readyAt: last.at };
    if (inbound.at - last.at > windowMs) return { count, readyAt: last.at + windowMs };
    if (inbound.at - first.at > windowMs * LONGEST_BURST_WINDOWS) return { count, readyAt: last.at };
    last = inbound;
    count += 1;
  }
  return { count, readyAt: Math.min(last.at + windowMs, first.at + windowMs * LONGEST_BURST_WINDOWS) };
}

/** A burst, put together. */
export interface Burst {
  /** The burst as one message; null where all of it was deleted while it waited. */
  message: InboundMessage | null;
  /** The messages that it is made of. */
  sources: MessageRef[];
  /** Edits and deletions of messages that came before the burst. */
  amends: (InboundEdit | InboundDeletion)[];
}

/** A burst as one message, in its last wording: what was changed or deleted while it waited was never said otherwise. */
export function mergeBurst(first: InboundMessage, burst: readonly Inbound[]): Burst {
  const messages: InboundMessage[] = [];
  const amends: Burst['amends'] = [];
  for (const inbound of burst) {
    if (inbound.kind === 'message') messages.push(inbound);
    if (inbound.kind !== 'edit' && inbound.kind !== 'deletion') continue;
    const index = messages.findIndex(({ message }) => message === inbound.message);
    const changed = messages[index];
    if (changed === undefined) amends.push(inbound);
    else if (inbound.kind === 'deletion') messages.splice(index, 1);
    else {
      const { text, spans, masked } = inbound;
      messages[index] = { ...changed, text, spans, masked };
    }
  }
  const [head] = messages;
  if (head === undefined) return { message: null, sources: [], amends };
  const written = messages.filter(({ text }) => text.trim() !== '').map(wordsOf);
  const message = {
    ...first,
    ...join(written, '\n'),
    attachments: messages.flatMap(({ attachments }) => attachments),
    masked: [...new Set(messages.flatMap(({ masked }) => masked))],
    album: messages.findLast(({ album }) => album !== null)?.album ?? null,
    replyTo: messages.find(({ replyTo }) => replyTo !== undefined)?.replyTo,
  };
  return { message, sources: messages.map(refOf), amends };
}
