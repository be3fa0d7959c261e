import { SocketModeClient } from '@slack/socket-mode';
import type { Logger as SdkLogger, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { z } from 'zod';
import { FirstlineError, messageOf } from '../../errors.js';
import { errorName } from './outcome.js';

/** Waits between attempts to connect, ms: the first is at once, the last goes on for ever. */
const WAITS_MS = [0, 1000, 2000, 5000, 10_000, 30_000];
/** Slack greets a new connection at once; one that stays silent this long is given up, ms. */
const HELLO_MS = 30_000;
/** How long a closing handshake may take when the process stops, ms. */
const CLOSE_MS = 2000;

const HOPELESS = new Set([
  'account_inactive',
  'invalid_auth',
  'not_allowed_token_type',
  'not_authed',
  'token_revoked',
]);

const envelopeSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('hello') }),
  z.looseObject({ type: z.literal('disconnect') }),
  z.looseObject({
    type: z.literal('events_api'),
    envelope_id: z.string(),
    payload: z.looseObject({ event: z.looseObject({ type: z.string() }) }),
  }),
  z.looseObject({
    type: z.enum(['interactive', 'slash_commands']),
    envelope_id: z.string(),
    payload: z.looseObject({}),
  }),
]);

const deliveredSchema = z.looseObject({
  ack: z.custom<(answer?: object) => Promise<void>>((value) => typeof value === 'function'),
  body: z.looseObject({}),
});

/** The first connection: what the caller of `open` waits for. */
interface First {
  reached(): boolean;
  done(): void;
  failed(error: unknown): void;
}

/** Takes one body: stores it, then calls `ack`. Must not throw. */
export type Deliver = (
  body: unknown,
  raw: string,
  ack: (answer: object | null) => Promise<void>,
) => Promise<void>;

/** A Socket Mode connection that is kept up. */
export interface Socket {
  /** Resolves once Slack has greeted the first connection. Throws a FirstlineError where the token is wrong. */
  open(deliver: Deliver): Promise<void>;
  /** Closes the connection; nothing is delivered any more. */
  close(): Promise<void>;
}

export function createSocket(parts: {
  appToken: string;
  options: webApi.WebClientOptions;
  sdkLogger: SdkLogger;
  log: Logger;
}): Socket {
  const { appToken, options, sdkLogger, log } = parts;
  const stop = new AbortController();
  const stopped = (): boolean => stop.signal.aborted;
  let current: SocketModeClient | null = null;
  let wake: (() => void) | null = null;
  let running: Promise<void> = Promise.resolve();

  function pause(ms: number): Promise<void> {
    if (ms === 0 || stopped()) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** The client reads frames carelessly: one without an event would end the process. It sees only sound ones. */
  function guard(client: SocketModeClient, deliver: Deliver): void {
    const readers = client.listeners('ws_message');
    client.removeAllListeners('ws_message');
    client.on('ws_message', (data: unknown, binary: unknown) => {
      const raw = typeof data === 'string' ? data : '';
      let frame: unknown = null;
      try {
        frame = JSON.parse(raw);
      } catch {
        log.warn('a Socket Mode frame is not JSON');
        return;
      }
      if (envelopeSchema.safeParse(frame).success) {
        for (const reader of readers) Reflect.apply(reader, client, [data, binary]);
        return;
      }
      const id = z.looseObject({ envelope_id: z.string() }).safeParse(frame);
      // Without an id it can't be acknowledged, and won't be sent again.
      void deliver(null, raw, () => {
        if (id.success) acknowledge(client, id.data.envelope_id);
        return Promise.resolve();
      });
    });
    client.on('slack_event', (delivered: unknown) => {
      const parsed = deliveredSchema.safeParse(delivered);
      if (!parsed.success) return;
      const { ack, body } = parsed.data;
      void deliver(body, JSON.stringify(body), (answer) => (answer === null ? ack() : ack(answer)));
    });
  }

  function acknowledge(client: SocketModeClient, envelope: string): void {
    client.websocket?.send(JSON.stringify({ envelope_id: envelope, payload: {} }), () => undefined);
  }

  /** One connection, from its opening to its end. Throws when it can't be opened. */
  async function connection(deliver: Deliver, greeted: () => void): Promise<void> {
    const client = new SocketModeClient({
      appToken,
      // Reconnecting is ours: the client's own way ends the process when Slack can't be reached for a while.
      autoReconnectEnabled: false,
      clientOptions: { ...options },
      logger: sdkLogger,
    });
    current = client;
    guard(client, deliver);
    const ended = new Promise<void>((resolve) => {
      client.once('disconnected', () => {
        resolve();
      });
    });
    const silence = setTimeout(() => {
      log.warn('Slack did not greet the Socket Mode connection');
      void client.disconnect();
    }, HELLO_MS);
    try {
      await client.start();
    } finally {
      clearTimeout(silence);
    }
    // Stopped while it was being opened: the client does not notice by itself.
    if (stopped()) await client.disconnect();
    greeted();
    await ended;
  }

  async function keepUp(deliver: Deliver, first: First): Promise<void> {
    let failures = 0;
    while (!stopped()) {
      await pause(WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? 0);
      if (stopped()) break;
      try {
        await connection(deliver, () => {
          log.info('Socket Mode is connected');
          failures = 0;
          first.done();
        });
        log.info('the Socket Mode connection ended');
      } catch (error) {
        const name = errorName(error);
        failures += 1;
        if (!first.reached() && name !== null && HOPELESS.has(name)) {
          first.failed(error);
          return;
        }
        log.warn({ error: messageOf(error), failures }, 'Socket Mode can not be reached, trying again');
      }
    }
    first.failed(new Error('stopped'));
  }

  return {
    open: (deliver) =>
      new Promise((resolve, reject) => {
        let reached = false;
        running = keepUp(deliver, {
          reached: () => reached,
          done: () => {
            reached = true;
            resolve();
          },
          failed: (error) => {
            reject(
              new FirstlineError(
                'SLACK_APP_TOKEN',
                `Slack refused to open a Socket Mode connection: ${errorName(error) ?? messageOf(error)}.`,
                'Set SLACK_APP_TOKEN to an app-level token (xapp-…) with the scope connections:write.',
                error,
              ),
            );
          },
        });
      }),
    close: async () => {
      stop.abort();
      wake?.();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_MS);
      });
      await Promise.race([current === null ? running : current.disconnect().then(() => running), late]);
      clearTimeout(timer);
    },
  };
}
