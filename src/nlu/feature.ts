import { COMMON_WORDS } from './common-words.js';
import type { Token } from './normalize.js';

/** Runs of characters taken from each word, with the space around it. */
const SHORTEST_RUN = 2;
const LONGEST_RUN = 4;

/** What a text is described by, as 32-bit hashes; the first hash of a kind of feature salts it. */
export interface Features {
  /** Words, stems, pairs, what is denied, what stands together, and kinds of entities, with repetitions. */
  words: number[];
  /** Runs of 2–4 characters inside words, with repetitions. */
  runs: number[];
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
const START = '^';
const END = '$';

/** The feature of a word as it is written. */
export function formHash({ form }: Token): number {
  return hash(form, WORD_SALT);
}

/** The feature of a word's stem. */
export function stemHash({ stem }: Token): number {
  return hash(stem, STEM_SALT);
}

function pairHash(before: string, after: string): number {
  return hash(after, hash(' ', hash(before, PAIR_SALT)));
}

/** The features of a text that a person can read, by the words as they were said: words, stems and neighbouring pairs. */
export function termsOf(tokens: readonly Token[]): Term[] {
  const terms: Term[] = [];
  let before = START;
  let written = '';
  for (const token of tokens) {
    const { form, stem } = token;
    if (!isCommon(form)) terms.push({ hash: formHash(token), text: form });
    terms.push({ hash: stemHash(token), text: form });
    terms.push({ hash: pairHash(before, stem), text: before === START ? form : `${written} ${form}` });
    before = stem;
    written = form;
  }
  if (tokens.length > 0) terms.push({ hash: pairHash(before, END), text: written });
  return terms;
}

/**
 * Everything a text is described by, with repetitions: the hashes of `termsOf`, stems near a negator once more as
 * denied, stems together in whichever order, and the runs of characters. The commonest words count by their stems
 * only.
 */
export function featuresOf(tokens: readonly Token[]): Features {
  const words: number[] = [];
  const runs: number[] = [];
  let before = START;
  for (const token of tokens) {
    if (!isCommon(token.form)) words.push(formHash(token));
    words.push(stemHash(token), pairHash(before, token.stem));
    before = token.stem;
    if (token.kind !== 'entity') addRuns(token.form, runs);
  }
  if (tokens.length > 0) words.push(pairHash(before, END));
  addDenied(tokens, words);
  addTogether(tokens, words);
  return { words, runs };
}

function isCommon(form: string): boolean {
  return COMMON_WORDS.ru.has(form) || COMMON_WORDS.en.has(form);
}

function addDenied(tokens: readonly Token[], into: number[]): void {
  for (const [at, { form }] of tokens.entries()) {
    if (!NEGATORS.has(form)) continue;
    for (let near = Math.max(0, at - NEGATED); near <= Math.min(tokens.length - 1, at + NEGATED); near += 1) {
      const other = tokens[near];
      if (near !== at && other !== undefined) into.push(hash(other.stem, DENIED_SALT));
    }
  }
}

function addTogether(tokens: readonly Token[], into: number[]): void {
  const common = tokens.map(({ form }) => isCommon(form));
  for (const [at, { stem }] of tokens.entries()) {
    const last = Math.min(tokens.length - 1, at + TOGETHER);
    for (let other = at + 1; other <= last; other += 1) {
      if (common[at] === true && common[other] === true) continue;
      into.push(togetherHash(stem, tokens[other]?.stem ?? ''));
    }
  }
}

/** The same for both orders. */
function togetherHash(one: string, other: string): number {
  const [first, second] = one < other ? [one, other] : [other, one];
  return hash(second, hash(' ', hash(first, TOGETHER_SALT)));
}

const SPACE = 0x20;

function addRuns(form: string, into: number[]): void {
  const length = form.length + 2;
  for (let start = 0; start < length; start += 1) {
    let value = RUN_SALT;
    const end = Math.min(length, start + LONGEST_RUN);
    for (let at = start; at < end; at += 1) {
      const unit = at === 0 || at === length - 1 ? SPACE : form.charCodeAt(at - 1);
      value = Math.imul(value ^ unit, 0x01000193);
      if (at - start + 1 >= SHORTEST_RUN) into.push(value);
    }
  }
}
