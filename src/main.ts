import type { Logger } from 'pino';
import { assemble } from './assemble.js';
import type { Channel } from './channels/channel.js';
import type { Config } from './config.js';
import type { Brain } from './engine/brain.js';
import type { Address } from './model/address.js';
import type { Audience } from './model/language.js';
import { startServer } from './server.js';

/** A running deployment. */
export interface App {
  /** The port that HTTP is served on. */
  port: number;
  /** Stops receiving, finishes what is under way, closes everything. */
  stop(): Promise<void>;
}

/** What the caller gives instead of the usual. */
export interface AppOptions {
  /** Content that is read and trained already; without it, that of the configured folder. */
  brain?: Brain;
  /** Other limits on sending than the platforms' own, for other API servers. */
  rates?: Channel['rates'];
}

interface Connected {
  channel: Channel;
  account: string;
  audience: Audience;
  desk: Address | null;
}

/**
 * Starts the platforms that are configured. Order matters: whatever may be wrong is found before anything is
 * received, and what an earlier process left is picked up before anything new.
 */
export async function startApp(config: Config, log: Logger, options: AppOptions = {}): Promise<App> {
  const { brain, rates } = options;
  const found = await connect(config, log);
  const connected =
    rates === undefined ? found : found.map((one) => ({ ...one, channel: { ...one.channel, rates } }));
  const desks = connected.flatMap(({ desk }) => (desk === null ? [] : [desk]));
  if (desks.length === 0) {
    log.warn(
      'no desk is configured: what the bot hands over waits in the database; set TELEGRAM_DESK_CHAT_ID or SLACK_DESK_CHANNEL_ID',
    );
  }
  const { engine, store } = await assemble(config, {
    channels: connected,
    desks,
    log,
    burstWindowMs: config.burstWindowMs,
    brain,
  });
  let receiving = false;
  try {
    const server = await startServer({
      host: config.host,
      port: config.port,
      routes: connected.flatMap(({ channel }) => channel.routes),
      ready: () => receiving,
      log,
    });
    await engine.start();
    const stop = async (): Promise<void> => {
      receiving = false;
      await Promise.all(connected.map(({ channel }) => channel.stop()));
      await engine.stop();
      await server.close();
      await store.close();
    };
    try {
      for (const { channel } of connected) await channel.receive(engine.sink);
    } catch (error) {
      await stop();
      throw error;
    }
    receiving = true;
    log.info({ channels: connected.map(({ channel }) => channel.name), port: server.port }, 'ready');
    return { port: server.port, stop };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function connect(config: Config, log: Logger): Promise<Connected[]> {
  const connected: Connected[] = [];
  if (config.telegram !== null) {
    const { createTelegramChannel } = await import('./channels/telegram/telegram.js');
    const { token, apiRoot, webhook, deskChatId, audience } = config.telegram;
    const channel = createTelegramChannel({
      token,
      apiRoot,
      webhook,
      deskChat: deskChatId,
      log: log.child({ channel: 'telegram' }),
      now: Date.now,
    });
    connected.push(await open(channel, audience, deskChatId));
  }
  if (config.slack !== null) {
    const { createSlackChannel } = await import('./channels/slack/slack.js');
    const { botToken, appToken, signingSecret, apiUrl, deskChannelId, audience } = config.slack;
    const channel = createSlackChannel({
      botToken,
      appToken,
      signingSecret,
      apiUrl,
      deskChannel: deskChannelId,
      log: log.child({ channel: 'slack' }),
      now: Date.now,
    });
    connected.push(await open(channel, audience, deskChannelId));
  }
  return connected;
}

async function open(channel: Channel, audience: Audience, deskChat: string | null): Promise<Connected> {
  const { account } = await channel.connect();
  const desk = deskChat === null ? null : { channel: channel.name, account, chat: deskChat, thread: '' };
  return { channel, account, audience, desk };
}
