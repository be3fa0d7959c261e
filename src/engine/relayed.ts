import type { MessageRef } from '../model/address.js';
import type { Effect } from '../model/effect.js';
import { formatHistoryEvent } from '../model/history-event.js';
import type { HistoryEntry } from '../model/history.js';
import type { NewDelivery } from '../store/store.js';
import { isOpen, record, toDesk, toPerson, type Draft } from './draft.js';
import type { Ids } from './ids.js';

type Relay = Extract<Effect, { kind: 'relay' }>;
type Revise = Extract<Effect, { kind: 'revise' }>;
type Withdraw = Extract<Effect, { kind: 'withdraw' }>;

/** An agent's words go to the person, and the agent's message is marked by what becomes of them. */
export function relay(draft: Draft, effect: Relay, ids: Ids): void {
  const { subject } = draft;
  if (!isOpen(subject)) return;
  const { author, text, attachments, receipt, replyTo } = effect;
  toPerson(
    draft,
    ids,
    {
      ...{ kind: 'relay', to: draft.address, author: author.name, text, attachments },
      ...{ sources: [receipt], replyTo },
    },
    { onlyWhile: null, receipt: { mark: mark(receipt, 'delivered', subject.id, draft, ids) } },
  );
  record(draft, { ...entry(effect, text.text), attachments, inbound: effect.inbound });
}

/** Behind the message itself in the person's lane, so that it finds what it changes, even if that is still to go out. */
export function revise(draft: Draft, effect: Revise, ids: Ids): void {
  const { subject } = draft;
  if (subject === null) return;
  const { author, text, of, mark: corrected } = effect;
  toPerson(
    draft,
    ids,
    { kind: 'revise', to: draft.address, of, author: author.name, text, mark: corrected },
    { onlyWhile: null, receipt: { mark: mark(of, 'delivered', subject.id, draft, ids) } },
  );
  record(draft, entry(effect, `(amended) ${text.text}`));
}

/** Once the person's copy is gone, the thread says so. */
export function withdraw(draft: Draft, effect: Withdraw, ids: Ids): void {
  const { subject } = draft;
  if (subject === null) return;
  const done = toDesk(
    ids,
    effect.of.address,
    subject.id,
    { kind: 'post', author: null, text: effect.done, attachments: [] },
    draft.at,
  );
  toPerson(
    draft,
    ids,
    { kind: 'withdraw', to: draft.address, of: effect.of },
    { onlyWhile: null, receipt: { mark: done } },
  );
  record(draft, { ...entry(effect, formatHistoryEvent({ kind: 'withdraw' })), kind: 'event' });
}

/** Marks an agent's message of which nothing went to the person. */
export function notDelivered(draft: Draft, message: MessageRef, ids: Ids): void {
  if (draft.subject !== null) draft.deliveries.push(mark(message, 'failed', draft.subject.id, draft, ids));
}

function mark(
  message: MessageRef,
  state: 'delivered' | 'failed',
  caseId: string,
  { at }: Draft,
  ids: Ids,
): NewDelivery {
  return toDesk(ids, message.address, caseId, { kind: 'mark', message, state }, at);
}

function entry({ author }: Pick<Relay, 'author'>, text: string): Omit<HistoryEntry, 'at'> {
  return {
    kind: 'agent',
    author: author.id,
    name: author.name,
    text,
    attachments: [],
    inbound: null,
  };
}
