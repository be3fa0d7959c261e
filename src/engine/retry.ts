import type { Clock } from './clock.js';

/** A message that could not be sent for this long goes to the dead letters. */
export const GIVE_UP_AFTER_MS = 24 * 60 * 60_000;

/** What is meant for a desk that is away waits for longer: an operator may be on holiday. */
export const GIVE_UP_DESK_AFTER_MS = 7 * GIVE_UP_AFTER_MS;

const FIRST_MS = 1_000;
const LONGEST_MS = 5 * 60_000;

/**
 * How long to wait before a send is tried again: twice as long each time from a second up to five minutes,
 * or what the platform asked for, if it did.
 * @param attempts how often it was tried, this time included
 */
export function backoff(attempts: number, askedMs: number | null): number {
  if (askedMs !== null) return Math.max(askedMs, 0);
  return Math.min(FIRST_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_MS);
}

/** Resolves after `ms`, or at once when the signal aborts. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });
}
