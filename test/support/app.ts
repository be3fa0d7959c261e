import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { startApp, type App } from '../../src/main.js';
import { startFront, type Front } from './front.js';
import { createLogLines, type LogLines } from './log-lines.js';
import { startSlackServer, type SlackServer, type SlackServerOptions } from './slack/server.js';
import { startTelegramServer, type TelegramServer } from './telegram/server.js';
import { shippedBrain } from './shipped.js';

/** The desks: a supergroup with topics, and a private channel. */
export const GROUP = -1009000000001;
export const DESK_CHANNEL = 'G0DESK';
/** A channel of the workspace in which the bot is. */
export const HALL = 'C0HALL';
/** How long the start of a program may take where the machine is busy, ms: the content is trained. */
export const START_MS = 120_000;

export const WEBHOOK_SECRET = 'secret-of-the-webhook';

export interface BenchOptions {
  /** How Telegram's customers reach the bot; absent: only as far as the desk needs it. */
  telegram?: 'polling' | 'webhook';
  slack?: 'socket' | 'http';
  desk: 'telegram' | 'slack' | 'both';
  /** More of the environment. */
  env?: Record<string, string>;
  /** The platforms' own limits on sending; without it, none. */
  limits?: boolean;
  slackServer?: SlackServerOptions;
  /** What else there is on the platforms before the program starts. */
  prepare?(servers: Pick<Platforms, 'telegram' | 'slack'>): void;
}

/** Both platforms' test servers, with what a deployment on them is set to. */
export interface Platforms {
  readonly telegram: TelegramServer;
  readonly slack: SlackServer;
  readonly front: Front;
  readonly env: Readonly<Record<string, string>>;
  /** The database's file. */
  readonly database: string;
  /** Rows of the database as they are on the disk, read by a connection of its own. */
  rows(sql: string, ...values: (string | number)[]): unknown[];
  close(): Promise<void>;
}

/** The program on the test servers: the real SDKs, database file and content, in this process. */
export interface Bench extends Platforms {
  readonly log: LogLines;
  /** The address of the program's own HTTP server. */
  readonly url: string;
  /** Stops the program and starts it anew on the same database. */
  restart(): Promise<void>;
  /** Stops everything. Throws where anything sent did not fit the platforms' recorded formats. */
  close(): Promise<void>;
}

const NO_LIMITS = {
  all: { burst: 10_000, perSecond: 10_000 },
  chat: () => ({ burst: 10_000, perSecond: 10_000 }),
  threads: { burst: 10_000, perSecond: 10_000 },
};

/** Starts the test servers and makes the environment of a program on them. */
export async function startPlatforms(options: BenchOptions): Promise<Platforms> {
  const telegram = await startTelegramServer();
  const slack = await startSlackServer(options.slackServer);
  const front = await startFront();
  const dir = mkdtempSync(join(tmpdir(), 'firstline-e2e-'));
  const database = join(dir, 'firstline.db');
  telegram.forum(GROUP, 'Support desk');
  slack.addChannel(DESK_CHANNEL, { name: 'support-desk', private: true });
  slack.addChannel(HALL, { name: 'hall' });
  options.prepare?.({ telegram, slack });
  if (options.slack === 'http') slack.deliverTo(`${front.url}/slack/events`);
  return {
    telegram,
    slack,
    front,
    database,
    env: {
      DATABASE_URL: `file:${database}`,
      MODEL_FILE: process.env.SHIPPED_MODEL_FILE ?? `${database}.model`,
      PORT: '0',
      LOG_LEVEL: 'debug',
      BURST_WINDOW_MS: '50',
      WORKING_HOURS: 'always',
      PROBES: 'off',
      ...telegramEnv(options, telegram, front),
      ...slackEnv(options, slack),
      ...options.env,
    },
    rows(sql, ...values) {
      const db = new Database(database, { readonly: true });
      try {
        return db.prepare(sql).all(...values);
      } finally {
        db.close();
      }
    },
    async close() {
      await Promise.all([telegram.close(), slack.close(), front.close()]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function telegramEnv(options: BenchOptions, server: TelegramServer, front: Front): Record<string, string> {
  const desk = options.desk !== 'slack';
  if (options.telegram === undefined && !desk) return {};
  const webhook = {
    TELEGRAM_WEBHOOK_URL: `${front.url}/telegram/webhook`,
    TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
  };
  return {
    TELEGRAM_BOT_TOKEN: server.token,
    TELEGRAM_API_ROOT: server.url,
    ...(desk ? { TELEGRAM_DESK_CHAT_ID: String(GROUP) } : {}),
    ...(options.telegram === 'webhook' ? webhook : {}),
  };
}

function slackEnv(options: BenchOptions, server: SlackServer): Record<string, string> {
  const desk = options.desk !== 'telegram';
  if (options.slack === undefined && !desk) return {};
  return {
    SLACK_BOT_TOKEN: server.botToken,
    SLACK_API_URL: server.apiUrl,
    ...(desk ? { SLACK_DESK_CHANNEL_ID: DESK_CHANNEL } : {}),
    ...(options.slack === 'http'
      ? { SLACK_SIGNING_SECRET: server.signingSecret }
      : { SLACK_APP_TOKEN: server.appToken }),
  };
}

/**
 * Starts the program on test servers of its own.
 *
 *     const bench = await startBench({ telegram: 'polling', desk: 'telegram' });
 *     bench.telegram.user(7, 'Anna').writes('my site is down');
 *     await bench.telegram.nextCall('sendMessage');
 *     await bench.close();
 */
export async function startBench(options: BenchOptions): Promise<Bench> {
  const platforms = await startPlatforms(options);
  const config = readConfig(platforms.env);
  const log = createLogLines();
  let app: App | null = null;

  async function start(): Promise<void> {
    const rates = options.limits === true ? {} : { rates: NO_LIMITS };
    app = await startApp(config, pino({ level: config.logLevel }, log), { brain: shippedBrain(), ...rates });
    platforms.front.lead(app.port);
  }

  async function stop(): Promise<void> {
    platforms.front.lead(null);
    await app?.stop();
    app = null;
  }

  try {
    await start();
  } catch (error) {
    await platforms.close();
    throw error;
  }
  return {
    ...platforms,
    log,
    get url() {
      return `http://127.0.0.1:${app?.port ?? 0}`;
    },
    async restart() {
      await stop();
      await start();
    },
    async close() {
      await stop();
      await platforms.close();
      const { violations } = platforms.slack;
      if (violations.length > 0) throw new Error(`Slack's formats were violated:\n${violations.join('\n')}`);
    },
  };
}
