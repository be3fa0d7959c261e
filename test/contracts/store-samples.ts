import { conversationKey } from '../../src/model/address.js';
import type { Address } from '../../src/model/address.js';
import { newCase, type Case } from '../../src/model/case.js';
import type { SayDelivery } from '../../src/model/delivery.js';
import type { HistoryEntry } from '../../src/model/history.js';
import type { DeskAction, DeskMessage, InboundMessage } from '../../src/model/inbound.js';
import { plain } from '../../src/model/text.js';
import type { NewMiss } from '../../src/model/miss.js';
import type { NewSolutionDraft } from '../../src/model/solution-draft.js';
import type { NewDelivery, Scope, Store, TurnCommit } from '../../src/store/store.js';

export const BOT: Scope = { accounts: [{ channel: 'telegram', account: 'bot' }] };
export const TEAM: Scope = { accounts: [{ channel: 'slack', account: 'T1' }] };
export const BOTH: Scope = { accounts: [...BOT.accounts, ...TEAM.accounts] };

/** A text that breaks whatever is put together from strings. */
export const HOSTILE = `<b>_*[ '"; DROP TABLE cases; -- \u0000 \ud800 😀 ё`;

export function addressOf(chat: string, fields: Partial<Address> = {}): Address {
  return { channel: 'telegram', account: 'bot', chat, thread: '', ...fields };
}

export const DESK = addressOf('-100', { thread: '7' });

export const ANNA = { id: '1', name: `Anna ${HOSTILE}`, locale: 'ru' };
export const AGENT = { id: '9', name: 'Oleg', locale: null };

export function messageOf(id: string, chat: string, fields: Partial<InboundMessage> = {}): InboundMessage {
  return {
    kind: 'message',
    id,
    at: 1_000,
    address: addressOf(chat),
    message: id,
    text: HOSTILE,
    masked: [],
    person: ANNA,
    attachments: [],
    album: null,
    ...fields,
  };
}

export function deskMessageOf(id: string, address: Address = DESK): DeskMessage {
  return {
    kind: 'desk-message',
    id,
    at: 2_000,
    address,
    message: id,
    text: 'try this',
    masked: [],
    agent: AGENT,
    attachments: [],
  };
}

export function deskActionOf(id: string, caseId: string, address: Address = DESK): DeskAction {
  return { kind: 'desk-action', id, at: 2_000, address, agent: AGENT, action: 'claim', caseId };
}

export function caseOf(id: string, number: number, chat: string, fields: Partial<Case> = {}): Case {
  const begun = { id, number, address: addressOf(chat), person: ANNA, openedAt: 1_000 };
  return { ...newCase({ ...begun, audience: 'customer', language: 'ru' }), ...fields };
}

export function sayTo(chat: string, text: string): SayDelivery {
  return {
    kind: 'say',
    to: addressOf(chat),
    language: 'ru',
    text: plain(text),
    choices: [{ label: 'yes', token: 'y' }],
    longAnswer: false,
  };
}

export function deliveryOf(id: string, chat: string, fields: Partial<NewDelivery> = {}): NewDelivery {
  return {
    id,
    delivery: sayTo(chat, id),
    channel: 'telegram',
    account: 'bot',
    lane: conversationKey(addressOf(chat)),
    caseId: null,
    onlyWhile: null,
    notBefore: 0,
    receipt: null,
    ...fields,
  };
}

export function entryOf(text: string): HistoryEntry {
  return {
    at: 5,
    kind: 'note',
    author: null,
    name: null,
    text,
    attachments: [{ kind: 'photo', channel: 'telegram', file: 'f', name: HOSTILE, mime: null, size: 3 }],
    inbound: null,
  };
}

export function draftOf(caseId: string, fields: Partial<NewSolutionDraft> = {}): NewSolutionDraft {
  return {
    number: 1,
    ...{ caseId, language: 'ru', intent: null, audience: 'customer', area: null, problem: `it's "; --` },
    ...{ symptoms: [], findings: [], failed: [], solution: 's', author: 'Oleg', at: 5 },
    ...fields,
  };
}

export function missOf(caseId: string | null, fields: Partial<NewMiss> = {}): NewMiss {
  return {
    ...{ text: 'the kettle leaks', language: 'en', audience: 'customer', channel: 'telegram' },
    ...{ candidates: [], why: 'unsure', meant: null, caseId, at: 5 },
    ...fields,
  };
}

/** A turn of a chat's conversation that changes nothing but what is given. */
export function turnOf(chat: string, version: number, fields: Partial<TurnCommit> = {}): TurnCommit {
  const address = addressOf(chat);
  return {
    conversation: conversationKey(address),
    address,
    version,
    handled: [],
    chosenLanguage: null,
    state: null,
    cases: [],
    history: [],
    deliveries: [],
    timers: [],
    probes: [],
    drafts: [],
    agents: [],
    bans: [],
    feedback: [],
    webhooks: [],
    misses: [],
    reviews: [],
    ...fields,
  };
}

export function keyOf(chat: string): string {
  return conversationKey(addressOf(chat));
}

/** The ids of what is due, in the order it is given out. */
export async function dueIds(
  store: Store,
  now = 10_000,
  busy: string[] = [],
  limit = 100,
): Promise<string[]> {
  return (await store.dueDeliveries(BOTH, now, busy, limit)).map((due) => due.id);
}

/** A conversation with an open case in the queue whose desk thread is `DESK`. */
export async function withDeskThread(store: Store, chat = 'c1', id = 'k1', desk = DESK): Promise<Case> {
  const number = await store.reserveCaseNumber();
  const opened = caseOf(id, number, chat, { owner: 'queue', waitingSince: 1_000 });
  const { version } = await store.loadTurn(keyOf(chat));
  await store.commitTurn(turnOf(chat, version, { cases: [opened] }));
  await store.enqueue([deliveryOf(`open-${id}`, chat, { caseId: id, lane: `desk:${id}` })]);
  await store.settle(
    `open-${id}`,
    { kind: 'sent', at: 1_000, messages: ['m'] },
    { desk: { caseId: id, thread: desk, cardMessage: 'card-1' } },
  );
  return opened;
}
