import type { Language } from '../model/language.js';

/** What a button's token says: one of the options of a numbered question, a language, or to go on with the bot. */
export type Pressed =
  | { kind: 'option'; offer: number; index: number }
  | { kind: 'language'; language: Language }
  | { kind: 'go-on' };

/** The token of the `index`-th option (from 0) of the question with this number. ASCII, far below 64 characters. */
export function optionToken(offer: number, index: number): string {
  return `o${offer}.${index + 1}`;
}

/** The token of a language's button; it means the same whenever it is pressed. */
export function languageToken(language: Language): string {
  return `lang.${language}`;
}

/** The token of the button by which a person who waits goes on with the bot. */
export const GO_ON_TOKEN = 'bot';

/** Reads a token. Null for anything this version does not give out. */
export function readToken(token: string): Pressed | null {
  if (token === 'lang.ru') return { kind: 'language', language: 'ru' };
  if (token === 'lang.en') return { kind: 'language', language: 'en' };
  if (token === GO_ON_TOKEN) return { kind: 'go-on' };
  const match = /^o(\d{1,9})\.([1-9]\d?)$/.exec(token);
  return match === null ? null : { kind: 'option', offer: Number(match[1]), index: Number(match[2]) - 1 };
}
