import { createServer, request as send } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A proxy before the product, as a deployment has one: its address stays while the program behind it restarts. */
export interface Front {
  readonly url: string;
  /** Where requests go from now on; null: nowhere, they are answered 502. */
  lead(port: number | null): void;
  close(): Promise<void>;
}

export async function startFront(): Promise<Front> {
  let behind: number | null = null;

  function pass(request: IncomingMessage, response: ServerResponse): void {
    const refuse = (): void => {
      if (!response.headersSent) response.writeHead(502);
      response.end();
    };
    if (behind === null) {
      refuse();
      return;
    }
    const { method, url: path, headers } = request;
    const onward = send(
      { host: '127.0.0.1', port: behind, method, path, headers, agent: false },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', refuse);
    request.pipe(onward);
  }

  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    lead(to) {
      behind = to;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
