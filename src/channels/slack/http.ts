import type { Logger } from 'pino';
import { z } from 'zod';
import { messageOf } from '../../errors.js';
import type { Route } from '../channel.js';
import { isSigned } from './signature.js';

/** A request's body, read; `raw` is what was received. */
interface Body {
  value: unknown;
  raw: string;
}

const challengeSchema = z.looseObject({ type: z.literal('url_verification'), challenge: z.string() });

function answer(status: number, text = ''): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

/** Events come as JSON; interactions as a form with JSON inside; slash commands as a form. */
function parse(raw: string, contentType: string): Body {
  try {
    if (!contentType.includes('application/x-www-form-urlencoded')) return { value: JSON.parse(raw), raw };
    const fields = new URLSearchParams(raw);
    const payload = fields.get('payload');
    return {
      value: payload === null ? Object.fromEntries(fields) : JSON.parse(payload),
      raw: payload ?? raw,
    };
  } catch {
    return { value: null, raw };
  }
}

/**
 * `POST /slack/events`: events, interactions and slash commands, signed. Answers 401 without a right and fresh
 * signature, 200 once `take` has resolved, 500 where it threw (Slack sends events again), and 503 while
 * `take` is null.
 */
export function slackRoute(parts: {
  signingSecret: string;
  log: Logger;
  now(): number;
  /** Stores a body and tells what to answer; null while nothing is received. */
  take(): ((body: unknown, raw: string) => Promise<object | null>) | null;
}): Route {
  const { signingSecret, log, now, take } = parts;
  return {
    method: 'POST',
    path: '/slack/events',
    handle: async (request) => {
      const body = await request.text();
      const signature = request.headers.get('x-slack-signature');
      const timestamp = request.headers.get('x-slack-request-timestamp');
      if (!isSigned(signingSecret, { signature, timestamp, body }, now())) {
        log.warn('a request to /slack/events has no right and fresh signature');
        return answer(401, 'signature');
      }
      const { value, raw } = parse(body, request.headers.get('content-type') ?? '');
      const challenge = challengeSchema.safeParse(value);
      if (challenge.success) return answer(200, challenge.data.challenge);
      const receive = take();
      if (receive === null) return answer(503, 'not receiving');
      try {
        const reply = await receive(value, raw);
        return reply === null ? answer(200) : Response.json(reply);
      } catch (error) {
        log.error({ error: messageOf(error) }, 'a Slack event could not be stored');
        return answer(500, 'not stored');
      }
    },
  };
}
