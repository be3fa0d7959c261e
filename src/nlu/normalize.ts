import type { Entity } from '../model/understanding.js';
import { findEntities } from './entity.js';
import { stem } from './stem.js';
import { canonicalStem } from './term.js';

/** Of a longer text the beginning and the end are understood: people explain first and ask last. UTF-16 units. */
const HEAD = 2_000;
const TAIL = 1_000;
/** Longer words are junk or keys. */
const LONGEST_WORD = 40;

/** One unit of a text: a word, or an entity by its kind (`#domain`; error codes keep their value). */
export interface Token {
  /** Lower case, ё folded, lengthened letters shortened. */
  readonly form: string;
  /** Its stem, or the canonical form of a word of the trade. */
  readonly stem: string;
  readonly kind: 'word' | 'entity' | 'code';
}

/** A text made ready for features. */
export interface Normalized {
  tokens: Token[];
  /** With offsets into the text as received. */
  entities: Entity[];
}

/** Signs that are whole sentences: a text of them has many times the words that its length tells. */
const SENTENCE_SIGN = /[\uFDFA\uFDFB]/gu;

/**
 * Cuts what is too long, from the middle, so that the time for any message is bounded. Signs that are sentences become
 * spaces. `exact`: whether places in it are places in the text.
 */
export function cut(text: string): { text: string; exact: boolean } {
  if (text.length <= HEAD + TAIL) return { text: text.replace(SENTENCE_SIGN, ' '), exact: true };
  const short = `${text.slice(0, HEAD)} … ${text.slice(-TAIL)}`;
  return { text: short.replace(SENTENCE_SIGN, ' '), exact: false };
}

