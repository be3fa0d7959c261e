import type { DnsAnswer, DnsResolver } from './resolver.js';
import { printable, textOf } from './resolver-record.js';
import { hasMacro, isSpf, parseSpf, type SpfMechanism, type SpfTerm } from './spf.js';

/** What a domain says about who may send its mail. */
export interface SpfFinding {
  /** `unknown`: a server did not answer, so that receivers would wait as well. */
  state: 'ok' | 'missing' | 'several' | 'broken' | 'unknown';
  record: string | null;
  /** How many look-ups receivers need, at most ten; counted no further than eleven. */
  lookups: number;
  /** The domains whose records are reached by `include` and `redirect`, lower case. */
  includes: ReadonlySet<string>;
  /** Lines for agents. */
  details: string[];
}

/** What was counted on the way through a record and those that it includes. */
interface Tally {
  resolver: DnsResolver;
  signal: AbortSignal;
  lookups: number;
  /** Look-ups that found nothing: more than two are an error. */
  voids: number;
  includes: Set<string>;
  /** Why the whole record is void. */
  problem: string | null;
  isUncertain: boolean;
}

type Fetched = { kind: 'found'; text: string } | { kind: 'missing' | 'several' | 'unknown' };

const MOST_LOOKUPS = 10;
const MOST_VOIDS = 2;
const MOST_MX = 10;

/**
 * Looks up a domain's SPF record and everything that it includes, and counts as a receiver does who comes to its end.
 * Values with macros are counted, and not looked up. Source: RFC 7208, 4.6.4.
 * @param domain in ASCII
 */
export async function checkSpf(
  domain: string,
  resolver: DnsResolver,
  signal: AbortSignal,
): Promise<SpfFinding> {
  const none = { record: null, lookups: 0, includes: new Set<string>(), details: [] };
  const fetched = await fetchSpf(domain, resolver, signal);
  if (fetched.kind !== 'found') return { ...none, state: fetched.kind, details: [`SPF: ${fetched.kind}`] };
  const tally: Tally = {
    ...{ resolver, signal, lookups: 0, voids: 0, includes: new Set(), problem: null, isUncertain: false },
  };
  await walk(domain, fetched.text, [domain], tally);
  const { lookups, voids, includes, problem, isUncertain } = tally;
  const state = problem !== null ? 'broken' : isUncertain ? 'unknown' : 'ok';
  const record = printable(fetched.text);
  const details = [
    `SPF: ${record}`,
    `SPF: ${lookups} look-ups, ${voids} of them void${problem === null ? '' : `; ${problem}`}`,
    ...(isUncertain ? ['SPF: not all of it could be looked up'] : []),
  ];
  return { state, record, lookups, includes, details };
}

async function walk(domain: string, text: string, chain: readonly string[], tally: Tally): Promise<void> {
  const spf = parseSpf(text);
  if (spf.kind === 'broken') {
    tally.problem = `${domain}: ${printable(spf.why)}`;
    return;
  }
  const end = spf.terms.findIndex((term) => term.kind === 'mechanism' && term.name === 'all');
  // Nothing behind `all` is ever looked at, nor a redirect beside it.
  const terms = end === -1 ? spf.terms : spf.terms.slice(0, end).filter(({ kind }) => kind === 'mechanism');
  const redirects = terms.filter((term) => isRedirect(term));
  for (const term of [...terms.filter((one) => !isRedirect(one)), ...redirects]) {
    if (term.kind === 'mechanism') await visit(domain, term, chain, tally);
    else if (isRedirect(term)) await enter('redirect', term.value, chain, tally);
    if (tally.problem !== null) return;
  }
}

async function visit(
  domain: string,
  { name, value }: SpfMechanism,
  chain: readonly string[],
  tally: Tally,
): Promise<void> {
  const target = value ?? domain;
  switch (name) {
    case 'include':
      return enter(name, target, chain, tally);
    case 'a':
    case 'exists':
      if (count(tally) && !hasMacro(target)) await ask(target, 'A', tally);
      return;
    case 'mx': {
      if (!count(tally) || hasMacro(target)) return;
      const { records } = await ask(target, 'MX', tally);
      if (records.length > MOST_MX) tally.problem = `mx of ${target} are ${records.length}, more than 10`;
      return;
    }
    case 'ptr':
      count(tally);
      return;
    case 'all':
    case 'ip4':
    case 'ip6':
      return;
  }
}

/** Goes on in the record of another domain. */
async function enter(how: string, value: string, chain: readonly string[], tally: Tally): Promise<void> {
  if (!count(tally) || hasMacro(value)) return;
  const domain = value.toLowerCase().replace(/\.$/u, '');
  tally.includes.add(domain);
  if (chain.includes(domain)) {
    tally.problem = `${how} of ${domain} goes round`;
    return;
  }
  const fetched = await fetchSpf(domain, tally.resolver, tally.signal);
  if (fetched.kind === 'unknown') tally.isUncertain = true;
  else if (fetched.kind === 'found') await walk(domain, fetched.text, [...chain, domain], tally);
  else tally.problem = `${how} of ${domain}, whose SPF is ${fetched.kind}`;
}

/** Counts a look-up; false where that is one too many. */
function count(tally: Tally): boolean {
  tally.lookups += 1;
  if (tally.lookups > MOST_LOOKUPS) tally.problem = 'more than 10 look-ups';
  return tally.problem === null;
}

async function ask<Type extends 'A' | 'MX'>(
  name: string,
  type: Type,
  tally: Tally,
): Promise<DnsAnswer<Type>> {
  const answer = await tally.resolver.ask(name, type, tally.signal);
  if (answer.status === 'failing' || answer.status === 'silent') tally.isUncertain = true;
  else if (answer.status !== 'found') {
    tally.voids += 1;
    if (tally.voids > MOST_VOIDS) tally.problem = 'more than 2 look-ups find nothing';
  }
  return answer;
}

async function fetchSpf(domain: string, resolver: DnsResolver, signal: AbortSignal): Promise<Fetched> {
  const { status, records } = await resolver.ask(domain, 'TXT', signal);
  if (status === 'failing' || status === 'silent') return { kind: 'unknown' };
  const [text, ...more] = records.map(textOf).filter(isSpf);
  if (text === undefined) return { kind: 'missing' };
  return more.length > 0 ? { kind: 'several' } : { kind: 'found', text };
}

function isRedirect(term: SpfTerm): boolean {
  return term.kind === 'modifier' && term.name === 'redirect';
}
