import { connect as openSocket, isIP, type Socket } from 'node:net';
import { limitedSignal } from './deadline.js';
import type { Connect, Connection, ProbeDeps } from './deps.js';
import { mayProbe, rangeOf } from './guard.js';

/** How long one address may take to answer: two repeats of the first packet. */
const CONNECT_MS = 3_500;
/** How many addresses of a name are tried. */
const TRIED = 2;

/** What came of reaching a host; `details` are lines for the agent's card. */
export type Reached = { details: string[] } & (
  | { kind: 'connected'; socket: Socket; address: string }
  | { kind: 'refused' | 'timeout' | 'no-route'; address: string }
  /** None of its addresses may be probed. */
  | { kind: 'forbidden' }
  | { kind: 'no-such-domain' | 'no-address' | 'lookup-failed' }
);

/** Connects by TCP. The machine's own connector, for deployments. */
export const connectTcp: Connect = (address, port, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve({ kind: 'timeout' });
      return;
    }
    const socket = openSocket({ host: address, port });
    const settle = (connection: Connection): void => {
      signal.removeEventListener('abort', giveUp);
      socket.removeAllListeners('connect');
      if (connection.kind !== 'connected') socket.destroy();
      resolve(connection);
    };
    const giveUp = (): void => settle({ kind: 'timeout' });
    signal.addEventListener('abort', giveUp, { once: true });
    socket.once('connect', () => settle({ kind: 'connected', socket }));
    // Stays on: a socket that is reset before its user listens must not end the process.
    socket.on('error', (error: NodeJS.ErrnoException) => settle({ kind: failureOf(error) }));
  });

/** Connects to one address if that may be probed; `forbidden` without a packet sent if not. */
export async function connectTo(
  address: string,
  port: number,
  deps: ProbeDeps,
  signal: AbortSignal,
): Promise<Connection | { kind: 'forbidden' }> {
  if (!mayProbe(address, port, deps)) return { kind: 'forbidden' };
  const limited = limitedSignal(CONNECT_MS, deps, signal);
  try {
    return await deps.connect(address, port, limited.signal);
  } finally {
    limited.done();
  }
}

/**
 * Looks a host up and connects to the first of its addresses that answers, IPv4 before IPv6. The addresses are looked
 * up anew each time, judged, and connected to as they are: a name that leads elsewhere a moment later changes nothing.
 * @param host a name in ASCII, or an address
 */
export async function reach(
  host: string,
  port: number,
  deps: ProbeDeps,
  signal: AbortSignal,
): Promise<Reached> {
  const details: string[] = [];
  const found = isIP(host) === 0 ? await deps.resolver.addresses(host, signal) : literal(host);
  switch (found.kind) {
    case 'no-such-domain':
    case 'no-address':
      return { kind: found.kind, details: [`${host}: ${found.kind}`] };
    case 'failed':
    case 'timeout':
      return { kind: 'lookup-failed', details: [`${host}: look-up ${found.kind}`] };
    case 'found':
      break;
  }
  const open = found.addresses.filter((address) => {
    const may = mayProbe(address, port, deps);
    // Which one it is stays out of the card: it may be a part of somebody's inner network.
    if (!may) details.push(`${host}: leads to an address that is not probed (${rangeOf(address)})`);
    return may;
  });
  if (open.length === 0) return { kind: found.addresses.length === 0 ? 'no-address' : 'forbidden', details };
  const ordered = [...open].sort((a, b) => isIP(a) - isIP(b)).slice(0, TRIED);
  let last: Reached = { kind: 'timeout', address: ordered[0] ?? '', details };
  for (const address of ordered) {
    const connection = await connectTo(address, port, deps, signal);
    if (connection.kind === 'connected') return { ...connection, address, details };
    details.push(`${host} [${address}]:${port}: ${connection.kind}`);
    if (connection.kind === 'forbidden') return { kind: 'forbidden', details };
    // That this machine has no IPv6 must not hide what IPv4 came to.
    if (connection.kind !== 'no-route' || address === ordered[0]) last = { ...connection, address, details };
    if (signal.aborted) break;
  }
  return last;
}

function literal(address: string): { kind: 'found'; addresses: string[] } {
  return { kind: 'found', addresses: [address] };
}

/** EHOSTUNREACH is the answer of a machine that is off or of a firewall: to a person, nothing answers. */
function failureOf({ code = '' }: NodeJS.ErrnoException): 'refused' | 'timeout' | 'no-route' {
  switch (code) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
      return 'refused';
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
      return 'no-route';
    default:
      return 'timeout';
  }
}
