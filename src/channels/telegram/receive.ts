import { createHash } from 'node:crypto';
import type pino from 'pino';
import { z } from 'zod';
import type { Sink } from '../channel.js';
import type { Members } from '../members.js';
import { strangerWords } from '../stranger-words.js';
import type { TelegramClient } from './client.js';
import { readUpdate, type Pressed, type Reading } from './inbound.js';
import { mayBeTaken } from './member.js';
import { updateNumber, updateSchema } from './update.js';

/** As whom and where the bot receives. `deskChats` changes when a group gets another id. */
export interface Place {
  account: string;
  botName: string;
  deskChats: Set<string>;
}

/** A desk's group goes on under another id. */
export function moveDesk({ deskChats }: Place, from: string, to: string): void {
  if (deskChats.delete(from)) deskChats.add(to);
}

export interface Receiver {
  /** Stores what one update says. Rejects when storing failed: then the update counts as not received. */
  take(raw: unknown): Promise<void>;
  /** Stores what is no update at all. */
  reject(raw: string, reason: string): Promise<void>;
  /** Resolves when every button pressed so far has been answered, or has failed to be. */
  settled(): Promise<void>;
}

/** How much of what could not be read is kept, characters. */
const KEPT = 4000;
/** After this many failures in a row an update that cannot be stored is put with the rejected ones. */
const PATIENCE = 8;

export function createReceiver(options: {
  client: TelegramClient;
  log: pino.Logger;
  place: Place;
  members: Members;
  sink: Sink;
  now(): number;
}): Receiver {
  const { client, log, place, members, sink } = options;
  const answers = new Set<Promise<void>>();
  const left = new Set<number>();
  const failing: { update: number | null; times: number } = { update: null, times: 0 };

  async function reject(raw: string, reason: string, number: number | null): Promise<void> {
    const name = number ?? createHash('sha256').update(raw).digest('hex').slice(0, 32);
    await sink.reject({
      id: `telegram:${place.account}:update:${name}`,
      at: options.now(),
      channel: 'telegram',
      account: place.account,
      reason,
      raw: raw.slice(0, KEPT),
    });
    log.warn({ update: name, reason }, 'telegram: an update could not be read and was put aside');
  }

  async function store(raw: unknown): Promise<void> {
    const number = updateNumber(raw);
    const update = updateSchema.safeParse(raw);
    if (!update.success) {
      await reject(JSON.stringify(raw), z.prettifyError(update.error).slice(0, 500), number);
      return;
    }
    const reading = readUpdate(update.data, { ...place, at: options.now() });
    const taken = reading.kind !== 'inbound' || (await mayBeTaken(reading.inbound, members, log));
    if (taken) await act(reading, raw, number);
    if ('pressed' in reading && reading.pressed !== null) later(answer(reading.pressed, taken));
  }

  async function act(reading: Reading, raw: unknown, number: number | null): Promise<void> {
    switch (reading.kind) {
      case 'inbound': {
        const outcome = await sink.accept(reading.inbound);
        log.debug({ inbound: reading.inbound.id, outcome }, 'telegram: received');
        return;
      }
      case 'rejected':
        await reject(JSON.stringify(raw), reading.reason, number);
        return;
      case 'foreign':
        leave(reading);
        return;
      case 'member': {
        const { desk, agent } = reading.departure;
        members.told(desk.chat, agent.id, reading.inside);
        if (!reading.inside) await sink.left(reading.departure);
        return;
      }
      case 'desk-moved':
        log.warn({ from: reading.from, to: reading.to }, DESK_MOVED);
        moveDesk(place, reading.from, reading.to);
        return;
      case 'ignored':
        return;
    }
  }

  /** Stops the button's waiting mark, tells a stranger that nothing came of it, and takes the keyboard away so that a question is answered once. */
  async function answer({ callback, locale, message }: Pressed, taken: boolean): Promise<void> {
    const told = taken ? {} : { text: strangerWords(locale), show_alert: true };
    await Promise.all([
      client.api
        .answerCallbackQuery(callback, told)
        .catch((error: unknown) => forgive(error, 'answerCallbackQuery')),
      message === null
        ? undefined
        : client.api
            .editMessageReplyMarkup(message.chat, message.id)
            .catch((error: unknown) => forgive(error, 'editMessageReplyMarkup')),
    ]);
  }

  /** Once while the bot is inside, however much it hears there; again when that failed or it was invited anew. */
  function leave({ chat, title, inside }: Extract<Reading, { kind: 'foreign' }>): void {
    if (!inside) left.delete(chat);
    if (!inside || left.has(chat)) return;
    left.add(chat);
    log.info({ chat, title }, FOREIGN);
    const leaving = client.api.leaveChat(chat).then(done, (error: unknown) => {
      left.delete(chat);
      forgive(error, 'leaveChat');
    });
    later(leaving);
  }

  function forgive(error: unknown, what: string): void {
    log.debug({ what, error: client.describe(error) }, 'telegram: a courtesy call failed');
  }

  function later(work: Promise<void>): void {
    answers.add(work);
    void work.finally(() => answers.delete(work));
  }

  return {
    async take(raw) {
      const number = updateNumber(raw);
      try {
        await store(raw);
        failing.times = 0;
      } catch (error) {
        failing.times = failing.update === number ? failing.times + 1 : 1;
        failing.update = number;
        if (failing.times < PATIENCE) throw error;
        // Everything behind this update waits. If the store takes the refusal, it is not the store that ails.
        await reject(JSON.stringify(raw), `it could not be stored: ${client.describe(error)}`, number);
        failing.times = 0;
      }
    },
    reject: (raw, reason) => reject(raw, reason, null),
    async settled() {
      await Promise.all(answers);
    },
  };
}

/** What the operator has to do about a desk with a new id. */
export const DESK_MOVED =
  'telegram: a desk group has a new id: put it in place of the old one in TELEGRAM_DESK_CHAT_ID or TELEGRAM_DEPARTMENT_DESKS';

const FOREIGN =
  'telegram: left a group that is no desk; if it should be, set TELEGRAM_DESK_CHAT_ID or TELEGRAM_DEPARTMENT_DESKS to its id and invite the bot again';

function done(): void {
  // The answer to a courtesy call says nothing.
}
