import { createHash, timingSafeEqual } from 'node:crypto';
import type pino from 'pino';
import type { Route } from '../channel.js';
import type { TelegramClient } from './client.js';
import type { Receiver } from './receive.js';

/** Where Telegram's calls arrive. */
export const WEBHOOK_PATH = '/telegram/webhook';

/** The route, and how to end receiving. */
export interface Webhook {
  route: Route;
  /** From now on updates are taken. Before, and after `stop`, Telegram is told to come again. */
  start(receiver: Receiver): void;
  /** Resolves when the updates under way are stored or have failed. */
  stop(): Promise<void>;
}

/**
 * Receives by webhook: 200 once the update is stored, and for what is no update, which would otherwise come for
 * ever; 500 when storing failed, so that Telegram sends it again; 401 without the secret.
 */
export function createWebhook(secret: string, client: TelegramClient, log: pino.Logger): Webhook {
  let receiver: Receiver | null = null;
  const underWay = new Set<Promise<Response>>();

  async function receive(body: string, to: Receiver): Promise<Response> {
    try {
      const update = parse(body);
      if (update === undefined) await to.reject(body, 'the body is not JSON');
      else await to.take(update);
      return new Response('', { status: 200 });
    } catch (error) {
      log.error(
        { error: client.describe(error) },
        'telegram: storing an update failed; Telegram will send it again',
      );
      return new Response('', { status: 500 });
    }
  }

  return {
    route: {
      method: 'POST',
      path: WEBHOOK_PATH,
      async handle(request) {
        const given = request.headers.get('x-telegram-bot-api-secret-token') ?? '';
        if (!sameSecret(given, secret)) return new Response('', { status: 401 });
        const body = await request.text();
        if (receiver === null) return new Response('', { status: 503 });
        const response = receive(body, receiver);
        underWay.add(response);
        return response.finally(() => underWay.delete(response));
      },
    },
    start(to) {
      receiver = to;
    },
    async stop() {
      receiver = null;
      await Promise.all(underWay);
    },
  };
}

/** Compares in a time that says nothing about where two secrets differ. */
function sameSecret(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

/** The JSON value in `body`, or undefined. */
function parse(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return value;
  } catch {
    return undefined;
  }
}
