import type { Logger } from 'pino';
import { messageOf } from '../errors.js';
import type { EventType } from '../model/event.js';
import type { WebhookAnswer, WebhookRequest } from '../model/webhook.js';
import type { DueWebhook, Scope, Store, WebhookSettlement } from '../store/store.js';
import type { Clock } from './clock.js';
import { backoff, pause } from './retry.js';

/** How many events an endpoint is sent at once; what failed together is tried again together, so this spares it. */
const AT_ONCE = 4;
/** How long an endpoint may take to answer, ms. */
const ANSWER_WITHIN_MS = 15_000;
/** How often it is looked for what `firstline webhooks --retry` has brought back, ms. */
const LOOK_EVERY_MS = 60_000;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long after each failed try the next one is, ms: the schedule of the Standard Webhooks specification. */
const SCHEDULE: readonly number[] = [
  ...[5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR],
  ...[10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
];
/** An endpoint that asks for more is tried again after this long all the same, ms. */
const LONGEST_PAUSE_MS = 24 * HOUR;

/** Sends an event to an endpoint, signed. */
export interface WebhookSender {
  /** Resolves with what was answered; rejects where nothing was, and once the signal aborts. */
  send(request: WebhookRequest, signal: AbortSignal): Promise<WebhookAnswer>;
}

/** Which systems are told of events, and of which. */
export interface WebhookSetup {
  /** Web addresses. */
  endpoints: readonly string[];
  events: readonly EventType[];
  sender: WebhookSender;
}

/** Everything that telling other systems needs. */
export interface WebhookDeps {
  store: Store;
  clock: Clock;
  scope: Scope;
  /** Null: nobody is told. */
  webhooks: WebhookSetup | null;
  log: Logger;
}

/** The worker that sends events to other systems: at least once, in no certain order, endpoints side by side. */
export interface Webhooks {
  /** Begins every try that may. `done` is called as each ends. Tells when to look again, ms since the epoch, or null. */
  start(done: () => void): Promise<number | null>;
  /** How many tries are under way. */
  sending(): number;
  /** Breaks off what is under way; the next start sends it again. */
  stop(): Promise<void>;
}

export function createWebhooks(deps: WebhookDeps): Webhooks {
  const { store, clock, log, scope } = deps;
  if (deps.webhooks === null) return { start: () => Promise.resolve(null), sending: () => 0, stop: nothing };
  const { sender, endpoints } = deps.webhooks;
  const lines = endpoints.map((url) => ({
    url,
    /** By the event's id. */
    underWay: new Map<string, Promise<void>>(),
    /** The endpoint asked to be left alone until then, ms since the epoch. */
    pausedUntil: 0,
  }));
  type Line = (typeof lines)[number];
  const stopping = new AbortController();

  async function deliver(due: DueWebhook, line: Line): Promise<void> {
    const outcome = await tryOnce(due, line.url);
    if (outcome === null) return;
    if (typeof outcome !== 'string' && outcome.retryAfterMs !== null && !isTaken(outcome)) {
      line.pausedUntil = clock.now() + Math.min(outcome.retryAfterMs, LONGEST_PAUSE_MS);
    }
    const settlement = settlementOf(due, outcome, line.pausedUntil, clock.now());
    await settle(due, line.url, settlement);
    report(due, line.url, settlement, log);
  }

  /** What came of a try: an answer, or why there was none; null when everything stops before. */
  function tryOnce({ id, body }: DueWebhook, url: string): Promise<WebhookAnswer | string | null> {
    return new Promise((resolve) => {
      const sending = new AbortController();
      const end = (outcome: WebhookAnswer | string | null): void => {
        late();
        stopping.signal.removeEventListener('abort', stop);
        resolve(outcome);
        sending.abort();
      };
      const stop = (): void => end(null);
      const late = clock.after(ANSWER_WITHIN_MS, () =>
        end(`no answer within ${String(ANSWER_WITHIN_MS / SECOND)} s`),
      );
      stopping.signal.addEventListener('abort', stop);
      sender
        .send({ id, url, at: clock.now(), body }, sending.signal)
        .then(end, (error: unknown) => end(messageOf(error)));
    });
  }

  /** Tries until the store takes it: sending again instead would tell the endpoint the same thing again. */
  async function settle(due: DueWebhook, endpoint: string, settlement: WebhookSettlement): Promise<void> {
    for (let tries = 1; !stopping.signal.aborted; tries += 1) {
      try {
        await store.settleWebhook(due.id, endpoint, settlement);
        return;
      } catch (error) {
        log.error({ err: error, tries }, 'what became of a webhook could not be written down; trying again');
      }
      await pause(clock, backoff(tries, null), stopping.signal);
    }
  }

  /** Begins what an endpoint may be sent now; tells when the next may begin, or null. */
  async function serve(line: Line, done: () => void): Promise<number | null> {
    const { url, underWay, pausedUntil } = line;
    const now = clock.now();
    const room = AT_ONCE - underWay.size;
    // The end of a try goes on with what waits for room.
    if (room <= 0) return null;
    if (pausedUntil > now) return pausedUntil;
    for (const due of await store.dueWebhooks(scope, url, now, [...underWay.keys()], room)) {
      const work = deliver(due, line)
        .catch((error: unknown) => {
          log.error({ err: error, webhook: due.id }, 'a webhook failed in a way that nobody foresaw');
        })
        .finally(() => {
          underWay.delete(due.id);
          done();
        });
      underWay.set(due.id, work);
    }
    return underWay.size < AT_ONCE ? store.nextWebhook(scope, url, [...underWay.keys()]) : null;
  }

  return {
    async start(done) {
      if (stopping.signal.aborted) return null;
      const moments = [clock.now() + LOOK_EVERY_MS];
      for (const line of lines) {
        const next = await serve(line, done);
        if (next !== null) moments.push(next);
      }
      return Math.min(...moments);
    },
    sending: () => lines.reduce((sum, { underWay }) => sum + underWay.size, 0),
    async stop() {
      stopping.abort();
      await Promise.all(lines.flatMap(({ underWay }) => [...underWay.values()]));
    },
  };
}

function isTaken({ status }: WebhookAnswer): boolean {
  return status >= 200 && status < 300;
}

/** @param notBefore the endpoint asked to be left alone until then, ms since the epoch */
function settlementOf(
  { attempts }: DueWebhook,
  outcome: WebhookAnswer | string,
  notBefore: number,
  at: number,
): WebhookSettlement {
  if (typeof outcome !== 'string' && isTaken(outcome)) return { kind: 'delivered' };
  const error = typeof outcome === 'string' ? outcome : `${String(outcome.status)} ${outcome.text}`.trim();
  if (typeof outcome !== 'string' && outcome.status === 410) return { kind: 'gone', at, error };
  const wait = SCHEDULE[attempts];
  if (wait === undefined) return { kind: 'dead', at, error };
  return { kind: 'retry', notBefore: Math.max(at + wait, notBefore), error };
}

/** The endpoint's path may hold a secret of its own: the log has its origin only. */
function report(due: DueWebhook, url: string, settlement: WebhookSettlement, log: Logger): void {
  const line = { webhook: due.id, event: due.type, endpoint: new URL(url).origin, tries: due.attempts + 1 };
  switch (settlement.kind) {
    case 'delivered':
      log.debug(line, 'webhook delivered');
      return;
    case 'retry': {
      const next = new Date(settlement.notBefore).toISOString();
      log.warn({ ...line, error: settlement.error, next }, 'a webhook was not taken; it is tried again');
      return;
    }
    case 'gone':
      log.error(
        { ...line, error: settlement.error },
        'the endpoint wants no more webhooks (410 Gone): it is sent nothing until `firstline webhooks --retry all`; remove it from WEBHOOK_URLS if that is right',
      );
      return;
    case 'dead':
      log.error(
        { ...line, error: settlement.error },
        'a webhook was never taken and is a dead letter; put the endpoint right, then send it again with `firstline webhooks --retry ID`',
      );
  }
}

function nothing(): Promise<void> {
  return Promise.resolve();
}
