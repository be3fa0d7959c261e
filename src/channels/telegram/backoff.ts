import { setTimeout as wait } from 'node:timers/promises';
import { GrammyError } from 'grammy';

/** How long to wait after failures, ms: `first`, then twice as long each time, `max` at most. */
export interface Backoff {
  first: number;
  max: number;
}

/** The wait after the `failures`-th failure in a row, ms; what Telegram asks for counts where it is longer. */
export function waitAfter(error: unknown, failures: number, backoff: Backoff): number {
  const own = Math.min(backoff.max, backoff.first * 2 ** Math.min(failures - 1, 20));
  const asked = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1000 : 0;
  return Math.max(own, asked);
}

/** Waits, or returns at once when `signal` is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}
