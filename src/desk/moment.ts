import type { Language } from '../model/language.js';

const LOCALES = { ru: 'ru-RU', en: 'en-GB' } as const satisfies Record<Language, string>;

/** A day (a moment of it, ms since the epoch) as people write it: "15 March", «15 марта». */
export function dayInWords(at: number, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALES[language], { day: 'numeric', month: 'long', timeZone }).format(at);
}

/** A moment (ms since the epoch) as the clock of a time zone shows it: "15/03/2026, 09:00". */
export function momentInWords(at: number, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone,
  }).format(at);
}
