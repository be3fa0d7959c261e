import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import {
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  RECURSION_AVAILABLE,
  TRUNCATED_RESPONSE,
  type DecodedPacket,
  type Packet,
  type Question,
} from 'dns-packet';
import { sendDns, type DnsServer, type SendDns } from '../../../src/probes/resolver-transport.js';
import { createZone, type Zone } from './dns-zone.js';

/** How a server answers a name wrongly. `truncated`: whole over TCP only. `no-edns`: refuses queries that offer more. */
export type Misbehaviour =
  | 'SERVFAIL'
  | 'REFUSED'
  | 'NXDOMAIN'
  | 'silent'
  | 'truncated'
  | 'cut-tcp'
  | 'wrong-id'
  | 'wrong-question'
  | 'malformed'
  | 'no-edns';

/**
 * A real DNS server on a free loopback port, over UDP and TCP.
 *
 *     const dns = await startDnsServer({ recursive: true });
 *     dns.zone.add('shop-of-tests.com A 203.0.113.10');
 *     dns.misbehave('other.com', 'SERVFAIL');
 *     await dns.close();
 */
export interface DnsTestServer {
  readonly at: DnsServer;
  readonly zone: Zone;
  /** The questions so far, as `A shop-of-tests.com udp`. */
  readonly asked: string[];
  /** For a name and a type of records, or all; `*` are all names. */
  misbehave(name: string, how: Misbehaviour, type?: string): void;
  /** Whether it will leave a query without an answer. */
  isSilent(query: Buffer): boolean;
  close(): Promise<void>;
}

const CODES: Record<string, number> = { FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 };
/** A record whose name is somewhere behind the end. */
const RUBBISH = Buffer.from('c0ff00010001ffffffffffff', 'hex');

/** @param options `recursive`: follows aliases, as a resolver does; otherwise answerable for all that it knows */
export async function startDnsServer(options: { recursive?: boolean } = {}): Promise<DnsTestServer> {
  const recursive = options.recursive ?? false;
  const zone = createZone();
  const asked: string[] = [];
  const faults = new Map<string, Misbehaviour>();
  const sockets = new Set<Socket>();

  const faultOf = ({ name, type }: Question): Misbehaviour | undefined =>
    [`${name} ${type}`, `${name} *`, `* ${type}`, '* *'].map((key) => faults.get(key)).find(Boolean);

  /** The messages that go back, in order. */
  const respond = (message: Buffer, transport: 'udp' | 'tcp'): Buffer[] => {
    const query = decode(message);
    const [question] = query.questions ?? [];
    if (question === undefined) return [];
    asked.push(`${question.type} ${question.name} ${transport}`);
    const fault = faultOf(question);
    const { answers, exists } = zone.find(question, recursive);
    const flags = recursive ? RECURSION_AVAILABLE : AUTHORITATIVE_ANSWER;
    const good: Packet = { ...reply(query, flags | (exists ? 0 : 3)), answers };
    const error = (code: string) => encode(reply(query, flags | (CODES[code] ?? 0)));
    switch (fault) {
      case 'SERVFAIL':
      case 'REFUSED':
      case 'NXDOMAIN':
        return [error(fault)];
      case 'silent':
        return [];
      case 'truncated':
      case 'cut-tcp':
        return transport === 'tcp' ? [encode(good)] : [encode(reply(query, flags | TRUNCATED_RESPONSE))];
      case 'wrong-id':
        return [encode({ ...good, id: ((query.id ?? 0) + 1) & 0xffff, answers: [] }), encode(good)];
      case 'wrong-question':
        return [encode({ ...good, questions: [{ type: 'A', name: 'elsewhere.com' }] }), encode(good)];
      case 'malformed': {
        const response = Buffer.concat([encode({ ...good, answers: [] }), RUBBISH]);
        response.writeUInt16BE(1, 6);
        return [response];
      }
      case 'no-edns':
        return [(query.additionals ?? []).length > 0 ? error('FORMERR') : encode(good)];
      case undefined:
        return [encode(good)];
    }
  };

  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      const length = chunk.readUInt16BE(0);
      for (const response of respond(chunk.subarray(2, 2 + length), 'tcp')) {
        const head = Buffer.alloc(2);
        head.writeUInt16BE(response.length);
        if ([...faults.values()].includes('cut-tcp')) {
          socket.end(Buffer.concat([head, response.subarray(0, 8)]));
          return;
        }
        // In pieces, as it may come.
        socket.write(head.subarray(0, 1));
        socket.write(Buffer.concat([head.subarray(1), response]));
      }
    });
  });
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const address = tcp.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  const udp = createSocket('udp4');
  udp.on('message', (message, { port, address: sender }) => {
    for (const response of respond(message, 'udp')) udp.send(response, port, sender);
  });
  udp.bind(address.port, '127.0.0.1');
  await once(udp, 'listening');

  return {
    at: { address: '127.0.0.1', port: address.port },
    zone,
    asked,
    misbehave(name, how, type = '*') {
      faults.set(`${name} ${type}`, how);
    },
    isSilent: (query) => (decode(query).questions ?? []).some((one) => faultOf(one) === 'silent'),
    async close() {
      for (const socket of sockets) socket.destroy();
      udp.close();
      tcp.close();
      await once(tcp, 'close');
    },
  };
}

/**
 * Leads queries for addresses of the world outside to test servers; a query to any other address fails, and one to a
 * server that is silent too: as if the time for it had passed.
 */
export function leadTo(servers: Record<string, DnsTestServer>): SendDns {
  return (server, query, signal) => {
    const target = servers[server.address];
    if (target === undefined) return Promise.reject(new Error(`Nothing is at ${server.address}`));
    if (target.isSilent(query)) return Promise.reject(new Error(`Nothing comes from ${server.address}`));
    return sendDns(target.at, query, signal);
  };
}

function reply({ id, questions }: DecodedPacket, flags: number): Packet {
  return { type: 'response', ...(id === undefined ? {} : { id }), flags, ...(questions && { questions }) };
}
