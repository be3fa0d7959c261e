import { isIPv4 } from 'node:net';
import type { ProbeDeps } from './deps.js';
import { mayProbe, rangeOf } from './guard.js';
import type { DnsAnswer, DnsResolver } from './resolver.js';
import { registrable } from './target.js';

/** The part of the name tree that a name is kept in, and who keeps it. */
export interface Zone {
  name: string;
  /** Host names of the servers, sorted. */
  nameservers: string[];
}

/** What one of a zone's servers says about a name. */
export interface ServerView {
  nameserver: string;
  address: string | null;
  /** `failing` is an answer that is none, also from a server that knows nothing of the zone; `unasked`: it has no address, or none that may be asked. */
  state: 'answers' | 'failing' | 'silent' | 'unasked';
  /** For agents: a response code, or why it was not asked. */
  code: string;
  /** The first name that the name is an alias of. */
  alias: string | null;
  /** Sorted. */
  addresses: string[];
  /** Whether it knows the name, with or without addresses. */
  knows: boolean;
  /** How long others may remember its answer, seconds; null where it has no records. */
  ttl: number | null;
  /** The number of the zone's version. */
  serial: number | null;
}

const DNS_PORT = 53;
const MOST_SERVERS = 6;
/** How far below the registered domain a zone of its own is looked for. */
const MOST_ZONES = 4;

/** The zone that a name is in, as the system's resolver knows it; null where nobody keeps one. */
export async function zoneOf(
  name: string,
  deps: ProbeDeps<DnsResolver>,
  signal: AbortSignal,
): Promise<Zone | null> {
  const names = [name];
  const top = registrable(name);
  for (let at = name; at !== top && at.includes('.');) {
    at = at.slice(at.indexOf('.') + 1);
    names.push(at);
  }
  const answers = await Promise.all(
    names.slice(-MOST_ZONES).map(async (zone) => ({ zone, ns: await deps.resolver.ask(zone, 'NS', signal) })),
  );
  // An alias has no name servers of its own: those in the answer belong to where it leads.
  const found = answers.find(({ ns }) => ns.status === 'found' && ns.aliases.length === 0);
  if (found === undefined) return null;
  return { name: found.zone, nameservers: found.ns.records.map(({ value }) => value).sort() };
}

/** Asks the servers of a zone, six at most, what they know about a name. */
export function askZone(
  name: string,
  zone: Zone,
  deps: ProbeDeps<DnsResolver>,
  signal: AbortSignal,
): Promise<ServerView[]> {
  return Promise.all(
    zone.nameservers.slice(0, MOST_SERVERS).map((nameserver) => viewOf(name, nameserver, zone, deps, signal)),
  );
}

async function viewOf(
  name: string,
  nameserver: string,
  zone: Zone,
  deps: ProbeDeps<DnsResolver>,
  signal: AbortSignal,
): Promise<ServerView> {
  const { resolver } = deps;
  const nothing = {
    ...{ nameserver, address: null, alias: null, addresses: [], knows: false, ttl: null, serial: null },
  };
  const hosts = await resolver.addresses(nameserver, signal);
  signal.throwIfAborted();
  if (hosts.kind !== 'found') return { ...nothing, state: 'unasked', code: hosts.kind };
  const address =
    hosts.addresses.find((one) => isIPv4(one) && mayProbe(one, DNS_PORT, deps)) ??
    hosts.addresses.find((one) => mayProbe(one, DNS_PORT, deps));
  if (address === undefined) {
    return { ...nothing, state: 'unasked', code: `address is ${rangeOf(hosts.addresses[0] ?? '')}` };
  }
  const server = { address, port: DNS_PORT };
  const [a, aaaa, soa] = await Promise.all([
    resolver.askServer(server, name, 'A', signal),
    resolver.askServer(server, name, 'AAAA', signal),
    resolver.askServer(server, zone.name, 'SOA', signal),
  ]);
  const reached = { ...nothing, address };
  if (a.status === 'silent') return { ...reached, state: 'silent', code: a.code };
  if (a.status === 'failing') return { ...reached, state: 'failing', code: a.code };
  if (!a.authoritative) return { ...reached, state: 'failing', code: 'not answerable for the zone' };
  const records = [...a.records, ...aaaa.records];
  return {
    ...reached,
    ...{ state: 'answers', code: a.code },
    alias: a.aliases[0] ?? null,
    addresses: addressesOf([a, aaaa]),
    knows: a.status !== 'no-such-name' || a.aliases.length > 0,
    ttl: records.length === 0 ? null : Math.min(...records.map(({ ttl }) => ttl)),
    serial: soa.records[0]?.serial ?? null,
  };
}

/** The addresses in answers, sorted, each once. */
export function addressesOf(answers: readonly (DnsAnswer<'A'> | DnsAnswer<'AAAA'>)[]): string[] {
  const addresses = answers.flatMap(({ records }) => records.map(({ value }) => value));
  return [...new Set(addresses)].sort();
}
