import { COMMON_WORDS } from './common-words.js';
import { conceptsOf } from './concept.js';
import type { Token } from './normalize.js';

/** Runs of characters taken from each word, with the space around it. */
const SHORTEST_RUN = 2;
const LONGEST_RUN = 4;

/** What a text is described by, as 32-bit hashes; the first hash of a kind of feature salts it. */
export interface Features {
  /** Words, stems, pairs, what is denied, what stands together, and kinds of entities, with repetitions. */
  words: number[];
  /** Runs of 2–4 characters, with repetitions, word by word: one array for all places of a word. */
  runs: Int32Array[];
}

/** A feature that a person can read, with its hash. */
export interface Term {
  hash: number;
  text: string;
}

/** FNV-1a over UTF-16 units, going on from `start`. */
function hash(text: string, start: number): number {
  let value = start;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value;
}

const WORD_SALT = 0x811c9dc5 | 0;
const STEM_SALT = 0x2f0b4a17;
const PAIR_SALT = 0x51ed270b;
const RUN_SALT = 0x1b873593;
const DENIED_SALT = 0x2545f491;
const TOGETHER_SALT = 0x3c6ef372;
const CONCEPT_SALT = 0x7f4a7c15;
const CONCEPTS_SALT = 0x165667b1;
/** Two stems so near to each other in a text, in whichever order, are together. */
const TOGETHER = 8;
/** Folded, as tokens are. */
const NEGATORS = new Set(
  (
    'не нет ни без ' +
    'not no never without cannot cant dont doesnt didnt isnt arent wasnt werent wont havent hasnt couldnt'
  ).split(' '),
);
/** What stands so near to a negator, on either side, may be what it denies. */
const NEGATED = 3;
const START = hash('^', STEM_SALT);
const END = hash('$', STEM_SALT);

/** The feature of a word as it is written. */
export function formHash({ form }: Token): number {
  return hash(form, WORD_SALT);
}

/** The feature of a word's stem. */
export function stemHash({ stem }: Token): number {
  return hash(stem, STEM_SALT);
}

/** The feature of two stems, by the hashes of both. */
function joined(first: number, second: number, salt: number): number {
  return Math.imul(Math.imul(first ^ salt, 0x9e3779b1) ^ second, 0x85ebca6b);
}

/** The features of a text that a person can read, by the words as they were said: words, stems and neighbouring pairs. */
export function termsOf(tokens: readonly Token[]): Term[] {
  const terms: Term[] = [];
  let before = START;
  let written = '';
  for (const token of tokens) {
    const { form, stem, isCommon } = hashed(token);
    if (!isCommon) terms.push({ hash: form, text: token.form });
    terms.push({ hash: stem, text: token.form });
    terms.push({
      hash: joined(before, stem, PAIR_SALT),
      text: before === START ? token.form : `${written} ${token.form}`,
    });
    before = stem;
    written = token.form;
  }
  if (tokens.length > 0) terms.push({ hash: joined(before, END, PAIR_SALT), text: written });
  return terms;
}

/** What of a word goes into features, whatever text it stands in. */
interface Hashed {
  form: number;
  stem: number;
  isCommon: boolean;
  isNegator: boolean;
  concepts: readonly number[];
  runs: Int32Array;
}

/** Words are tokens that are kept, so each is hashed once. */
const hashedTokens = new WeakMap<Token, Hashed>();

function hashed(token: Token): Hashed {
  const known = hashedTokens.get(token);
  if (known !== undefined) return known;
  const { form, kind } = token;
  const made: Hashed = {
    form: formHash(token),
    stem: stemHash(token),
    isCommon: COMMON_WORDS.ru.has(form) || COMMON_WORDS.en.has(form),
    isNegator: NEGATORS.has(form),
    concepts: kind === 'entity' ? [] : conceptsOf(token.stem).map((concept) => hash(concept, CONCEPT_SALT)),
    runs: kind === 'entity' ? NO_RUNS : runsOf(form),
  };
  hashedTokens.set(token, made);
  return made;
}

/**
 * Everything a text is described by, with repetitions: the hashes of `termsOf`, stems near a negator once more as
 * denied, stems together in whichever order, and the runs of characters. The commonest words count by their stems
 * only.
 */
export function featuresOf(tokens: readonly Token[]): Features {
  const words: number[] = [];
  const runs: Int32Array[] = [];
  const all = tokens.map(hashed);
  let before = START;
  for (const word of all) {
    if (!word.isCommon) words.push(word.form);
    words.push(word.stem, joined(before, word.stem, PAIR_SALT));
    before = word.stem;
    runs.push(word.runs);
  }
  if (all.length > 0) words.push(joined(before, END, PAIR_SALT));
  addDenied(all, words);
  addTogether(all, words);
  addConcepts(all, words);
  return { words, runs };
}

function addDenied(all: readonly Hashed[], into: number[]): void {
  for (const [at, { isNegator }] of all.entries()) {
    if (!isNegator) continue;
    for (let near = Math.max(0, at - NEGATED); near <= Math.min(all.length - 1, at + NEGATED); near += 1) {
      const other = all[near];
      if (near === at || other === undefined) continue;
      into.push(other.stem ^ DENIED_SALT);
      for (const concept of other.concepts) into.push(concept ^ DENIED_SALT);
    }
  }
}

function addTogether(all: readonly Hashed[], into: number[]): void {
  for (let at = 0; at < all.length; at += 1) {
    const one = all[at];
    const last = Math.min(all.length - 1, at + TOGETHER);
    for (let near = at + 1; near <= last; near += 1) {
      const other = all[near];
      if (one === undefined || other === undefined || (one.isCommon && other.isCommon)) continue;
      // The same for both orders.
      const isFirst = one.stem < other.stem;
      const first = isFirst ? one.stem : other.stem;
      into.push(joined(first, isFirst ? other.stem : one.stem, TOGETHER_SALT));
    }
  }
}

/** What is meant, and what is meant together, in whichever order and words. */
function addConcepts(all: readonly Hashed[], into: number[]): void {
  for (let at = 0; at < all.length; at += 1) {
    const one = all[at];
    if (one === undefined) continue;
    for (const concept of one.concepts) into.push(concept);
    const last = Math.min(all.length - 1, at + TOGETHER);
    for (let near = at + 1; near <= last; near += 1) {
      for (const concept of one.concepts) {
        for (const other of all[near]?.concepts ?? []) {
          if (concept === other) continue;
          into.push(joined(Math.min(concept, other), Math.max(concept, other), CONCEPTS_SALT));
        }
      }
    }
  }
}

const SPACE = 0x20;
const NO_RUNS = new Int32Array(0);

function runsOf(form: string): Int32Array {
  const length = form.length + 2;
  const runs: number[] = [];
  for (let start = 0; start < length; start += 1) {
    let value = RUN_SALT;
    const end = Math.min(length, start + LONGEST_RUN);
    for (let at = start; at < end; at += 1) {
      const unit = at === 0 || at === length - 1 ? SPACE : form.charCodeAt(at - 1);
      value = Math.imul(value ^ unit, 0x01000193);
      if (at - start + 1 >= SHORTEST_RUN) runs.push(value);
    }
  }
  return Int32Array.from(runs);
}
