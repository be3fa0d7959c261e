import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Route } from './channels/channel.js';
import { FirstlineError, messageOf } from './errors.js';

/** The largest body that is read, bytes. What the platforms send is a small part of it. */
export const MOST_BODY_BYTES = 1024 * 1024;

export interface ServerOptions {
  host: string;
  /** 0 takes whichever is free. */
  port: number;
  /** What the channels serve. */
  routes: readonly Route[];
  /** Whether inbounds are received: `/readyz` answers 200 once they are. */
  ready(): boolean | Promise<boolean>;
  log: Pick<Logger, 'error'>;
  /** How long `close` waits for requests under way before it cuts them off, ms. */
  drainMs?: number;
}

export interface RunningServer {
  /** The port that is served. */
  port: number;
  /** Accepts nothing new, waits for what is under way, and resolves when every connection is closed. */
  close(): Promise<void>;
}

/** Starts the HTTP server. Rejects with `PORT_IN_USE` or `CANNOT_LISTEN`. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  let closing = false;
  const app = createApp(options, () => closing);
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer((request, response) => void listener(request, response));
  const port = await listen(server, options);
  let closed: Promise<void> | null = null;
  return {
    port,
    close() {
      closing = true;
      closed ??= drain(server, options.drainMs ?? 10_000);
      return closed;
    },
  };
}

function createApp({ routes, ready, log }: ServerOptions, closing: () => boolean): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    // A connection that is kept alive would hold up the end.
    if (closing()) context.header('connection', 'close');
  });
  app.get('/healthz', (context) => context.text('alive\n'));
  app.get('/readyz', async (context) =>
    (await ready()) ? context.text('ready\n') : context.text('not receiving yet\n', 503),
  );
  for (const { method, path, handle } of routes) {
    app.on(method, path, async (context) => {
      const received = await readWhole(context.req.raw);
      return received === null ? context.text('The body is larger than 1 MB.\n', 413) : handle(received);
    });
  }
  app.notFound((context) => context.text('There is nothing here.\n', 404));
  app.onError((error, context) => {
    log.error({ err: error, method: context.req.method, path: context.req.path }, 'request failed');
    return context.text('Something went wrong here. Please try again.\n', 500);
  });
  return app;
}

/**
 * The request with its body read, as a plain Request; null if the body is too large, whether its length was
 * announced or it came in chunks.
 */
async function readWhole(request: Request): Promise<Request | null> {
  const { method, headers, url } = request;
  if (Number(headers.get('content-length') ?? 0) > MOST_BODY_BYTES) return null;
  const body: ReadableStream<Uint8Array> | null = request.body;
  if (body === null) return new Request(url, { method, headers });
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > MOST_BODY_BYTES) return null;
    parts.push(part);
  }
  return new Request(url, { method, headers, body: Buffer.concat(parts) });
}

function listen(server: Server, { host, port }: ServerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function cannotListen(error: Error, host: string, port: number): FirstlineError {
  if ('code' in error && error.code === 'EADDRINUSE') {
    return new FirstlineError(
      'PORT_IN_USE',
      `Port ${port} of ${host} is in use by another program.`,
      'Stop that program (perhaps a second Firstline), or set PORT to another port.',
      error,
    );
  }
  return new FirstlineError(
    'CANNOT_LISTEN',
    `Port ${port} of ${host} cannot be served (${messageOf(error)}).`,
    'Set HOST to an address of this machine, and PORT to a port that the user may use (above 1023).',
    error,
  );
}

function drain(server: Server, drainMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), drainMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
