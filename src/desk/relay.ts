import type { Person } from '../model/address.js';
import type { Case } from '../model/case.js';
import { changesOwner } from '../model/history-event.js';
import type { Effect } from '../model/effect.js';
import type { HistoryEntry } from '../model/history.js';
import type { DeskMessage, InboundEdit, InboundMessage } from '../model/inbound.js';
import { join, plain } from '../model/text.js';
import { onOrder, type DeskContext } from './action.js';
import type { ReadOrder } from './order.js';
import { ordersIn } from './order-words.js';
import { phrase, type DeskPhrase } from './phrases.js';
import { nothingHelped, onSolutionAnswer } from './solution-answer.js';

/** What an agent writes for colleagues only begins with this. */
const NOTE_MARK = '//';

/**
 * What becomes of an agent's message in a case's thread: the claiming agent's goes to the person, everything
 * else is a note. After a resolution the first message is what helped. Whoever may believe that the person reads
 * a note is told otherwise, once; `history` tells whether that was done.
 */
export function onDeskMessage(
  subject: Case,
  inbound: DeskMessage,
  history: readonly HistoryEntry[],
  context: DeskContext,
): Effect[] {
  const isNote = inbound.text.trimStart().startsWith(NOTE_MARK);
  const own = subject.agent?.id === inbound.agent.id;
  if (subject.awaitingSolution && own && inbound.text.trim() === NOTE_MARK) {
    return nothingHelped(subject, inbound.agent, context);
  }
  if (subject.awaitingSolution && own && !isNote) return onSolutionAnswer(subject, inbound, context);
  if (subject.owner === 'agent' && own && !isNote) {
    return [
      {
        kind: 'relay',
        author: inbound.agent,
        text: plain(inbound.text),
        attachments: inbound.attachments,
        receipt: { address: inbound.address, message: inbound.message },
      },
    ];
  }
  const kept: Effect = { kind: 'note', author: inbound.agent, text: inbound.text };
  if (isNote || wasTold(subject, inbound, history)) return [kept];
  if (subject.mergedInto !== null) {
    return [kept, post('desk-thread.not-sent-merged', context, { number: String(subject.mergedInto) })];
  }
  const hint = NOT_SENT[subject.owner];
  return hint === null ? [kept] : [kept, post(hint, context)];
}

/** What an agent orders by a button or a line; what looks like an order and is none goes to nobody. */
export function onRead(subject: Case, agent: Person, read: ReadOrder, context: DeskContext): Effect[] {
  return read.kind === 'order' ? onOrder(subject, agent, read.order, context) : [misspelt(read, context)];
}

function misspelt({ written, near }: Extract<ReadOrder, { kind: 'misspelt' }>, context: DeskContext): Effect {
  return near === null
    ? post('desk-thread.no-such-order', context, { written, orders: ordersIn(context.deskLanguage) })
    : post('desk-thread.misspelt-order', context, { written, near });
}

/** Why a note did not go to the person, by the case's owner. Who claimed a case is told to all when it is claimed. */
const NOT_SENT = {
  queue: 'desk-thread.claim-first',
  bot: 'desk-thread.not-sent-bot',
  nobody: 'desk-thread.not-sent-closed',
  agent: null,
} as const satisfies Record<Case['owner'], DeskPhrase | null>;

/**
 * Whether the thread says already that notes do not go to the person: since the owner changed last, somebody wrote
 * such a note before. Of a case that is over, each agent is told.
 */
function wasTold({ owner }: Case, { agent }: DeskMessage, history: readonly HistoryEntry[]): boolean {
  const change = history.findLastIndex(changesOwner);
  return history.slice(change + 1).some(({ kind, text, author }) => {
    const misled = kind === 'note' && !text.trimStart().startsWith(NOTE_MARK);
    return misled && (owner === 'queue' || author === agent.id);
  });
}

function post(
  key: DeskPhrase,
  context: Pick<DeskContext, 'phrases' | 'deskLanguage'>,
  values: Record<string, string> = {},
): Effect {
  const text = phrase(context.phrases, key, context.deskLanguage, values);
  return { kind: 'post', author: null, text, attachments: [] };
}

/** A person's message while people have the case: it goes to the thread, and the bot stays silent. */
export function onPersonMessage(
  subject: Pick<Case, 'snoozedUntil'>,
  inbound: InboundMessage,
  context: Pick<DeskContext, 'phrases' | 'deskLanguage'>,
): Effect[] {
  return [
    ...(subject.snoozedUntil === null ? [] : wake('desk-thread.woken', context)),
    { kind: 'post', author: inbound.person, text: plain(inbound.text), attachments: inbound.attachments },
  ];
}

/** The person who waited goes on with the bot. */
export function onTakenBack(context: Pick<DeskContext, 'phrases' | 'deskLanguage'>): Effect[] {
  return [post('desk-thread.taken-back', context)];
}

/** The time for which a case was put aside is over. */
export function onSnoozeOver(context: Pick<DeskContext, 'phrases' | 'deskLanguage'>): Effect[] {
  return wake('desk-thread.snooze-over', context);
}

function wake(key: DeskPhrase, context: Pick<DeskContext, 'phrases' | 'deskLanguage'>): Effect[] {
  return [{ kind: 'snooze', agent: null, until: null }, post(key, context)];
}

/** A person changed a message while people have the case: the thread gets the new words, marked as such. */
export function onPersonEdit(
  inbound: InboundEdit,
  context: Pick<DeskContext, 'phrases' | 'deskLanguage'>,
): Effect[] {
  const mark = phrase(context.phrases, 'desk-thread.amended', context.deskLanguage);
  const text = join([plain('('), mark, plain(`) ${inbound.text}`)]);
  return [{ kind: 'post', author: inbound.person, text, attachments: [] }];
}
