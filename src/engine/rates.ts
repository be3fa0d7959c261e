import type { Rate } from '../channels/channel.js';

interface Bucket {
  rate: Rate;
  tokens: number;
  at: number;
}

/** Token buckets by key: what a platform allows, kept ahead of its refusal. */
export interface Rates {
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

  return {
    take(keys, now) {
      let wait = 0;
      const taken = keys.map(({ key, rate }) => {
        const bucket = bucketFor(key, rate, now);
        wait = Math.max(wait, (pauses.get(key) ?? 0) - now);
        if (bucket.tokens < 1)
          wait = Math.max(wait, Math.ceil(((1 - bucket.tokens) / rate.perSecond) * 1000));
        return bucket;
      });
      if (wait > 0) return wait;
      for (const bucket of taken) bucket.tokens -= 1;
      return 0;
    },
    pause(key, until) {
      pauses.set(key, Math.max(pauses.get(key) ?? 0, until));
    },
  };
}
