import { createIdTable } from './id-table.js';
import { createNumberLists, grown } from './number-lists.js';

/** A word of the vocabulary, and how alike it is to the one asked for: 0–1. */
export interface Alike {
  word: number;
  likeness: number;
}

/** Words (stems) numbered as they are first met, with the runs of letters that they share. */
export interface Vocabulary {
  /** The number of a word, given now if it is new. */
  add(word: string): number;
  /** The number of a word, or -1. */
  find(word: string): number;
  /**
   * Other words that look like this one, most alike first, ties in alphabetical order: by Dice's coefficient of
   * their runs of 3 and 4 letters, the ends of the word counted as letters (Adamson and Boreham, 1974).
   */
  alike(word: string, least: number): Alike[];
}

const SHORTEST_RUN = 3;
const LONGEST_RUN = 4;
const RUN_SALT = 0x1b873593;
const EDGE = 0x20;
/**
 * Words are looked for by the rarest of the runs, this share of them: words that share a third of their runs share
 * one of these. The endings that thousands of words have would cost most of the time.
 */
const TELLING = 2 / 3;
/** So many of the telling runs must be shared, where there are more than a few. */
const SHARED = 2;
const FEW = 5;

export function createVocabulary(): Vocabulary {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const runs = createIdTable();
  /** By run, the words that have it. */
  const holders = createNumberLists();
  /** The runs of all words in turn, ascending within each, and by word where they begin. */
  let spelling = new Uint32Array(8192);
  let begins = new Uint32Array(1024);
  let written = 0;
  /** By word, runs in common with the word asked for; zero between questions. */
  let shared = new Uint8Array(1024);

  function spell(word: number, own: readonly number[]): void {
    if (word + 1 >= begins.length) {
      begins = grown(begins, begins.length * 2);
      shared = new Uint8Array(begins.length);
    }
    if (written + own.length > spelling.length) spelling = grown(spelling, spelling.length * 2);
    for (const run of own) {
      spelling[written] = run;
      written += 1;
      holders.append(run, word);
    }
    begins[word + 1] = written;
  }

  /** How many of these runs, ascending, a word has. */
  function commonWith(word: number, own: readonly number[]): number {
    const end = begins[word + 1] ?? 0;
    let common = 0;
    let at = begins[word] ?? 0;
    for (const run of own) {
      while (at < end && (spelling[at] ?? 0) < run) at += 1;
      if (at < end && spelling[at] === run) common += 1;
    }
    return common;
  }

  return {
    add(word) {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      const number = texts.length;
      numbers.set(word, number);
      texts.push(word);
      spell(number, ascending(runsOf(word).map(runs.add)));
      return number;
    },
    find: (word) => numbers.get(word) ?? -1,
    alike(word, least) {
      const all = runsOf(word);
      const own = ascending(all.map(runs.find).filter((run) => run !== -1));
      const telling = own
        .map((run) => ({ run, words: holders.lengthOf(run) }))
        .sort((a, b) => a.words - b.words)
        .slice(0, Math.ceil(TELLING * all.length));
      const met: number[] = [];
      for (const { run, words } of telling) count(holders.valuesOf(run), words, shared, met);
      const needed = all.length > FEW ? SHARED : 1;
      const found: Alike[] = [];
      for (const other of met) {
        const isClose = (shared[other] ?? 0) >= needed;
        shared[other] = 0;
        if (!isClose) continue;
        const size = (begins[other + 1] ?? 0) - (begins[other] ?? 0);
        const likeness = (2 * commonWith(other, own)) / (all.length + size);
        if (likeness >= least && texts[other] !== word) found.push({ word: other, likeness });
      }
      return found.sort(
        (a, b) => b.likeness - a.likeness || ((texts[a.word] ?? '') < (texts[b.word] ?? '') ? -1 : 1),
      );
    },
  };
}

function ascending(values: number[]): number[] {
  return values.sort((a, b) => a - b);
}

function count(words: Uint32Array, length: number, into: Uint8Array, met: number[]): void {
  for (let at = 0; at < length; at += 1) {
    const word = words[at] ?? 0;
    const before = into[word] ?? 0;
    if (before === 0) met.push(word);
    into[word] = before + 1;
  }
}

/** The runs of letters of a word, each once, as 32-bit hashes (FNV-1a). */
function runsOf(word: string): number[] {
  const found: number[] = [];
  const length = word.length + 2;
  for (let start = 0; start + SHORTEST_RUN <= length; start += 1) {
    let value = RUN_SALT;
    const end = Math.min(length, start + LONGEST_RUN);
    for (let at = start; at < end; at += 1) {
      const unit = at === 0 || at === length - 1 ? EDGE : word.charCodeAt(at - 1);
      value = Math.imul(value ^ unit, 0x01000193);
      // A word has few runs: looking through them is cheaper than a set.
      if (at - start + 1 >= SHORTEST_RUN && !found.includes(value)) found.push(value);
    }
  }
  return found;
}
