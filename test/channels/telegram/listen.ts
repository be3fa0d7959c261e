import { createServer } from 'node:http';
import type { Route } from '../../../src/channels/channel.js';

/** Serves a channel's routes over real HTTP on a free loopback port. */
export interface Listening {
  readonly url: string;
  serve(routes: readonly Route[]): void;
  close(): Promise<void>;
}

export async function listen(): Promise<Listening> {
  let routes: readonly Route[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
      const route = routes.find((each) => each.path === request.url && each.method === request.method);
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) {
        if (typeof value === 'string') headers.set(name, value);
      }
      const asked = new Request(`http://${request.headers.host ?? ''}${request.url ?? ''}`, {
        method: request.method ?? 'POST',
        headers,
        body: Buffer.concat(chunks),
      });
      const answered = route === undefined ? new Response('', { status: 404 }) : await route.handle(asked);
      response.writeHead(answered.status).end(await answered.text());
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    serve(given) {
      routes = given;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
