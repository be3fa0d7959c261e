import { readTags } from './mail-tags.js';
import type { DnsResolver } from './resolver.js';
import { textOf } from './resolver-record.js';

/** What a domain has under one name of a DKIM key. `revoked`: the key was taken back; `unknown`: no answer. */
export interface DkimKey {
  selector: string;
  state: 'valid' | 'revoked' | 'broken' | 'missing' | 'unknown';
}

/** The names that mail programs and large providers use; no list of a domain's own can be asked for. */
export const COMMON_SELECTORS = [
  ...['default', 'mail', 'dkim', 's1', 's2', 'selector1', 'selector2', 'google', 'k1'],
] as const;

/** More than these are not looked for. */
const MOST_SELECTORS = 20;
const SELECTOR = /^[a-z\d](?:[a-z\d_-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d_-]{0,61}[a-z\d])?)*$/u;

/**
 * Looks for the DKIM keys of a domain, in the order of the selectors; what can be no selector is left out. Source: RFC
 * 6376, 3.6. Whether mail is signed with them, only a message can show.
 * @param domain in ASCII
 */
export function findDkim(
  domain: string,
  selectors: readonly string[],
  resolver: DnsResolver,
  signal: AbortSignal,
): Promise<DkimKey[]> {
  const names = [...new Set(selectors.map((one) => one.trim().toLowerCase()))].filter((one) =>
    SELECTOR.test(one),
  );
  return Promise.all(
    names.slice(0, MOST_SELECTORS).map(async (selector) => {
      const { status, records } = await resolver.ask(`${selector}._domainkey.${domain}`, 'TXT', signal);
      if (status === 'failing' || status === 'silent') return { selector, state: 'unknown' };
      // A name that has more records than anybody keeps keys is not read to its end.
      const states = records.slice(0, MOST_RECORDS).map((record) => keyState(textOf(record)));
      // A domain that answers all names with one text has no key, whatever that text is.
      const state = states.find((one) => one === 'valid') ?? states.find((one) => one !== 'missing');
      return { selector, state: state ?? 'missing' };
    }),
  );
}

const MOST_RECORDS = 4;

/** What the text of a key record is; `missing` where it is not meant as one. */
export function keyState(text: string): Exclude<DkimKey['state'], 'unknown'> {
  const tags = readTags(text);
  const version = tags?.get('v');
  if (version !== undefined ? version !== 'DKIM1' : tags?.has('p') !== true) return 'missing';
  const key = tags?.get('p')?.replace(/\s/gu, '');
  if (key === undefined) return 'broken';
  if (key === '') return 'revoked';
  const algorithm = tags?.get('k') ?? 'rsa';
  const isKnown = algorithm === 'rsa' || algorithm === 'ed25519';
  return isKnown && /^[a-z\d+/]+={0,2}$/iu.test(key) ? 'valid' : 'broken';
}
