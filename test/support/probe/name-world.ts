import type { ProbeDeps } from '../../../src/probes/deps.js';
import { createResolver, type DnsResolver } from '../../../src/probes/resolver.js';
import { leadTo, startDnsServer, type DnsTestServer } from './dns-server.js';

/** Where the system's resolver is, and the name servers of every domain of this world. */
const SYSTEM = '198.51.100.53';
export const NS1 = '198.51.100.1';
export const NS2 = '198.51.100.2';

/**
 * A resolver and two name servers, and what probes need to use them. Addresses in 203.0.113.0/24, 198.51.100.0/24 and
 * 2001:db8::/32 count as public.
 */
export interface NameWorld {
  readonly system: DnsTestServer;
  readonly ns1: DnsTestServer;
  readonly ns2: DnsTestServer;
  readonly deps: ProbeDeps<DnsResolver>;
  /** Adds records to all three. */
  add(...lines: string[]): void;
  /** Makes a domain with its two name servers. */
  domain(name: string): void;
  close(): Promise<void>;
}

export async function startNameWorld(more: Partial<ProbeDeps> = {}): Promise<NameWorld> {
  const [system, ns1, ns2] = await Promise.all([
    startDnsServer({ recursive: true }),
    startDnsServer(),
    startDnsServer(),
  ]);
  const send = leadTo({ [SYSTEM]: system, [NS1]: ns1, [NS2]: ns2 });
  const all = [system, ns1, ns2];
  return {
    ...{ system, ns1, ns2 },
    deps: {
      connect: () => Promise.resolve({ kind: 'no-route' }),
      now: () => Date.UTC(2026, 2, 2, 12),
      provider: { networks: [], nameservers: [], mailHosts: [], spfInclude: null, internal: [] },
      allow: (address) => /^(?:203\.0\.113\.|198\.51\.100\.|2001:db8:)/u.test(address),
      ...more,
      resolver: createResolver({ servers: [{ address: SYSTEM, port: 53 }], send, attemptsMs: [10_000] }),
    },
    add(...lines) {
      for (const { zone } of all) zone.add(...lines);
    },
    domain(name) {
      for (const { zone } of all) {
        zone.add(`${name} NS ns1.${name}`, `${name} NS ns2.${name}`, `${name} SOA ns1.${name} 2026030201`);
        zone.add(`ns1.${name} A ${NS1}`, `ns2.${name} A ${NS2}`);
      }
    },
    async close() {
      await Promise.all(all.map((server) => server.close()));
    },
  };
}

/** Where a provider is who has everything. */
export const PROVIDER = {
  networks: ['203.0.113.0/25'],
  nameservers: ['ns1.hosting.com', 'ns2.hosting.com'],
  mailHosts: ['mx.hosting.com'],
  spfInclude: '_spf.hosting.com',
  internal: ['203.0.113.254/32'],
};
