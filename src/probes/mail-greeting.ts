import type { Socket } from 'node:net';
import { connectTo } from './connect.js';
import { limitedSignal } from './deadline.js';
import type { ProbeDeps } from './deps.js';
import { MAIL_PORT } from './mail-hosts.js';

/**
 * What a mail server says to whoever connects. `turns-away`: it answers, though not to us, as many do to machines that
 * send no mail; `closes`: nobody, or nothing that is mail; `silent`: nothing came, which may be the way between.
 */
export interface Greeting {
  state: 'greets' | 'turns-away' | 'closes' | 'refused' | 'silent';
  /** A line for agents. */
  detail: string;
}

/** How long the greeting may take, ms. Slow ones are meant to drive senders of spam away. */
export const GREETING_MS = 3_000;
/** The longest line of a reply is 512 bytes (RFC 5321, 4.5.3.1.5); a greeting may have several. */
const MOST_BYTES = 4_096;

/**
 * Connects to a mail server, reads its greeting and takes leave with QUIT; nothing else is said. Never rejects.
 * @param address one of the host's
 */
export async function greet(
  host: string,
  address: string,
  deps: ProbeDeps,
  signal: AbortSignal,
): Promise<Greeting> {
  const where = `${host} [${address}]:${MAIL_PORT}`;
  const connection = await connectTo(address, MAIL_PORT, deps, signal);
  if (connection.kind !== 'connected') {
    const state = connection.kind === 'refused' ? 'refused' : 'silent';
    return { state, detail: `${where}: ${connection.kind}` };
  }
  const limited = limitedSignal(GREETING_MS, deps, signal);
  try {
    const line = await firstLine(connection.socket, limited.signal);
    if (line === null) return { state: 'silent', detail: `${where}: connected, no greeting in time` };
    const detail = `${where}: ${line === '' ? 'closed without a greeting' : line}`;
    if (/^220[ -]|^220$/u.test(line)) return { state: 'greets', detail };
    return { state: /^[45]\d\d(?:[ -]|$)/u.test(line) ? 'turns-away' : 'closes', detail };
  } finally {
    limited.done();
    connection.socket.destroy();
  }
}

/** The first line, and the leave taken; empty where the server closes, null where nothing comes in time. */
function firstLine(socket: Socket, signal: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    let received = '';
    const settle = (): void => {
      signal.removeEventListener('abort', giveUp);
      resolve(received.split(/\r?\n/u)[0] ?? '');
    };
    const giveUp = (): void => {
      if (received === '') resolve(null);
      else settle();
    };
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (isWhole(received) || received.length >= MOST_BYTES) socket.end('QUIT\r\n', settle);
    });
    // A server may close in the middle of its greeting.
    socket.on('close', settle);
    socket.on('error', settle);
  });
}

/** Whether the last line of a reply is there (RFC 5321, 4.2.1), or a line that belongs to none. */
function isWhole(received: string): boolean {
  const lines = received.split(/\r?\n/u).slice(0, -1);
  return lines.some((line) => !/^\d{3}-/u.test(line));
}
