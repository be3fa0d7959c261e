import { isIPv4 } from 'node:net';
import type { ProbeDeps } from './deps.js';
import { mayProbe, rangeOf } from './guard.js';
import type { DnsResolver } from './resolver.js';
import { recordLine } from './resolver-record.js';

export const MAIL_PORT = 25;

/** A server that a domain's mail is brought to. */
export interface MailHost {
  name: string;
  /** Those that may be connected to, IPv4 first. */
  addresses: string[];
  /** Whether there was an answer about its addresses at all. */
  isKnown: boolean;
}

/** Where a domain's mail is brought to. */
export interface MailHosts {
  /** `refuses`: it says that it takes no mail (RFC 7505). `unknown`: no answer. */
  state: 'found' | 'missing' | 'refuses' | 'unknown';
  /** In order of preference; the first ones. */
  hosts: MailHost[];
  /** The names of all, in order of preference. */
  names: string[];
  /** Lines for agents. */
  details: string[];
}

/** So many are looked at; who has more has a list that nobody comes to the end of. */
const MOST_HOSTS = 5;

/**
 * Where a domain's mail is brought to. Without MX records receivers' servers take the domain's own address (RFC 5321,
 * 5.1); that is rarely meant, and counts as missing.
 * @param domain in ASCII
 */
export async function findMailHosts(
  domain: string,
  deps: ProbeDeps<DnsResolver>,
  signal: AbortSignal,
): Promise<MailHosts> {
  const { status, code, records } = await deps.resolver.ask(domain, 'MX', signal);
  const none = { hosts: [], names: [] };
  if (status === 'failing' || status === 'silent') {
    return { ...none, state: 'unknown', details: [`MX: ${code}`] };
  }
  const sorted = [...records].sort(
    (a, b) => a.preference - b.preference || a.exchange.localeCompare(b.exchange),
  );
  const names = [...new Set(sorted.map(({ exchange }) => exchange))].filter((name) => name !== '.');
  const details = sorted.slice(0, MOST_HOSTS).map(recordLine);
  if (sorted.length > MOST_HOSTS) details.push(`MX: ${sorted.length - MOST_HOSTS} more`);
  if (names.length === 0 && sorted.length > 0) return { ...none, state: 'refuses', details };
  if (names.length === 0) {
    const own = await deps.resolver.addresses(domain, signal);
    signal.throwIfAborted();
    const note = own.kind === 'found' ? 'servers try the address of the domain itself' : own.kind;
    return { ...none, state: 'missing', details: [`MX: ${code}, none; ${note}`] };
  }
  const hosts = await Promise.all(
    names.slice(0, MOST_HOSTS).map((name) => lookUp(name, deps, signal, details)),
  );
  return { state: 'found', hosts, names, details };
}

/** Whether a server is one of those named, or below one. */
export function isAmong(name: string, hosts: readonly string[]): boolean {
  return hosts.some((host) => name === host.toLowerCase() || name.endsWith(`.${host.toLowerCase()}`));
}

async function lookUp(
  name: string,
  deps: ProbeDeps<DnsResolver>,
  signal: AbortSignal,
  details: string[],
): Promise<MailHost> {
  const found = await deps.resolver.addresses(name, signal);
  signal.throwIfAborted();
  if (found.kind !== 'found') {
    const note = isIPv4(name) ? ', an address where a name has to be' : '';
    details.push(`${name}: ${found.kind}${note}`);
    return { name, addresses: [], isKnown: found.kind === 'no-address' || found.kind === 'no-such-domain' };
  }
  const open = found.addresses.filter((address) => mayProbe(address, MAIL_PORT, deps));
  const [shut] = found.addresses.filter((address) => !open.includes(address));
  if (shut !== undefined) details.push(`${name}: leads to an address that is not probed (${rangeOf(shut)})`);
  const addresses = [...open.filter(isIPv4), ...open.filter((address) => !isIPv4(address))];
  return { name, addresses, isKnown: true };
}
