import type { Language } from '../model/language.js';
import type { Entity } from '../model/understanding.js';
import { COMMON_WORDS } from './common-words.js';
import type { Lexicon } from './lexicon.js';
import {
  cut,
  entityTokens,
  normalize,
  wordToken,
  wordsOf,
  type Normalized,
  type Token,
} from './normalize.js';
import { inOtherLayout, isKnown, isMistypedWord, mend, readStretches } from './repair.js';
import { isTradeName } from './term.js';
import { toCyrillic } from './transliteration.js';

/** A language where a text and its conversation say nothing about it. */
const DEFAULT_LANGUAGE: Language = 'ru';
/** Another reading is taken where the text as written looks less familiar than this … */
const STRANGE = 0.55;
/** … and the other looks more familiar by this much. */
const CLEARLY_BETTER = 0.25;
/**
 * … or it makes known words of this much more of the text: «ne rabotaet» has the letters of English and not one word
 * of it. Fewer known letters than these could be chance.
 */
const MORE_KNOWN = 0.6;
const KNOWN_LETTERS = 4;

/** So many stretches of a text say which way it is written. */
const JUDGED = 60;
/** Fewer letters could be anything. */
const LETTERS_TELL = 3;

/** A text as it was meant: with the layout put right and Latin spelling of Russian undone. */
export interface Reading extends Normalized {
  language: Language;
  way: 'as-written' | 'other-layout' | 'transliterated';
  /** The words as they were meant, joined by spaces, where they differ from what was written; else null. */
  meant: string | null;
}

/** A stretch of a text without spaces, or an entity in it. */
interface Piece {
  text: string;
  entity: Entity | null;
}

/**
 * Reads a text: normalizes it unless that was done, tells its language among the two that are served, undoes a wrong
 * keyboard layout or transliteration where that makes clearly more known words, and mends slips in what is left.
 * `conversation` is the language of the conversation so far: it decides for texts that say nothing (digits, emoji,
 * names of products).
 */
export function read(
  text: string,
  lexicon: Lexicon,
  conversation: Language | null,
  written: Normalized = normalize(text),
): Reading {
  const words = written.tokens.filter((token) => token.kind === 'word' && /\p{L}/u.test(token.form));
  const mistyped = written.entities.some(
    ({ kind, value }) => kind === 'domain' && isMistypedWord(value, lexicon),
  );
  if (words.length === 0 && !mistyped) {
    return { ...written, language: conversation ?? DEFAULT_LANGUAGE, way: 'as-written', meant: null };
  }
  if (!mistyped && words.every((word) => isKnown(word, lexicon))) {
    return { ...written, language: languageOf(words, lexicon, conversation), way: 'as-written', meant: null };
  }
  const entities = written.entities.filter(
    ({ kind, value }) => kind !== 'domain' || !isMistypedWord(value, lexicon),
  );
  const pieces = piecesOf(cut(text).text, entities);
  const asWritten = bilingual(words, lexicon);
  const knownAsWritten = knownLetters(words, lexicon);
  if (asWritten < STRANGE || knownAsWritten.share <= 1 - MORE_KNOWN) {
    const judged = pieces.slice(0, JUDGED);
    const [best] = waysOf(judged, lexicon)
      .map((way) => {
        const tokens = tokensOf(judged, way.words);
        const score = familiarity(tokens, lexicon, way.language);
        return { ...way, score, known: knownLetters(tokens, lexicon) };
      })
      .sort((one, other) => other.score - one.score);
    if (
      best !== undefined &&
      ((asWritten < STRANGE && best.score >= asWritten + CLEARLY_BETTER) ||
        (best.known.letters >= KNOWN_LETTERS && best.known.share >= knownAsWritten.share + MORE_KNOWN))
    ) {
      const { language, way, words: wordsIn } = best;
      const tokens = mend(tokensOf(pieces, wordsIn), lexicon);
      return { tokens, entities, language, way, meant: spoken(tokens) };
    }
  }
  const russian = words.some(({ form }) => /[а-я]/u.test(form));
  const tokens = tokensOf(pieces, readStretches(lexicon, russian));
  const mended = mend(tokens, lexicon);
  const meant = spoken(mended);
  return {
    tokens: mended,
    entities,
    language: languageOf(tokens.filter(isWord), lexicon, conversation),
    way: 'as-written',
    meant: meant === spoken(written.tokens) ? null : meant,
  };
}

function spoken(tokens: readonly Token[]): string {
  return tokens.map(({ form }) => form).join(' ');
}

function isWord({ kind, form }: Token): boolean {
  return kind === 'word' && /\p{L}/u.test(form);
}

function piecesOf(text: string, entities: readonly Entity[]): Piece[] {
  const pieces: Piece[] = [];
  const addStretches = (plain: string): void => {
    for (const stretch of plain.match(/\S+/gu) ?? []) pieces.push({ text: stretch, entity: null });
  };
  let end = 0;
  for (const entity of entities) {
    addStretches(text.slice(end, entity.offset));
    end = entity.offset + entity.length;
    pieces.push({ text: text.slice(entity.offset, end), entity });
  }
  addStretches(text.slice(end));
  return pieces;
}

function tokensOf(pieces: readonly Piece[], words: (stretch: string) => Token[]): Token[] {
  return pieces.flatMap(({ text, entity }) => (entity === null ? words(text) : entityTokens(entity)));
}

/** A way to read a whole text other than as it is written. */
interface Way {
  way: Reading['way'];
  language: Language;
  words(stretch: string): Token[];
}

function waysOf(pieces: readonly Piece[], lexicon: Lexicon): Way[] {
  const plain = pieces.map(({ text, entity }) => (entity === null ? text : '')).join(' ');
  const latin = /[a-z]/iu.test(plain);
  const cyrillic = /[а-яё]/iu.test(plain);
  if (latin === cyrillic || (plain.match(/\p{L}/gu)?.length ?? 0) < LETTERS_TELL) return [];
  const language = latin ? 'ru' : 'en';
  const ways: Way[] = [
    { way: 'other-layout', language, words: (stretch) => inOtherLayout(stretch, language, lexicon).tokens },
  ];
  if (latin) {
    const words = (stretch: string): Token[] =>
      (stretch.match(SPELLED) ?? []).flatMap((word) => spelledOut(word, lexicon));
    ways.push({ way: 'transliterated', language, words });
  }
  return ways;
}

/** A word in Latin letters, with the signs and digits that stand for Russian ones. */
const SPELLED = /[\p{L}\p{M}\p{N}'’`]+/gu;

function spelledOut(word: string, lexicon: Lexicon): Token[] {
  const tokens = wordsOf(word);
  return tokens.flatMap((token) => {
    if (!/[a-z]/u.test(token.form)) return [token];
    const meant = lexicon.spelledInLatin(token.form);
    if (meant !== null) return [wordToken(meant)];
    if (isTradeName(token.form)) return [token];
    return wordsOf(toCyrillic(tokens.length === 1 ? word : token.form));
  });
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

/** How many letters of a text lie in words that are known, and which share of all; names of the trade tell nothing. */
function knownLetters(tokens: readonly Token[], lexicon: Lexicon): { letters: number; share: number } {
  let letters = 0;
  let all = 0;
  for (const { form, kind } of tokens) {
    if (kind !== 'word' || !/\p{L}/u.test(form) || isTradeName(form)) continue;
    all += form.length;
    if (lexicon.has(form)) letters += form.length;
  }
  return { letters, share: all === 0 ? 1 : letters / all };
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
