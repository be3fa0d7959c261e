import type { Logger } from 'pino';
import type { SendOutcome } from '../channels/channel.js';
import { phrase, type DeskPhrase } from '../desk/phrases.js';
import type { Address, MessageRef } from '../model/address.js';
import type { Delivery } from '../model/delivery.js';
import type { Case } from '../model/case.js';
import { eventIn, formatHistoryEvent, type HistoryEvent } from '../model/history-event.js';
import type { HistoryEntry } from '../model/history.js';
import { assertNever } from '../model/never.js';
import type { DueDelivery, NewDelivery, Settlement, SettlementChanges, Store } from '../store/store.js';
import { card, type DeskDeps } from './desk-delivery.js';
import { toDesk } from './draft.js';
import { backoff, GIVE_UP_AFTER_MS, GIVE_UP_DESK_AFTER_MS } from './retry.js';

/** What settling needs. */
export interface SettleDeps extends DeskDeps {
  store: Store;
  log: Logger;
}

/** A thread that was opened anew this often while one delivery waited will not stay. */
const MOST_REOPENINGS = 3;
/** What the operator has to do about a desk that the bot may not write at. */
const DESK_AWAY =
  'the bot cannot write at the desk: agents do not see this case; restore the group or channel and let the bot in; trying again';
/** How many tries in vain come between one time that this is said and the next: an hour or so. */
const SAID_EVERY = 60;

/** What a send came to; `dropped`: it was not to be sent any more. */
export type Sending = SendOutcome | { kind: 'dropped'; why: string };

/** Writes down what became of a delivery, and what follows from it: marks, threads made anew, chats that moved. */
export async function settlementOf(
  due: DueDelivery,
  outcome: Sending,
  now: number,
  deps: SettleDeps,
): Promise<void> {
  const log = deps.log.child({ delivery: due.id, kind: due.delivery.kind, case: due.case?.number ?? null });
  const settle = (settlement: Settlement, changes?: SettlementChanges): Promise<void> =>
    deps.store.settle(due.id, settlement, changes);
  if (due.delivery.kind === 'activity' && outcome.kind !== 'sent') {
    // Nobody misses it, and later it would not be true any more.
    await settle({ kind: 'dropped', at: now, why: outcome.kind });
    return;
  }
  if (isFormer(due) && outcome.kind !== 'sent' && outcome.kind !== 'retry' && outcome.kind !== 'moved') {
    // Whoever reads there has not lost more than a hint.
    log.info({ outcome: outcome.kind }, 'a thread that the case has left is gone');
    await settle({ kind: 'dropped', at: now, why: outcome.kind });
    return;
  }
  switch (outcome.kind) {
    case 'sent':
      log.debug({ attempts: due.attempts + 1 }, 'sent');
      await settle(
        { kind: 'sent', at: now, messages: outcome.messages },
        {
          ...whereCardIs(due, outcome),
          ...linkOf(due, outcome.messages),
          deliveries: due.receipt === null ? [] : [due.receipt.mark],
        },
      );
      return;
    case 'dropped':
      log.warn({ why: outcome.why }, 'not sent');
      await settle({ kind: 'dropped', at: now, why: outcome.why });
      return;
    case 'retry': {
      const deskAway = outcome.deskAway === true;
      if (now - due.createdAt > (deskAway ? GIVE_UP_DESK_AFTER_MS : GIVE_UP_AFTER_MS)) {
        await giveUp(due, 'gave-up', outcome.error, now, deps);
        return;
      }
      const attempts = due.attempts + 1;
      if (deskAway && attempts % SAID_EVERY === 1) log.error({ error: outcome.error, attempts }, DESK_AWAY);
      else log.warn({ error: outcome.error, attempts }, 'not sent yet; it will be tried again');
      await settle(later(due, outcome.error, now, outcome.afterMs));
      return;
    }
    case 'failed':
      if (due.delivery.kind === 'open-thread' && now - due.createdAt <= GIVE_UP_AFTER_MS) {
        // Everything for the desk waits behind it, and an operator can put the desk right at any time.
        log.error(
          { reason: outcome.reason, error: outcome.error, attempts: due.attempts + 1 },
          'the desk takes no thread for this case: agents do not see it; check the desk; trying again',
        );
        await settle(later(due, outcome.error, now, null));
        return;
      }
      await giveUp(due, outcome.reason, outcome.error, now, deps);
      return;
    case 'thread-gone':
      await reopenThread(due, outcome.error, now, deps);
      return;
    case 'moved':
      log.warn({ from: outcome.from, to: outcome.to }, 'the chat goes on under another id');
      await deps.store.moveChat(due.channel, due.account, outcome.from, outcome.to);
      await settle({ kind: 'retry', at: now, notBefore: now, error: 'the chat has another id now' });
      return;
    default:
      assertNever(outcome);
  }
}

/** Whether a delivery is for a thread that the case has left. */
function isFormer({ delivery }: DueDelivery): boolean {
  return (delivery.kind === 'post' || delivery.kind === 'card') && delivery.former !== undefined;
}

function later(due: DueDelivery, error: string, now: number, askedMs: number | null): Settlement {
  return { kind: 'retry', at: now, notBefore: now + backoff(due.attempts + 1, askedMs), error };
}

function whereCardIs(due: DueDelivery, outcome: Extract<SendOutcome, { kind: 'sent' }>): SettlementChanges {
  const cardMessage = outcome.messages[0] ?? null;
  if (due.case === null || cardMessage === null || isFormer(due)) return {};
  if (due.delivery.kind === 'open-thread') {
    return { desk: { caseId: due.case.id, thread: outcome.thread ?? null, cardMessage } };
  }
  if (due.delivery.kind === 'card' && cardMessage !== due.case.cardMessage) {
    return { desk: { caseId: due.case.id, thread: due.case.desk, cardMessage } };
  }
  return {};
}

