import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';

export type EnvelopeType = 'events_api' | 'interactive' | 'slash_commands';

/** What became of something delivered. */
export interface Acked {
  /** How often it was sent until it was acknowledged. */
  attempts: number;
  /** What came with the acknowledgement, or null. */
  answer: unknown;
}

/** Something on its way to the app. `acked` rejects where Slack would give up. */
export interface Delivery {
  readonly acked: Promise<Acked>;
}

/** How often and how fast the server sends again. Slack itself waits three seconds, then minutes. */
export interface Patience {
  /** How long an acknowledgement may take, ms. */
  ackMs: number;
  /** Between attempts, ms. */
  retryMs: number;
  /** Attempts for an event. Interactions and slash commands have one. */
  attempts: number;
}

interface Pending {
  type: EnvelopeType;
  id: string;
  body: object;
  attempts: number;
  reason: string;
  timer: NodeJS.Timeout | null;
  resolve(acked: Acked): void;
  reject(error: Error): void;
}

const ackSchema = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

/** Sends bodies to the app, over Socket Mode or signed HTTP, and again until they are acknowledged. */
export interface Outlet {
  send(type: EnvelopeType, body: object): Delivery;
  /** Whether the app is reached over HTTP (an address) or over Socket Mode (null). */
  target(url: string | null): void;
  /** An HTTP upgrade to a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  connections(): number;
  /** Resolves when `count` connections were made since the server began. */
  connected(count: number): Promise<void>;
  /** Resolves when no connection is open. */
  disconnected(): Promise<void>;
  /** Tells all connections to go away, as Slack does when it recycles one; with a cut, without a word. */
  disconnect(how: 'refresh_requested' | 'warning' | 'cut'): void;
  /** Sends a frame as it is to all connections. */
  frame(text: string): void;
  /** Envelope ids that were acknowledged, in order. */
  readonly acknowledged: string[];
  /** How much is on its way and not acknowledged. */
  pending(): number;
  /** Resolves when nothing is. */
  settled(): Promise<void>;
  close(): void;
}

export function createOutlet(parts: {
  signingSecret: string;
  appId: string;
  patience: Patience;
  now(): number;
}): Outlet {
  const { signingSecret, appId, patience, now } = parts;
  const server = new WebSocketServer({ noServer: true });
  const open = new Set<WebSocket>();
  const pending = new Map<string, Pending>();
  const acknowledged: string[] = [];
  const waiting = new Set<() => void>();
  let made = 0;
  let count = 0;
  let target: string | null = null;
  let closed = false;

  function until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!holds()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  }

  function finish(one: Pending): void {
    if (one.timer !== null) clearTimeout(one.timer);
    pending.delete(one.id);
    for (const check of waiting) check();
  }

  function again(one: Pending, reason: string): void {
    if (closed || !pending.has(one.id)) return;
    if (one.attempts >= (one.type === 'events_api' ? patience.attempts : 1)) {
      finish(one);
      one.reject(new Error(`${one.type} was not acknowledged after ${one.attempts} attempts: ${reason}`));
      return;
    }
    one.reason = reason;
    one.timer = setTimeout(() => {
      attempt(one);
    }, patience.retryMs);
  }

  function overSocket(one: Pending): void {
    const socket = [...open].at(-1);
    // Without a connection it waits for the next.
    if (socket === undefined) {
      one.timer = null;
      return;
    }
    one.attempts += 1;
    const retry = one.attempts === 1 ? {} : { retry_attempt: one.attempts - 1, retry_reason: one.reason };
    socket.send(
      JSON.stringify({
        envelope_id: one.id,
        type: one.type,
        accepts_response_payload: one.type !== 'events_api',
        payload: one.body,
        ...retry,
      }),
    );
    one.timer = setTimeout(() => {
      again(one, 'timeout');
    }, patience.ackMs);
  }

  async function overHttp(one: Pending, url: string): Promise<void> {
    one.attempts += 1;
    const json = one.type === 'events_api';
    const form = one.type === 'interactive' ? { payload: JSON.stringify(one.body) } : one.body;
    const body = json
      ? JSON.stringify(one.body)
      : new URLSearchParams(
          Object.fromEntries(Object.entries(form).map(([key, value]) => [key, String(value)])),
        ).toString();
    const timestamp = String(Math.floor(now() / 1000));
    const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
      ...(one.attempts === 1
        ? {}
        : { 'x-slack-retry-num': String(one.attempts - 1), 'x-slack-retry-reason': one.reason }),
    };
    try {
      const signal = AbortSignal.timeout(patience.ackMs);
      const response = await fetch(url, { method: 'POST', headers, body, signal });
      const text = await response.text();
      if (response.status !== 200) {
        again(one, 'http_error');
        return;
      }
      finish(one);
      one.resolve({ attempts: one.attempts, answer: text === '' ? null : JSON.parse(text) });
    } catch {
      again(one, 'http_timeout');
    }
  }

  function attempt(one: Pending): void {
    if (target === null) overSocket(one);
    else void overHttp(one, target);
  }

  server.on('connection', (socket: WebSocket) => {
    open.add(socket);
    made += 1;
    socket.on('message', (data: Buffer) => {
      const ack = ackSchema.safeParse(JSON.parse(data.toString('utf8')));
      if (!ack.success) return;
      const one = pending.get(ack.data.envelope_id);
      acknowledged.push(ack.data.envelope_id);
      if (one === undefined) return;
      finish(one);
      const payload = z.looseObject({}).safeParse(ack.data.payload);
      const empty = !payload.success || Object.keys(payload.data).length === 0;
      one.resolve({ attempts: one.attempts, answer: empty ? null : payload.data });
    });
    socket.on('close', () => {
      open.delete(socket);
      for (const check of waiting) check();
    });
    socket.on('error', () => undefined);
    socket.ping();
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: open.size, connection_info: { app_id: appId } }),
    );
    for (const one of pending.values()) if (one.timer === null) attempt(one);
    for (const check of waiting) check();
  });

  return {
    acknowledged,
    send: (type, body) => {
      count += 1;
      const id = `envelope-${count}`;
      const acked = new Promise<Acked>((resolve, reject) => {
        const one = { type, id, body, attempts: 0, reason: '', timer: null, resolve, reject };
        pending.set(id, one);
        attempt(one);
      });
      // A test that does not look at it is not failed by it.
      acked.catch(() => undefined);
      return { acked };
    },
    target: (url) => {
      target = url;
    },
    upgrade: (request, socket, head) => {
      server.handleUpgrade(request, socket, head, (ws) => server.emit('connection', ws, request));
    },
    connections: () => open.size,
    connected: (wanted) => until(() => made >= wanted),
    disconnected: () => until(() => open.size === 0),
    pending: () => pending.size,
    settled: () => until(() => pending.size === 0),
    disconnect: (how) => {
      for (const socket of [...open]) {
        open.delete(socket);
        if (how === 'cut') socket.terminate();
        else socket.send(JSON.stringify({ type: 'disconnect', reason: how }));
      }
    },
    frame: (text) => {
      for (const socket of open) socket.send(text);
    },
    close: () => {
      closed = true;
      for (const one of pending.values()) if (one.timer !== null) clearTimeout(one.timer);
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}
