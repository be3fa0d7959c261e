import { isIP, type Socket } from 'node:net';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import type { ProbeDeps } from './deps.js';

/** A TLS connection, or why there is none. */
export type Handshake =
  | {
      kind: 'done';
      socket: TLSSocket;
      /** As OpenSSL names it: `TLSv1.3`. */
      protocol: string;
      /** Why the chain of certificates is not trusted, as a code of OpenSSL's; null where it is. */
      distrust: string | null;
    }
  /** A code of OpenSSL's or of the system's. */
  | { kind: 'failed'; code: string }
  | { kind: 'timeout' };

/** Which versions are offered: what browsers speak, or only what they no longer do. */
export type Era = 'current' | 'old';

const ERAS: Readonly<Record<Era, ConnectionOptions>> = {
  current: { minVersion: 'TLSv1.2' },
  // OpenSSL leaves old versions, short keys and SHA-1 out unless its security level is zero.
  old: { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' },
};

/**
 * Shakes hands over a connection that stands, naming the host. Never refuses a certificate: whether it is any good is
 * to be judged from the outcome. Never rejects; destroys the socket where it fails.
 */
export function shakeHands(
  raw: Socket,
  host: string,
  era: Era,
  deps: Pick<ProbeDeps, 'roots'>,
  signal: AbortSignal,
): Promise<Handshake> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      raw.destroy();
      resolve({ kind: 'timeout' });
      return;
    }
    const socket = connect({
      socket: raw,
      ...(isIP(host) === 0 && { servername: host }),
      ...(deps.roots !== undefined && { ca: [...deps.roots] }),
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      ...ERAS[era],
    });
    const settle = (outcome: Handshake): void => {
      signal.removeEventListener('abort', giveUp);
      if (outcome.kind !== 'done') {
        socket.destroy();
        raw.destroy();
      }
      resolve(outcome);
    };
    const giveUp = (): void => settle({ kind: 'timeout' });
    signal.addEventListener('abort', giveUp, { once: true });
    socket.once('secureConnect', () => {
      const distrust: unknown = socket.authorizationError;
      settle({
        kind: 'done',
        socket,
        protocol: socket.getProtocol() ?? '',
        distrust: socket.authorized ? null : codeOf(distrust),
      });
    });
    socket.on('error', (error) => settle({ kind: 'failed', code: codeOf(error) }));
    socket.once('close', () => settle({ kind: 'failed', code: 'ECONNRESET' }));
  });
}

/** The stable code of something that went wrong. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}
