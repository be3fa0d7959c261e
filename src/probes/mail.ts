import { isIP } from 'node:net';
import { PROBES, type ProbeRequest, type ProbeResult } from '../model/probe.js';
import type { ProbeDeps } from './deps.js';
import { COMMON_SELECTORS } from './dkim.js';
import { inTime } from './in-time.js';
import { findMailHosts } from './mail-hosts.js';
import { checkReceiving } from './mail-receiving.js';
import { checkSending } from './mail-sending.js';
import type { DnsResolver } from './resolver.js';
import { resultOf, type Verdict } from './result.js';
import { readable, readHost } from './target.js';

/** So many mail servers are named to a person. */
const MOST_NAMED = 5;

/**
 * Whether mail for a domain can arrive, and whether what it sends is believed; the verdict is the gravest problem of
 * the half that was asked for. Servers are greeted, and left again. Where nothing is wrong, but not all could be found
 * out, it is `unknown`.
 *
 * Sources: RFC 5321 and 7505 (MX), 7208 (SPF), 6376 (DKIM), 7489 (DMARC), read by parsers of the project's own: mailauth
 * needs Node 22, and spf-parse is not kept any more.
 */
export async function probeMail(
  request: ProbeRequest,
  deps: ProbeDeps<DnsResolver>,
  signal: AbortSignal,
): Promise<ProbeResult> {
  // Of a mail address, what is behind the @ is the host, as it is in a URL; of a site's, mail is without the www.
  const host = readHost(request.target.trim().replace(/^(?:https?:\/\/)?www\.(?=[^/]*\.)/iu, ''));
  if (host === null || isIP(host.name) !== 0) {
    return resultOf('mail', request.target.trim(), 'unknown', {}, ['not a public name']);
  }
  const { name, shown } = host;
  const { direction, selectors = COMMON_SELECTORS } = request;
  return inTime('mail', shown, signal, async () => {
    const hosts = await findMailHosts(name, deps, signal);
    const [receiving, sending] = await Promise.all([
      direction === 'sending' ? null : checkReceiving(hosts, deps, signal),
      direction === 'receiving' ? null : checkSending(name, hosts, selectors, deps, signal),
    ]);
    // What is cut short found nothing out, and has to say so.
    signal.throwIfAborted();
    const halves = [receiving, sending].filter((half) => half !== null);
    const isUnsure = halves.some((half) => half.isUnsure);
    const verdict = gravest(halves.flatMap(({ problems }) => problems)) ?? (isUnsure ? 'unknown' : 'ok');
    const facts = {
      ...sending?.facts,
      mx: hosts.names.slice(0, MOST_NAMED).map(readable).join(', '),
      expected: expectedFor(verdict, deps),
    };
    const details = [...halves.flatMap((half) => half.details), ...hosts.details];
    return resultOf('mail', shown, verdict, facts, details);
  });
}

/** The worst of the problems, as the list of verdicts goes from good to bad. */
function gravest(problems: readonly Verdict<'mail'>[]): Verdict<'mail'> | null {
  return PROBES.mail.verdicts.findLast((verdict) => problems.includes(verdict)) ?? null;
}

/** What the provider's own setting would be: its part of an SPF record, or its mail servers. */
function expectedFor(verdict: Verdict<'mail'>, { provider }: ProbeDeps<DnsResolver>): string | null {
  if (verdict.startsWith('spf-'))
    return provider.spfInclude === null ? null : `include:${provider.spfInclude}`;
  return provider.mailHosts.join(', ');
}
