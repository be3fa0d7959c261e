/** Names of system errors (errno) that are written alone. */
const ERRNO =
  'E(?:ACCES|ADDRINUSE|ADDRNOTAVAIL|AGAIN|AI_AGAIN|BADF|BUSY|CONNABORTED|CONNREFUSED|CONNRESET|DQUOT|EXIST|HOSTDOWN|' +
  'HOSTUNREACH|INVAL|IO|ISDIR|LOOP|MFILE|NAMETOOLONG|NETUNREACH|NFILE|NOENT|NOMEM|NOSPC|NOTCONN|NOTDIR|NOTEMPTY|NOTFOUND|' +
  'PERM|PIPE|PROTO|ROFS|TIMEDOUT|TIMEOUT|AUTH|SOCKET|RESOLVE)';

/** Codes with a form of their own: browsers', name servers', systems', databases'. */
export const NAMED_CODE = new RegExp(
  [
    '\\bSQLSTATE\\[\\w{5}\\](?: ?\\[\\d{1,5}\\])?',
    '\\b0x[0-9a-fA-F]{4,16}\\b',
    '\\b(?:[Nn][Ee][Tt]::)?(?:[Ee][Rr][Rr]|[Dd][Nn][Ss]_[Pp][Rr][Oo][Bb][Ee]|[Ss][Ss][Ll]_[Ee][Rr][Rr][Oo][Rr])_\\w{3,60}',
    '\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\\b',
    '\\b(?:NXDOMAIN|nxdomain|SERVFAIL|servfail)\\b',
    `\\b${ERRNO}\\b`,
  ].join('|'),
  'gu',
);

/** As it is looked up: in capitals, without Chrome's prefix. */
export function namedCode(found: string): string {
  return found.startsWith('0x') ? found.toLowerCase() : found.toUpperCase().replace(/^NET::/u, '');
}

/** A mail server's answer with its enhanced code (RFC 3463): "550 5.7.1", "421-4.7.0". */
export const MAIL_REPLY = /(?<![\d.,])[245]\d\d[ -]#?[245]\.\d{1,3}\.\d{1,3}(?![\d]|\.\d)/gu;

export function mailReply(found: string): string {
  return found.replace(/[ -]#?/u, ' ');
}

/** What says that the number behind it is an error's, in either language. */
const SAYS_ERROR = [
  String.raw`(?:ошибк|ошыбк)\p{L}{0,3}\s{0,2}(?:№|#|номер|код|:|=)?\s{0,2}`,
  String.raw`\b(?:error|err|errno|errcode|exit code|return code|exit status)\s{0,2}(?:#|no\.?|number|code|:|=)?\s{0,2}\(?`,
];

/** A number that is said to be an error's: "error 1045 (28000)", "ошибка №691", "exit code 137", "#1045 -". */
export const NUMBERED_CODE = new RegExp(
  [
    String.raw`(?<=${SAYS_ERROR.join('|')})\d{2,5}(?: \(\w{5}\))?(?![\p{L}\p{N}%]|[.,:]\d)`,
    String.raw`(?<=(?<!\S)#)\d{4}(?= - )`,
  ].join('|'),
  'giu',
);

export function numberedCode(found: string): string {
  return found.replace(/ \(.*$/u, '');
}

const HTTP = /^(?:40[0-9]|41[0-9]|42[1-69]|431|444|451|49[5-9]|50[0-8]|51[01]|52[0-7]|530)$/u;
const SAYS_HTTP =
  /ошибк|ошыбк|код(?!\p{L})|error|err\b|code|http|status|статус|gateway|unavailable|forbidden|not found|internal|timeout|bad |too many|unauthorized/iu;
/** A site, or that something shows it: what else than a status would a number of this kind be. */
const SAYS_SITE =
  /сайт|страниц|админк|открыва|открыт|выда[её]т|пишет|показыва|вылез|вылаз|ловлю|\bsite|\bpage|\bshop\b|loads?\b|opens?\b|shows?\b|says\b|gives?\b|throws?\b|returns?\b|getting\b/iu;
/** What is counted or measured is no status. `\b` knows no Russian letters. */
const COUNTED =
  /^\s*(?:[₽$€%]|руб|р(?!\p{L})|евро|долл|usd\b|eur\b|писем|письм|раз(?!\p{L})|штук|шт(?!\p{L})|человек|товар|заказ|посет|пользоват|[мгк]б|[mgk]b\b|мс(?!\p{L})|ms\b|сек|sec|мин|min|час|hour|дн|days?\b|users?\b|visit|emails?\b|letters?\b|products?\b|orders?\b|requests?\b|запрос|раза(?!\p{L})|times\b|px\b)/iu;
const MAIL = /^(?:421|45[0-2]|50[0-4]|521|530|535|541|55[0-6]|571)$/u;
const SAYS_MAIL =
  /smtp|отлуп|отбойник|bounce|не доставл|undeliver|delivery|mail server|почтов\p{L}+ сервер/iu;
const ONLY_SHOWN =
  /сайт|site|вообще|опять|снова|выда[её]т|пишет|показывает|вижу|shows?|gives?|says|getting|again/giu;

/**
 * A status of three digits (of HTTP, or a mail server's), or null: "500 писем" is a number. `offset` is where it stands in
 * `text`; only what stands around it, or that nothing else is said, makes it a status.
 */
export function statusCode(found: string, text: string, offset: number): string | null {
  const around = text.slice(Math.max(0, offset - 40), offset + 45);
  if (MAIL.test(found) && SAYS_MAIL.test(around)) return found;
  if (!HTTP.test(found)) return null;
  const alone = text.length < 60 && !/\p{L}{3,}/u.test(text.replace(ONLY_SHOWN, ''));
  if (alone || SAYS_HTTP.test(around)) return found;
  const counted = COUNTED.test(text.slice(offset + found.length, offset + found.length + 15));
  return SAYS_SITE.test(around) && !counted ? found : null;
}
