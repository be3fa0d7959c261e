import { isIPv4, isIPv6 } from 'node:net';

/** What a sender is held against: `+a:mail.example.com/24`. */
export interface SpfMechanism {
  kind: 'mechanism';
  qualifier: '+' | '-' | '~' | '?';
  name: 'all' | 'include' | 'a' | 'mx' | 'ptr' | 'ip4' | 'ip6' | 'exists';
  /** A name, with macros in it perhaps, or an address; null where it is the domain itself. */
  value: string | null;
  /** Lengths of network prefixes, bits; null where the whole address is meant. */
  prefix4: number | null;
  prefix6: number | null;
}

/** What is said beside: `redirect=_spf.example.com`. Unknown ones are allowed, and mean nothing. */
export interface SpfModifier {
  kind: 'modifier';
  name: string;
  value: string;
}

export type SpfTerm = SpfMechanism | SpfModifier;
/** A record as it is understood, or the first thing in it that is wrong: one error makes all of it void. */
export type Spf = { kind: 'spf'; terms: SpfTerm[] } | { kind: 'broken'; why: string };

const MACRO = '%\\{[slodiphcrtv]\\d*r?[.+,/_=-]*\\}';
const MACRO_STRING = `(?:[!-$&-~]|%[%_-]|${MACRO})*`;
/** A name that ends in a label as top levels have, or in a macro. */
const NAME = new RegExp(
  `^${MACRO_STRING}(?:\\.(?:[a-z\\d]*[a-z][a-z\\d]*|[a-z\\d]+-[a-z\\d-]*[a-z\\d])\\.?|${MACRO})$`,
  'iu',
);
const MODIFIER = /^([a-z][a-z\d._-]*)=(.*)$/iu;
const DIRECTIVE = /^([+\-~?]?)([a-z][a-z\d._-]*)(?::(.*?))?((?:\/\d*)?(?:\/\/\d*)?)$/iu;
/** The longest name that DNS has, with macros written out; a longer one is not looked at. */
const LONGEST_NAME = 300;

function isName(text: string): boolean {
  return text.length <= LONGEST_NAME && NAME.test(text);
}

/** Far more than receivers put up with, bytes. */
const LONGEST = 4_096;

/** Whether a TXT record is meant as SPF: one of something else may stand beside it. */
export function isSpf(text: string): boolean {
  return /^v=spf1(?: |$)/iu.test(text);
}

/** Whether a value depends on who sends, so that nobody can look it up beforehand. */
export function hasMacro(value: string): boolean {
  return value.includes('%');
}

/**
 * Reads an SPF record. Never throws. Source: RFC 7208, chapters 4.6, 5, 6 and 12. Written here because no kept parser
 * runs on Node 20: mailauth wants 22, and spf-parse is not kept any more.
 * @param text beginning with `v=spf1`
 */
export function parseSpf(text: string): Spf {
  if (!isSpf(text)) return broken('does not begin with v=spf1');
  if (text.length > LONGEST) return broken(`is longer than ${LONGEST} bytes`);
  if (!/^[ -~]*$/u.test(text)) return broken('has signs other than printable ASCII');
  const terms: SpfTerm[] = [];
  for (const word of text.split(' ').slice(1)) {
    if (word === '') continue;
    const term = readTerm(word);
    if (typeof term === 'string') return broken(`"${word}": ${term}`);
    const { name } = term;
    const isOnce = term.kind === 'modifier' && (name === 'redirect' || name === 'exp');
    if (isOnce && terms.some((other) => other.kind === 'modifier' && other.name === name)) {
      return broken(`"${name}=" is given twice`);
    }
    terms.push(term);
  }
  return { kind: 'spf', terms };
}

/** The record in one form: names of terms in lower case, `+` left out, single spaces. Parsing it gives the same. */
export function printSpf(terms: readonly SpfTerm[]): string {
  return ['v=spf1', ...terms.map(printTerm)].join(' ');
}

