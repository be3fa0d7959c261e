import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { reach } from './connect.js';
import type { ProbeDeps } from './deps.js';
import { readBody } from './http-body.js';
import type { Verdict } from './result.js';
import type { Host } from './target.js';
import { judgeCertificate } from './tls-certificate.js';
import { codeOf, shakeHands } from './tls-handshake.js';
import { unreached } from './unreached.js';

/** Longest head of an answer, bytes. */
const MOST_HEADER_BYTES = 32 * 1024;
/** Where sites and panels are; the check must not be a way to search somebody's machine for open ports. */
const PORTS: ReadonlySet<number> = new Set([80, 443, 1500, 2082, 2083, 2086, 2087, 8080, 8443]);

/** What a server answered to one request. */
export interface Answer {
  status: number;
  /** Where it sends on to, as written; null where it does not. */
  location: string | null;
  server: string | null;
  setsCookie: boolean;
  /** It asks for a proof that a person is at the browser. */
  isChallenge: boolean;
  /** The beginning of the page; empty for one that sends on. */
  page: string;
}

/** One request and what came of it; `details` are lines for the agent's card. */
export type Hop = { details: string[] } & (
  | { kind: 'answered'; answer: Answer }
  /** `atDoor`: there was no connection, or no TLS on it, so that another scheme may fare better. */
  | { kind: 'failed'; verdict: Verdict<'http'>; atDoor: boolean }
);

/**
 * Asks for one page: GET, nothing that identifies anybody, no cookies. The connection serves this one request and is
 * destroyed. Over TLS nothing is asked if the certificate is not what a browser accepts. Never rejects.
 */
export async function fetchPage(url: URL, host: Host, deps: ProbeDeps, signal: AbortSignal): Promise<Hop> {
  const isSecure = url.protocol === 'https:';
  const port = url.port === '' ? (isSecure ? 443 : 80) : Number(url.port);
  if (!PORTS.has(port)) return failed('unknown', [`port ${port} is not asked`]);
  const reached = await reach(host.name, port, deps, signal);
  if (reached.kind !== 'connected') {
    const atDoor = reached.kind === 'refused' || reached.kind === 'timeout';
    return failed(unreached(reached.kind), reached.details, atDoor);
  }
  const { details } = reached;
  const secured = isSecure ? await secure(reached.socket, host, deps, signal) : reached.socket;
  if ('kind' in secured) return { ...secured, details: [...details, ...secured.details] };
  try {
    return { kind: 'answered', answer: await ask(secured, url, signal), details };
  } catch (error) {
    const code = codeOf(error);
    return signal.aborted
      ? failed('timeout', [...details, 'connected, but no full answer in time'])
      : failed('broken-answer', [...details, `no proper answer: ${code}`]);
  } finally {
    secured.destroy();
    reached.socket.destroy();
  }
}

/** Puts TLS on a connection; a failed hop where a browser would not go on. */
async function secure(raw: Socket, host: Host, deps: ProbeDeps, signal: AbortSignal): Promise<Socket | Hop> {
  const handshake = await shakeHands(raw, host.name, 'current', deps, signal);
  if (handshake.kind === 'timeout') return failed('timeout', ['no TLS handshake in time'], true);
  if (handshake.kind === 'failed') {
    const isCutOff = handshake.code === 'ECONNRESET' || handshake.code === 'EPIPE';
    return failed(isCutOff ? 'broken-answer' : 'certificate', [`TLS: ${handshake.code}`], true);
  }
  const certificate = handshake.socket.getPeerX509Certificate();
  if (certificate === undefined) return failed('certificate', ['TLS without a certificate']);
  const judged = judgeCertificate(certificate, host.name, handshake.distrust, deps.now());
  if (judged.verdict === 'ok' || judged.verdict === 'expires-soon') return handshake.socket;
  handshake.socket.destroy();
  return failed('certificate', [`certificate: ${judged.verdict}`, ...judged.details]);
}

function ask(socket: Socket, url: URL, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({
      createConnection: () => socket,
      path: url.pathname + url.search,
      headers: {
        host: url.host,
        'user-agent': 'Firstline',
        accept: 'text/html,*/*;q=0.8',
        'accept-encoding': 'identity',
        connection: 'close',
      },
      maxHeaderSize: MOST_HEADER_BYTES,
      insecureHTTPParser: false,
      signal,
    });
    let isAnswered = false;
    asked.once('response', (response) => {
      isAnswered = true;
      read(response).then(resolve, reject);
    });
    asked.on('error', reject);
    // As when a server changes to a protocol that nobody asked for.
    asked.once('close', () => {
      if (!isAnswered) reject(new Error('closed without an answer'));
    });
    asked.end();
  });
}

async function read(response: IncomingMessage): Promise<Answer> {
  const { statusCode: status = 0, headers } = response;
  const location = status >= 300 && status < 400 ? headers.location : undefined;
  return {
    status,
    // Written in UTF-8 by many servers; Node reads the head byte by byte.
    location: location === undefined ? null : Buffer.from(location, 'latin1').toString('utf8'),
    server: typeof headers.server === 'string' ? headers.server : null,
    setsCookie: headers['set-cookie'] !== undefined,
    isChallenge: headers['cf-mitigated'] === 'challenge',
    page: location === undefined ? await readBody(response) : '',
  };
}

function failed(verdict: Verdict<'http'>, details: string[], atDoor = false): Hop & { kind: 'failed' } {
  return { kind: 'failed', verdict, atDoor, details };
}
