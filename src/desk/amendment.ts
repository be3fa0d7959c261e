import type { Case } from '../model/case.js';
import type { Effect } from '../model/effect.js';
import type { HistoryEntry } from '../model/history.js';
import { refOf, wordsOf } from '../model/inbound.js';
import type { DeskDeletion, DeskEdit, InboundDeletion, InboundEdit } from '../model/inbound.js';
import { join, plain } from '../model/text.js';
import type { DeskContext } from './action.js';
import { readOrder } from './order.js';
import { phrase } from './phrases.js';
import { isNote } from './relay.js';
import { threadPhrase } from './thread-line.js';

type Context = Pick<DeskContext, 'phrases' | 'deskLanguage'>;

/**
 * An agent changed a message: what the person got is changed as well. A note that it has become is taken back. Orders
 * are given once, by new messages: an amendment is none.
 */
export function onDeskEdit(
  subject: Case,
  inbound: DeskEdit,
  history: readonly HistoryEntry[],
  context: Context,
): Effect[] {
  if (readOrder(inbound.text) !== null) return [threadPhrase('desk-thread.edited-order', context)];
  if (!wasRelayed(inbound, history)) {
    return [{ kind: 'note', author: inbound.agent, text: `(amended) ${inbound.text}` }];
  }
  if (isNote(inbound.text)) return [withdrawal(inbound, context)];
  const mark = phrase(context.phrases, 'desk.amended', subject.language).text;
  return [{ kind: 'revise', author: inbound.agent, text: wordsOf(inbound), mark, of: refOf(inbound) }];
}

/** An agent deleted a message: what the person got goes as well. */
export function onDeskDeletion(
  inbound: DeskDeletion,
  history: readonly HistoryEntry[],
  context: Context,
): Effect[] {
  return wasRelayed(inbound, history) ? [withdrawal(inbound, context)] : [];
}

/** A person changed a message while people have the case: the thread gets the new words below the old ones. */
export function onPersonEdit(inbound: InboundEdit, context: Context): Effect[] {
  const mark = phrase(context.phrases, 'desk-thread.amended', context.deskLanguage);
  const text = join([plain('('), mark, plain(') '), wordsOf(inbound)]);
  const tied = { sources: [refOf(inbound)], replyTo: answering(inbound) };
  return [{ kind: 'post', author: inbound.person, text, attachments: [], ...tied }];
}

/** A person deleted a message while people have the case: the thread keeps it, marked. */
export function onPersonDeletion(inbound: InboundDeletion, context: Context): Effect[] {
  return [{ ...threadPhrase('desk-thread.deleted', context), replyTo: answering(inbound) }];
}

function answering(inbound: InboundEdit | InboundDeletion): {
  message: ReturnType<typeof refOf>;
  quote: null;
  excerpt: null;
} {
  return { message: refOf(inbound), quote: null, excerpt: null };
}

/** Whether a message went to the person, or is on its way; notes and orders did not. */
function wasRelayed({ original }: DeskEdit | DeskDeletion, history: readonly HistoryEntry[]): boolean {
  return history.some(({ kind, inbound }) => kind === 'agent' && inbound === original);
}

function withdrawal(inbound: DeskEdit | DeskDeletion, context: Context): Effect {
  const done = phrase(context.phrases, 'desk-thread.withdrawn', context.deskLanguage);
  return { kind: 'withdraw', author: inbound.agent, of: refOf(inbound), done };
}
