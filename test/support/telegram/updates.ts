import { Refusal } from './refusal.js';
import type { Json } from './shape.js';
import type { Wire } from './wire.js';

/** Kinds of updates that Telegram leaves out unless they are asked for. */
const ON_REQUEST = ['chat_member', 'message_reaction', 'message_reaction_count'];

export interface Poll {
  offset: number | null;
  limit: number;
  timeoutSeconds: number;
  /** Ends when the caller has gone. */
  signal: AbortSignal;
}

/** The queue of updates: what is unconfirmed stays, and comes again. */
export interface Updates {
  /** Queues an update and returns its id; null when its kind is not wanted. Throws when it is not well formed. */
  push(kind: string, payload: Json): number | null;
  /** Queues anything at all, to see what becomes of it. */
  pushRaw(update: unknown): void;
  /** The next update's number: Telegram chooses one anew after a quiet week. */
  countFrom(id: number): void;
  /** Which kinds are wanted from now on; null: no change. */
  want(kinds: readonly string[] | null): void;
  /** Answers a long poll; an earlier one that still waits ends with a 409. */
  poll(poll: Poll): Promise<unknown[]>;
  setWebhook(url: string, secret: string | null): void;
  deleteWebhook(dropPending: boolean): void;
  webhookInfo(): Json;
  /** What is neither confirmed nor delivered. */
  pending(): unknown[];
  /** Resolves when nothing is pending. */
  settled(timeoutMs?: number): Promise<void>;
  close(): void;
}

export function createUpdates(wire: Wire | null, webhookRetryMs: number): Updates {
  let queue: { id: number; update: unknown }[] = [];
  let lastId = 1000;
  let wanted: readonly string[] | null = null;
  let waiting: { end(error: Refusal | null): void } | null = null;
  let webhook: {
    url: string;
    secret: string | null;
    stop: AbortController;
    lastError: string | null;
  } | null = null;
  const watchers = new Set<() => void>();

  function changed(): void {
    waiting?.end(null);
    for (const watch of [...watchers]) watch();
  }

  function add(update: unknown, id: number): void {
    queue.push({ id, update });
    changed();
    if (webhook !== null && queue.length === 1) void deliver(webhook);
  }

  async function deliver(to: NonNullable<typeof webhook>): Promise<void> {
    const { signal } = to.stop;
    for (let first = queue[0]; first !== undefined && !signal.aborted; first = queue[0]) {
      const { id, update } = first;
      try {
        const response = await fetch(to.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(to.secret === null ? {} : { 'x-telegram-bot-api-secret-token': to.secret }),
          },
          body: typeof update === 'string' ? update : JSON.stringify(update),
          signal,
        });
        await response.text();
        if (response.ok) {
          queue = queue.filter((each) => each.id !== id);
          changed();
          continue;
        }
        to.lastError = `Wrong response from the webhook: ${response.status}`;
      } catch (error) {
        to.lastError = String(error);
      }
      await new Promise((resolve) => setTimeout(resolve, webhookRetryMs));
    }
  }

  return {
    push(kind, payload) {
      const allowed = wanted === null ? !ON_REQUEST.includes(kind) : wanted.includes(kind);
      if (!allowed) return null;
      lastId += 1;
      const update = { update_id: lastId, [kind]: payload };
      const problem = wire?.valueProblem('Update', update) ?? null;
      if (problem !== null) throw new Error(`the test server made a wrong update: ${problem}`);
      add(update, lastId);
      return lastId;
    },
    pushRaw(update) {
      lastId += 1;
      const raw = typeof update === 'object' ? { update_id: lastId, ...update } : update;
      add(raw, lastId);
    },
    countFrom(id) {
      lastId = id - 1;
    },
    want(kinds) {
      if (kinds !== null) wanted = kinds.length === 0 ? null : kinds;
    },
    async poll({ offset, limit, timeoutSeconds, signal }) {
      if (webhook !== null) {
        throw new Refusal(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      waiting?.end(
        new Refusal(
          409,
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
        ),
      );
      if (offset !== null && offset > 0) {
        queue = queue.filter((each) => each.id >= offset);
        changed();
      }
      if (queue.length === 0 && timeoutSeconds > 0 && !signal.aborted) {
        await new Promise<void>((resolve, reject) => {
          const end = (error: Refusal | null): void => {
            clearTimeout(timer);
            if (waiting === mine) waiting = null;
            if (error === null) resolve();
            else reject(error);
          };
          const mine = { end };
          const timer = setTimeout(() => end(null), timeoutSeconds * 1000);
          signal.addEventListener('abort', () => end(null), { once: true });
          waiting = mine;
        });
      }
      const from = offset ?? 0;
      return queue
        .filter((each) => each.id >= from)
        .slice(0, limit)
        .map((each) => each.update);
    },
    setWebhook(url, secret) {
      webhook?.stop.abort();
      webhook = { url, secret, stop: new AbortController(), lastError: null };
      void deliver(webhook);
    },
    deleteWebhook(dropPending) {
      webhook?.stop.abort();
      webhook = null;
      if (dropPending) queue = [];
    },
    webhookInfo: () => ({
      url: webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: queue.length,
      ...(webhook?.lastError === null || webhook === null
        ? {}
        : { last_error_message: webhook.lastError, last_error_date: 1 }),
    }),
    pending: () => queue.map((each) => each.update),
    settled: (timeoutMs = 5000) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (queue.length > 0) return;
          clearTimeout(timer);
          watchers.delete(look);
          resolve();
        };
        const timer = setTimeout(() => {
          watchers.delete(look);
          reject(new Error(`${queue.length} updates were not confirmed within ${timeoutMs} ms`));
        }, timeoutMs);
        watchers.add(look);
        look();
      }),
    close() {
      webhook?.stop.abort();
      webhook = null;
      waiting?.end(null);
    },
  };
}
