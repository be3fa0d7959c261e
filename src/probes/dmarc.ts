import { readTags } from './mail-tags.js';
import type { DnsResolver } from './resolver.js';
import { printable, textOf } from './resolver-record.js';
import { registrable } from './target.js';

/** What receivers are asked to do with mail of a domain that neither SPF nor DKIM speaks for. */
export type DmarcPolicy = 'none' | 'quarantine' | 'reject';

export interface DmarcFinding {
  /** `unknown`: no answer. */
  state: 'ok' | 'missing' | 'broken' | 'unknown';
  policy: DmarcPolicy | null;
  /** The domain that has the record: the one registered speaks for all below it. */
  from: string | null;
  /** Lines for agents. */
  details: string[];
}

/** A record as it is understood: a policy for the domain, and one for the names below it. */
export type Dmarc =
  { kind: 'dmarc'; policy: DmarcPolicy; below: DmarcPolicy } | { kind: 'broken'; why: string };

/**
 * Looks up the DMARC policy of a domain, or of the registered one above it. Source: RFC 7489, 6.3 and 6.6.3.
 * @param domain in ASCII
 */
export async function checkDmarc(
  domain: string,
  resolver: DnsResolver,
  signal: AbortSignal,
): Promise<DmarcFinding> {
  const top = registrable(domain);
  const details: string[] = [];
  for (const from of domain === top ? [domain] : [domain, top]) {
    const { status, records } = await resolver.ask(`_dmarc.${from}`, 'TXT', signal);
    if (status === 'failing' || status === 'silent') {
      return { state: 'unknown', policy: null, from: null, details: [...details, 'DMARC: no answer'] };
    }
    const [text, ...more] = records.map(textOf).filter((one) => /^v=DMARC1(?:[ \t]*;|$)/u.test(one));
    if (text === undefined) continue;
    details.push(`DMARC: ${printable(text)}`);
    if (more.length > 0) {
      return { state: 'broken', policy: null, from, details: [...details, 'DMARC: several records'] };
    }
    const dmarc = parseDmarc(text);
    if (dmarc.kind === 'broken') {
      return { state: 'broken', policy: null, from, details: [...details, `DMARC: ${printable(dmarc.why)}`] };
    }
    return { state: 'ok', policy: from === domain ? dmarc.policy : dmarc.below, from, details };
  }
  return { state: 'missing', policy: null, from: null, details: ['DMARC: missing'] };
}

/**
 * Reads a DMARC record. Never throws. One without a readable policy counts as `none` where it names an address for
 * reports, as receivers have it.
 */
export function parseDmarc(text: string): Dmarc {
  const tags = readTags(text);
  if (tags === null) return { kind: 'broken', why: 'is no list of tags' };
  if ([...tags.keys()][0] !== 'v' || tags.get('v') !== 'DMARC1') {
    return { kind: 'broken', why: 'does not begin with v=DMARC1' };
  }
  const written = policyOf(tags.get('p'));
  const reports = tags.get('rua')?.split(',') ?? [];
  const policy =
    written ?? (reports.some((address) => /^\s*mailto:[^@\s]+@\S+\s*$/iu.test(address)) ? 'none' : null);
  if (policy === null) return { kind: 'broken', why: `has no policy: p=${tags.get('p') ?? ''}` };
  return { kind: 'dmarc', policy, below: policyOf(tags.get('sp')) ?? policy };
}

function policyOf(value: string | undefined): DmarcPolicy | null {
  const policy = value?.toLowerCase();
  return policy === 'none' || policy === 'quarantine' || policy === 'reject' ? policy : null;
}
