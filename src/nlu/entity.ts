import type { Entity } from '../model/understanding.js';
import { calendarDate, MONTHS, namedDate } from './calendar.js';
import { domainName, HOST, unicodeName } from './domain-name.js';
import {
  MAIL_REPLY,
  mailReply,
  NAMED_CODE,
  namedCode,
  NUMBERED_CODE,
  numberedCode,
  statusCode,
} from './error-code.js';

/** What a match is: an entity over its first `length` units; nothing that anything else may look at; or something else. */
type Found = { value: string; length: number } | 'nothing' | null;

interface Pattern {
  kind: Entity['kind'];
  /** A text without this holds none: most texts are not searched any further. */
  sign: RegExp;
  pattern: RegExp;
  read(found: string, text: string, offset: number): Found;
}

const IPV4 = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}';
const VERSIONED =
  'php|пхп|mysql|мускул|mariadb|postgres(?:ql)?|python|питон|node(?:\\.js)?|wordpress|вордпресс?|nginx|apache|debian|дебиан|ubuntu|убунту|' +
  'centos|windows|винд(?:а|у|ы|овс)|ios|android|андроид|macos|tls|openssl|1[сc]|bitrix|битрикс|joomla|drupal|redis|docker|java|' +
  'laravel|django|opencart|modx|chrome|firefox|верси[яиюей]{1,2}|version';

const PATHS = [
  // From the root or from here, of two names and more.
  String.raw`(?<![\p{L}\p{N}/:.])(?:~|\.{1,2})?/[\p{L}\p{N}_.-]+(?:/[\p{L}\p{N}_.-]+)+/?`,
  // In the home folder, and the folders that every system has.
  String.raw`(?<![\p{L}\p{N}/:.])(?:~/[\p{L}\p{N}_.-]+|/(?:home|var|etc|tmp|usr|opt|srv|mnt|root|boot|dev|proc|www|backup))/?(?![\p{L}\p{N}])`,
  // Windows, with a drive letter.
  String.raw`(?<![\p{L}\p{N}])[a-z]:\\[^\s"<>|]{1,260}`,
  // A share in the network.
  String.raw`(?<!\S)\\\\[\p{L}\p{N}_.-]+(?:\\[^\s"<>|\\]{1,100})+`,
];

/** All of the match, under this value. */
function whole(value: (found: string, text: string, offset: number) => string | null): Pattern['read'] {
  return (found, text, offset) => {
    const canonical = value(found, text, offset);
    return canonical === null || canonical === '' ? null : { value: canonical, length: found.length };
  };
}

/** The match without the signs that end a sentence. */
function trimmed(value: (found: string) => string): Pattern['read'] {
  return (found) => {
    const short = found.replace(/[.,;:!?)\]}»]+$/u, '');
    return short === '' ? null : { value: value(short), length: short.length };
  };
}

const as = (found: string): string => found;

