import type { Entity } from '../model/understanding.js';

type Kind = Entity['kind'];

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

const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?';
const HOST = `(?:${LABEL}\\.)+(?:xn--[a-z0-9-]{1,59}|\\p{L}{2,24})`;
const IPV4 = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}';
const MONTHS =
  'январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|' +
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';

interface Pattern {
  kind: Kind;
  /** A text without this holds none: most texts are not searched any further. */
  sign: RegExp;
  pattern: RegExp;
  /** The canonical value, or null where the match is something else after all. */
  canonical(found: string, text: string, offset: number): string | null;
}

/** In order of precedence: what an earlier one took, a later one leaves alone. */
const PATTERNS: readonly Pattern[] = [
  {
    kind: 'url',
    sign: /:\/\//,
    pattern: /\b(?:https?|ftps?|sftp):\/\/[^\s<>"'«»`]{1,2000}/giu,
    canonical: (found) =>
      withoutTrailing(found).replace(/^[^/]*\/\/[^/?#]*/u, (origin) => origin.toLowerCase()),
  },
  {
    kind: 'email',
    sign: /@/,
    pattern: new RegExp(`[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._%+-]{0,63})@${HOST}`, 'giu'),
    canonical: (found) => found.toLowerCase(),
  },
  {
    kind: 'error-code',
    sign: /[A-Z]{2}|_|0x/,
    pattern: /\b(?:0x[0-9a-f]{4,16}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|NXDOMAIN|SERVFAIL|E[A-Z]{4,14})\b/gu,
    canonical: (found) => found,
  },
  {
    kind: 'ip',
    sign: /\d\./,
    pattern: new RegExp(`(?<![\\d.])${IPV4}(?![\\d]|\\.\\d)`, 'gu'),
    canonical: (found) => found,
  },
  {
    kind: 'ip',
    sign: /:[\da-f]*:/i,
    pattern:
      /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,6}(?![\w:])|(?<![\w:])[0-9a-f]{1,4}::[0-9a-f]{0,4}(?![\w:])/giu,
    canonical: (found) => (/::|(?:[^:]*:){7}/u.test(found) ? found.toLowerCase() : null),
  },
  {
    kind: 'date',
    sign: /\d/,
    pattern:
      /(?<![\d.])(\d{4})-(\d{2})-(\d{2})(?!\d)|(?<![\d.])(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})(?![\d.]*\d)/gu,
    canonical: calendarDate,
  },
  {
    kind: 'date',
    sign: /\d/,
    pattern: new RegExp(
      `(?<![\\p{L}\\d])(?:(\\d{1,2})(?:st|nd|rd|th)?(?:-?го)?\\s+(?:of\\s+)?(${MONTHS})\\p{L}*|(${MONTHS})\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d))(?:,?\\s+(\\d{4})(?!\\d))?`,
      'giu',
    ),
    canonical: namedDate,
  },
  {
    kind: 'path',
    sign: /[/\\]/,
    pattern:
      /(?<![\p{L}\p{N}/:.])(?:~|\.{1,2})?\/[\p{L}\p{N}_.-]+(?:\/[\p{L}\p{N}_.-]+)+\/?|(?<![\p{L}\p{N}])[a-z]:\\[^\s"<>|]{1,260}/giu,
    canonical: withoutTrailing,
  },
  {
    kind: 'domain',
    sign: /\S\.\S/,
    pattern: new RegExp(`(?<![\\p{L}\\p{N}@._/-])${HOST}\\.?(?![\\p{L}\\p{N}@_])`, 'giu'),
    canonical: domainName,
  },
  {
    kind: 'version',
    sign: /\d/,
    pattern:
      /(?<![\p{L}\p{N}.])v\d{1,4}(?:\.\d{1,5}){0,3}(?![\p{L}\p{N}]|\.\d)|(?<![\p{L}\p{N}.])\d{1,4}(?:\.\d{1,5}){2,3}(?![\p{L}\p{N}]|\.\d)/giu,
    canonical: (found) => found.replace(/^v/iu, ''),
  },
  {
    kind: 'version',
    sign: /\d/,
    pattern:
      /(?<=(?:php|mysql|mariadb|postgres(?:ql)?|python|node(?:\.js)?|wordpress|nginx|apache|debian|ubuntu|centos|windows|ios|android|tls|верси[яиюей]{1,2}|version)\s{0,2})\d{1,4}(?:\.\d{1,4}){0,2}(?![\p{L}\p{N}]|\.\d)/giu,
    canonical: (found) => found,
  },
  {
    kind: 'error-code',
    sign: /[45][0-5]\d/,
    pattern: /(?<![\p{L}\p{N}.,])[45][0-5]\d(?![\p{L}\p{N}%]|[.,]\d)/gu,
    canonical: httpStatus,
  },
  {
    kind: 'number',
    sign: /\d/,
    pattern:
      /(?<![\p{L}\p{N}.,])[-+]?\d{1,3}(?:[  ]\d{3})+(?:[.,]\d{1,6})?(?![\p{L}\p{N}])|(?<![\p{L}\p{N}.])[-+]?\d{1,18}(?:[.,]\d{1,6})?(?![\p{N}])/gu,
    canonical: (found) => found.replace(/[  +]/gu, '').replace(',', '.'),
  },
];

/** Every sign needs one of these: most texts have none. */
const ANY_SIGN = /[\d@:/\\_]|\S\.\S|[A-Z]{2}/;

/**
 * Finds what has a form of its own in `text`, in order of place, without overlaps. Canonical values: host names
 * in lower case as written (no punycode), numbers with a point, dates as YYYY-MM-DD (MM-DD where no year is
 * given; day before month when written with points or slashes), HTTP status codes as error codes.
 */
export function findEntities(text: string): Entity[] {
  if (!ANY_SIGN.test(text)) return [];
  const taken = new Uint8Array(text.length);
  const found: Entity[] = [];
  for (const { kind, sign, pattern, canonical } of PATTERNS) {
    if (!sign.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const whole = match[0];
      const offset = match.index;
      if (taken.subarray(offset, offset + whole.length).includes(1)) continue;
      const value = canonical(whole, text, offset);
      if (value === null || value === '') continue;
      const length =
        kind === 'url' || kind === 'path' || kind === 'domain' ? withoutTrailing(whole).length : whole.length;
      taken.fill(1, offset, offset + length);
      found.push({ kind, value, offset, length });
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}

function withoutTrailing(found: string): string {
  return found.replace(/[.,;:!?)\]}»]+$/u, '');
}

function domainName(found: string): string | null {
  const name = withoutTrailing(found).toLowerCase();
  if (NOT_DOMAINS.has(name)) return null;
  const labels = name.split('.');
  const ending = labels.at(-1) ?? '';
  if (FILE_ENDINGS.has(ending) && !name.startsWith('www.')) return null;
  if (labels[0] === 'www' || ending.startsWith('xn--') || TLDS.has(ending)) return name;
  return /^[a-z]{2}$/u.test(ending) && /[a-z]/u.test(labels[0] ?? '') && (labels[0] ?? '').length > 1
    ? name
    : null;
}

function calendarDate(found: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(found);
  if (iso !== null) return dateOf(iso[1] ?? null, Number(iso[2]), Number(iso[3]));
  const [day, month, year = ''] = found.split(/[./]/u);
  return dateOf(year.length === 2 ? `20${year}` : year, Number(month), Number(day));
}

const MONTH_STARTS = [
  ['янв', 'jan'],
  ['фев', 'feb'],
  ['мар', 'mar'],
  ['апр', 'apr'],
  ['май', 'мая', 'may'],
  ['июн', 'jun'],
  ['июл', 'jul'],
  ['авг', 'aug'],
  ['сен', 'sep'],
  ['окт', 'oct'],
  ['ноя', 'nov'],
  ['дек', 'dec'],
];

function namedDate(found: string): string | null {
  const text = found.toLowerCase();
  const year = /\d{4}/u.exec(text)?.[0] ?? null;
  const day = Number(/(?<!\d)\d{1,2}(?!\d)/u.exec(text)?.[0]);
  const month = MONTH_STARTS.findIndex((starts) =>
    starts.some((start) => new RegExp(`(?<!\\p{L})${start}`, 'u').test(text)),
  );
  return dateOf(year, month + 1, day);
}

function dateOf(year: string | null, month: number, day: number): string | null {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return null;
  const rest = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return year === null ? rest : `${year}-${rest}`;
}

/** A status only where the text says so or says nothing else: "500 писем" is a number. */
function httpStatus(found: string, text: string, offset: number): string | null {
  const around = text.slice(Math.max(0, offset - 40), offset + 45);
  const said =
    /ошибк|ошыбк|код\b|error|err\b|code|http|status|статус|gateway|unavailable|forbidden|not found|internal|timeout|bad /iu;
  const alone = !/[\p{L}]{3,}/u.test(text.replace(/сайт|site|выда[её]т|пишет|shows?|gives?/giu, ''));
  const known = /^(?:40[0134589]|41[0-9]|42[269]|451|50[0-9]|51[01]|52[0-7])$/u.test(found);
  return known && (said.test(around) || alone) ? found : null;
}
