import { COMMON_WORDS } from './common-words.js';
import { findEntities } from './entity.js';
import { maskSecrets } from './secrets.js';

/** Hides secrets and whatever tells who it was about; the same text comes to the same one again. */
export type Veil = (text: string) => string;

/** Whom a text must not tell. */
export interface Hidden {
  /** Names of the people it is about. */
  names: readonly string[];
  /** Addresses of the deployment's own sites, or their host names: these tell nobody, nor do those below them. */
  own: readonly string[];
}

const EMAIL = 'name@example.com';
const PHONE = '+0 000 000-00-00';
const DOMAINS = ['example.com', 'example.net', 'example.org'];

/** Names that everybody knows or that are nobody's: what is said of them helps others. */
const PUBLIC = new Set(
  (
    'example.com example.net example.org localhost gmail.com googlemail.com google.com outlook.com hotmail.com live.com ' +
    'microsoft.com office365.com office.com yahoo.com icloud.com apple.com mail.ru yandex.ru ya.ru yandex.com rambler.ru ' +
    'bk.ru list.ru inbox.ru proton.me letsencrypt.org cloudflare.com wordpress.org wordpress.com github.com ' +
    'spamhaus.org icann.org ubuntu.com debian.org php.net'
  ).split(' '),
);
/** Addresses of private networks and of documentation, and resolvers that are everybody's. */
const NOBODYS_IP =
  /^(?:0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|8\.8\.(?:8\.8|4\.4)$|1\.[01]\.[01]\.1$|::1$|fe80:|f[cd]|2001:db8:)/u;

/** With a plus, with the eight of Russia, or in groups; a bare row of digits is a number of something else. */
const PHONES =
  /(?<![\p{L}\p{N}.+-])(?:\+\d(?:[ \u00A0().-]{0,2}\d){9,13}|[78](?:[ \u00A0-]?\(?\d{3}\)?)(?:[ \u00A0-]?\d{3})(?:[ \u00A0-]?\d{2}){2}|\(?\d{3}\)?[ \u00A0-]\d{3}[ \u00A0-]\d{2}-?\d{2})(?![\p{L}\p{N}]|[.-]\d)/gu;

/** What a name follows. */
const INTRODUCED =
  /(?<![\p{L}\p{N}])(?:(?:[Мм]еня зовут|[Мм]о[её] имя|[Mm]y name is|(?:[Сс] уважением|(?:[Bb]est|[Kk]ind) regards|[Rr]egards|[Ss]incerely),?)\s+)((?:\p{Lu}[\p{L}'’-]*\.?)(?:[ \u00A0]\p{Lu}[\p{L}'’-]*\.?){0,2})/gu;

/** A veil for the texts of one case: what is the same in them stays the same. */
export function createVeil({ names, own }: Hidden): Veil {
  const kept = new Set(own.map(hostOf).filter((host) => host !== ''));
  const domains = new Map<string, string>();
  const addresses = new Map<string, string>();
  const nameless = names.flatMap(patternsOf);

  function placeholderOf(host: string): string {
    const name = host.replace(/^www\./u, '');
    if (isAmong(name, PUBLIC) || isAmong(name, kept)) return host;
    const before = domains.get(name) ?? DOMAINS[domains.size % DOMAINS.length] ?? 'example.com';
    domains.set(name, before);
    return name === host ? before : `www.${before}`;
  }

  function addressOf(ip: string): string {
    if (NOBODYS_IP.test(ip)) return ip;
    const next = 10 + (addresses.size % 200);
    const before = addresses.get(ip) ?? (ip.includes(':') ? `2001:db8::${next}` : `203.0.113.${next}`);
    addresses.set(ip, before);
    return before;
  }

  function hideEntities(text: string): string {
    let shown = '';
    let from = 0;
    for (const { kind, value, offset, length } of findEntities(text)) {
      const written = text.slice(offset, offset + length);
      const hidden =
        kind === 'email'
          ? EMAIL
          : kind === 'url'
            ? hideUrl(written, (host) => (/^[\d.]+$/u.test(host) ? addressOf(host) : placeholderOf(host)))
            : kind === 'domain'
              ? placeholderOf(value)
              : kind === 'ip'
                ? addressOf(value)
                : written;
      shown += text.slice(from, offset) + (hidden === value ? written : hidden);
      from = offset + length;
    }
    return shown + text.slice(from);
  }

  return (text) => {
    const open = hideEntities(maskSecrets(text).text).replace(PHONES, PHONE);
    const introduced = open.replace(INTRODUCED, (whole: string, name: string) =>
      whole.slice(0, whole.length - name.length),
    );
    const shown = nameless.reduce((rest, pattern) => rest.replace(pattern, ''), introduced);
    return shown === open ? open : tidy(shown);
  };
}

