import type { Person } from '../model/address.js';
import type { Case } from '../model/case.js';
import { answerOf } from '../model/delivery.js';
import { changesOwner } from '../model/history-event.js';
import type { Effect } from '../model/effect.js';
import type { HistoryEntry } from '../model/history.js';
import { refOf, wordsOf } from '../model/inbound.js';
import type { DeskMessage } from '../model/inbound.js';
import { onOrder, type DeskContext } from './action.js';
import { bySize, valuesOf } from './file-limit.js';
import type { ReadOrder } from './order.js';
import { ordersIn } from './order-words.js';
import { type DeskPhrase } from './phrases.js';
import { nothingHelped, onSolutionAnswer } from './solution-answer.js';
import { threadPhrase } from './thread-line.js';

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
  const noted = isNote(inbound.text);
  const own = subject.agent?.id === inbound.agent.id;
  if (subject.awaitingSolution && own && inbound.text.trim() === NOTE_MARK) {
    return nothingHelped(subject, inbound.agent, context);
  }
  if (subject.awaitingSolution && own && !noted) return onSolutionAnswer(subject, inbound, context);
  if (subject.owner === 'agent' && own && !noted) return relay(subject, inbound, context);
  const kept: Effect = { kind: 'note', author: inbound.agent, text: inbound.text };
  if (noted || wasTold(subject, inbound, history)) return [kept];
  if (subject.mergedInto !== null) {
    return [
      kept,
      threadPhrase('desk-thread.not-sent-merged', context, { number: String(subject.mergedInto) }),
    ];
  }
  const hint = NOT_SENT[subject.owner];
  return hint === null ? [kept] : [kept, threadPhrase(hint, context)];
}

/** What an agent orders by a button or a line; what looks like an order and is none goes to nobody. */
export function onRead(subject: Case, agent: Person, read: ReadOrder, context: DeskContext): Effect[] {
  return read.kind === 'order' ? onOrder(subject, agent, read.order, context) : [misspelt(read, context)];
}

/** Whether an agent wrote a text for colleagues only. */
export function isNote(text: string): boolean {
  return text.trimStart().startsWith(NOTE_MARK);
}

/**
 * An agent's words and files for the person. Files too large are told of before anything is tried, and all else goes.
 * A reply quotes only what the person has seen: nothing of the thread's own lines may reach them.
 */
function relay(subject: Case, inbound: DeskMessage, context: DeskContext): Effect[] {
  const { passable, tooLarge } = bySize(inbound.attachments, subject.address.channel);
  const told = tooLarge.map((each) => threadPhrase('desk-thread.file-too-large', context, valuesOf(each)));
  const receipt = refOf(inbound);
  if (tooLarge.length > 0 && passable.length === 0 && inbound.text.trim() === '') {
    return [{ kind: 'not-delivered', message: receipt }, ...told];
  }
  return [
    {
      kind: 'relay',
      author: inbound.agent,
      text: wordsOf(inbound),
      attachments: passable,
      receipt,
      replyTo: answerOf(inbound, null),
      inbound: inbound.id,
    },
    ...told,
  ];
}

function misspelt({ written, near }: Extract<ReadOrder, { kind: 'misspelt' }>, context: DeskContext): Effect {
  return near === null
    ? threadPhrase('desk-thread.no-such-order', context, { written, orders: ordersIn(context.deskLanguage) })
    : threadPhrase('desk-thread.misspelt-order', context, { written, near });
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
    const misled = kind === 'note' && !isNote(text);
    return misled && (owner === 'queue' || author === agent.id);
  });
}

/** The person who waited goes on with the bot. */
export function onTakenBack(context: Pick<DeskContext, 'phrases' | 'deskLanguage'>): Effect[] {
  return [threadPhrase('desk-thread.taken-back', context)];
}

/** The time for which a case was put aside is over. */
export function onSnoozeOver(context: Pick<DeskContext, 'phrases' | 'deskLanguage'>): Effect[] {
  return wake('desk-thread.snooze-over', context);
}

/** A case that was put aside is at hand again. */
export function wake(key: DeskPhrase, context: Pick<DeskContext, 'phrases' | 'deskLanguage'>): Effect[] {
  return [{ kind: 'snooze', agent: null, until: null }, threadPhrase(key, context)];
}
