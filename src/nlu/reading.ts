import type { Language } from '../model/language.js';
import { COMMON_WORDS } from './common-words.js';
import { otherLayout } from './layout.js';
import type { Lexicon } from './lexicon.js';
import { cut, normalize, wordToken, wordsOf, type Normalized, type Token } from './normalize.js';
import { isTradeName } from './term.js';
import { toCyrillic } from './transliteration.js';

/** A language where a text and its conversation say nothing about it. */
const DEFAULT_LANGUAGE: Language = 'ru';
/** Another reading is taken where the text as written looks less familiar than this … */
const STRANGE = 0.55;
/** … and the other looks more familiar by this much. */
const CLEARLY_BETTER = 0.25;

/** A text as it was meant: with the layout put right and Latin spelling of Russian undone. */
export interface Reading extends Normalized {
  language: Language;
  way: 'as-written' | 'other-layout' | 'transliterated';
}

/**
 * Reads a text: normalizes it unless that was done, tells its language among the two that are served, and undoes a wrong keyboard
 * layout or transliteration where that makes clearly more known words. `conversation` is the language of the
 * conversation so far: it decides for texts that say nothing (digits, emoji, names of products).
 */
export function read(
  text: string,
  lexicon: Lexicon,
  conversation: Language | null,
  written: Normalized = normalize(text),
): Reading {
  const words = written.tokens.filter((token) => token.kind === 'word' && /\p{L}/u.test(token.form));
  if (words.length === 0) {
    return { ...written, language: conversation ?? DEFAULT_LANGUAGE, way: 'as-written' };
  }
  const asWritten = bilingual(words, lexicon);
  if (asWritten < STRANGE) {
    const other = otherReadings(text, written, lexicon)
      .map((reading) => ({ reading, score: familiarity(reading.tokens, lexicon, reading.language) }))
      .sort((a, b) => b.score - a.score)[0];
    if (other !== undefined && other.score >= asWritten + CLEARLY_BETTER) return other.reading;
  }
  return { ...written, language: languageOf(words, lexicon, conversation), way: 'as-written' };
}

function otherReadings(text: string, written: Normalized, lexicon: Lexicon): Reading[] {
  const plain = withoutEntities(cut(text).text, written);
  const fixed = written.tokens.filter((token) => token.kind !== 'word');
  const found: Reading[] = [];
  const make = (words: Token[], language: Language, way: Reading['way']): void => {
    found.push({ tokens: [...words, ...fixed], entities: written.entities, language, way });
  };
  const latin = /[a-z]/iu.test(plain);
  const cyrillic = /[а-яё]/iu.test(plain);
  if (latin && !cyrillic) {
    make(wordsOf(otherLayout(plain, 'ru')), 'ru', 'other-layout');
    const spelled = wordsOf(plain).map((token) => {
      const keep = isTradeName(token.form) || !/[a-z]/u.test(token.form);
      return keep ? token : wordToken(lexicon.spelledInLatin(token.form) ?? toCyrillic(token.form));
    });
    make(spelled, 'ru', 'transliterated');
  }
  if (cyrillic && !latin) make(wordsOf(otherLayout(plain, 'en')), 'en', 'other-layout');
  return found;
}

function withoutEntities(text: string, { entities }: Normalized): string {
  let plain = '';
  let end = 0;
  for (const entity of entities) {
    plain += `${text.slice(end, entity.offset)} `;
    end = entity.offset + entity.length;
  }
  return plain + text.slice(end);
}

/** Mean familiarity of the words with a language, by length: short words look like anything. */
function familiarity(tokens: readonly Token[], lexicon: Lexicon, language: Language): number {
  let sum = 0;
  let weight = 0;
  for (const { form, kind } of tokens) {
    if (kind !== 'word' || !/\p{L}/u.test(form)) continue;
    const length = Math.min(form.length, 8);
    sum += length * lexicon.familiarity(form, language);
    weight += length;
  }
  return weight === 0 ? 0 : sum / weight;
}

/** Familiarity of a text that may use both alphabets, each word with its own. */
function bilingual(tokens: readonly Token[], lexicon: Lexicon): number {
  let sum = 0;
  let weight = 0;
  for (const { form } of tokens) {
    const length = Math.min(form.length, 8);
    sum += length * Math.max(lexicon.familiarity(form, 'ru'), lexicon.familiarity(form, 'en'));
    weight += length;
  }
  return weight === 0 ? 0 : sum / weight;
}

/** Common words count double; names of the trade are Latin in either language and count for neither. */
function languageOf(words: readonly Token[], lexicon: Lexicon, conversation: Language | null): Language {
  let ru = 0;
  let en = 0;
  for (const { form } of words) {
    if (/[а-я]/u.test(form)) ru += COMMON_WORDS.ru.has(form) ? 2 : 1.5;
    else if (COMMON_WORDS.en.has(form)) en += 2;
    else if (!isTradeName(form) && /[a-z]/u.test(form)) en += lexicon.has(form) ? 0.7 : 0.5;
  }
  if (en > 0 && ru === 0 && en < 1 && conversation !== null) return conversation;
  if (ru === en) return conversation ?? (ru === 0 ? 'en' : DEFAULT_LANGUAGE);
  return ru > en ? 'ru' : 'en';
}
