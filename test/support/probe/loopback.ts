import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTls, type TlsOptions } from 'node:tls';

/** A server on this machine, on a port that was free. */
export interface Loopback {
  port: number;
  /** Cuts what is connected and ends. */
  close(): Promise<void>;
}

/** Anything over TCP: `greet` gets each connection. */
export function tcpServer(greet: (socket: Socket) => void): Promise<Loopback> {
  return listening(createTcp(greet));
}

export function httpServer(answer: RequestListener): Promise<Loopback> {
  return listening(createHttp(answer));
}

/** TLS with a web server behind it. */
export function httpsServer(options: TlsOptions, answer: RequestListener): Promise<Loopback> {
  const web = createHttp(answer);
  return listening(createTls(options, (socket) => web.emit('connection', socket)));
}

/** A port where nobody listens: one that a server has just given up. */
export async function shutPort(): Promise<number> {
  const server = await tcpServer((socket) => socket.destroy());
  await server.close();
  return server.port;
}

async function listening(server: Server): Promise<Loopback> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(server.address()),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('listens nowhere');
  return address.port;
}
