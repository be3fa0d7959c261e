import type { Token } from './normalize.js';

/** Runs of characters taken from each word, with the space around it. */
const SHORTEST_RUN = 2;
const LONGEST_RUN = 4;

/** What a text is described by, as 32-bit hashes; the first hash of a kind of feature salts it. */
export interface Features {
  /** Words, stems, pairs and kinds of entities, with repetitions. */
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

/** The readable features of a text: words, stems and pairs of neighbouring stems. */
export function termsOf(tokens: readonly Token[]): Term[] {
  const terms: Term[] = [];
  let before = START;
  for (const token of tokens) {
    const { form, stem } = token;
    terms.push({ hash: formHash(token), text: form });
    terms.push({ hash: stemHash(token), text: stem });
    terms.push({ hash: pairHash(before, stem), text: before === START ? stem : `${before} ${stem}` });
    before = stem;
  }
  if (tokens.length > 0) terms.push({ hash: pairHash(before, END), text: before });
  return terms;
}

/** Everything a text is described by, with repetitions: the hashes of `termsOf`, and the runs of characters. */
export function featuresOf(tokens: readonly Token[]): Features {
  const words: number[] = [];
  const runs: number[] = [];
  let before = START;
  for (const token of tokens) {
    words.push(formHash(token), stemHash(token), pairHash(before, token.stem));
    before = token.stem;
    if (token.kind !== 'entity') addRuns(token.form, runs);
  }
  if (tokens.length > 0) words.push(pairHash(before, END));
  return { words, runs };
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
