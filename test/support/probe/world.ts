import { connectTcp } from '../../../src/probes/connect.js';
import type { Addresses, ProbeDeps, ProviderSetup } from '../../../src/probes/deps.js';
import type { DnsResolver } from '../../../src/probes/resolver.js';
import { shutPort } from './loopback.js';

/** A public address that test names lead to; nothing is ever sent to it. */
export const PUBLIC = '93.184.215.14';

/** An internet of names and servers on this machine. */
export interface ProbeWorld {
  deps: ProbeDeps<DnsResolver>;
  /** Every address that was to be connected to, `address:port`, in order. */
  connections: string[];
  /** Every name that was looked up, in order. */
  lookups: string[];
  /** A name's addresses, or what each look-up in turn gives. Names not given do not exist. */
  name(host: string, ...answers: (readonly string[] | Addresses['kind'])[]): void;
  /** What answers at an address and port: a port of this machine, or nobody, ever. */
  place(at: string, port: number | 'silence'): void;
}

const NOBODYS: ProviderSetup = {
  networks: [],
  nameservers: [],
  mailHosts: [],
  spfInclude: null,
  internal: [],
};

/** An empty world: no names, and every port of every address is shut. */
export async function probeWorld(parts: Partial<ProbeDeps<DnsResolver>> = {}): Promise<ProbeWorld> {
  const names = new Map<string, Addresses[]>();
  const places = new Map<string, number | 'silence'>();
  const connections: string[] = [];
  const lookups: string[] = [];
  const shut = await shutPort();
  return {
    connections,
    lookups,
    name(host, ...answers) {
      names.set(
        host,
        answers.map((answer) =>
          typeof answer === 'string' ? kindOf(answer) : { kind: 'found', addresses: [...answer] },
        ),
      );
    },
    place: (at, port) => void places.set(at, port),
    deps: {
      resolver: {
        addresses(host) {
          lookups.push(host);
          const answers = names.get(host) ?? [];
          const answer = answers.length > 1 ? answers.shift() : answers[0];
          return Promise.resolve(answer ?? { kind: 'no-such-domain' });
        },
        ask: noRecords,
        askServer: noRecords,
      },
      connect(address, port, signal) {
        const at = `${address}:${port}`;
        connections.push(at);
        const place = places.get(at) ?? shut;
        // As if the time for it had passed.
        if (place === 'silence') return Promise.resolve({ kind: 'timeout' });
        return connectTcp('127.0.0.1', place, signal);
      },
      now: () => Date.now(),
      provider: NOBODYS,
      ...parts,
    },
  };
}

/** Only addresses are known in this world. */
function noRecords(): Promise<never> {
  return Promise.reject(new Error('No records are kept in this world.'));
}

function kindOf(kind: Addresses['kind']): Addresses {
  return kind === 'found' ? { kind, addresses: [] } : { kind };
}
