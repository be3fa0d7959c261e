import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { messageOf } from '../errors.js';
import { reach } from './connect.js';
import { limitedSignal } from './deadline.js';
import type { ProbeDeps } from './deps.js';
import { hostOf, readUrl, type Host } from './target.js';
import { judgeCertificate } from './tls-certificate.js';
import { codeOf, shakeHands } from './tls-handshake.js';

/** What a server answered, or why there is no answer to go by: a line for agents. */
export type Fetched = { kind: 'answered'; status: number; body: unknown } | { kind: 'failed'; why: string };

/** One server, with what it redirects to, ms. */
const FETCH_MS = 6_000;
const MOST_REDIRECTS = 3;
const HTTPS_PORT = 443;

/**
 * Fetches a JSON document by https from a public address, redirects followed. The certificate has to be one that a
 * browser accepts. Never rejects.
 * @param mostBytes a longer answer is none
 */
export async function fetchJson(
  address: string,
  mostBytes: number,
  deps: ProbeDeps,
  signal: AbortSignal,
): Promise<Fetched> {
  const limited = limitedSignal(FETCH_MS, deps, signal);
  try {
    let url = readUrl(address);
    for (let step = 0; step <= MOST_REDIRECTS; step += 1) {
      const host = url === null ? null : hostOf(url);
      if (url?.protocol !== 'https:' || host === null || url.port !== '') {
        return failed(`not asked: ${url?.href ?? address}`);
      }
      const socket = await open(host, deps, limited.signal);
      if (typeof socket === 'string') return failed(`${url.host}: ${socket}`);
      const answer = await ask(socket, url, mostBytes, limited.signal).finally(() => socket.destroy());
      if (typeof answer !== 'string') return answer;
      url = readUrl(answer, url.href);
    }
    return failed('redirects without end');
  } catch (error) {
    return failed(limited.signal.aborted ? 'no full answer in time' : messageOf(error));
  } finally {
    limited.done();
  }
}

/** A connection over TLS, or why there is none. */
async function open(host: Host, deps: ProbeDeps, signal: AbortSignal): Promise<Socket | string> {
  const reached = await reach(host.name, HTTPS_PORT, deps, signal);
  if (reached.kind !== 'connected') return reached.kind;
  const handshake = await shakeHands(reached.socket, host.name, 'current', deps, signal);
  if (handshake.kind !== 'done')
    return handshake.kind === 'failed' ? `TLS ${handshake.code}` : handshake.kind;
  const certificate = handshake.socket.getPeerX509Certificate();
  const verdict =
    certificate === undefined
      ? 'none'
      : judgeCertificate(certificate, host.name, handshake.distrust, deps.now()).verdict;
  if (verdict === 'ok' || verdict === 'expires-soon') return handshake.socket;
  handshake.socket.destroy();
  return `certificate ${verdict}`;
}

/** The answer, or where it sends on to. */
async function ask(
  socket: Socket,
  url: URL,
  mostBytes: number,
  signal: AbortSignal,
): Promise<Fetched | string> {
  const response = await send(socket, url, signal);
  const { statusCode: status = 0, headers } = response;
  if (status >= 300 && status < 400 && headers.location !== undefined) return headers.location;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk);
    size += chunk.length;
    if (size > mostBytes) return failed(`${url.host}: longer than ${mostBytes} bytes`);
  }
  if (status !== 200) return { kind: 'answered', status, body: null };
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return { kind: 'answered', status, body };
  } catch {
    return failed(`${url.host}: the answer is no JSON`);
  }
}

function send(socket: Socket, url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request({
      createConnection: () => socket,
      path: url.pathname + url.search,
      headers: {
        host: url.host,
        'user-agent': 'Firstline',
        accept: 'application/rdap+json, application/json',
        'accept-encoding': 'identity',
        connection: 'close',
      },
      signal,
    });
    asked.once('response', resolve);
    // Rejecting what has been resolved changes nothing.
    asked.once('close', () => reject(new Error('closed without an answer')));
    asked.on('error', (error) => {
      reject(new Error(`${url.host}: ${codeOf(error)}`, { cause: error }));
    });
    asked.end();
  });
}

function failed(why: string): Fetched {
  return { kind: 'failed', why };
}
