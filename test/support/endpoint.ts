import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { eventSchema, type CaseEvent } from '../../src/model/event.js';

/** A webhook as it reached another system. */
export interface Received {
  id: string;
  headers: IncomingHttpHeaders;
  body: string;
  event: CaseEvent;
}

/** Another system's side of webhooks, over real HTTP. */
export interface Endpoint {
  readonly url: string;
  /** Everything that arrived, in order, repetitions too. */
  readonly received: Received[];
  /** Answers the next request so, instead of with 204. */
  answerNext(answer: (response: ServerResponse) => void): void;
  /** Resolves once so many requests have arrived in all. */
  arrived(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A short answer with this status. */
export function status(code: number, headers: Record<string, string> = {}, text = '') {
  return (response: ServerResponse): void => {
    response.writeHead(code, headers).end(text);
  };
}

/** Takes the request and says nothing. */
export function hang(): void {
  return;
}

export async function startEndpoint(): Promise<Endpoint> {
  const received: Received[] = [];
  const planned: ((response: ServerResponse) => void)[] = [];
  let waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const event = eventSchema.parse(JSON.parse(body));
      received.push({ id: String(request.headers['webhook-id']), headers: request.headers, body, event });
      (planned.shift() ?? status(204))(response);
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
      waiting = waiting.filter(({ count }) => received.length < count);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}/hook?token=1`,
    received,
    answerNext: (answer) => planned.push(answer),
    arrived: (count) =>
      new Promise((resolve) => {
        if (received.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Whether a receiver that has this secret believes a webhook, by the words of the specification: one of the signatures
 * is right, and it was sent within five minutes of `now`, ms since the epoch.
 */
export function believes(secret: string, { headers, body }: Received, now: number): boolean {
  const [id, sent, given] = ['id', 'timestamp', 'signature'].map((name) =>
    String(headers[`webhook-${name}`]),
  );
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const right = createHmac('sha256', key).update([id, sent, body].join('.')).digest();
  const isRecent = Math.abs(now / 1000 - Number(sent)) <= 300;
  return (given ?? '').split(' ').some((each) => {
    const signature = Buffer.from(each.replace(/^v1,/, ''), 'base64');
    return isRecent && signature.length === right.length && timingSafeEqual(signature, right);
  });
}