/** An address on the web without who signs in, what it asks for and whose it is. */
function hideUrl(url: string, hide: (host: string) => string): string {
  const [, scheme = '', host = '', port = '', path = ''] =
    /^([a-z]+:\/\/)(?:[^/?#@]*@)?([^/?#:]*)(:\d+)?([^?#]*)/iu.exec(url) ?? [];
  return `${scheme}${hide(host.toLowerCase())}${port}${path}`;
}

function hostOf(address: string): string {
  return address
    .toLowerCase()
    .replace(/^[a-z]+:\/\//u, '')
    .replace(/[/:?#].*$/u, '')
    .replace(/^www\./u, '');
}

/** Whether a name is one of these, or below one. */
function isAmong(name: string, names: ReadonlySet<string>): boolean {
  const labels = name.split('.');
  return labels.some((_, at) => names.has(labels.slice(at).join('.')));
}

/** A name as it may be written: all of it, and each part with a capital and in any Russian case. */
function patternsOf(name: string): RegExp[] {
  const parts = (name.match(/\p{L}[\p{L}'’-]*/gu) ?? []).filter(isTelling);
  const bounded = (written: string): RegExp =>
    new RegExp(`(?<![\\p{L}\\p{N}])${written}(?![\\p{L}\\p{N}])`, 'gu');
  const whole = name.trim().length < SHORTEST_NAME ? [] : [bounded(escaped(name.trim()))];
  return [
    ...(parts.length > 0 ? whole : []),
    ...parts.map((part) => {
      const capital = part.slice(0, 1).toUpperCase() + part.slice(1);
      return bounded(/^[А-Яа-яЁё-]+$/u.test(part) ? inAnyCase(capital) : escaped(capital));
    }),
  ];
}

/** Shorter ones are too often something else. */
const SHORTEST_NAME = 3;

/** Names that end as adjectives do, and what they end in; of the others, Дмитрий counts as one of both. */
const ADJECTIVE = /(?<=\p{L}{3})(?:[иыо]й|ая|яя)$/u;
const ADJECTIVE_CASES = 'ий|ый|ой|ая|яя|его|ого|ему|ому|им|ым|ем|ом|ей|ую|юю|ия|ию|ием|ии';
const NOUN_END = /(?<=\p{L}{2})[аяйьео]$/u;
const NOUN_CASES = 'а|я|й|ь|ы|и|е|у|ю|о|ой|ей|ою|ею|ом|ем|ым|ую';

/** A Russian name in all its cases. Others begin with the same letters: Верно is no case of Вера. */
function inAnyCase(name: string): string {
  return ADJECTIVE.test(name)
    ? `${escaped(name.replace(ADJECTIVE, ''))}(?:${ADJECTIVE_CASES})`
    : `${escaped(name.replace(NOUN_END, ''))}(?:${NOUN_CASES})?`;
}

function isTelling(part: string): boolean {
  const folded = part.toLowerCase().replaceAll('ё', 'е');
  return part.length >= SHORTEST_NAME && !COMMON_WORDS.ru.has(folded) && !COMMON_WORDS.en.has(folded);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}

/** Where a name was taken out, the signs and spaces around it go as well. */
function tidy(text: string): string {
  return text
    .replace(/[ \u00A0]{2,}/gu, ' ')
    .replace(/ +([,.;!?])(?=\s|$)/gu, '$1')
    .replace(/([,;])(?: ?[,;])+/gu, '$1')
    .replace(/^[ ,;.!]+(?=\s|\p{L})/gmu, '')
    .replace(/[ ,;]+$/gmu, '');
}
