import type { ProbeRequest, ProbeResult } from '../model/probe.js';
import { reach } from './connect.js';
import type { ProbeDeps } from './deps.js';
import { knownPage, statusVerdict } from './http-page.js';
import { follow, showUrl, type Trail } from './http-trail.js';
import { resultOf, type Verdict } from './result.js';
import { hostOf, namesScheme, readUrl } from './target.js';

const HTTPS = 443;
/** Ports of TLS, where somebody gives one without a scheme. */
const SECURE_PORTS: ReadonlySet<string> = new Set(['', '443', '2083', '2087', '8443']);

/**
 * Opens a site as a browser would and tells what it answers. A bare name is asked for by https; by http as well where
 * port 443 lets nobody in, and if that works the finding is `no-https`. A URL is asked for as it is written; one that
 * is given and ends at http is `no-https` too where port 443 is shut. A page that names its fault comes before both.
 */
export async function probeHttp(
  request: ProbeRequest,
  deps: ProbeDeps,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const url = readUrl(request.target);
  const host = url === null ? null : hostOf(url);
  if (url === null || host === null) {
    return resultOf('http', request.target.trim(), 'unknown', {}, ['not a public name or address']);
  }
  const { trail, isHttpsShut } = await open(url, !namesScheme(request.target), deps, signal);
  const details = [...trail.details];
  const found = judge(trail, details);
  const isPlain = trail.url.protocol === 'http:' && trail.url.port === '';
  const isShut =
    isHttpsShut || (found === 'ok' && isPlain && (await isHttpsOff(trail.url, deps, signal, details)));
  const verdict = found === 'ok' && isShut ? 'no-https' : found;
  const facts = {
    status: trail.answer === null ? null : String(trail.answer.status),
    url: showUrl(trail.url),
    redirects: String(trail.redirects),
    time: trail.answer === null ? null : String(trail.time),
    server: trail.answer?.server ?? null,
  };
  return resultOf('http', host.shown, verdict, facts, details);
}

/** Follows a URL; one whose scheme the person left open by https, and by http if nobody gets in there. */
async function open(
  url: URL,
  isBare: boolean,
  deps: ProbeDeps,
  signal: AbortSignal,
): Promise<{ trail: Trail; isHttpsShut: boolean }> {
  const first = new URL(url);
  if (isBare && SECURE_PORTS.has(url.port)) first.protocol = 'https:';
  const trail = await follow(first, deps, signal);
  const isShut = isBare && url.port === '' && trail.isShut && !signal.aborted;
  if (!isShut) return { trail, isHttpsShut: false };
  const plain = await follow(url, deps, signal);
  const isOpen = plain.answer !== null && plain.url.protocol === 'http:';
  const details = [...trail.details, ...plain.details];
  return { trail: { ...(isOpen ? plain : trail), details }, isHttpsShut: true };
}

/** Whether nothing listens on port 443. */
async function isHttpsOff(
  url: URL,
  deps: ProbeDeps,
  signal: AbortSignal,
  details: string[],
): Promise<boolean> {
  const host = hostOf(url);
  if (host === null) return false;
  const reached = await reach(host.name, HTTPS, deps, signal);
  details.push(...reached.details);
  if (reached.kind === 'connected') reached.socket.destroy();
  return reached.kind === 'refused' || (reached.kind === 'timeout' && !signal.aborted);
}

/** What a trail comes to, but for https. */
function judge({ answer, failure }: Trail, details: string[]): Verdict<'http'> {
  if (failure !== null) return failure;
  if (answer === null) return 'unknown';
  if (answer.isChallenge) {
    details.push('asks for a proof of a person at the browser');
    return 'unknown';
  }
  const byStatus = statusVerdict(answer.status);
  if (byStatus === 'proxy-error') return byStatus;
  const known = knownPage(answer.status, answer.page);
  if (known !== null) {
    details.push(`page: ${known.name}`);
    return known.verdict;
  }
  if (byStatus === null) details.push('this status says nothing about the site');
  return byStatus ?? 'unknown';
}
