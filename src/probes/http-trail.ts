import type { ProbeDeps } from './deps.js';
import { fetchPage, type Answer } from './http-hop.js';
import type { Verdict } from './result.js';
import { hostOf, readable, readUrl, registrable } from './target.js';

/** How often a site may send on. Browsers follow 20, but no sound site needs half of that. */
const MOST_REDIRECTS = 10;

/** Where following a URL ended. */
export interface Trail {
  /** The last URL asked for. */
  url: URL;
  redirects: number;
  /** Milliseconds, from the first request to the page. */
  time: number;
  /** The last answer; null where there was none. */
  answer: Answer | null;
  /** Why it ended before a page; null with a page. */
  failure: Verdict<'http'> | null;
  /** The first request did not get as far as to be asked. */
  isShut: boolean;
  details: string[];
}

/** Asks for a URL and wherever it sends on to. Every step is judged anew: its host, its addresses, its port. */
export async function follow(start: URL, deps: ProbeDeps, signal: AbortSignal): Promise<Trail> {
  const seen = new Set<string>();
  const details: string[] = [];
  const started = deps.now();
  let url = start;
  let answer: Answer | null = null;
  const end = (failure: Verdict<'http'> | null, isShut = false): Trail => ({
    url,
    redirects: Math.max(0, seen.size - 1),
    time: deps.now() - started,
    answer,
    failure,
    isShut,
    details,
  });

  for (;;) {
    const host = hostOf(url);
    if (host === null) {
      details.push('leads to what is no public name or address');
      return end('unknown');
    }
    seen.add(url.href);
    const began = deps.now();
    const hop = await fetchPage(url, host, deps, signal);
    details.push(...hop.details);
    if (hop.kind === 'failed') {
      details.push(`GET ${showUrl(url)}: ${hop.verdict}`);
      answer = null;
      return end(hop.verdict, hop.atDoor && seen.size === 1);
    }
    answer = hop.answer;
    const next = answer.location;
    const took = `${answer.status}, ${deps.now() - began} ms`;
    if (next === null) {
      details.push(`GET ${showUrl(url)}: ${took}`);
      return end(null);
    }
    const target = readUrl(next, url.href);
    details.push(`GET ${showUrl(url)}: ${took}, sends on to ${target === null ? next : showUrl(target)}`);
    if (target === null) return end('unknown');
    if (registrable(target.hostname) !== registrable(url.hostname)) {
      details.push(`another domain: ${readable(target.hostname)}`);
    }
    if (target.href === url.href && answer.setsCookie) {
      // Some sites let nobody in without one; the check takes none.
      details.push('sends on to itself with a cookie: not to be told from a loop');
      return end('unknown');
    }
    if (seen.has(target.href)) return end('redirect-loop');
    if (seen.size > MOST_REDIRECTS) {
      details.push(`more than ${MOST_REDIRECTS} redirects`);
      return end('redirect-loop');
    }
    url = target;
  }
}

/** A URL to be shown: the host in its own letters, without a query, which may hold secrets. */
export function showUrl(url: URL): string {
  const port = url.port === '' ? '' : `:${url.port}`;
  return `${url.protocol}//${readable(url.hostname)}${port}${url.pathname}${url.search === '' ? '' : '?…'}`;
}
