import { domainToUnicode } from 'node:url';
import { COMMON_WORDS } from './common-words.js';

/** Endings of names that are files and not domains, though some are country codes as well. */
const FILE_ENDINGS = new Set(
  (
    'php html htm js ts css scss json xml yml yaml ini conf cfg log txt md csv sql db bak zip rar gz tar tgz bz2 7z ' +
    'jpg jpeg png gif svg webp ico pdf doc docx xls xlsx ppt pptx exe msi dll sh bat py rb pl java jar so lock ' +
    'htaccess env key pem crt cer csr pub mp3 mp4 avi mov apk dmg iso eml msg'
  ).split(' '),
);

/** Longer endings that are taken for domains without `www.` or a scheme before them; two letters always are. */
const TLDS = new Set(
  (
    'com net org info biz name pro edu gov mil int arpa mobi tel asia cat jobs travel xxx app dev page blog shop ' +
    'store online site website tech space fun host hosting cloud systems network email support help live world ' +
    'today news media digital agency studio design art gallery photo video games club group team company center ' +
    'academy school education university health clinic doctor care legal lawyer finance bank money cash tax auto ' +
    'car cars taxi tours hotel restaurant cafe bar pizza food wine beer house land estate build works tools ' +
    'example test invalid localhost local lan internal corp home moscow москва рф рус онлайн сайт дети орг ком ' +
    'бел укр қаз срб мкд мон'
  ).split(' '),
);

/** Abbreviations and names with a dot inside. */
const NOT_DOMAINS = new Set([
  'a.k',
  'am.pm',
  'asp.net',
  'vb.net',
  'т.е',
  'т.д',
  'т.п',
  'т.к',
  'и.о',
  'e.g',
  'i.e',
  'p.s',
  'a.m',
  'p.m',
]);

/** Endings that are words as well: "it is down.it was up yesterday" holds no domain. */
const WORD_ENDINGS = new Set('it is no so me my in to at be am as us by do pm hm la st ai'.split(' '));
/** Names with one letter before such an ending. */
const SHORT_NAMES = new Set(['t.me', 't.co', 'g.co', 'x.ai']);

const LABEL = '_?[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?';
/** What a host name looks like; whether it is one, `domainName` says. */
export const HOST = `(?:${LABEL}\\.)+(?:xn--[a-z0-9-]{1,59}|\\p{L}{2,24})`;

/** A host name found: its canonical form, and how many units of what was found belong to it. */
export interface DomainName {
  name: string;
  length: number;
}

/**
 * The host name that `found` is or begins with, or null: in lower case, without a trailing dot, international names in
 * their own letters whether they were written so or in punycode. A sentence that goes on without a space behind the dot
 * ("site.ru.не работает") is left out.
 */
export function domainName(found: string): DomainName | null {
  const lower = found.toLowerCase();
  const labels = lower.split('.');
  for (let count = labels.length; count >= Math.max(2, labels.length - 1); count -= 1) {
    const written = labels.slice(0, count);
    if (isDomain(written)) {
      const name = written.join('.');
      return { name: unicodeName(name), length: name.length };
    }
    // What follows the dot is no new sentence in the same alphabet: index.php.bak.
    if (/^[a-z0-9-]+$/u.test(labels[count - 1] ?? '')) return null;
  }
  return null;
}

/** A host name in its own letters: xn--e1afmkfd.xn--p1ai is пример.рф; as written where it is no valid punycode. */
export function unicodeName(name: string): string {
  if (!name.includes('xn--')) return name;
  const decoded = domainToUnicode(name);
  return decoded === '' ? name : decoded;
}

function isDomain(labels: readonly string[]): boolean {
  const name = labels.join('.');
  if (NOT_DOMAINS.has(name)) return false;
  const [first = ''] = labels;
  const ending = labels.at(-1) ?? '';
  if (first === 'www' && labels.length > 2) return true;
  if (FILE_ENDINGS.has(ending)) return false;
  if (ending.startsWith('xn--') || TLDS.has(ending)) return true;
  if (!/^[a-z]{2}$/u.test(ending) || !/[a-z]/u.test(first)) return false;
  if (SHORT_NAMES.has(name)) return true;
  const isWord = labels.length === 2 && WORD_ENDINGS.has(ending) && COMMON_WORDS.en.has(first);
  return first.length > 1 && !isWord;
}
