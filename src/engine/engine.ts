import type { Channel, Sink } from '../channels/channel.js';
import type { Address, ChannelName } from '../model/address.js';
import type { Scope } from '../store/store.js';
import { nextBurst } from './burst.js';
import type { TurnDeps } from './deps.js';
import { announce } from './desk-delivery.js';
import { failTurn } from './failure.js';
import { createOutbox } from './outbox.js';
import { createSink, type MaskSecrets } from './sink.js';
import { runTurn } from './turn.js';

/** How many turns are under way at once; each waits for the store most of its time. */
const TURNS_AT_ONCE = 16;
/** A turn that threw is tried again after this long, and after that many times given up. */
const TRY_AGAIN_MS = 500;
const MOST_TRIES = 3;

/** Everything the engine needs. */
export interface EngineDeps extends TurnDeps {
  channels: ReadonlyMap<ChannelName, Channel>;
  scope: Scope;
  mask: MaskSecrets;
}

/** What moves everything: turns, timers and the outbox, one loop over the store. */
export interface Engine {
  sink: Sink;
  /** Picks up whatever an earlier process left, and goes on from there. */
  start(): Promise<void>;
  /** Finishes what is under way and stops. */
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
  const running = new Map<string, Promise<void>>();
  const tries = new Map<string, { count: number; notBefore: number }>();
  let woken = false;
  let stopping = false;
  let resume: (() => void) | null = null;
  let waiters: (() => void)[] = [];
  let loop: Promise<void> | null = null;

  function wake(): void {
    woken = true;
    resume?.();
  }

  async function handle(conversation: string): Promise<void> {
    try {
      await runTurn(conversation, deps);
      tries.delete(conversation);
    } catch (error) {
      const count = (tries.get(conversation)?.count ?? 0) + 1;
      log.error({ err: error, conversation, count }, 'a turn failed');
      tries.set(conversation, { count, notBefore: clock.now() + TRY_AGAIN_MS });
      if (count >= MOST_TRIES) {
        await failTurn(conversation, deps);
        tries.delete(conversation);
      }
    }
  }

  /** Starts every turn that may begin. Tells when the next one may, or null. */
  async function startTurns(): Promise<number | null> {
    let next: number | null = null;
    const now = clock.now();
    for (const { conversation, inbounds } of await store.pending(deps.scope)) {
      if (running.has(conversation)) continue;
      const burst = nextBurst(inbounds, deps.burstWindowMs);
      if (burst === null) continue;
      const readyAt = Math.max(burst.readyAt, tries.get(conversation)?.notBefore ?? 0);
      if (readyAt > now || running.size >= TURNS_AT_ONCE) {
        if (readyAt > now) next = earlier(next, readyAt);
        continue;
      }
      const work = handle(conversation)
        .catch((error: unknown) => {
          log.error({ err: error, conversation }, 'a failed turn could not be given up');
        })
        .finally(() => {
          running.delete(conversation);
          wake();
        });
      running.set(conversation, work);
    }
    return next;
  }

  async function pass(): Promise<number | null> {
    await store.fireTimers(deps.scope, clock.now());
    const nextTurn = await startTurns();
    await outbox.pump(wake);
    const nextDue = await store.nextDue(deps.scope, outbox.busy());
    return earlier(earlier(nextTurn, outbox.nextRest()), nextDue);
  }

  function sleep(until: number | null): Promise<void> {
    return new Promise((resolve) => {
      let cancel = (): void => undefined;
      resume = () => {
        resume = null;
        cancel();
        resolve();
      };
      if (until !== null) cancel = clock.after(Math.max(until - clock.now(), 0), wake);
      if (woken || stopping) resume();
    });
  }

  async function run(): Promise<void> {
    while (!stopping) {
      woken = false;
      let next: number | null = null;
      try {
        next = await pass();
      } catch (error) {
        log.error({ err: error }, 'the store did not answer; trying again');
        next = clock.now() + TRY_AGAIN_MS;
      }
      if (!isWoken() && running.size === 0 && !outbox.sending()) release();
      await sleep(next);
    }
    release();
  }

  /** Read through a function: the loop's other callbacks change it while a pass awaits. */
  function isWoken(): boolean {
    return woken;
  }

  function release(): void {
    const released = waiters;
    waiters = [];
    for (const waiter of released) waiter();
  }

  return {
    sink: createSink({ store, mask: deps.mask, log, wake }),
    async start() {
      for (const waiting of await store.unannounced()) {
        if (!serves(deps.scope, waiting.address)) continue;
        await store.enqueue(await announce(waiting, await store.history(waiting.id), clock.now(), deps));
      }
      loop = run();
    },
    async stop() {
      stopping = true;
      wake();
      await loop;
      await Promise.all(running.values());
      await outbox.settled();
    },
    idle() {
      return new Promise((resolve) => {
        waiters.push(resolve);
        wake();
      });
    },
  };
}

/** Whether a conversation is ours: a case of another process is announced on that one's desk. */
function serves(scope: Scope, { channel, account }: Address): boolean {
  return scope.accounts.some((ours) => ours.channel === channel && ours.account === account);
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}
