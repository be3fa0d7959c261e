import type { Accepted, Departure, Sink } from '../../src/channels/channel.js';
import type { Inbound, RejectedInbound } from '../../src/model/inbound.js';

/** A sink that keeps what it gets, and can be told to fail or to take its time. */
export interface TestSink extends Sink {
  /** Stored, in order; once for each id, as a store does. */
  readonly accepted: Inbound[];
  readonly rejected: RejectedInbound[];
  /** Who left a desk, in order. */
  readonly departures: Departure[];
  /** How often `accept` was called, failures included. */
  tries(): number;
  /** The next `times` calls of `accept` fail. */
  fail(times: number): void;
  /** From now on `accept` waits until the returned function is called. */
  hold(): () => void;
  /** The first stored inbound that fits and was not returned before. Rejects after `timeoutMs`. */
  next<K extends Inbound['kind']>(kind: K, timeoutMs?: number): Promise<Extract<Inbound, { kind: K }>>;
  /** Resolves when `accept` or `reject` is called for the `count`-th time in all. */
  called(count: number, timeoutMs?: number): Promise<void>;
}

export function createTestSink(): TestSink {
  const accepted: Inbound[] = [];
  const rejected: RejectedInbound[] = [];
  const departures: Departure[] = [];
  const returned = new Set<Inbound>();
  const ids = new Set<string>();
  const watchers = new Set<() => void>();
  let tries = 0;
  let calls = 0;
  let failures = 0;
  let gate: Promise<void> | null = null;

  function changed(): void {
    for (const watch of [...watchers]) watch();
  }

  /** Resolves with what `look` finds, once it finds something. */
  function until<T>(look: () => T | undefined, what: string, timeoutMs: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const watch = (): void => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        watchers.delete(watch);
        resolve(found);
      };
      const timer = setTimeout(() => {
        watchers.delete(watch);
        const seen = accepted.map((inbound) => inbound.kind).join(', ');
        reject(new Error(`${what} did not come within ${timeoutMs} ms; stored so far: ${seen}`));
      }, timeoutMs);
      watchers.add(watch);
      watch();
    });
  }

  return {
    accepted,
    rejected,
    departures,
    tries: () => tries,
    fail(times) {
      failures = times;
    },
    hold() {
      let open = (): void => undefined;
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return () => {
        gate = null;
        open();
      };
    },
    async accept(inbound): Promise<Accepted> {
      tries += 1;
      calls += 1;
      changed();
      if (failures > 0) {
        failures -= 1;
        throw new Error('the store is away');
      }
      if (gate !== null) await gate;
      if (ids.has(inbound.id)) return 'duplicate';
      ids.add(inbound.id);
      accepted.push(inbound);
      changed();
      return 'new';
    },
    reject(given) {
      calls += 1;
      rejected.push(given);
      changed();
      return Promise.resolve();
    },
    left(departure) {
      departures.push(departure);
      changed();
      return Promise.resolve();
    },
    knows: () => Promise.resolve(true),
    home: () => Promise.resolve({ language: 'en', sections: [] }),
    form: () => Promise.resolve(null),
    next: (kind, timeoutMs = 5000) =>
      until(
        () => {
          for (const inbound of accepted) {
            if (!hasKind(inbound, kind) || returned.has(inbound)) continue;
            returned.add(inbound);
            return inbound;
          }
          return undefined;
        },
        `a ${kind}`,
        timeoutMs,
      ),
    async called(count, timeoutMs = 5000) {
      await until(() => (calls >= count ? true : undefined), `call ${count}`, timeoutMs);
    },
  };
}

function hasKind<K extends Inbound['kind']>(
  inbound: Inbound,
  kind: K,
): inbound is Extract<Inbound, { kind: K }> {
  return inbound.kind === kind;
}
