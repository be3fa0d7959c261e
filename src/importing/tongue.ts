import type { Language } from '../model/language.js';

/** What a text is written in: a language the bot serves, another one, or nobody can tell. */
export type Tongue = Language | 'other' | 'unclear';

/** Reads a name of a language: `ru`, `ru-RU`, `en_us`, `Russian`. */
export function namedTongue(name: string): Tongue {
  const [first = ''] = name.trim().toLowerCase().split(/[-_.]/u);
  return NAMES.get(first) ?? 'other';
}

const NAMES = new Map<string, Language>([
  ...['ru', 'rus', 'russian', 'русский'].map((name): [string, Language] => [name, 'ru']),
  ...['en', 'eng', 'english', 'английский'].map((name): [string, Language] => [name, 'en']),
]);

/** Russian texts are full of Latin names and commands: this much Cyrillic is enough. */
const CYRILLIC_SHARE = 0.2;
/** Letters of other languages that Russian and English do not have. */
const FOREIGN = /[іїєґўјљњћђџќѓѕӣӯқғҳҷәңөүұһäöüßñçãõåøæœłśźżąęćńőűşğıčšžřěů]/giu;
/** One name with foreign letters makes no text foreign. */
const FOREIGN_SHARE = 0.01;

/** Tells Russian from English by the letters. */
export function tongueOf(text: string): Tongue {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters === 0) return 'unclear';
  if (cyrillic + latin < letters / 2) return 'other';
  if ((text.match(FOREIGN)?.length ?? 0) > FOREIGN_SHARE * letters) return 'other';
  return cyrillic >= CYRILLIC_SHARE * letters ? 'ru' : 'en';
}
