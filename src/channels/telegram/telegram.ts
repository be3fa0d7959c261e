import type pino from 'pino';
import { FirstlineError } from '../../errors.js';
import type { Channel, Sink } from '../channel.js';
import { createProgressBook } from '../progress.js';
import { pause, waitAfter, type Backoff } from './backoff.js';
import { createClient, type TelegramClient } from './client.js';
import { commandList } from './command.js';
import { checkDesk, unreachable, whoAmI } from './connect.js';
import { openTelegramFile } from './file.js';
import { telegramMembers } from './member.js';
import { outcomeOf } from './outcome.js';
import { startPolling } from './poll.js';
import { createReceiver, DESK_MOVED, moveDesk, type Place, type Receiver } from './receive.js';
import { sendDelivery } from './send.js';
import { createTopics } from './topic.js';
import { ALLOWED_UPDATES } from './update.js';
import { createWebhook } from './webhook.js';

export interface TelegramOptions {
  token: string;
  /** Another Bot API server than Telegram's own, or null. */
  apiRoot: string | null;
  /** Receive by webhook at this public address of `POST /telegram/webhook`; null: by long polling. */
  webhook: { url: string; secret: string } | null;
  /** The ids of the supergroups with topics where agents work. */
  deskChats: readonly string[];
  log: pino.Logger;
  /** Milliseconds since the epoch. */
  now(): number;
  /** How long Telegram holds a poll open, seconds. */
  pollSeconds?: number;
  /** How long to wait after failures of receiving. */
  backoffMs?: Backoff;
  /** How long one call may take, seconds; files have ten times as long. */
  timeoutSeconds?: number;
  /** Other limits than Telegram's, for another Bot API server. */
  rates?: Partial<Channel['rates']>;
}

/**
 * Telegram allows 30 messages a second in all, about one a second to a person, and 20 a minute in a group, new
 * topics included. A bucket lets through burst + rate in its first second or minute, hence the smaller rates.
 */
const RATES: Channel['rates'] = {
  all: { burst: 5, perSecond: 25 },
  chat: (to) => (to.chat.startsWith('-') ? { burst: 5, perSecond: 0.25 } : { burst: 3, perSecond: 1 }),
  threads: { burst: 5, perSecond: 0.25 },
};

/** How often a call at the start is tried while Telegram asks to wait. */
const TRIES = 5;

/** The Telegram channel: customers in private chats, and the agents' desk as topics of a supergroup. */
export function createTelegramChannel(options: TelegramOptions): Channel {
  const { log } = options;
  const backoff = options.backoffMs ?? { first: 1000, max: 30_000 };
  const client = createClient(options.token, options.apiRoot, options.timeoutSeconds ?? 30);
  const book = createProgressBook(() => options.now());
  const webhook = options.webhook === null ? null : createWebhook(options.webhook.secret, client, log);
  const topics = createTopics(client, log);
  const members = telegramMembers(client, () => options.now());
  const starting = new AbortController();
  let place: Place | null = null;
  let receiver: Receiver | null = null;
  let polling: { stop(): Promise<void> } | null = null;
  let commands: Promise<void> = Promise.resolve();

  async function receive(sink: Sink): Promise<void> {
    if (place === null) {
      throw new FirstlineError(
        'TELEGRAM_NOT_CONNECTED',
        'The Telegram channel was told to receive before it was connected.',
        'Call connect first.',
      );
    }
    receiver = createReceiver({ client, log, place, members, sink, now: () => options.now() });
    if (options.webhook === null || webhook === null) {
      await patiently('deleteWebhook', () => client.api.deleteWebhook());
      const { take } = receiver;
      polling = startPolling({ client, log, backoff, take, pollSeconds: options.pollSeconds ?? 30 });
    } else {
      const { url, secret } = options.webhook;
      webhook.start(receiver);
      const settings = { secret_token: secret, allowed_updates: ALLOWED_UPDATES };
      await patiently('setWebhook', () => client.api.setWebhook(url, settings));
    }
    commands = publishCommands(client, log);
  }

  /** Calls again while Telegram is busy or away; what it refuses is an error that says what to do. */
  async function patiently(what: string, call: () => Promise<unknown>): Promise<void> {
    for (let failures = 1; ; failures += 1) {
      try {
        await call();
        return;
      } catch (error) {
        const words = client.describe(error);
        const passing = outcomeOf(error, '', words).kind === 'retry';
        if (passing && failures >= TRIES) throw unreachable(new Error(words));
        if (!passing) {
          throw new FirstlineError(
            'TELEGRAM_WEBHOOK',
            `Telegram did not accept ${what}: ${words}.`,
            'Check TELEGRAM_WEBHOOK_URL (a public https address) and TELEGRAM_WEBHOOK_SECRET (1 to 256 of A-Z a-z 0-9 _ -).',
            new Error(words),
          );
        }
        await pause(waitAfter(error, failures, backoff), starting.signal);
      }
    }
  }

  return {
    name: 'telegram',
    rates: { ...RATES, ...options.rates },
    routes: webhook === null ? [] : [webhook.route],
    async connect() {
      const me = await whoAmI(client);
      const deskChats = new Set<string>();
      for (const from of options.deskChats) {
        const to = await checkDesk(client, from, me.account);
        if (from !== to) log.warn({ from, to }, DESK_MOVED);
        deskChats.add(to);
      }
      place = { ...me, deskChats };
      return { account: me.account };
    },
    receive,
    async stop() {
      starting.abort();
      await Promise.all([polling?.stop(), webhook?.stop()]);
      await Promise.all([receiver?.settled(), commands]);
    },
    async send(delivery, context) {
      const outcome = await sendDelivery(client, topics, book, delivery, context);
      if (outcome.kind === 'moved' && place !== null) moveDesk(place, outcome.from, outcome.to);
      return outcome;
    },
    openFile: (attachment) => openTelegramFile(client, attachment),
  };
}

/** The list of commands in both languages, in private chats only. Without it the bot works all the same. */
async function publishCommands(client: TelegramClient, log: pino.Logger): Promise<void> {
  const scope = { type: 'all_private_chats' } as const;
  try {
    await client.api.setMyCommands(commandList('en'), { scope });
    await client.api.setMyCommands(commandList('ru'), { scope, language_code: 'ru' });
  } catch (error) {
    log.warn({ error: client.describe(error) }, 'telegram: the list of commands could not be set');
  }
}
