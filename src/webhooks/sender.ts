import { messageOf } from '../errors.js';
import type { WebhookAnswer, WebhookRequest } from '../model/webhook.js';
import { secretBytes, signedHeaders } from './signature.js';

/** How much of an answer is read, characters: enough to tell what is wrong. */
const MOST_TEXT = 200;

/**
 * Sends webhooks over HTTP, signed with each of the secrets. Redirects are not followed, and no more is read of an
 * answer than is told of it.
 * @param secrets as they are written down: `whsec_BASE64`
 */
export function createWebhookSender(secrets: readonly string[]): {
  send(request: WebhookRequest, signal: AbortSignal): Promise<WebhookAnswer>;
} {
  const keys = secrets.map(secretBytes).filter((key) => key !== null);
  return {
    async send(request, signal) {
      const response = await post(request, keys, signal);
      return {
        status: response.status,
        retryAfterMs: retryAfter(response.headers.get('retry-after'), request.at),
        text: await beginningOf(response),
      };
    },
  };
}

async function post(
  request: WebhookRequest,
  keys: readonly Buffer[],
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(request.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Firstline',
        ...signedHeaders(request, keys),
      },
      body: request.body,
      redirect: 'manual',
      signal,
    });
  } catch (thrown) {
    throw new Error(reasonOf(thrown), { cause: thrown });
  }
}

/** `fetch` says that it failed; why, is what caused that. */
function reasonOf(thrown: unknown): string {
  const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return [code, messageOf(cause)].filter((part) => part !== '').join(': ');
}

/** How the words of an answer that is no success begin, on one line. Whatever follows is not waited for. */
async function beginningOf({ ok, body }: Response): Promise<string> {
  if (body === null) return '';
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!ok && text.length < MOST_TEXT) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
  }
  // The connection may break while it is closed; the answer has come all the same.
  await reader.cancel().catch(() => undefined);
  return text
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MOST_TEXT);
}

/** Reads `Retry-After`, RFC 9110 section 10.2.3: seconds, or a date; null where it is neither. */
function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(date - now, 0);
}
