import { GrammyError, HttpError } from 'grammy';
import type { SendOutcome } from '../channel.js';
import { FirstlineError } from '../../errors.js';

/** Descriptions are Telegram's own words, matched without regard to case. */
const THREAD_GONE = /thread not found|topic[_ ](deleted|closed|id_invalid|not[_ ]found)/i;
const CHAT_GONE =
  /chat not found|peer_id_invalid|user not found|group chat was deactivated|chat was deleted|chat is not a forum|not enough rights to (?:create|send text)|have no rights to send|chat_write_forbidden/i;
const BLOCKED = /blocked by the user|can't initiate conversation/i;
const TOO_LARGE = /too (big|large)|file_parts_invalid/i;

/** What an error means for the delivery to `chat`. `words`: the error as it may be shown. */
export function outcomeOf(error: unknown, chat: string, words: string): SendOutcome {
  if (error instanceof GrammyError) return refusal(error, chat, words);
  const inner = error instanceof HttpError ? error.error : error;
  if (inner instanceof FirstlineError) {
    // A file that cannot be had: what may pass is thrown as another error.
    const large = inner.code.endsWith('FILE_TOO_LARGE');
    return { kind: 'failed', reason: large ? 'too-large' : 'refused', error: words };
  }
  return { kind: 'retry', afterMs: null, error: words };
}

function refusal(error: GrammyError, chat: string, words: string): SendOutcome {
  const { error_code: code, description, parameters } = error;
  if (parameters.migrate_to_chat_id !== undefined) {
    return { kind: 'moved', from: chat, to: String(parameters.migrate_to_chat_id) };
  }
  if (code === 429) {
    return { kind: 'retry', afterMs: (parameters.retry_after ?? 1) * 1000, error: words };
  }
  if (code === 413 || TOO_LARGE.test(description)) {
    return { kind: 'failed', reason: 'too-large', error: words };
  }
  if (code === 403) {
    return { kind: 'failed', reason: BLOCKED.test(description) ? 'blocked' : 'gone', error: words };
  }
  if (code === 400) {
    if (THREAD_GONE.test(description)) return { kind: 'thread-gone', error: words };
    return { kind: 'failed', reason: CHAT_GONE.test(description) ? 'gone' : 'refused', error: words };
  }
  // 401 and 404 mean that the token is wrong: a matter for the operator, after which the message can still go.
  return { kind: 'retry', afterMs: null, error: words };
}

/** Whether Telegram refused, for good, with words like these. */
export function refusedWith(error: unknown, words: RegExp): boolean {
  return error instanceof GrammyError && error.error_code === 400 && words.test(error.description);
}
