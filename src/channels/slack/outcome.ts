import { webApi } from '@slack/bolt';
import type { SendOutcome } from '../channel.js';
import { FirstlineError, messageOf } from '../../errors.js';
import type { Scrub } from './client.js';

type Failure = Exclude<SendOutcome, { kind: 'sent' } | { kind: 'moved' }>;

/** Slack is unwell, or busy: it may pass. */
const PASSING = new Set([
  'accesslimited',
  'fatal_error',
  'internal_error',
  'ratelimited',
  'rate_limited',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
  'team_access_not_granted',
]);

/** The operator must put something right; until then nothing is lost, and tried once a minute. */
const OPERATOR = new Set([
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'not_authed',
  'token_expired',
  'token_revoked',
]);
const OPERATOR_WAIT_MS = 60_000;

/** The chat or message is no more, or is closed to us. */
const GONE = new Set([
  'channel_not_found',
  'is_archived',
  'is_inactive',
  'message_not_found',
  'no_permission',
  'not_in_channel',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'user_not_found',
  'users_not_found',
]);

const BLOCKED = new Set(['cannot_dm_bot', 'messages_tab_disabled', 'user_disabled', 'user_not_visible']);

/** The message that everything hangs on was deleted, or takes no answers any more. */
const THREAD_GONE = new Set([
  'cannot_reply_to_message',
  'restricted_action_thread_locked',
  'thread_not_found',
]);

/** What a platform error of the given name comes to. `desk`: it was meant for a case's thread. */
function ofName(name: string, error: string, desk: boolean): Failure {
  if (PASSING.has(name)) return { kind: 'retry', afterMs: null, error };
  if (OPERATOR.has(name)) return { kind: 'retry', afterMs: OPERATOR_WAIT_MS, error };
  if (THREAD_GONE.has(name)) {
    return desk ? { kind: 'thread-gone', error } : { kind: 'failed', reason: 'gone', error };
  }
  if (GONE.has(name)) return { kind: 'failed', reason: 'gone', error };
  if (BLOCKED.has(name)) return { kind: 'failed', reason: 'blocked', error };
  if (name === 'file_too_large') return { kind: 'failed', reason: 'too-large', error };
  return { kind: 'failed', reason: 'refused', error };
}

/** The name Slack gave an error (`channel_not_found`), or null where the error is not an answer of Slack's. */
export function errorName(thrown: unknown): string | null {
  return thrown instanceof webApi.WebAPIPlatformError ? thrown.data.error : null;
}

/** Whether the same call may go through later: Slack is unwell, or the operator can mend it. */
export function mayPass(thrown: unknown): boolean {
  const name = errorName(thrown);
  return name === null || PASSING.has(name) || OPERATOR.has(name);
}

/** What a failed call comes to for the outbox. `desk`: it was meant for a case's thread. Tokens are scrubbed. */
export function outcomeOf(thrown: unknown, scrub: Scrub, desk: boolean): Failure {
  const error = scrub(messageOf(thrown));
  if (thrown instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'retry', afterMs: thrown.retryAfter * 1000, error };
  }
  const name = errorName(thrown);
  if (name !== null) return ofName(name, error, desk);
  if (thrown instanceof webApi.WebAPIHTTPError && thrown.statusCode >= 400 && thrown.statusCode < 500) {
    const passing = thrown.statusCode === 408 || thrown.statusCode === 429;
    if (!passing) return { kind: 'failed', reason: 'refused', error };
  }
  if (thrown instanceof FirstlineError) {
    const large = thrown.code.endsWith('FILE_TOO_LARGE');
    return { kind: 'failed', reason: large ? 'too-large' : 'refused', error };
  }
  return { kind: 'retry', afterMs: null, error };
}
