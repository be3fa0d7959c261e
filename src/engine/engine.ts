import type { Sink } from '../channels/channel.js';
import { announceLate } from './announce.js';
import type { EngineDeps } from './deps.js';
import { createDeskView } from './desk-view.js';
import { sendDigest } from './digest.js';
import { tellOfFeedback } from './feedback.js';
import { createHandled } from './handled.js';
import { createOutbox } from './outbox.js';
import { createProbeRuns } from './probe-runs.js';
import { createSink } from './sink.js';
import { createTurns } from './turns.js';
import { createWebhooks } from './webhooks.js';

/** A pass that the store did not let through is tried again after this long. */
const TRY_AGAIN_MS = 500;
/** How long `stop` waits for what is under way. Whatever takes longer is taken up again at the next start. */
const STOP_WITHIN_MS = 8_000;
/** How often cases that the desk knows nothing of are looked for, and feedback is put together. */
const ANNOUNCE_EVERY_MS = 60 * 60_000;
/** How often it is looked whether another process has published something, or taken it back. */
const CATCH_UP_EVERY_MS = 1_000;

export type { EngineDeps } from './deps.js';

/** What moves everything: turns, timers, checks, the outbox and webhooks, one loop over the store. */
export interface Engine {
  sink: Sink;
  /** Picks up whatever an earlier process left, and goes on from there. */
  start(): Promise<void>;
  /** Finishes what is under way and stops; what hangs is left behind after a while. */
  stop(): Promise<void>;
  /** Resolves when there is nothing to do now. Timers, bursts and retries of later do not count. */
  idle(): Promise<void>;
}

/**
 * Makes the engine. Conversations are handled side by side, each one turn at a time; all that is known is in
 * the store, so a process that dies loses nothing and the next one goes on.
 */
export function createEngine(deps: EngineDeps): Engine {
  const { store, clock, log } = deps;
  const outbox = createOutbox(deps);
  const handled = createHandled(clock);
  const turns = createTurns({ ...deps, onHandled: handled.tell });
  const probes = createProbeRuns(deps);
  const webhooks = createWebhooks(deps);
  let announceAt = 0;
  let digestAt = 0;
  let catchUpAt = clock.now() + CATCH_UP_EVERY_MS;
  let catchingUp = false;
  let woken = false;
  let stopping = false;
  let resume: (() => void) | null = null;
  let waiters: (() => void)[] = [];
  let loop: Promise<void> | null = null;

  function wake(): void {
    woken = true;
    resume?.();
  }

  async function announce(): Promise<void> {
    const now = clock.now();
    if (now < announceAt) return;
    announceAt = now + ANNOUNCE_EVERY_MS;
    await announceLate(deps);
    await tellOfFeedback(deps);
  }

  /** Turns go on meanwhile: a large import takes a while. */
  function catchUp(): void {
    if (deps.catchUp === undefined || catchingUp || clock.now() < catchUpAt) return;
    catchingUp = true;
    void deps.catchUp().finally(() => {
      catchingUp = false;
      catchUpAt = clock.now() + CATCH_UP_EVERY_MS;
      wake();
    });
  }

  async function pass(): Promise<number> {
    await announce();
    if (clock.now() >= digestAt) digestAt = await sendDigest(deps);
    catchUp();
    if ((await store.fireTimers(deps.scope, clock.now())) > 0) turns.lookAt(clock.now());
    const nextTurn = await turns.start(wake);
    await outbox.pump((rerouted) => {
      if (rerouted) turns.lookAt(clock.now());
      wake();
    });
    await probes.start(() => {
      turns.lookAt(clock.now());
      wake();
    });
    const nextWebhook = await webhooks.start(wake);
    const moments = [announceAt, digestAt, nextTurn, await outbox.next(), nextWebhook].filter(
      (at) => at !== null,
    );
    if (deps.catchUp !== undefined && !catchingUp) moments.push(catchUpAt);
    return Math.min(...moments);
  }

  function sleep(until: number): Promise<void> {
    return new Promise((resolve) => {
      let cancel = (): void => undefined;
      resume = () => {
        resume = null;
        cancel();
        resolve();
      };
      cancel = clock.after(Math.max(until - clock.now(), 0), wake);
      if (woken || stopping) resume();
    });
  }

  async function run(): Promise<void> {
    while (!stopping) {
      woken = false;
      let next: number;
      try {
        next = await pass();
      } catch (error) {
        log.error({ err: error }, 'the store did not answer; trying again');
        turns.lookAt(clock.now());
        next = clock.now() + TRY_AGAIN_MS;
      }
      if (!isWoken() && isQuiet()) release();
      await sleep(next);
    }
    release();
  }

  /** Read through a function: the loop's other callbacks change it while a pass awaits. */
  function isWoken(): boolean {
    return woken;
  }

  function isQuiet(): boolean {
    const busy = turns.running() + outbox.sending() + probes.running() + webhooks.sending();
    return busy === 0 && !catchingUp;
  }

  function release(): void {
    const released = waiters;
    waiters = [];
    for (const waiter of released) waiter();
  }

  /** Resolves with the work, or once it has taken too long. */
  function within(ms: number, work: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(ms, () => {
        log.warn(
          { sending: outbox.sending(), turns: turns.running() },
          'stopping while something is under way; the next start takes it up, and may send it again',
        );
        resolve();
      });
      void work.finally(() => {
        cancel();
        resolve();
      });
    });
  }

  return {
    sink: createSink({
      store,
      mask: deps.mask,
      log,
      view: createDeskView(deps, handled),
      arrived(inbound) {
        // A message waits for its burst; everything else ends one, and is handled at once.
        turns.lookAt(inbound.kind === 'message' ? inbound.at + deps.burstWindowMs : clock.now());
        wake();
      },
    }),
    async start() {
      await announce();
      loop = run();
    },
    async stop() {
      stopping = true;
      wake();
      await loop;
      await within(
        STOP_WITHIN_MS,
        Promise.all([turns.settled(), outbox.stop(), probes.stop(), webhooks.stop()]),
      );
    },
    idle() {
      if (stopping) return Promise.resolve();
      return new Promise((resolve) => {
        waiters.push(resolve);
        wake();
      });
    },
  };
}