function printTerm(term: SpfTerm): string {
  if (term.kind === 'modifier') return `${term.name}=${term.value}`;
  const { qualifier, name, value, prefix4, prefix6 } = term;
  const lengths = `${prefix4 === null ? '' : `/${prefix4}`}${lengthOf6(name, prefix6)}`;
  return `${qualifier === '+' ? '' : qualifier}${name}${value === null ? '' : `:${value}`}${lengths}`;
}

function lengthOf6(name: string, prefix6: number | null): string {
  if (prefix6 === null) return '';
  return `${name === 'ip6' ? '/' : '//'}${prefix6}`;
}

/** A term, or what is wrong with it. */
function readTerm(word: string): SpfTerm | string {
  const [, name, value] = MODIFIER.exec(word) ?? [];
  if (name !== undefined && value !== undefined) return readModifier(name.toLowerCase(), value);
  const [, sign, mechanism, domain, lengths = ''] = DIRECTIVE.exec(word) ?? [];
  if (mechanism === undefined) return 'is no term';
  const qualifier = sign === '-' || sign === '~' || sign === '?' ? sign : '+';
  const none: Omit<SpfMechanism, 'name'> = {
    ...{ kind: 'mechanism', qualifier, value: null, prefix4: null, prefix6: null },
  };
  const kind = mechanism.toLowerCase();
  switch (kind) {
    case 'all':
      return domain === undefined && lengths === '' ? { ...none, name: kind } : 'takes no value';
    case 'include':
    case 'exists':
      if (lengths !== '') return 'takes no network';
      return domain !== undefined && isName(domain)
        ? { ...none, name: kind, value: domain }
        : 'needs the name of a domain';
    case 'ptr':
    case 'a':
    case 'mx': {
      if (domain !== undefined && !isName(domain)) return 'is no name of a domain';
      const prefixes = readPrefixes(lengths);
      if (prefixes === null || (kind === 'ptr' && lengths !== '')) return 'has a wrong network';
      return { ...none, name: kind, value: domain ?? null, ...prefixes };
    }
    case 'ip4': {
      const { prefix4, prefix6 } = readPrefixes(lengths) ?? { prefix4: null, prefix6: 0 };
      if (domain === undefined || !isIPv4(domain) || prefix6 !== null) return 'is no IPv4 address or network';
      return { ...none, name: kind, value: domain, prefix4 };
    }
    case 'ip6': {
      const prefix6 = lengths === '' ? null : readLength(lengths.slice(1), 128);
      if (domain === undefined || !isIPv6(domain) || domain.includes('%') || prefix6 === undefined) {
        return 'is no IPv6 address or network';
      }
      return { ...none, name: kind, value: domain, prefix6 };
    }
    default:
      return 'is an unknown mechanism';
  }
}

function readModifier(name: string, value: string): SpfModifier | string {
  const named = name === 'redirect' || name === 'exp';
  if (named && !isName(value)) return 'needs the name of a domain';
  if (!new RegExp(`^${MACRO_STRING}$`, 'u').test(value)) return 'has a wrong macro';
  return { kind: 'modifier', name, value };
}

/** `/24`, `//64` or `/24//64`; null where it is none. */
function readPrefixes(lengths: string): { prefix4: number | null; prefix6: number | null } | null {
  const [, four, six] = /^(?:\/(\d+))?(?:\/\/(\d+))?$/u.exec(lengths) ?? [];
  if (four === undefined && six === undefined && lengths !== '') return null;
  const prefix4 = four === undefined ? null : readLength(four, 32);
  const prefix6 = six === undefined ? null : readLength(six, 128);
  return prefix4 === undefined || prefix6 === undefined ? null : { prefix4, prefix6 };
}

/** Written without zeros in front. */
function readLength(text: string, most: number): number | undefined {
  return /^(?:0|[1-9]\d{0,2})$/u.test(text) && Number(text) <= most ? Number(text) : undefined;
}

function broken(why: string): Spf {
  return { kind: 'broken', why };
}
