import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.js';
import { messageOf } from '../errors.js';
import type { ChannelName } from '../model/address.js';
import { PROBES, type ProbeRequest, type ProbeResult } from '../model/probe.js';
import type { PendingProbeRun, Scope, Store } from '../store/store.js';
import type { Clock } from './clock.js';
import { backoff, pause } from './retry.js';

/** How many runs are under way at once. */
const AT_ONCE = 8;
/** How long a run may take, ms: a person waits for it. */
export const RUN_DEADLINE_MS = 15_000;
/** How often the person is shown that something is being done, ms: platforms show it for a few seconds. */
const ACTIVITY_EVERY_MS = 3_000;

/** Runs checks side by side, results in the order of the requests. What cannot be found out is `unknown`. */
export interface ProbeRunner {
  /** @param context `person`: who they are run for, as anything that tells people apart */
  run(requests: readonly ProbeRequest[], context: { person: string }): Promise<readonly ProbeResult[]>;
}

/** Everything that running checks needs. */
export interface ProbeRunDeps {
  store: Store;
  clock: Clock;
  channels: ReadonlyMap<ChannelName, Channel>;
  scope: Scope;
  probes: ProbeRunner | null;
  log: Logger;
}

/** The worker that runs the checks that turns have asked for; what they come to is an inbound. */
export interface ProbeRuns {
  /** Begins every run that may. `done` is called as each ends: its conversation has a turn to begin. */
  start(done: () => void): Promise<void>;
  /** How many runs are under way. */
  running(): number;
  /** Leaves what is under way alone: checks only look, and the next start runs them again. */
  stop(): Promise<void>;
}

export function createProbeRuns(deps: ProbeRunDeps): ProbeRuns {
  const { store, clock, log } = deps;
  const underWay = new Map<string, Promise<void>>();
  const stopping = new AbortController();

  async function perform(run: PendingProbeRun): Promise<void> {
    const started = clock.now();
    const results = await find(run);
    if (results === null) return;
    const found = results.map(({ probe, verdict }) => `${probe}: ${verdict}`);
    log.info({ probes: found, ms: clock.now() - started }, 'checked');
    await finish(run, results);
  }

  /** What a run finds within its time; null when everything stops before. */
  function find(run: PendingProbeRun): Promise<readonly ProbeResult[] | null> {
    return new Promise((resolve) => {
      const end = (results: readonly ProbeResult[] | null): void => {
        late();
        shown.abort();
        stopping.signal.removeEventListener('abort', stop);
        resolve(results);
      };
      const stop = (): void => end(null);
      const nothing = (why: string): void => end(run.requests.map((request) => unknown(request, why)));
      const shown = new AbortController();
      const late = clock.after(RUN_DEADLINE_MS, () =>
        nothing(`not done within ${String(RUN_DEADLINE_MS)} ms`),
      );
      stopping.signal.addEventListener('abort', stop);
      void showActivity(run, shown.signal);
      begin(run).then(end, (error: unknown) => {
        log.error({ err: error }, 'checks failed in a way that nobody foresaw');
        nothing(`failed: ${messageOf(error)}`);
      });
    });
  }

  async function begin({ requests, address, person }: PendingProbeRun): Promise<readonly ProbeResult[]> {
    if (deps.probes === null) return requests.map((request) => unknown(request, 'checks are switched off'));
    return deps.probes.run(requests, { person: `${address.channel}:${address.account}:${person.id}` });
  }

  /** Not through the outbox: it is true now or never, and must keep nothing else waiting. */
  async function showActivity({ address, language }: PendingProbeRun, signal: AbortSignal): Promise<void> {
    const channel = deps.channels.get(address.channel);
    while (channel !== undefined && !signal.aborted) {
      try {
        await channel.send(
          { kind: 'activity', to: address, language },
          {
            thread: null,
            cardMessage: null,
            counterpart: null,
            openFile: () => Promise.reject(new Error('there is no file')),
          },
        );
      } catch (error) {
        log.debug({ err: error }, 'it could not be shown that checks are running');
      }
      await pause(clock, ACTIVITY_EVERY_MS, signal);
    }
  }

  /** Tries until the store takes it: to run them again would keep the person waiting. */
  async function finish(run: PendingProbeRun, results: readonly ProbeResult[]): Promise<void> {
    for (let tries = 1; !stopping.signal.aborted; tries += 1) {
      try {
        await store.finishProbe(run.id, results, clock.now());
        return;
      } catch (error) {
        log.error({ err: error, tries }, 'what checks found could not be written down; trying again');
      }
      await pause(clock, backoff(tries, null), stopping.signal);
    }
  }

  return {
    async start(done) {
      const room = AT_ONCE - underWay.size;
      if (room <= 0 || stopping.signal.aborted) return;
      for (const run of await store.pendingProbes(deps.scope, [...underWay.keys()], room)) {
        const work = perform(run).finally(() => {
          underWay.delete(run.id);
          done();
        });
        underWay.set(run.id, work);
      }
    },
    running: () => underWay.size,
    async stop() {
      stopping.abort();
      await Promise.all(underWay.values());
    },
  };
}

/** What a check comes to that found nothing out. */
function unknown({ probe, target }: ProbeRequest, why: string): ProbeResult {
  const facts = Object.fromEntries(PROBES[probe].facts.map((name) => [name, '—']));
  return { probe, target: target.trim(), verdict: 'unknown', facts, details: [why] };
}
