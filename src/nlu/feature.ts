import type { Token } from './normalize.js';

/** Runs of characters taken from each word, with the space around it. */
const SHORTEST_RUN = 2;
const LONGEST_RUN = 4;

/** What a text is described by, as 32-bit hashes; the first hash of a kind of feature salts it. */
export interface Features {
  /** Words, stems, pairs and kinds of entities. */
  words: number[];
  /** Runs of 2–4 characters inside words. */
  runs: number[];
}

/** A feature that a person can read, with its hash. */
export interface Term {
  hash: number;
  text: string;
}

/** FNV-1a over UTF-16 units. */
function hash(text: string, salt: number): number {
  let value = salt;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value;
}

const WORD_SALT = 0x811c9dc5 | 0;
const STEM_SALT = 0x2f0b4a17;
const PAIR_SALT = 0x51ed270b;
const RUN_SALT = 0x1b873593;

/** The readable features of a text: words, stems and pairs of neighbouring stems. */
export function termsOf(tokens: readonly Token[]): Term[] {
  const terms: Term[] = [];
  let before = '^';
  for (const { form, stem } of tokens) {
    terms.push({ hash: hash(form, WORD_SALT), text: form });
    terms.push({ hash: hash(stem, STEM_SALT), text: stem });
    terms.push({
      hash: hash(`${before} ${stem}`, PAIR_SALT),
      text: before === '^' ? stem : `${before} ${stem}`,
    });
    before = stem;
  }
  if (tokens.length > 0) terms.push({ hash: hash(`${before} $`, PAIR_SALT), text: before });
  return terms;
}

/** Everything a text is described by, with repetitions. */
export function featuresOf(tokens: readonly Token[]): Features {
  const words = termsOf(tokens).map((term) => term.hash);
  const runs: number[] = [];
  for (const { form, kind } of tokens) {
    if (kind === 'entity') continue;
    const padded = ` ${form} `;
    for (let start = 0; start < padded.length; start += 1) {
      let value = RUN_SALT;
      const end = Math.min(padded.length, start + LONGEST_RUN);
      for (let at = start; at < end; at += 1) {
        value = Math.imul(value ^ padded.charCodeAt(at), 0x01000193);
        if (at - start + 1 >= SHORTEST_RUN) runs.push(value);
      }
    }
  }
  return { words, runs };
}
