import type { ProbeDeps } from './deps.js';
import { findDkim } from './dkim.js';
import { checkDmarc, type DmarcFinding } from './dmarc.js';
import type { MailHosts } from './mail-hosts.js';
import type { MailHalf } from './mail-receiving.js';
import { checkReverse } from './mail-reverse.js';
import { checkSpf, type SpfFinding } from './mail-spf.js';
import type { DnsResolver } from './resolver.js';
import type { Verdict } from './result.js';
import { readable } from './target.js';

/**
 * Whether mail that a domain sends is believed: what it says about its senders (SPF), its keys (DKIM), what is to be
 * done with the rest (DMARC), and whether its first mail server's address has a name.
 * @param domain in ASCII
 * @param selectors names of DKIM keys to look for
 */
export async function checkSending(
  domain: string,
  { hosts }: MailHosts,
  selectors: readonly string[],
  deps: ProbeDeps<DnsResolver>,
  signal: AbortSignal,
): Promise<MailHalf> {
  const { resolver, provider } = deps;
  const address = hosts.flatMap(({ addresses }) => addresses)[0];
  const [spf, keys, dmarc, reverse] = await Promise.all([
    checkSpf(domain, resolver, signal),
    findDkim(domain, selectors, resolver, signal),
    checkDmarc(domain, resolver, signal),
    address === undefined ? null : checkReverse(address, resolver, signal),
  ]);
  const valid = keys.filter(({ state }) => state === 'valid').map(({ selector }) => selector);
  const problems: Verdict<'mail'>[] = [...spfProblems(spf, provider.spfInclude)];
  const isDkimKnown = keys.length > 0 && keys.every(({ state }) => state !== 'unknown');
  if (isDkimKnown && valid.length === 0) problems.push('dkim-missing');
  if (dmarc.state === 'missing' || dmarc.state === 'broken') problems.push('dmarc-missing');
  if (reverse?.state === 'missing' || reverse?.state === 'differs') problems.push('reverse-missing');
  return {
    problems,
    isUnsure:
      [spf, dmarc, reverse].some((one) => one?.state === 'unknown') || (valid.length === 0 && !isDkimKnown),
    facts: {
      spf: spf.record,
      lookups: spf.record === null ? null : String(spf.lookups),
      dkim: valid.join(', '),
      dmarc: dmarcFact(dmarc, domain),
      reverse: reverse?.name === undefined || reverse.name === null ? null : readable(reverse.name),
    },
    details: [
      ...spf.details,
      `DKIM: ${keys.map(({ selector, state }) => `${selector} ${state}`).join(', ')}`,
      ...dmarc.details,
      ...(reverse === null ? [] : [reverse.detail]),
    ],
  };
}

function spfProblems({ state, includes }: SpfFinding, ours: string | null): Verdict<'mail'>[] {
  switch (state) {
    case 'missing':
      return ['spf-missing'];
    case 'several':
      return ['spf-several'];
    case 'broken':
      return ['spf-broken'];
    case 'ok':
      return ours === null || includes.has(ours.toLowerCase()) ? [] : ['spf-lacks-us'];
    case 'unknown':
      return [];
  }
}

function dmarcFact({ policy, from }: DmarcFinding, domain: string): string | null {
  if (policy === null || from === null) return null;
  return from === domain ? policy : `${policy} (${readable(from)})`;
}
