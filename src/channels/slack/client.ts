import { inspect } from 'node:util';
import { LogLevel, type Logger, webApi } from '@slack/bolt';
import type { Logger as PinoLogger } from 'pino';

/** Slack's own address; another is for tests and proxies. */
const API_URL = 'https://slack.com/api/';

/** A call that takes longer is given up, and tried again by the outbox, ms. */
const TIMEOUT_MS = 10_000;

/** Takes tokens out of a text, wherever they came from: known ones, and whatever looks like one. */
export type Scrub = (text: string) => string;

export function createScrub(secrets: readonly (string | null)[]): Scrub {
  const known = secrets.filter((secret): secret is string => secret !== null && secret.length >= 6);
  return (text) => {
    let clean = text;
    for (const secret of known) clean = clean.replaceAll(secret, '***');
    return clean
      .replaceAll(/x(?:ox[a-z](?:\.xox[a-z])?|app)-[\w-]{6,}/g, '***')
      .replaceAll(/([?&](?:ticket|token|app_id)=)[^&\s"']+/g, '$1***');
  };
}

function wordsOf(parts: readonly unknown[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      return part instanceof Error ? `${part.name}: ${part.message}` : inspect(part);
    })
    .join(' ');
}

/**
 * What the SDK logs, in our log and without tokens. Its debug lines hold whole messages of people: they are
 * written at `trace` only.
 */
export function createSdkLogger(log: PinoLogger, scrub: Scrub): Logger {
  const line = (parts: readonly unknown[]): string => scrub(wordsOf(parts));
  return {
    debug: (...parts) => {
      if (log.isLevelEnabled('trace')) log.trace(line(parts));
    },
    info: (...parts) => {
      log.debug(line(parts));
    },
    warn: (...parts) => {
      log.warn(line(parts));
    },
    error: (...parts) => {
      log.error(line(parts));
    },
    // The level is the program's, not the SDK's.
    setLevel: () => undefined,
    getLevel: () => (log.isLevelEnabled('trace') ? LogLevel.DEBUG : LogLevel.INFO),
    setName: () => undefined,
  };
}

/** The address of the Web API, with a slash at its end. */
export function apiBase(apiUrl: string | null): string {
  const url = apiUrl ?? API_URL;
  return url.endsWith('/') ? url : `${url}/`;
}

/**
 * How every call is made: once, and a rate limit is an error. Trying again is the outbox's, which keeps order
 * and survives a restart.
 */
export function clientOptions(apiUrl: string | null, logger: Logger): webApi.WebClientOptions {
  return {
    slackApiUrl: apiBase(apiUrl),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    logger,
  };
}
