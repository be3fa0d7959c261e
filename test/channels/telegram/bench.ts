import pino from 'pino';
import { createTelegramChannel, type TelegramOptions } from '../../../src/channels/telegram/telegram.js';
import type { Channel, SendContext } from '../../../src/channels/channel.js';
import { FirstlineError } from '../../../src/errors.js';
import type { Address } from '../../../src/model/address.js';
import { startTelegramServer, type TelegramServer } from '../../support/telegram/server.js';
import type { StoredMessage } from '../../support/telegram/world.js';
import type { Shown } from '../../contracts/channel.js';

/** The id of the group with topics in these tests. */
export const DESK = -1001234567890;
export const NOW = Date.UTC(2026, 2, 2, 12);

/** A channel for `server`, not connected yet; lines of the log go to `log`. */
export function channelFor(
  server: TelegramServer,
  more: Partial<TelegramOptions> = {},
  log: string[] = [],
): Channel {
  return createTelegramChannel({
    token: server.token,
    apiRoot: server.url,
    webhook: null,
    deskChats: [],
    log: pino({ level: 'debug' }, { write: (line: string) => log.push(line) }),
    now: () => NOW,
    pollSeconds: 20,
    backoffMs: { first: 1, max: 5 },
    timeoutSeconds: 2,
    ...more,
  });
}

/** A server, and a channel connected to it. */
export async function connected(
  more: Partial<TelegramOptions> = {},
): Promise<{ server: TelegramServer; channel: Channel; log: string[]; close(): Promise<void> }> {
  const server = await startTelegramServer();
  server.forum(DESK, 'Support desk');
  const log: string[] = [];
  const channel = channelFor(server, { deskChats: [String(DESK)], ...more }, log);
  await channel.connect();
  return {
    server,
    channel,
    log,
    async close() {
      await channel.stop();
      await server.close();
    },
  };
}

export function address(server: TelegramServer, chat: number, thread = ''): Address {
  return { channel: 'telegram', account: String(server.bot.id), chat: String(chat), thread };
}

/** What a send may need, with nothing in it. */
export function context(more: Partial<SendContext> = {}): SendContext {
  return {
    thread: null,
    cardMessage: null,
    counterpart: null,
    openFile: () => Promise.reject(new Error('no file was to be opened')),
    ...more,
  };
}

export function shownOf(message: StoredMessage): Shown {
  const { file } = message;
  return {
    text: message.text,
    buttons: message.buttons.flat().map((button) => button.text),
    files: file === null ? [] : [{ name: file.name, bytes: file.bytes }],
    marks: message.reactions,
  };
}

/** What a promise was rejected with, as far as people see it. Throws when it was not. */
export async function failureOf(
  promise: Promise<unknown>,
): Promise<{ code: string; message: string; remedy: string }> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FirstlineError)) throw new Error(`not a FirstlineError: ${String(error)}`);
  return { code: error.code, message: `${error.message} ${String(error.cause)}`, remedy: error.remedy };
}
