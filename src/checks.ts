import { getServers } from 'node:dns';
import { networkInterfaces } from 'node:os';
import type { ProbeRunner } from './engine/probe-runs.js';
import { connectTcp } from './probes/connect.js';
import type { ProviderSetup } from './probes/deps.js';
import { createResolver } from './probes/resolver.js';
import { createProbes } from './probes/run.js';

/** The port of the domain name system. */
const DNS_PORT = 53;

/** The checks of a deployment, over the machine's own network; null where they are switched off. */
export function createChecks(provider: ProviderSetup | null, now: () => number): ProbeRunner | null {
  if (provider === null) return null;
  const servers = getServers().map(serverOf);
  // What runs on this machine may trust whoever comes from it.
  const own = Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? []).map(({ address, family }) => `${address}/${family === 'IPv4' ? '32' : '128'}`),
  );
  const guarded = { ...provider, internal: [...provider.internal, ...own] };
  return createProbes({ resolver: createResolver({ servers }), connect: connectTcp, now, provider: guarded });
}

/** Reads `192.0.2.1`, `2001:db8::1` or, with another port than the usual one, `[2001:db8::1]:5353`. */
function serverOf(text: string): { address: string; port: number } {
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+)):(\d+)$/.exec(text) ?? [];
  return { address: bracketed ?? plain ?? text, port: port === undefined ? DNS_PORT : Number(port) };
}
