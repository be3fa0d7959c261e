import { createHash } from 'node:crypto';
import type { Address } from '../model/address.js';
import type { Delivery } from '../model/delivery.js';
import type { SendOutcome } from './channel.js';

/** How far a delivery of several messages has come. */
export interface Progress {
  /** The id of the thread that was made for it, or null. */
  thread: string | null;
  /** The steps that are done, in order: a message's id, or null where the platform names none. */
  done: (string | null)[];
  /** Why a part of it, a file, will not arrive; null while nothing is missing. */
  missing: Extract<SendOutcome, { kind: 'failed' }> | null;
}

/**
 * Remembers half-sent deliveries, so that trying again goes on where it stopped: the first half of a long text
 * is not said twice, and a second thread is not made because the card did not get through. It is kept in memory
 * only: a restart between the two halves is the window in which they can come twice.
 */
export interface ProgressBook {
  /** The entry of a delivery, begun empty. */
  of(key: string): Progress;
  /** The delivery has come to its end, good or bad. */
  forget(key: string): void;
}

/** Half-sent deliveries are forgotten after this time, or when there are more than `MOST`. */
const KEEP_MS = 3_600_000;
const MOST = 1000;

export function createProgressBook(now: () => number): ProgressBook {
  const entries = new Map<string, { progress: Progress; at: number }>();
  return {
    of(key) {
      const known = entries.get(key);
      entries.delete(key);
      for (const [old, entry] of entries) {
        if (now() - entry.at < KEEP_MS && entries.size < MOST) break;
        entries.delete(old);
      }
      const fresh = known !== undefined && now() - known.at < KEEP_MS;
      const progress = fresh ? known.progress : { thread: null, done: [], missing: null };
      entries.set(key, { progress, at: now() });
      return progress;
    },
    forget: (key) => {
      entries.delete(key);
    },
  };
}

/**
 * What a delivery to `place` is recognised by when it is tried again. Of two deliveries to one place only one is
 * under way at a time, so that equal content is the same delivery.
 */
export function progressKey(delivery: Delivery, place: Address): string {
  return createHash('sha256')
    .update(JSON.stringify([delivery, place]))
    .digest('hex');
}

/** The ids of the messages that exist, in order. */
export function messagesOf(progress: Progress): string[] {
  return progress.done.filter((id) => id !== null);
}
