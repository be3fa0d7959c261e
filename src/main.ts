import type { Logger } from 'pino';
import { assemble, type Assembly } from './assemble.js';
import type { AdaptableBrain } from './brain.js';
import type { Channel } from './channels/channel.js';
import type { Config } from './config.js';
import type { DepartmentDesk } from './config/department-desks.js';
import { loadCheckedContent } from './content.js';
import type { Desk, Desks } from './desk/place.js';
import type { WebhookSetup } from './engine/webhooks.js';
import type { Audience } from './model/language.js';
import { startServer, type RunningServer } from './server.js';
import { createWebhookSender } from './webhooks/sender.js';

/** A running deployment. */
export interface App {
  /** The port that HTTP is served on. */
  port: number;
  /** Reads the content again and exchanges it between two turns; what comes of it is in the log. */
  reload(): void;
  /** Stops receiving, finishes what is under way, closes everything. */
  stop(): Promise<void>;
}

/** What the caller gives instead of the usual. */
export interface AppOptions {
  /** Made of content already; without it, that of the configured folder is read. */
  brain?: AdaptableBrain;
  /** Other limits on sending than the platforms' own, for other API servers. */
  rates?: Channel['rates'];
}

/** A group or a channel of a platform where agents work; `department` null: for all that have none of their own. */
type PlatformDesk = Pick<Desk, 'department'> & { chat: string };

/** A platform that is configured. */
interface Platform {
  channel: Channel;
  audience: Audience;
  desks: readonly PlatformDesk[];
}

interface Connected extends Platform {
  account: string;
}

/** How long requests under way may take once the end has come, ms. */
const DRAIN_MS = 3_000;

/**
 * Starts the platforms that are configured. Order matters: whatever may be wrong is found before anything is
 * received, the database is made only once nothing else can fail, and what an earlier process left is picked up
 * before anything new. Throws FirstlineErrors; then everything is closed again.
 */
export async function startApp(config: Config, log: Logger, options: AppOptions = {}): Promise<App> {
  const { rates } = options;
  const thoughts =
    options.brain === undefined
      ? { content: loadCheckedContent(config.contentDir) }
      : { brain: options.brain };
  const found = await platformsOf(config, log);
  const platforms =
    rates === undefined ? found : found.map((one) => ({ ...one, channel: { ...one.channel, rates } }));
  let server: RunningServer | null = null;
  let assembly: Assembly | null = null;
  let receiving = false;
  let stopWatching = (): void => undefined;

  async function stop(): Promise<void> {
    receiving = false;
    stopWatching();
    // From here on nothing reaches the sink; what the engine still sends needs no receiving.
    await Promise.all(platforms.map(({ channel }) => channel.stop()));
    await Promise.all([assembly?.engine.stop(), assembly?.live.stop()]);
    await server?.close();
    await assembly?.store.close();
  }

  try {
    const connected = await connectAll(platforms);
    const desks = desksOf(connected);
    if (desks.length === 0) {
      log.warn(
        'no desk is configured: what the bot hands over waits in the database; set TELEGRAM_DESK_CHAT_ID or SLACK_DESK_CHANNEL_ID',
      );
    }
    server = await startServer({
      host: config.host,
      port: config.port,
      routes: platforms.flatMap(({ channel }) => channel.routes),
      ready: () => receiving,
      log,
      drainMs: DRAIN_MS,
    });
    assembly = await assemble(config, {
      channels: connected,
      desks,
      log,
      burstWindowMs: config.burstWindowMs,
      webhooks: webhooksOf(config),
      ...thoughts,
    });
    const { engine, live, flows, taught } = assembly;
    await flows.removeUnused();
    await engine.start();
    for (const { channel } of connected) await channel.receive(engine.sink);
    stopWatching = taught.watch(live.reload);
    receiving = true;
    log.info({ channels: connected.map(({ channel }) => channel.name), port: server.port }, 'ready');
    return { port: server.port, reload: () => live.reload(), stop };
  } catch (error) {
    // What kept it from starting is the news, not what went wrong in tidying up.
    await stop().catch((failure: unknown) => log.error({ err: failure }, 'not everything could be closed'));
    throw error;
  }
}

async function platformsOf(config: Config, log: Logger): Promise<Platform[]> {
  const platforms: Platform[] = [];
  if (config.telegram !== null) {
    const { createTelegramChannel } = await import('./channels/telegram/telegram.js');
    const { token, apiRoot, webhook, deskChatId, departmentDesks, audience } = config.telegram;
    const desks = platformDesks(deskChatId, departmentDesks);
    const channel = createTelegramChannel({
      token,
      apiRoot,
      webhook,
      deskChats: chatsOf(desks),
      log: log.child({ channel: 'telegram' }),
      now: Date.now,
    });
    platforms.push({ channel, audience, desks });
  }
  if (config.slack !== null) {
    const { createSlackChannel } = await import('./channels/slack/slack.js');
    const { botToken, appToken, signingSecret, apiUrl, deskChannelId, departmentDesks, audience } =
      config.slack;
    const desks = platformDesks(deskChannelId, departmentDesks);
    const channel = createSlackChannel({
      botToken,
      appToken,
      signingSecret,
      apiUrl,
      deskChannels: chatsOf(desks),
      // Customers come through channels shared with their companies; staff do not.
      outsiders: audience === 'customer' ? 'serve' : 'ignore',
      log: log.child({ channel: 'slack' }),
      now: Date.now,
    });
    platforms.push({ channel, audience, desks });
  }
  return platforms;
}

/** One after another: of two mistakes the first one is told. */
async function connectAll(platforms: readonly Platform[]): Promise<Connected[]> {
  const connected: Connected[] = [];
  for (const platform of platforms) {
    const { account } = await platform.channel.connect();
    connected.push({ ...platform, account });
  }
  return connected;
}

function webhooksOf({ webhooks }: Config): WebhookSetup | null {
  if (webhooks === null) return null;
  const { endpoints, events, secrets } = webhooks;
  return { endpoints, events, sender: createWebhookSender(secrets) };
}

function platformDesks(general: string | null, own: readonly DepartmentDesk[]): PlatformDesk[] {
  return [...(general === null ? [] : [{ chat: general, department: null }]), ...own];
}

/** Each once: several departments may share a desk. */
function chatsOf(desks: readonly PlatformDesk[]): string[] {
  return [...new Set(desks.map(({ chat }) => chat))];
}

function desksOf(connected: readonly Connected[]): Desks {
  return connected.flatMap(({ channel, account, desks }) =>
    desks.map(({ chat, department }) => ({
      address: { channel: channel.name, account, chat, thread: '' },
      department,
    })),
  );
}