const INVISIBLE = /[\p{Cf}\p{Co}\p{Cn}\p{Cs}\uFE00-\uFE0F]/gu;
/** Nothing in such a text is invisible or composed of parts. */
const PLAIN = /^[\t\n\r -~А-яЁё«»—–“”]*$/;
/** What `WORD` finds in such a text, found faster. */
const PLAIN_WORD = /[A-Za-z0-9А-яЁё]+(?:[-'_][A-Za-z0-9А-яЁё]+)*/g;
const JOINED = /[-‐‑_]/;
const WORD = /[\p{L}\p{M}\p{N}]+(?:[-‐‑'’_][\p{L}\p{M}\p{N}]+)*/gu;

/**
 * Splits a text into tokens and entities. Words are folded: case, ё, accents of emphasis, lengthened letters,
 * letters of the other alphabet inside a word. Entities become one token of their kind.
 */
export function normalize(text: string): Normalized {
  const { text: short, exact } = cut(text);
  const entities = findEntities(short);
  const tokens: Token[] = [];
  let end = 0;
  for (const entity of entities) {
    addWords(short.slice(end, entity.offset), tokens);
    end = entity.offset + entity.length;
    addEntity(entity, tokens);
  }
  addWords(short.slice(end), tokens);
  // Behind the cut offsets would point elsewhere.
  const kept = exact ? entities : entities.filter((entity) => entity.offset + entity.length <= HEAD);
  return { tokens, entities: kept };
}

/** The words of a text that has no entities of interest. */
export function wordsOf(text: string): Token[] {
  const tokens: Token[] = [];
  addWords(text, tokens);
  return tokens;
}

/** Kept words: enough for any content, bounded because people's words are not. */
const CACHE_LIMIT = 50_000;
/** Words as written to tokens (null: nothing remains), and folded words to tokens: each is stemmed once. */
const byWriting = new Map<string, Token | null>();
const byForm = new Map<string, Token>();

/** A token for one folded word. */
export function wordToken(form: string): Token {
  const known = byForm.get(form);
  if (known !== undefined) return known;
  const token: Token = { form, stem: canonicalStem(stem(form)), kind: 'word' };
  if (byForm.size >= CACHE_LIMIT) byForm.clear();
  byForm.set(form, token);
  return token;
}

function tokenOf(part: string): Token | null {
  const known = byWriting.get(part);
  if (known !== undefined) return known;
  const form = foldWord(part);
  const token = form === '' ? null : wordToken(form);
  if (byWriting.size >= CACHE_LIMIT) byWriting.clear();
  byWriting.set(part, token);
  return token;
}

/** Nothing in such a word folds but for its case. */
const ONE_ALPHABET = /^(?:[a-z0-9]+|[а-я0-9]+)$/;
const LENGTHENED = /([a-zа-я])\1\1/;

/** One word as it is compared: composed, lower case, ё and lengthened letters folded. */
export function foldWord(word: string): string {
  if (word.length > LONGEST_WORD) return word.toLowerCase();
  const lower = word.toLowerCase();
  if (ONE_ALPHABET.test(lower) && !LENGTHENED.test(lower)) return lower;
  const whole = word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ё/gu, 'е')
    .replace(/[\u0300-\u036f’']/gu, '');
  const short = whole.replace(/(\p{L})\1{2,}/gu, '$1');
  return oneAlphabet(short === '' ? whole : short);
}

/** Without what is not seen, each letter as one; a single sign may stand for several, so it is cut again. */
function composed(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .slice(0, 2 * (HEAD + TAIL));
}

function addWords(text: string, into: Token[]): void {
  const isPlain = PLAIN.test(text);
  const visible = isPlain ? text : composed(text);
  for (const whole of visible.match(isPlain ? PLAIN_WORD : WORD) ?? []) {
    for (const part of JOINED.test(whole) ? hyphenated(whole) : [whole]) {
      const token = part.length > LONGEST_WORD ? null : tokenOf(part);
      if (token !== null) into.push(token);
    }
  }
}

/** An entity as it stands among words: its kind, or the code itself and its parts. */
export function entityTokens(entity: Entity): Token[] {
  const tokens: Token[] = [];
  addEntity(entity, tokens);
  return tokens;
}

function addEntity(entity: Entity, into: Token[]): void {
  if (entity.kind !== 'error-code') {
    const form = `#${entity.kind}`;
    into.push({ form, stem: form, kind: 'entity' });
    return;
  }
  const form = entity.value.toLowerCase();
  into.push({ form, stem: form, kind: 'code' });
  // DNS_PROBE_FINISHED_NXDOMAIN is also told by its parts.
  for (const part of form.split(/[^a-z0-9.]+/u)) {
    if (part !== form && part.length > 2) into.push({ form: part, stem: stem(part), kind: 'code' });
  }
}

/** "wi-fi" and "e-mail" are one word, "TLS-сертификат" and "write-protected" are two. */
function hyphenated(word: string): string[] {
  const parts = word.split(/[-‐‑_]/u);
  if (parts.length === 1) return parts;
  const small = parts.length === 2 && parts.every((part) => part.length <= 4);
  const mixed = /[a-z]/iu.test(word) && /[а-яё]/iu.test(word);
  return small && !mixed ? [parts.join('')] : parts;
}

const CYRILLIC_ALIKE = 'асеорхукмтнвгзбчіѕјһԁԛԝ';
const LATIN_ALIKE = 'aceopxykmthbr364isjhdqw';
const TO_CYRILLIC = new Map(Array.from(LATIN_ALIKE, (letter, at) => [letter, CYRILLIC_ALIKE[at] ?? letter]));
TO_CYRILLIC.set('0', 'о');
for (const foreign of 'isjdqw') TO_CYRILLIC.delete(foreign);
const TO_LATIN = new Map(Array.from(CYRILLIC_ALIKE, (letter, at) => [letter, LATIN_ALIKE[at] ?? letter]));
for (const letter of 'гзбч') TO_LATIN.delete(letter);

/** A Latin word all of whose letters look like Russian ones, in Russian letters; else null. */
export function seenAsCyrillic(form: string): string | null {
  let seen = '';
  for (const letter of form) {
    const alike = TO_CYRILLIC.get(letter);
    if (alike === undefined) return null;
    seen += alike;
  }
  return seen;
}

/**
 * A word that mixes alphabets is written in the one that has a letter of its own in it; where both have, in the one
 * that has more letters; where neither has, in Cyrillic, since who writes English has no Russian letters at hand.
 * Digits that stand for letters go along.
 */
function oneAlphabet(word: string): string {
  const letters = Array.from(word);
  const cyrillic = letters.filter((letter) => /[\u0400-\u052f]/u.test(letter));
  const latin = letters.filter((letter) => /[a-z]/u.test(letter));
  if (cyrillic.length === 0 || latin.length === 0) return word;
  const onlyCyrillic = cyrillic.some((letter) => !TO_LATIN.has(letter));
  const onlyLatin = latin.some((letter) => !TO_CYRILLIC.has(letter));
  const toCyrillic = onlyCyrillic && onlyLatin ? cyrillic.length >= latin.length : onlyCyrillic || !onlyLatin;
  const map = toCyrillic ? TO_CYRILLIC : TO_LATIN;
  return letters.map((letter) => map.get(letter) ?? letter).join('');
}
