import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { connectTcp } from '../../../src/probes/connect.js';
import type { Connect } from '../../../src/probes/deps.js';

/** A mail server on a free loopback port that greets, or does not, and writes down what it is told. */
export interface SmtpTestServer {
  readonly port: number;
  /** All that was said to it; whole once `left` resolves. */
  readonly heard: () => string;
  /** Resolves when whoever is connected has left. */
  left(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param greeting what it sends at once; null: nothing, ever
 * @param closes whether it closes the connection then
 */
export async function startSmtpServer(greeting: string | null, closes = false): Promise<SmtpTestServer> {
  let heard = '';
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      heard += chunk.toString();
    });
    socket.on('close', () => sockets.delete(socket));
    // In two pieces, as it may come.
    if (greeting !== null) {
      socket.write(greeting.slice(0, 5));
      socket.write(greeting.slice(5));
    }
    if (closes) socket.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return {
    port: address.port,
    heard: () => heard,
    async left() {
      await Promise.all([...sockets].map((socket) => once(socket, 'close')));
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * Leads connections to port 25 of addresses of the world outside to test servers. `timeout` is what a firewall does; an
 * address that is not named refuses.
 */
export function connectMail(servers: Record<string, SmtpTestServer | 'timeout'>): Connect {
  return (address, port, signal) => {
    const server = servers[address];
    if (server === 'timeout') return Promise.resolve({ kind: 'timeout' });
    if (server === undefined || port !== 25) return Promise.resolve({ kind: 'refused' });
    return connectTcp('127.0.0.1', server.port, signal);
  };
}
