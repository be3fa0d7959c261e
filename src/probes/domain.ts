import { isIP } from 'node:net';
import type { ProbeRequest, ProbeResult } from '../model/probe.js';
import type { ProbeDeps } from './deps.js';
import { inTime } from './in-time.js';
import { findRdapServer } from './rdap-directory.js';
import { fetchJson } from './rdap-fetch.js';
import { readRegistration, type Registration } from './rdap.js';
import type { DnsResolver } from './resolver.js';
import { resultOf, type Verdict } from './result.js';
import { readable, readHost, registrable } from './target.js';

const MOST_BYTES = 256 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Registrars write to owners a month before the end; it is time to do something. */
const SOON_DAYS = 30;

const DELETED = ['redemption period', 'pending delete'];
const HELD = ['client hold', 'server hold'];

/** What is known of a registration, or why nothing is. */
type Looked =
  { kind: 'found'; registration: Registration } | { kind: 'none' } | { kind: 'unknown'; why: string };

/**
 * The registration of a domain, from its registry: until when, with whom, and whether it is in force. Nothing about the
 * owner is taken from the answer. Endings whose registry has no RDAP are `unknown`. Sources: RFC 9082 and 9083, RFC 9224
 * for who is asked.
 */
export async function probeDomain(
  request: ProbeRequest,
  deps: ProbeDeps<DnsResolver>,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const host = readHost(request.target);
  if (host === null || isIP(host.name) !== 0) {
    return resultOf('domain', request.target.trim(), 'unknown', {}, ['not a public name']);
  }
  const domain = registrable(host.name);
  const shown = readable(domain);
  return inTime('domain', shown, signal, async () => {
    const looked = await lookUp(domain, deps, signal);
    if (looked.kind === 'unknown') return resultOf('domain', shown, 'unknown', {}, [looked.why]);
    if (looked.kind === 'none') return resultOf('domain', shown, 'not-registered', {}, ['RDAP: HTTP 404']);
    const { registration } = looked;
    const { until, registrar, statuses, nameservers } = registration;
    const days = until === null ? null : Math.floor((until - deps.now()) / DAY_MS);
    const facts = {
      until: until === null ? null : new Date(until).toISOString().slice(0, 10),
      days: days === null ? null : String(days),
      registrar,
      status: statuses.join(', '),
      nameservers: nameservers.map(readable).join(', '),
    };
    const details = [
      `registered until ${facts.until ?? 'an unknown date'} with ${registrar ?? 'an unknown registrar'}`,
      `status: ${statuses.length === 0 ? 'none' : facts.status}`,
      `name servers: ${nameservers.length === 0 ? 'none' : nameservers.join(', ')}`,
    ];
    return resultOf('domain', shown, judge(registration, days), facts, details);
  });
}

async function lookUp(domain: string, deps: ProbeDeps<DnsResolver>, signal: AbortSignal): Promise<Looked> {
  const server = await findRdapServer(domain, deps, signal);
  if (server.kind === 'none') {
    return { kind: 'unknown', why: `the registry of .${domain.split('.').at(-1) ?? ''} has no RDAP` };
  }
  if (server.kind === 'failed') return { kind: 'unknown', why: server.why };
  const fetched = await fetchJson(`${server.base}domain/${domain}`, MOST_BYTES, deps, signal);
  if (fetched.kind === 'failed') return { kind: 'unknown', why: `RDAP: ${fetched.why}` };
  if (fetched.status === 404) {
    // A server that is not where the list has it answers the same about all names.
    const { status } = await deps.resolver.ask(domain, 'NS', signal);
    return status === 'found'
      ? { kind: 'unknown', why: 'RDAP: HTTP 404, but the name has name servers' }
      : { kind: 'none' };
  }
  if (fetched.status !== 200) return { kind: 'unknown', why: `RDAP: HTTP ${fetched.status}` };
  const registration = readRegistration(fetched.body, domain);
  return registration === null
    ? { kind: 'unknown', why: 'RDAP: the answer is not about this domain' }
    : { kind: 'found', registration };
}

function judge({ statuses }: Registration, days: number | null): Verdict<'domain'> {
  const has = (wanted: readonly string[]): boolean => wanted.some((status) => statuses.includes(status));
  if (has(DELETED)) return 'being-deleted';
  const isOver = days !== null && days < 0;
  // Registries prolong on the last day, and registrars who were not paid put the domain on hold for the weeks after.
  if (has(HELD)) return isOver || has(['auto renew period']) ? 'expired' : 'on-hold';
  if (isOver) return 'expired';
  return days !== null && days <= SOON_DAYS ? 'expires-soon' : 'ok';
}
