import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { plain, type Facts, type Verdict } from './result.js';
import { readable } from './target.js';

/** A certificate that runs out within this many days is to be renewed: those for 90 days usually were at 30. */
export const SOON_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_NAMES = 5;
const LONGEST_CHAIN = 6;

/** What a certificate comes to for a host. */
export interface Judgement {
  verdict: Verdict<'tls'>;
  facts: Facts<'tls'>;
  details: string[];
}

/**
 * Judges a certificate for a host, the most telling fault first: that it was made for testing or for another site
 * explains more than that it has run out, for there renewing does not help.
 * @param distrust why the chain is not trusted, as OpenSSL names it; null where it is
 * @param now milliseconds since the epoch
 */
export function judgeCertificate(
  certificate: X509Certificate,
  host: string,
  distrust: string | null,
  now: number,
): Judgement {
  const names = namesOf(certificate);
  const from = Date.parse(certificate.validFrom);
  const until = Date.parse(certificate.validTo);
  const days = Math.floor((until - now) / DAY_MS);
  const verdict = faultOf(certificate, host, distrust, { from, until, now });
  return {
    verdict: verdict ?? (days <= SOON_DAYS ? 'expires-soon' : 'ok'),
    facts: {
      names: listed(names),
      issuer: issuerOf(certificate),
      until: dateOf(until),
      days: Number.isFinite(days) ? String(days) : null,
    },
    details: [
      `certificate for ${listed(names)}, ${dateOf(from)} to ${dateOf(until)}`,
      `chain: ${chainOf(certificate).join(' < ')}`,
      ...(distrust === null ? [] : [`not trusted: ${distrust}`]),
      // The certificates of public authorities say where the next one in the chain is.
      ...(verdict === 'incomplete-chain' && certificate.infoAccess === undefined
        ? ['names no address of its issuer: perhaps of a private authority']
        : []),
    ],
  };
}

function faultOf(
  certificate: X509Certificate,
  host: string,
  distrust: string | null,
  { from, until, now }: { from: number; until: number; now: number },
): Verdict<'tls'> | null {
  if (isSelfSigned(certificate)) return 'self-signed';
  if (!isFor(certificate, host)) return 'wrong-name';
  if (until < now) return 'expired';
  if (from > now) return 'not-yet-valid';
  if (distrust === null) return null;
  return distrust === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' ? 'incomplete-chain' : 'untrusted';
}

/** Whether it names the host as browsers read it: alternative names only, compared in full, so that none ends at a null byte. */
function isFor(certificate: X509Certificate, host: string): boolean {
  if (isIP(host) !== 0) return certificate.checkIP(host) !== undefined;
  return certificate.checkHost(host, { subject: 'never', partialWildcards: false }) !== undefined;
}

function isSelfSigned(certificate: X509Certificate): boolean {
  if (certificate.subject !== certificate.issuer) return false;
  try {
    return certificate.verify(certificate.publicKey);
  } catch {
    // A kind of key that OpenSSL does not know.
    return false;
  }
}

/** The names of sites and addresses in it, to be shown: odd signs escaped, national names readable. */
function namesOf(certificate: X509Certificate): string[] {
  // Node writes a name with signs that could be mistaken as a JSON string.
  const written = certificate.subjectAltName?.match(/(?:DNS|IP Address):(?:"(?:[^"\\]|\\.)*"|[^,]*)/gu) ?? [];
  // Without any, its subject at least tells what it was made for.
  const subject = partOf(certificate.subject, 'CN');
  if (written.length === 0) return subject === null ? [] : [plain(`${subject} (CN)`)];
  return written.map((entry) => {
    const name = entry.slice(entry.indexOf(':') + 1);
    return plain(name.startsWith('"') ? name.slice(1, -1) : readable(name));
  });
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(', ') + (more > 0 ? ` (+${more})` : '');
}

/** The organisation that issued it, else its name, else all there is. */
function issuerOf({ issuer }: X509Certificate): string {
  return partOf(issuer, 'O') ?? partOf(issuer, 'CN') ?? issuer.replaceAll('\n', ', ');
}

function chainOf(certificate: X509Certificate): string[] {
  const chain: string[] = [];
  let next: X509Certificate | undefined = certificate;
  while (next !== undefined && chain.length < LONGEST_CHAIN) {
    chain.push(partOf(next.subject, 'CN') ?? partOf(next.subject, 'O') ?? '?');
    next = next.issuerCertificate;
  }
  return chain;
}

/** One part of a name as Node writes it: a line each, `CN=…`. */
function partOf(name: string | undefined, part: string): string | null {
  const line = name?.split('\n').find((candidate) => candidate.startsWith(`${part}=`));
  return line === undefined ? null : line.slice(part.length + 1);
}

function dateOf(time: number): string {
  return Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : '?';
}
