import type { SecretKind } from '../model/inbound.js';

/** What stands in the place of a secret. */
export const SECRET_MARK = '•••';

/** A text with its secrets replaced, and which kinds there were, each once. */
export interface Masked {
  text: string;
  masked: SecretKind[];
}

interface Rule {
  kind: SecretKind;
  pattern: RegExp;
  /** The replacement, or null where it is no secret after all. */
  replace(whole: string, groups: readonly (string | undefined)[]): string | null;
}

const mark = (): string => SECRET_MARK;
/** Keeps the first group ("password: ") and hides the rest. */
const markAfter = (_: string, [before = '']: readonly (string | undefined)[]): string => before + SECRET_MARK;

const PASSWORD_WORD =
  '(?:парол[ьяиюе]м?|пасс?ворд|пасс|pass(?:word|wd|code|phrase)?|pwd|psw|passwd|секретн(?:ый|ое) (?:ключ|слово))';

/** How the keys of well-known services begin: Slack, GitHub, GitLab, Stripe and the like, AWS, Google, npm and others. */
const SERVICE_KEYS = [
  String.raw`xox[a-z]-[A-Za-z0-9-]{8,}`,
  String.raw`xapp-[A-Za-z0-9-]{8,}`,
  String.raw`gh[opsur]_[A-Za-z0-9]{20,}`,
  String.raw`github_pat_\w{20,}`,
  String.raw`glpat-[\w-]{15,}`,
  String.raw`(?:sk|pk|rk)[_-](?:live|test|proj|ant)[_-][\w-]{10,}`,
  String.raw`sk-[A-Za-z0-9]{20,}`,
  String.raw`(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}`,
  String.raw`AIza[\w-]{30,}`,
  String.raw`ya29\.[\w-]{20,}`,
  String.raw`npm_[A-Za-z0-9]{30,}`,
  String.raw`hf_[A-Za-z0-9]{20,}`,
  String.raw`dop_v1_[a-f0-9]{40,}`,
  String.raw`SG\.[\w-]{16,}\.[\w-]{16,}`,
];

