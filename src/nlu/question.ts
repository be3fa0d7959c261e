import type { Token } from './normalize.js';
import { QUESTION_WORDS } from './question-words.js';
import type { Vocabulary } from './vocabulary.js';

/** A stem of the index that stands for a word of the question, and how surely: 1 for the word itself. */
export interface Variant {
  word: number;
  likeness: number;
}

/** A word of a question: what it is worth (its idf), and the stems that it is found by. */
export interface QuestionWord {
  worth: number;
  variants: Variant[];
}

/** Two words that stand side by side in a question. */
export interface WordPair {
  first: number;
  second: number;
  worth: number;
}

export interface Question {
  words: QuestionWord[];
  pairs: WordPair[];
  /** What a document would get that has every word over and over. */
  attainable: number;
}

/** What words that every question has are worth, in shares of what they seem. */
const PUT_WITH = 0.4;
/** Words that look alike from this likeness on, how much they count at most, and how many. */
const ALIKE = 0.5;
const ALIKE_WEIGHT = 0.4;
const ALIKE_MOST = 8;
const ALIKE_SHORTEST = 4;
/** A word that no document has is likely a slip: what looks like it from here on, and counts more. */
const SLIP = 0.4;
const SLIP_WEIGHT = 0.5;

/** Reads questions against a vocabulary; `count` says how many documents have a word. */
export function createQuestionReader(
  vocabulary: Vocabulary,
  count: (word: number) => number,
): (tokens: readonly Token[], documents: number) => Question {
  function variantsOf(stem: string, own: number, documents: number): Variant[] {
    const exact = own === -1 || documents === 0 ? [] : [{ word: own, likeness: 1 }];
    if (stem.length < ALIKE_SHORTEST) return exact;
    const [least, weight] = exact.length > 0 ? [ALIKE, ALIKE_WEIGHT] : [SLIP, SLIP_WEIGHT];
    const others = vocabulary
      .alike(stem, least)
      .filter(({ word }) => count(word) > 0)
      .slice(0, ALIKE_MOST)
      .map(({ word, likeness }) => ({ word, likeness: weight * likeness }));
    return [...exact, ...others];
  }

  return (tokens, documents) => {
    const shares = new Map<string, number>();
    for (const { form, stem, kind } of tokens) {
      if (kind === 'entity') continue;
      const share = QUESTION_WORDS.has(form) ? PUT_WITH : 1;
      shares.set(stem, Math.max(share, shares.get(stem) ?? 0));
    }
    const words: QuestionWord[] = [];
    const worths = new Map<number, number>();
    let attainable = 0;
    for (const [stem, share] of shares) {
      const own = vocabulary.find(stem);
      const having = own === -1 ? 0 : count(own);
      const variants =
        share < 1 ? (having > 0 ? [{ word: own, likeness: 1 }] : []) : variantsOf(stem, own, having);
      const found = variants.reduce((sum, { word, likeness }) => sum + likeness * count(word), 0);
      const worth = share * idf(Math.min(found, documents), documents);
      attainable += worth;
      if (variants.length > 0) words.push({ worth, variants });
      if (having > 0) worths.set(own, worth);
    }
    return { words, pairs: pairsOf(tokens, vocabulary, worths), attainable };
  };
}

/** How telling a word is that `found` of all documents have (Robertson and Spärck Jones, kept above zero). */
function idf(found: number, documents: number): number {
  return Math.log(1 + (documents - found + 0.5) / (found + 0.5));
}

function pairsOf(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  worths: ReadonlyMap<number, number>,
): WordPair[] {
  const pairs: WordPair[] = [];
  let first = -1;
  for (const { stem, kind } of tokens) {
    if (kind === 'entity') continue;
    const second = vocabulary.find(stem);
    const worth = ((worths.get(first) ?? 0) + (worths.get(second) ?? 0)) / 2;
    const known = worths.has(first) && worths.has(second);
    const repeated = pairs.some((pair) => pair.first === first && pair.second === second);
    if (known && !repeated) pairs.push({ first, second, worth });
    first = second;
  }
  return pairs;
}

/** Words are looked up by their last bits first: few of a document are in a question. */
const MARKS = 1024;

/** Says of sequences of words what the pairs are worth that stand side by side in them, each pair once. */
export function createPairReader(pairs: readonly WordPair[]): (sequence: Int32Array) => number {
  const marks = new Uint8Array(MARKS);
  for (const { second } of pairs) marks[second % MARKS] = 1;
  const found = new Uint8Array(pairs.length);
  return (sequence) => {
    found.fill(0);
    let sum = 0;
    for (let at = 1; at < sequence.length; at += 1) {
      const word = sequence[at] ?? 0;
      if (marks[word & (MARKS - 1)] === 0) continue;
      const before = sequence[at - 1];
      for (const [which, pair] of pairs.entries()) {
        if (pair.second !== word || pair.first !== before || found[which] === 1) continue;
        found[which] = 1;
        sum += pair.worth;
      }
    }
    return sum;
  };
}
