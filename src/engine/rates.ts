import type { Rate } from '../channels/channel.js';

interface Bucket {
  rate: Rate;
  tokens: number;
  at: number;
}

/** Token buckets by key: what a platform allows, kept ahead of its refusal. */
export interface Rates {
  /** How many ms until each of the keys has a token, 0 where all have one. Takes none. */
  wait(keys: readonly { key: string; rate: Rate }[], now: number): number;
  /**
   * Takes one token from each of the keys, all or none.
   * @returns 0 when taken, else how many ms until it may be tried again.
   */
  take(keys: readonly { key: string; rate: Rate }[], now: number): number;
  /** Nothing of this key before `until` (ms since the epoch): the platform said so. */
  pause(key: string, until: number): void;
}

/** Buckets that were not used this long are full again and may be forgotten. */
const FORGET_AFTER_MS = 10 * 60_000;
const FORGET_ABOVE = 10_000;

export function createRates(): Rates {
  const buckets = new Map<string, Bucket>();
  const pauses = new Map<string, number>();

  function bucketFor(key: string, rate: Rate, now: number): Bucket {
    const known = buckets.get(key);
    if (known === undefined) {
      if (buckets.size > FORGET_ABOVE) forget(now);
      const fresh = { rate, tokens: rate.burst, at: now };
      buckets.set(key, fresh);
      return fresh;
    }
    const refill = (Math.max(0, now - known.at) / 1000) * known.rate.perSecond;
    known.tokens = Math.min(known.rate.burst, known.tokens + refill);
    known.at = now;
    return known;
  }

  function forget(now: number): void {
    for (const [key, bucket] of buckets) if (now - bucket.at > FORGET_AFTER_MS) buckets.delete(key);
    for (const [key, until] of pauses) if (until <= now) pauses.delete(key);
  }

  function wait(keys: readonly { key: string; rate: Rate }[], now: number): number {
    const waits = keys.map(({ key, rate }) => {
      const { tokens } = bucketFor(key, rate, now);
      const refilled = tokens < 1 ? Math.ceil(((1 - tokens) / rate.perSecond) * 1000) : 0;
      return Math.max(refilled, (pauses.get(key) ?? 0) - now);
    });
    return Math.max(0, ...waits);
  }

  return {
    wait,
    take(keys, now) {
      const until = wait(keys, now);
      if (until > 0) return until;
      for (const { key, rate } of keys) bucketFor(key, rate, now).tokens -= 1;
      return 0;
    },
    pause(key, until) {
      pauses.set(key, Math.max(pauses.get(key) ?? 0, until));
    },
  };
}
