import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { Route } from '../../../src/channels/channel.js';

async function requestOf(message: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  const body = Buffer.concat(chunks);
  const method = message.method ?? 'GET';
  return new Request(`http://127.0.0.1${message.url ?? '/'}`, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body }),
  });
}

/** Serves a channel's routes on a free loopback port, as the product's own HTTP server would. */
export async function hostRoutes(routes: readonly Route[]): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((message, response) => {
    const answer = async (): Promise<void> => {
      const request = await requestOf(message);
      const path = new URL(request.url).pathname;
      const route = routes.find((one) => one.path === path && one.method === request.method);
      const given = route === undefined ? new Response('', { status: 404 }) : await route.handle(request);
      response.writeHead(given.status, Object.fromEntries(given.headers));
      response.end(Buffer.from(await given.arrayBuffer()));
    };
    answer().catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
