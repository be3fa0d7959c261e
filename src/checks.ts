import { getServers } from 'node:dns';
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
  return createProbes({ resolver: createResolver({ servers }), connect: connectTcp, now, provider });
}

/** Reads `192.0.2.1`, `2001:db8::1` or, with another port than the usual one, `[2001:db8::1]:5353`. */
function serverOf(text: string): { address: string; port: number } {
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+)):(\d+)$/.exec(text) ?? [];
  return { address: bracketed ?? plain ?? text, port: port === undefined ? DNS_PORT : Number(port) };
}
