import { nextBurst } from './burst.js';
import type { EngineDeps } from './deps.js';
import { failTurn } from './failure.js';
import { runTurn } from './turn.js';

/** How many turns are under way at once; each waits for the store most of its time. */
const AT_ONCE = 16;
/** A turn that threw is tried again after this long, and after that many times given up. */
const TRY_AGAIN_MS = 500;
const MOST_TRIES = 3;

/** The worker that handles what has arrived: conversations side by side, each one turn at a time. */
export interface Turns {
  /** There may be a turn to begin at this moment, ms since the epoch. */
  lookAt(at: number): void;
  /** Begins every turn that may. `done` is called as each ends. Tells when the next may begin, or null. */
  start(done: () => void): Promise<number | null>;
  /** How many turns are under way. */
  running(): number;
  /** Resolves when none is under way. */
  settled(): Promise<void>;
}

/**
 * Makes the worker. The store is asked for what waits only when something may have changed, and everything it
 * names is begun before it is asked again: a backlog of thousands is read once, not once a turn.
 */
export function createTurns(deps: EngineDeps): Turns {
  const { store, clock, log } = deps;
  const running = new Map<string, Promise<void>>();
  const tries = new Map<string, { count: number; notBefore: number }>();
  /** Conversations whose turn may begin, the longest waiting first. */
  let ready: string[] = [];
  let next: number | null = clock.now();

  function lookAt(at: number): void {
    next = next === null ? at : Math.min(next, at);
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

  async function look(now: number): Promise<void> {
    if (next === null || next > now) return;
    next = null;
    for (const { conversation, inbounds } of await store.pending(deps.scope)) {
      const burst = nextBurst(inbounds, deps.burstWindowMs);
      if (burst === null || running.has(conversation)) continue;
      const readyAt = Math.max(burst.readyAt, tries.get(conversation)?.notBefore ?? 0);
      if (readyAt > now) lookAt(readyAt);
      else ready.push(conversation);
    }
  }

  function begin(conversation: string, done: () => void): void {
    const work = handle(conversation)
      .catch((error: unknown) => {
        log.error({ err: error, conversation }, 'a failed turn could not be given up');
      })
      .finally(() => {
        running.delete(conversation);
        lookAt(clock.now());
        done();
      });
    running.set(conversation, work);
  }

  return {
    lookAt,
    async start(done) {
      if (ready.length === 0) await look(clock.now());
      const starting = ready.splice(0, AT_ONCE - running.size);
      for (const conversation of starting) begin(conversation, done);
      // While some are ready, the end of a turn goes on with them.
      return ready.length === 0 ? next : null;
    },
    running: () => running.size,
    async settled() {
      ready = [];
      await Promise.all(running.values());
    },
  };
}
