import { pino } from 'pino';
import { USUAL_LIMITS } from '../../src/dialogue/event.js';
import type { Rate } from '../../src/channels/channel.js';
import { createEngine, type Engine, type EngineDeps } from '../../src/engine/engine.js';
import type { Brain } from '../../src/engine/brain.js';
import type { Desk } from '../../src/desk/place.js';
import type { TurnReport } from '../../src/engine/report.js';
import type { Address, ChannelName, Person } from '../../src/model/address.js';
import type { Inbound } from '../../src/model/inbound.js';
import { NO_TARGET } from '../../src/model/service-clock.js';
import { maskSecrets } from '../../src/nlu/secrets.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import type { Store } from '../../src/store/store.js';
import { standingClock, type StandingClock } from '../../src/rehearsal/clock.js';
import { countingIds } from '../../src/rehearsal/ids.js';
import { recorder, type Recorder } from './recorder.js';
import { shippedBrain } from './shipped.js';

/** An engine with a store in memory, both platforms as recorders, and a clock that tests move. */
export interface Bench {
  engine: Engine;
  store: Store;
  clock: StandingClock;
  telegram: Recorder;
  slack: Recorder;
  reports: TurnReport[];
  /** Takes an inbound and waits until nothing is left to do now. */
  give(inbound: Inbound): Promise<void>;
  /** A customer in a private chat writes; the burst's pause passes. */
  writes(chat: string, text: string): Promise<void>;
  /** Moves time on and waits until nothing is left to do. */
  pass(ms: number): Promise<void>;
  /** The same database, another process. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A few more than the burst window, so that a message stands alone. */
export const PAUSE_MS = 2_001;

export async function bench(
  options: {
    /** When the clock begins, ms since the epoch. */
    start?: number;
    /** The brain in force; a function is asked anew for each turn. */
    brain?: Brain | (() => Brain);
    store?: Store;
    rate?: Rate;
    /** A platform's name stands for its desk for all departments. */
    desks?: readonly (ChannelName | Desk)[];
    /** Settings that differ from the usual ones. */
    settings?: Partial<
      Pick<
        EngineDeps,
        | 'audiences'
        | 'names'
        | 'hours'
        | 'targets'
        | 'leads'
        | 'log'
        | 'digest'
        | 'deskLanguage'
        | 'ratingAfterMs'
        | 'catchUp'
      >
    >;
    /** What runs checks; without it, each comes to `unknown`. */
    probes?: EngineDeps['probes'];
    /** Who is told of events; without it, nobody. */
    webhooks?: EngineDeps['webhooks'];
    /** Tells its ids from those of another bench on the same database. */
    name?: string;
  } = {},
): Promise<Bench> {
  const clock = standingClock(options.start);
  const given = typeof options.brain === 'function' ? undefined : options.brain;
  const store = options.store ?? (await openSqliteStore({ url: 'file::memory:', now: () => clock.now() }));
  const telegram = recorder('telegram', options.rate);
  const slack = recorder('slack', options.rate);
  const reports: TurnReport[] = [];
  const inboundIds = countingIds(`${options.name ?? ''}in`);
  const ids = countingIds(`${options.name ?? ''}id`);
  const make = (): Engine =>
    createEngine({
      store,
      clock,
      ids,
      brain: typeof options.brain === 'function' ? options.brain : () => given ?? shippedBrain(),
      audiences: { telegram: 'customer', slack: 'staff', terminal: 'customer' },
      names: {
        provider: 'Example Hosting',
        site: 'https://example.com',
        panel: 'Panel',
        status_page: 'https://status.example.com',
      },
      hours: {
        always: true,
        timeZone: 'UTC',
        days: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
        holidays: [],
      },
      targets: { firstAnswer: NO_TARGET, resolution: NO_TARGET },
      leads: {},
      desks: (options.desks ?? ['telegram']).map((desk) =>
        typeof desk === 'string' ? { address: deskAt(desk), department: null } : desk,
      ),
      deskLanguage: 'en',
      digest: 'off',
      silence: { remindAfterMs: 30 * 60_000, closeAfterMs: 24 * 60 * 60_000 },
      limits: USUAL_LIMITS,
      ratingAfterMs: null,
      reopenWithinMs: 7 * 24 * 60 * 60_000,
      burstWindowMs: 2_000,
      probes: options.probes ?? null,
      webhooks: options.webhooks ?? null,
      log: pino({ level: 'silent' }),
      ...options.settings,
      onTurn: (report) => reports.push(report),
      channels: new Map([
        ['telegram', telegram],
        ['slack', slack],
      ]),
      scope: {
        accounts: [
          { channel: 'telegram', account: 'bot' },
          { channel: 'slack', account: 'bot' },
        ],
      },
      mask: maskSecrets,
    });
  let engine = make();
  await engine.start();

  async function pass(ms: number): Promise<void> {
    clock.advance(ms);
    await engine.idle();
  }

  return {
    get engine() {
      return engine;
    },
    store,
    clock,
    telegram,
    slack,
    reports,
    pass,
    async give(inbound) {
      await engine.sink.accept(inbound);
      await engine.idle();
    },
    async writes(chat, text) {
      await engine.sink.accept(messageFrom(chat, text, { id: inboundIds.next(), at: clock.now() }));
      await pass(PAUSE_MS);
    },
    async restart() {
      await engine.stop();
      engine = make();
      await engine.start();
      await engine.idle();
    },
    async close() {
      await engine.stop();
      await store.close();
    },
  };
}

/** The desk of a platform: a group or a channel. */
export function deskAt(channel: ChannelName): Address {
  return { channel, account: 'bot', chat: `${channel}-desk`, thread: '' };
}

/** A private chat in Telegram. */
export function chatAt(chat: string): Address {
  return { channel: 'telegram', account: 'bot', chat, thread: '' };
}

export const anna: Person = { id: 'anna', name: 'Анна', locale: 'ru' };
export const olga: Person = { id: 'olga', name: 'Olga', locale: 'en' };

/** A message in a private chat of Telegram. */
export function messageFrom(
  chat: string,
  text: string,
  given: { id: string; at: number; person?: Person },
): Extract<Inbound, { kind: 'message' }> {
  return {
    kind: 'message',
    id: given.id,
    at: given.at,
    address: chatAt(chat),
    message: given.id,
    text,
    masked: [],
    person: given.person ?? anna,
    attachments: [],
    album: null,
  };
}
