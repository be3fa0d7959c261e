import { Api, GrammyError, HttpError } from 'grammy';
import { messageOf } from '../../errors.js';

/** Where Telegram's own server is. */
export const DEFAULT_API_ROOT = 'https://api.telegram.org';

/** The Bot API as this channel uses it. Errors go through `describe` before anybody sees them. */
export interface TelegramClient {
  readonly api: Api;
  /** The same with more time: for files. */
  readonly uploads: Api;
  readonly token: string;
  /** Where the API is, without a slash at the end. */
  readonly root: string;
  /** The words of an error, without the token and without the text that was to be sent. */
  describe(error: unknown): string;
  /**
   * One long poll; `signal` ends it at once. The answer is not checked here.
   * `timeout` is in seconds.
   */
  poll(
    query: { offset?: number; timeout: number; limit: number; allowed: readonly string[] },
    signal: AbortSignal,
  ): Promise<unknown>;
}

/** `timeoutSeconds`: how long one call may take, long polls and files apart. */
export function createClient(token: string, apiRoot: string | null, timeoutSeconds: number): TelegramClient {
  const root = (apiRoot ?? DEFAULT_API_ROOT).replace(/\/+$/, '');
  const api = new Api(token, { apiRoot: root, timeoutSeconds });
  const uploads = new Api(token, { apiRoot: root, timeoutSeconds: timeoutSeconds * 10 });
  return {
    api,
    uploads,
    token,
    root,
    describe: (error) => scrub(wordsOf(error), token),
    poll: async ({ offset, timeout, limit, allowed }, signal) => {
      const polling = new Api(token, { apiRoot: root, timeoutSeconds: timeout + timeoutSeconds });
      // grammY declares an older AbortSignal than Node's, though it takes Node's: hence not a plain call.
      const updates: unknown = await Reflect.apply(polling.raw.getUpdates, polling.raw, [
        { ...(offset === undefined ? {} : { offset }), timeout, limit, allowed_updates: allowed },
        signal,
      ]);
      return updates;
    },
  };
}

/** Telegram's addresses hold the token, and errors of the network hold addresses. */
export function scrub(text: string, token: string): string {
  return text.replaceAll(token, '***').replaceAll(/\bbot\d+:[\w-]+/g, 'bot***');
}

function wordsOf(error: unknown): string {
  if (error instanceof GrammyError) return `${error.method}: ${error.error_code} ${error.description}`;
  if (error instanceof HttpError) return `${error.message} ${messageOf(error.error)}`;
  return messageOf(error);
}
