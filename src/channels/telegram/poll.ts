import { GrammyError } from 'grammy';
import type pino from 'pino';
import type { TelegramClient } from './client.js';
import { pause, waitAfter, type Backoff } from './backoff.js';
import { ALLOWED_UPDATES, updateNumber } from './update.js';

/** How many updates Telegram gives at once, at most. */
const BATCH = 100;
/** How long to wait for the last confirmation at the end, ms. */
const CONFIRM_MS = 5000;

export interface PollOptions {
  client: TelegramClient;
  log: pino.Logger;
  /** How long Telegram may hold a poll open, seconds. */
  pollSeconds: number;
  backoff: Backoff;
  /** Stores an update. When it rejects, the update counts as not received. */
  take(raw: unknown): Promise<void>;
}

/**
 * Receives by long polling until it is told to stop. An update is confirmed only by the poll after it was
 * stored: whatever is lost before that, Telegram delivers again. `stop` ends the poll that is under way, waits
 * for the update being stored, and confirms what was.
 */
export function startPolling(options: PollOptions): { stop(): Promise<void> } {
  const { client, log, backoff } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const stopped = (): boolean => signal.aborted;
  /** The first update that is not stored. Undefined: ask for whatever is unconfirmed. */
  let offset: number | undefined;

  async function storeAll(batch: readonly unknown[]): Promise<void> {
    for (const raw of batch) {
      if (stopped()) return;
      await options.take(raw);
      const number = updateNumber(raw);
      if (number !== null) offset = number + 1;
    }
  }

  async function once(): Promise<void> {
    const batch = await client.poll(
      {
        ...(offset === undefined ? {} : { offset }),
        timeout: options.pollSeconds,
        limit: BATCH,
        allowed: ALLOWED_UPDATES,
      },
      signal,
    );
    if (!Array.isArray(batch)) throw new Error('getUpdates answered without a list of updates');
    // An empty answer confirmed everything. Telegram may count from a lower number after a quiet week, which
    // an old offset would hide.
    if (batch.length === 0) offset = undefined;
    const before = offset;
    await storeAll(batch);
    if (batch.length > 0 && offset === before && !stopped()) {
      throw new Error('getUpdates answered with updates that have no number');
    }
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopped()) {
      try {
        await once();
        failures = 0;
      } catch (error) {
        if (stopped()) break;
        failures += 1;
        const ms = waitAfter(error, failures, backoff);
        log.warn({ error: client.describe(error), waitMs: ms, ...hint(error) }, 'telegram: receiving failed');
        await pause(ms, signal);
      }
    }
    await confirm();
  }

  async function confirm(): Promise<void> {
    if (offset === undefined) return;
    try {
      const limit = AbortSignal.timeout(CONFIRM_MS);
      await client.poll({ offset, timeout: 0, limit: 1, allowed: ALLOWED_UPDATES }, limit);
    } catch (error) {
      log.debug({ error: client.describe(error) }, 'telegram: the last updates stay unconfirmed');
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function hint(error: unknown): { remedy?: string } {
  if (!(error instanceof GrammyError)) return {};
  if (error.error_code === 409 && /webhook/i.test(error.description)) {
    return {
      remedy:
        'Another process receives for this bot by webhook: stop it, then start this one again, or give each its own TELEGRAM_BOT_TOKEN.',
    };
  }
  if (error.error_code === 409) {
    return {
      remedy: 'Another process receives for this bot: stop it, or give each its own TELEGRAM_BOT_TOKEN.',
    };
  }
  return error.error_code === 401 ? { remedy: 'Check TELEGRAM_BOT_TOKEN.' } : {};
}
