import { createSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';
import { FirstlineError } from '../errors.js';
import { answersQuery, isTruncated } from './resolver-wire.js';

/** A server to be asked. */
export interface DnsServer {
  address: string;
  port: number;
}

/**
 * Sends a query and gives the whole response to it. Rejects where there is none: the server refuses, is out of reach, or
 * the signal gives up.
 */
export type SendDns = (server: DnsServer, query: Buffer, signal: AbortSignal) => Promise<Buffer>;

/**
 * A query over UDP, and once more over TCP where the answer was too long for a datagram. Datagrams that are no answer to
 * the query are passed over: they may come from anybody.
 */
export const sendDns: SendDns = async (server, query, signal) => {
  const response = await sendUdp(server, query, signal);
  return isTruncated(response) ? await sendTcp(server, query, signal) : response;
};

function sendUdp({ address, port }: DnsServer, query: Buffer, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    const settle = (end: () => void) => {
      signal.removeEventListener('abort', giveUp);
      socket.removeAllListeners();
      // What a socket says after its end is of no interest, and must not bring the process down.
      socket.on('error', () => undefined);
      socket.close();
      end();
    };
    const giveUp = () => {
      settle(() => {
        reject(noAnswer(address, signal.reason));
      });
    };
    const fail = (cause: Error) => {
      settle(() => {
        reject(noAnswer(address, cause));
      });
    };
    signal.addEventListener('abort', giveUp, { once: true });
    socket.on('error', fail);
    socket.on('message', (response) => {
      if (!answersQuery(response, query)) return;
      settle(() => {
        resolve(response);
      });
    });
    // Connected, so that the system lets through what this server sends, and tells when it refuses.
    socket.on('connect', () => {
      socket.send(query, (error) => {
        if (error !== null) fail(error);
      });
    });
    socket.connect(port, address);
  });
}

function sendTcp({ address, port }: DnsServer, query: Buffer, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const socket = connect({ host: address, port });
    let received = Buffer.alloc(0);
    const fail = (cause: unknown) => {
      signal.removeEventListener('abort', giveUp);
      socket.destroy();
      reject(noAnswer(address, cause));
    };
    const giveUp = () => {
      fail(signal.reason);
    };
    signal.addEventListener('abort', giveUp, { once: true });
    socket.on('error', fail);
    socket.on('close', () => {
      fail('closed');
    });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      // Two bytes of length lead (RFC 1035, 4.2.2), so nothing grows past 64 KB.
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
      const response = received.subarray(2, 2 + received.readUInt16BE(0));
      if (!answersQuery(response, query)) {
        fail('another answer');
        return;
      }
      signal.removeEventListener('abort', giveUp);
      socket.destroy();
      resolve(response);
    });
    const length = Buffer.alloc(2);
    length.writeUInt16BE(query.length);
    socket.write(Buffer.concat([length, query]));
  });
}

function noAnswer(address: string, cause: unknown): FirstlineError {
  return new FirstlineError(
    'DNS_NO_ANSWER',
    `The DNS server ${address} does not answer.`,
    'Check that this machine may send to port 53 over UDP and TCP, and that the server is the right one.',
    cause,
  );
}