/** How much of a message is quoted where a platform has no replies, characters. */
const EXCERPT = 200;

/** What was sent is noted as a copy of what it was made from, so that answers and amendments find it. */
function linkOf(due: DueDelivery, messages: readonly string[]): SettlementChanges {
  const { delivery, case: subject } = due;
  if (subject === null || messages.length === 0) return {};
  const target = 'to' in delivery ? delivery.to : subject.desk;
  const sources = sourcesOf(delivery);
  if (target === null || sources.length === 0 || !('text' in delivery)) return {};
  const files =
    'attachments' in delivery ? delivery.attachments.map(({ name, kind }) => `📎 ${name ?? kind}`) : [];
  const excerpt = (delivery.text.text || files.join(', ')).slice(0, EXCERPT);
  return { link: { caseId: subject.id, sources, target, messages, excerpt } };
}

function sourcesOf(delivery: Delivery): readonly MessageRef[] {
  if (delivery.kind === 'revise') return [delivery.of];
  return delivery.kind === 'relay' || delivery.kind === 'post' ? (delivery.sources ?? []) : [];
}

/** A thread was deleted: another one is opened, the case says so, and what was meant for the old one follows. */
async function reopenThread(due: DueDelivery, error: string, now: number, deps: SettleDeps): Promise<void> {
  const subject = due.case;
  if (subject?.desk == null || due.delivery.kind === 'mark' || (await keepsLosing(due, subject, deps))) {
    await giveUp(due, 'gone', error, now, deps);
    return;
  }
  deps.log.warn({ case: subject.number, error }, 'the case lost its thread; a new one is opened');
  const desk = { ...subject.desk, thread: '' };
  const ahead = [
    toDesk(deps.ids, desk, subject.id, { kind: 'open-thread', desk, card: card(subject, deps) }, now),
    note(subject, desk, 'desk-thread.reopened-thread', {}, now, deps),
  ];
  await deps.store.settle(
    due.id,
    { kind: 'retry', at: now, notBefore: now, error },
    {
      ahead,
      desk: { caseId: subject.id, thread: null, cardMessage: null },
      history: [{ caseId: subject.id, entry: event({ kind: 'thread-anew' }, now) }],
    },
  );
}

async function keepsLosing(due: DueDelivery, subject: Case, { store }: SettleDeps): Promise<boolean> {
  const history = await store.history(subject.id);
  const reopened = history.filter(
    (line) => line.at >= due.createdAt && eventIn(line)?.kind === 'thread-anew',
  );
  return reopened.length >= MOST_REOPENINGS;
}

/** It will not arrive: a dead letter, and whoever has to know is told. */
async function giveUp(
  due: DueDelivery,
  reason: string,
  error: string,
  now: number,
  deps: SettleDeps,
): Promise<void> {
  deps.log.error(
    { delivery: due.id, kind: due.delivery.kind, case: due.case?.number ?? null, reason, error },
    'not delivered; it is kept with the dead letters',
  );
  await deps.store.settle(
    due.id,
    { kind: 'dead', at: now, reason, error },
    { deliveries: afterFailure(due, reason, error, now, deps), history: failureHistory(due, reason, now) },
  );
}

/** Why nothing arrives, where an agent need not read the platform's own words. */
const IN_WORDS: Readonly<Record<string, DeskPhrase>> = {
  blocked: 'desk-thread.blocked',
  gone: 'desk-thread.gone',
  'too-large': 'desk-thread.too-large',
};

function afterFailure(
  due: DueDelivery,
  reason: string,
  error: string,
  now: number,
  deps: SettleDeps,
): NewDelivery[] {
  const following: NewDelivery[] = [];
  const mark = due.receipt?.mark;
  if (mark?.delivery.kind === 'mark') {
    following.push({ ...mark, delivery: { ...mark.delivery, state: 'failed' } });
  }
  const desk = due.case?.desk ?? null;
  if (due.case === null || desk === null) return following;
  const { delivery } = due;
  if (delivery.kind === 'withdraw') {
    following.push(note(due.case, desk, 'desk-thread.not-withdrawn', {}, now, deps));
  }
  if (delivery.kind === 'say' || delivery.kind === 'relay' || delivery.kind === 'revise') {
    const plainly = IN_WORDS[reason];
    following.push(
      plainly === undefined
        ? note(due.case, desk, 'desk-thread.failed', { error }, now, deps)
        : note(due.case, desk, plainly, {}, now, deps),
    );
  }
  if (delivery.kind === 'post' && delivery.author !== null && reason !== 'gone') {
    following.push(note(due.case, desk, 'desk-thread.not-shown', { error }, now, deps));
  }
  return following;
}

function failureHistory(due: DueDelivery, reason: string, now: number): SettlementChanges['history'] {
  if (due.case === null) return [];
  const told = { kind: 'not-delivered' as const, delivery: due.delivery.kind, reason };
  return [{ caseId: due.case.id, entry: event(told, now) }];
}

function event(told: HistoryEvent, at: number): HistoryEntry {
  const text = formatHistoryEvent(told);
  return { at, kind: 'event', author: null, name: null, text, attachments: [], inbound: null };
}

function note(
  subject: Case,
  desk: Address,
  key: DeskPhrase,
  values: Record<string, string>,
  now: number,
  deps: SettleDeps,
): NewDelivery {
  const text = phrase(deps.brain().phrases, key, deps.deskLanguage, values);
  return toDesk(deps.ids, desk, subject.id, { kind: 'post', author: null, text, attachments: [] }, now);
}
