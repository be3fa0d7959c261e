/** How many in how long: `most` at once, and as many again each `ms`. */
export interface Allotment {
  most: number;
  ms: number;
}

/** What people may have checked. A target is what was registered: the names below a domain count together. */
export interface ProbeLimits {
  person: Allotment;
  target: Allotment;
  all: Allotment;
  /** Probes that run at one time. */
  atOnce: number;
}

/** A flow runs a handful of probes: these stop whoever makes the bot knock at somebody's door again and again. */
export const PROBE_LIMITS: ProbeLimits = {
  person: { most: 30, ms: 10 * 60_000 },
  target: { most: 30, ms: 10 * 60_000 },
  all: { most: 300, ms: 10 * 60_000 },
  atOnce: 20,
};

/** A probe that may run, to be released when it has; or why not, as a line for the agent's card. */
export type Admission = { kind: 'admitted'; release(): void } | { kind: 'refused'; why: string };

export interface Limiter {
  /**
   * Counts a probe of a person on a target, if all limits allow it; one that is refused counts nowhere.
   * @param now milliseconds since the epoch
   */
  admit(person: string, target: string, now: number): Admission;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Buckets kept of either kind. More are never in use at a time than `all` admits; those that are full are forgotten. */
const MOST_BUCKETS = 1_000;

export function createLimiter(limits: ProbeLimits = PROBE_LIMITS): Limiter {
  const persons = createBuckets(limits.person);
  const targets = createBuckets(limits.target);
  const all = createBuckets(limits.all);
  let running = 0;

  return {
    admit(person, target, now) {
      if (running >= limits.atOnce) return { kind: 'refused', why: 'too many checks are running' };
      if (!persons.has(person, now)) return { kind: 'refused', why: 'too many checks for this person' };
      if (!targets.has(target, now)) return { kind: 'refused', why: 'too many checks of this target' };
      if (!all.has('', now)) return { kind: 'refused', why: 'too many checks in all' };
      persons.take(person, now);
      targets.take(target, now);
      all.take('', now);
      running += 1;
      let isHeld = true;
      return {
        kind: 'admitted',
        release() {
          if (isHeld) running -= 1;
          isHeld = false;
        },
      };
    },
  };
}

interface Buckets {
  has(key: string, now: number): boolean;
  take(key: string, now: number): void;
}

function createBuckets({ most, ms }: Allotment): Buckets {
  const buckets = new Map<string, Bucket>();

  function tokens(key: string, now: number): number {
    const bucket = buckets.get(key);
    if (bucket === undefined) return most;
    return Math.min(most, bucket.tokens + (Math.max(0, now - bucket.at) * most) / ms);
  }

  function forget(now: number): void {
    for (const key of buckets.keys()) if (tokens(key, now) >= most) buckets.delete(key);
    // The longest untouched stand first.
    for (const key of buckets.keys()) {
      if (buckets.size < MOST_BUCKETS) return;
      buckets.delete(key);
    }
  }

  return {
    has: (key, now) => tokens(key, now) >= 1,
    take(key, now) {
      const left = tokens(key, now) - 1;
      buckets.delete(key);
      if (buckets.size >= MOST_BUCKETS) forget(now);
      buckets.set(key, { tokens: left, at: now });
    },
  };
}
