import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { Route } from '../src/channels/channel.js';
import { MOST_BODY_BYTES, startServer } from '../src/server.js';
import type { RunningServer, ServerOptions } from '../src/server.js';

const running: RunningServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

interface Started {
  server: RunningServer;
  url: (path: string) => string;
  log: () => string;
}

async function start(options: Partial<ServerOptions> = {}): Promise<Started> {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    routes: [],
    ready: () => true,
    log,
    ...options,
  });
  running.push(server);
  return { server, url: (path) => `http://127.0.0.1:${server.port}${path}`, log: () => lines.join('') };
}

/** A route that answers with what it was sent. */
const echo: Route = {
  method: 'POST',
  path: '/echo',
  async handle(received) {
    const body = await received.text();
    return Response.json({ body, sign: received.headers.get('x-sign'), url: received.url }, { status: 201 });
  },
};

const stream = (text: string): ReadableStream =>
  new ReadableStream({
    start(controller) {
      for (let at = 0; at < text.length; at += 65_536) {
        controller.enqueue(new TextEncoder().encode(text.slice(at, at + 65_536)));
      }
      controller.close();
    },
  });

describe('health', () => {
  it('is alive at once and ready when it receives', async () => {
    let receiving = false;
    const { url } = await start({ ready: () => Promise.resolve(receiving) });
    expect((await fetch(url('/healthz'))).status).toBe(200);
    expect((await fetch(url('/readyz'))).status).toBe(503);
    receiving = true;
    expect((await fetch(url('/readyz'))).status).toBe(200);
  });
});

describe('routes', () => {
  it('gives a channel the request as it came, and its answer back', async () => {
    const { url } = await start({ routes: [echo] });
    const body = JSON.stringify({ text: '<b>ё😀 "' });
    const answer = await fetch(url('/echo?a=1'), { method: 'POST', body, headers: { 'x-sign': 'v0' } });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ body, sign: 'v0', url: url('/echo?a=1') });
  });

  it('answers 404 to everything else', async () => {
    const { url } = await start({ routes: [echo] });
    expect((await fetch(url('/echo'))).status).toBe(404);
    expect((await fetch(url('/'), { method: 'POST' })).status).toBe(404);
    expect((await fetch(url('/echo/more'), { method: 'POST' })).status).toBe(404);
  });

  it('answers 500 to a route that throws, and logs it without the body', async () => {
    const broken: Route = {
      method: 'POST',
      path: '/broken',
      async handle(received) {
        await received.text();
        throw new Error('database is gone');
      },
    };
    const { url, log } = await start({ routes: [broken] });
    const answer = await fetch(url('/broken?secret=2'), { method: 'POST', body: 'secret words' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('database');
    expect(log()).toContain('database is gone');
    expect(log()).toContain('"path":"/broken"');
    expect(log()).not.toContain('secret');
    expect((await fetch(url('/healthz'))).status).toBe(200);
  });
});

describe('body limit', () => {
  const body = 'x'.repeat(MOST_BODY_BYTES);

  it.each([
    ['with a length', (text: string): RequestInit => ({ body: text })],
    ['in chunks', (text: string): RequestInit => ({ body: stream(text), duplex: 'half' })],
  ])('takes 1 MB %s, and refuses more', async (_, init) => {
    const { url } = await start({ routes: [echo] });
    const taken = await fetch(url('/echo'), { method: 'POST', ...init(body) });
    expect(taken.status).toBe(201);
    expect(await taken.json()).toMatchObject({ body });
    const refused = await fetch(url('/echo'), { method: 'POST', ...init(`${body}x`) });
    expect(refused.status).toBe(413);
    expect((await fetch(url('/healthz'))).status).toBe(200);
  });
});

describe('starting and stopping', () => {
  it('says which port is in use and what to do', async () => {
    const { server } = await start();
    const second = start({ port: server.port });
    await expect(second).rejects.toMatchObject({ code: 'PORT_IN_USE' });
    await expect(second).rejects.toThrow(String(server.port));
    await expect(start({ host: '192.0.2.1' })).rejects.toMatchObject({ code: 'CANNOT_LISTEN' });
  });

  it('finishes what is under way before it closes, and accepts nothing new', async () => {
    const gate: { open: () => void } = { open: () => undefined };
    const entered: { tell: () => void } = { tell: () => undefined };
    const opened = new Promise<void>((resolve) => (gate.open = resolve));
    const under = new Promise<void>((resolve) => (entered.tell = resolve));
    const slow: Route = {
      method: 'GET',
      path: '/slow',
      async handle() {
        entered.tell();
        await opened;
        return new Response('done');
      },
    };
    const { server, url } = await start({ routes: [slow] });
    const answer = fetch(url('/slow'));
    await under;
    const closed = server.close();
    await expect(fetch(url('/healthz'))).rejects.toThrow();
    gate.open();
    const finished = await answer;
    expect(await finished.text()).toBe('done');
    expect(finished.headers.get('connection')).toBe('close');
    await closed;
    await server.close();
  });

  it('cuts off what does not end', async () => {
    const entered: { tell: () => void } = { tell: () => undefined };
    const under = new Promise<void>((resolve) => (entered.tell = resolve));
    const stuck: Route = {
      method: 'GET',
      path: '/stuck',
      handle() {
        entered.tell();
        return new Promise(() => undefined);
      },
    };
    const { server, url } = await start({ routes: [stuck], drainMs: 20 });
    const answer = fetch(url('/stuck')).catch((error: unknown) => error);
    await under;
    await server.close();
    expect(await answer).toBeInstanceOf(Error);
  });
});