/** In order of precedence: what an earlier one took, a later one leaves alone. */
const PATTERNS: readonly Pattern[] = [
  {
    kind: 'url',
    sign: /:\/\//,
    pattern: /\b(?:https?|ftps?|sftp):\/\/[^\s<>"'«»`]{1,2000}/giu,
    read: trimmed((found) => found.replace(/^[^/]*\/\/[^/?#]*/u, (origin) => origin.toLowerCase())),
  },
  {
    kind: 'email',
    sign: /@/,
    pattern: new RegExp(`[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._%+-]{0,63})@${HOST}`, 'giu'),
    read: whole((found) => {
      const [name = '', host = ''] = found.toLowerCase().split('@');
      return `${name}@${unicodeName(host)}`;
    }),
  },
  {
    kind: 'error-code',
    sign: /[A-Z]{2}|_|0x|nxdomain|servfail/,
    pattern: NAMED_CODE,
    read: whole(namedCode),
  },
  { kind: 'error-code', sign: /\d\.\d/, pattern: MAIL_REPLY, read: whole(mailReply) },
  { kind: 'error-code', sign: /\d\d/, pattern: NUMBERED_CODE, read: whole(numberedCode) },
  // Telephone numbers and times of day are no numbers to calculate with.
  {
    kind: 'number',
    sign: /\d.*\d/s,
    pattern:
      /(?<![\p{L}\p{N}])(?:\+\d{1,3}|8)[ -]?\(?\d{3}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d)|(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])|(?<!\d)24\/7(?!\d)/gu,
    read: () => 'nothing',
  },
  {
    kind: 'ip',
    sign: /\d\./,
    pattern: new RegExp(`(?<![\\d.])${IPV4}(?![\\d]|\\.\\d)`, 'gu'),
    read: whole(as),
  },
  {
    kind: 'ip',
    sign: /:[\da-f]*:/i,
    pattern: /(?<![\p{L}\p{N}_:.])[0-9a-f]{0,4}:[0-9a-f:]{1,38}(?![\p{L}\p{N}_])/giu,
    read: trimmedIpv6,
  },
  {
    kind: 'date',
    sign: /\d/,
    pattern:
      /(?<![\d.])(\d{4})-(\d{2})-(\d{2})(?!\d)|(?<![\d.])(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})(?![\d.]*\d)/gu,
    read: whole(calendarDate),
  },
  {
    kind: 'date',
    sign: /\d/,
    pattern: new RegExp(
      `(?<![\\p{L}\\d])(?:(\\d{1,2})(?:st|nd|rd|th)?(?:-?го)?\\s+(?:of\\s+)?(${MONTHS})\\p{L}*|(${MONTHS})\\s+(\\d{1,2})(?:st|nd|rd|th)?(?!\\d))(?:,?\\s+(\\d{4})(?!\\d))?`,
      'giu',
    ),
    read: whole((found, text, offset) =>
      /^may\s/u.test(found) && MAY_DO.test(text.slice(0, offset)) ? null : namedDate(found),
    ),
  },
  {
    kind: 'path',
    sign: /[/\\]/,
    pattern: new RegExp(PATHS.join('|'), 'giu'),
    read: trimmed(as),
  },
  {
    kind: 'domain',
    sign: /\S\.\S/,
    pattern: new RegExp(`(?<![\\p{L}\\p{N}@._/-])${HOST}\\.?(?![\\p{L}\\p{N}@_])`, 'giu'),
    read: (found) => {
      const domain = domainName(found.replace(/\.$/u, ''));
      return domain === null ? null : { value: domain.name, length: domain.length };
    },
  },
  {
    kind: 'version',
    sign: /\d/,
    pattern:
      /(?<![\p{L}\p{N}.])v\d{1,4}(?:\.\d{1,5}){0,3}(?![\p{L}\p{N}]|\.\d)|(?<![\p{L}\p{N}.])\d{1,4}(?:\.\d{1,5}){2,3}(?![\p{L}\p{N}]|\.\d)/giu,
    read: whole((found) => found.replace(/^v/iu, '')),
  },
  {
    kind: 'version',
    sign: /\d/,
    pattern: new RegExp(
      `(?<=(?<![\\p{L}\\p{N}])(?:${VERSIONED})\\s{0,2})\\d{1,4}(?:\\.\\d{1,4}){0,2}(?![\\p{L}\\p{N}]|\\.\\d)`,
      'giu',
    ),
    read: whole(as),
  },
  {
    kind: 'error-code',
    sign: /[45][0-7]\d/,
    pattern: /(?<![\p{L}\p{N}.,])[45][0-7]\d(?![\p{L}\p{N}%]|[.,]\d)/gu,
    read: whole(statusCode),
  },
  {
    kind: 'number',
    sign: /\d/,
    pattern:
      /(?<![\p{L}\p{N}.,])[-+]?\d{1,3}(?:[ \u00A0]\d{3})+(?:[.,]\d{1,6})?(?![\p{L}\p{N}])|(?<![\p{L}\p{N}.])[-+]?\d{1,18}(?:[.,]\d{1,6})?(?![\p{N}])/gu,
    read: whole((found) => found.replace(/[ \u00A0+]/gu, '').replace(',', '.')),
  },
];

/** Every sign needs one of these: most texts have none. */
const ANY_SIGN = /[\d@:/\\_]|\S\.\S|[A-Z]{2}|nxdomain|servfail/;
/** A word before "may 5" that makes it a verb. */
const MAY_DO = /(?:^|[^\p{L}])(?:i|you|we|they|he|she|it|this|that|which|who|and|or)\s+$/iu;
/** What goes on behind a name or an address: a port, a path, a mask. */
const GOES_ON = /^(?:\/\d{1,3}(?!\d)|:\d{1,5}(?!\d))?(?:[/?#][^\s<>"'«»`]*)?/u;

/**
 * Finds what has a form of its own in `text`, in order of place, without overlaps. Canonical values: host names in lower
 * case and in their own letters (punycode is decoded), numbers with a point, dates as YYYY-MM-DD (MM-DD where no year is
 * given; day before month when written with points or slashes), codes of browsers and systems in capitals, HTTP and mail
 * statuses as error codes, mail replies as "550 5.7.1". Offsets and lengths count UTF-16 units.
 */
export function findEntities(text: string): Entity[] {
  if (!ANY_SIGN.test(text)) return [];
  const taken = new Uint8Array(text.length);
  const entities: Entity[] = [];
  for (const { kind, sign, pattern, read } of PATTERNS) {
    if (!sign.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const [written] = match;
      const offset = match.index;
      if (taken.subarray(offset, offset + written.length).includes(1)) continue;
      const found = read(written, text, offset);
      if (found === null) continue;
      const length = found === 'nothing' ? written.length : found.length;
      taken.fill(1, offset, offset + length);
      if (found === 'nothing') continue;
      entities.push({ kind, value: found.value, offset, length });
      if (kind === 'domain' || kind === 'ip') {
        const end = offset + length;
        taken.fill(1, end, end + (GOES_ON.exec(text.slice(end, end + LONGEST_REST))?.[0].length ?? 0));
      }
    }
  }
  return entities.sort((a, b) => a.offset - b.offset);
}

/** A longer path behind a name is not followed. */
const LONGEST_REST = 300;

/** An IPv6 address (RFC 4291, 2.2): eight groups, or fewer with one run of zeros left out; "12:30:45" and "::" are none. */
function trimmedIpv6(found: string): Found {
  const address = found.replace(/(?<!:):$/u, '').toLowerCase();
  const halves = address.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const whole = halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8;
  const valid = whole && /\d/u.test(address) && groups.every((group) => /^[0-9a-f]{1,4}$/u.test(group));
  return valid ? { value: address, length: address.length } : null;
}
