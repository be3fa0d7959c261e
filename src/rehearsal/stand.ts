import { pino } from 'pino';
import type { Brain } from '../engine/brain.js';
import { createEngine, type Engine } from '../engine/engine.js';
import type { ProbeRunner } from '../engine/probe-runs.js';
import { conversationKey } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { Delivery } from '../model/delivery.js';
import type { Inbound } from '../model/inbound.js';
import type { Audience } from '../model/language.js';
import { maskSecrets } from '../nlu/secrets.js';
import { openSqliteStore } from '../store/sqlite/open.js';
import type { Store } from '../store/store.js';
import { standingClock } from './clock.js';
import { countingIds } from './ids.js';
import { recorder } from './recorder.js';
import {
  BURST_WINDOW_MS,
  CHAT,
  DESK,
  HOURS,
  LIMITS,
  NAMES,
  REOPEN_WITHIN_MS,
  SILENCE,
  TARGETS,
} from './setting.js';

/** The whole engine over a database in memory, with a platform that only keeps what it is given. */
export interface Stand {
  now(): number;
  /** Takes an inbound, as often as a platform delivers it: twice at once, and again after it was handled. */
  give(inbound: Inbound): Promise<void>;
  /** Moves time on from one thing that is due to the next, and waits until nothing is left to do. */
  pass(ms: number): Promise<void>;
  /** The latest case of the conversation. */
  latest(): Promise<Case | null>;
  caseById(id: string): Promise<Case | null>;
  /** All that the bot said to the person so far. */
  said(): Extract<Delivery, { kind: 'say' }>[];
  /** Checks are not begun, or are from here on. */
  hold(on: boolean): void;
  /** How many runs of checks wait. */
  waiting(): Promise<number>;
  /** Another process on the same database. */
  restart(): Promise<void>;
  /** Errors in the log so far. */
  errors(): readonly string[];
  close(): Promise<void>;
}

/** Begins with everything new at this moment. */
export async function createStand(options: {
  start: number;
  audience: Audience;
  brain: () => Brain;
  probes: ProbeRunner;
}): Promise<Stand> {
  const clock = standingClock(options.start);
  const store = await openSqliteStore({ url: 'file::memory:', now: () => clock.now() });
  const channel = recorder('telegram');
  const errors: string[] = [];
  const ids = countingIds();
  const scope = { accounts: [{ channel: CHAT.channel, account: CHAT.account }] };
  let held = false;
  // What a run waits for may take longer than an engine would wait: it is as if it had not begun.
  const patient: Store = {
    ...store,
    pendingProbes: (...given) => (held ? Promise.resolve([]) : store.pendingProbes(...given)),
  };

  async function begin(): Promise<Engine> {
    const engine = createEngine({
      store: patient,
      clock,
      ids,
      brain: options.brain,
      audiences: { telegram: options.audience, slack: 'staff', terminal: 'customer' },
      names: NAMES,
      hours: HOURS,
      targets: TARGETS,
      leads: {},
      desks: [{ address: DESK, department: null }],
      deskLanguage: 'en',
      digest: 'off',
      silence: SILENCE,
      limits: LIMITS,
      reopenWithinMs: REOPEN_WITHIN_MS,
      // What comes after the end is no part of a conversation.
      ratingAfterMs: null,
      burstWindowMs: BURST_WINDOW_MS,
      webhooks: null,
      probes: options.probes,
      log: pino({ level: 'error' }, { write: (line: string) => errors.push(line) }),
      channels: new Map([['telegram', channel]]),
      scope,
      mask: maskSecrets,
    });
    await engine.start();
    await engine.idle();
    return engine;
  }
  let engine = await begin();

  async function pass(ms: number): Promise<void> {
    const until = clock.now() + ms;
    for (let next = clock.next(); next !== null && next <= until; next = clock.next()) {
      clock.advance(Math.max(next - clock.now(), 0));
      await engine.idle();
    }
    clock.advance(until - clock.now());
    await engine.idle();
  }

  return {
    now: () => clock.now(),
    async give(inbound) {
      await engine.sink.accept(inbound);
      await engine.sink.accept(inbound);
      // A few more than the burst window, so that a message stands alone.
      await pass(inbound.kind === 'message' ? BURST_WINDOW_MS + 1 : 0);
      await engine.sink.accept(inbound);
      await engine.idle();
    },
    pass,
    latest: async () => (await store.loadTurn(conversationKey(CHAT))).latest,
    caseById: (id) => store.caseById(id),
    said: () => channel.arrived('say'),
    hold(on) {
      held = on;
    },
    waiting: async () => (await store.pendingProbes(scope, [], 1)).length,
    async restart() {
      await engine.stop();
      engine = await begin();
    },
    errors: () => errors,
    async close() {
      await engine.stop();
      await store.close();
    },
  };
}