const RULES: readonly Rule[] = [
  {
    kind: 'private-key',
    pattern:
      /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/gu,
    replace: mark,
  },
  {
    kind: 'private-key',
    pattern: /PuTTY-User-Key-File-\d[\s\S]*?Private-MAC:[^\n]*/gu,
    replace: mark,
  },
  {
    kind: 'token',
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}_-])(?:${SERVICE_KEYS.join('|')})`, 'gu'),
    replace: mark,
  },
  { kind: 'token', pattern: /(?<![\p{L}\p{N}_-])eyJ[\w-]{5,}\.eyJ[\w-]{5,}\.[\w-]{5,}/gu, replace: mark },
  // A Telegram bot's token: its id, a colon, 35 characters.
  { kind: 'token', pattern: /(?<![\p{L}\p{N}])(?:bot)?\d{6,12}:[\w-]{32,40}(?![\w-])/gu, replace: mark },
  {
    kind: 'token',
    pattern:
      /((?:secret[_ -]?(?:access[_ -]?)?key|api[_ -]?key|access[_ -]?token|auth[_ -]?token|refresh[_ -]?token|client[_ -]?secret|bearer|токен|апи[ -]?ключ|api[ -]?ключ)\s*(?:[:=]|is|это)?\s*["'«`]?)([\w+/=.~-]{16,})/giu,
    replace: (_, [before = '', value = '']) =>
      /\d/u.test(value) && /\p{L}/u.test(value) ? before + SECRET_MARK : null,
  },
  // user:password@host in an address.
  {
    kind: 'password',
    pattern: /([a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]{1,100}:)([^\s@/]{1,100})(?=@)/giu,
    replace: markAfter,
  },
  // "пароль: …", "password = …": whatever follows the sign is the password.
  {
    kind: 'password',
    pattern: new RegExp(
      `((?<![\\p{L}\\p{N}])${PASSWORD_WORD}(?:\\s+(?:от|к|для|на|for|to|of)(?:\\s+[^\\s:=]{1,30}){1,3})?\\s*(?:[:=]|[-–—](?=\\s))+\\s*["'«\`]?)([^\\s"'»\`,;]{3,100})`,
      'giu',
    ),
    replace: (_, [before = '', value = '']) =>
      (isPlainWord(value) && !/[:=]\s*["'«`]?$/u.test(before)) || NOT_VALUES.test(value)
        ? null
        : before + SECRET_MARK,
  },
  // "password is …", "пароль …": only what looks like one.
  {
    kind: 'password',
    pattern: new RegExp(
      `((?<![\\p{L}\\p{N}])${PASSWORD_WORD}\\s+(?:is|was|это|такой|был|у меня|мой|вот)?\\s*["'«\`]?)([^\\s"'»\`,;]{4,100})`,
      'giu',
    ),
    replace: (_, [before = '', value = '']) =>
      looksLikePassword(value.replace(/[.!?]+$/u, ''), before) ? before + SECRET_MARK : null,
  },
  // A line that shows login and password side by side: "логин admin пароль …" is caught above, "login/pass: a / b" here.
  {
    kind: 'password',
    pattern:
      /((?:логин|login)\s*[/|]\s*(?:пароль|pass(?:word)?)\s*[:=]?\s*[^\s/|]{1,60}\s*[/|]\s*)([^\s]{3,100})/giu,
    replace: markAfter,
  },
  {
    kind: 'card',
    pattern: /(?<![\p{L}\p{N}.:+-])\d(?:[ \u00A0-]?\d){12,18}(?![\p{L}\p{N}]|[.:-]\d)/gu,
    replace: (whole) => (isCardNumber(whole) ? SECRET_MARK : null),
  },
];

/** After the sign stands no password but more about it. */
const NOT_VALUES =
  /^(?:не|нет|забыл\p{L}*|неверн\p{L}*|сброс\p{L}*|\*+|•+|х{3,}|x{3,}|incorrect|invalid|wrong|forgot\p{L}*|not|reset|required|expired|как|что|где|how|what|where|the|my)$/iu;

/**
 * Replaces passwords, card numbers, private keys and tokens by a mark. Phone and order numbers, versions,
 * addresses, commit hashes and talk about passwords stay as they are. Takes time linear in the text's length.
 */
export function maskSecrets(text: string): Masked {
  const masked = new Set<SecretKind>();
  let result = text;
  for (const { kind, pattern, replace } of RULES) {
    result = result.replace(pattern, (whole: string, ...rest: unknown[]) => {
      const groups = rest.map((group) => (typeof group === 'string' ? group : undefined));
      const replaced = whole.includes(SECRET_MARK) ? null : replace(whole, groups);
      if (replaced === null) return whole;
      masked.add(kind);
      return replaced;
    });
  }
  return { text: result, masked: [...masked] };
}

/** A word of one alphabet and nothing else. */
function isPlainWord(value: string): boolean {
  return /^[А-Яа-яЁё-]+[.!?]?$/u.test(value) || /^[A-Z]?[a-z-]+[.!?]?$/u.test(value);
}

/** Digits among letters, or signs inside; after "is" and "это" any word with a digit. */
function looksLikePassword(value: string, before: string): boolean {
  if (isPlainWord(value) || /^https?:|@.*\.|^\d{1,3}$/u.test(value) || /^[\p{L}-]+[,.;:!?)]*$/u.test(value))
    return false;
  if (/^\d+$/u.test(value))
    return value.length >= 4 && /(?:is|это|такой|был|was|вот)\s*["'«`]?$/iu.test(before);
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(value)).length;
  return kinds >= 2 && (/\d/u.test(value) || kinds >= 3) && !/^\p{L}+[/-]\p{L}+$/u.test(value);
}

/** 13 to 19 digits of a known issuer's range that pass Luhn's check. */
function isCardNumber(found: string): boolean {
  const digits = found.replace(/\D/gu, '');
  if (!/^(?:4|5[0-8]|2[2-7]|220|3[0-9]|6)/u.test(digits) || /^(\d)\1+$/u.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    let digit = Number(digits[digits.length - 1 - at]);
    if (at % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
}
