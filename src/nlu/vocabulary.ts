import { createIdTable } from './id-table.js';
import { createNumberLists, grown } from './number-lists.js';

/** A word of the vocabulary, and how alike it is to the one asked for: 0–1. */
export interface Alike {
  word: number;
  likeness: number;
}

/** Words (stems) numbered as they are first met, with the runs of letters that they share. */
export interface Vocabulary {
  readonly size: number;
  /** The number of a word, given now if it is new. */
  add(word: string): number;
  /** The number of a word, or -1. */
  find(word: string): number;
  textOf(word: number): string;
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

export function createVocabulary(): Vocabulary {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const runs = createIdTable();
  /** By run, the words that have it. */
  const holders = createNumberLists();
  /** By word, how many runs it has. */
  let sizes = new Uint32Array(1024);
  /** By word, runs in common with the word asked for; zero between questions. */
  let shared = new Uint32Array(1024);

  return {
    get size() {
      return texts.length;
    },
    add(word) {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      const number = texts.length;
      numbers.set(word, number);
      texts.push(word);
      if (number === sizes.length) {
        sizes = grown(sizes, number * 2);
        shared = grown(shared, number * 2);
      }
      const own = runsOf(word);
      sizes[number] = own.size;
      for (const run of own) holders.append(runs.add(run), number);
      return number;
    },
    find: (word) => numbers.get(word) ?? -1,
    textOf: (word) => texts[word] ?? '',
    alike(word, least) {
      const own = runsOf(word);
      const met: number[] = [];
      for (const run of own) {
        const list = runs.find(run);
        if (list === -1) continue;
        count(holders.valuesOf(list), holders.lengthOf(list), shared, met);
      }
      const found: Alike[] = [];
      for (const other of met) {
        const likeness = (2 * (shared[other] ?? 0)) / (own.size + (sizes[other] ?? 0));
        shared[other] = 0;
        if (likeness >= least && texts[other] !== word) found.push({ word: other, likeness });
      }
      return found.sort(
        (a, b) => b.likeness - a.likeness || ((texts[a.word] ?? '') < (texts[b.word] ?? '') ? -1 : 1),
      );
    },
  };
}

function count(words: Uint32Array, length: number, into: Uint32Array, met: number[]): void {
  for (let at = 0; at < length; at += 1) {
    const word = words[at] ?? 0;
    const before = into[word] ?? 0;
    if (before === 0) met.push(word);
    into[word] = before + 1;
  }
}

/** The runs of letters of a word, each once, as 32-bit hashes (FNV-1a). */
function runsOf(word: string): Set<number> {
  const found = new Set<number>();
  const length = word.length + 2;
  for (let start = 0; start + SHORTEST_RUN <= length; start += 1) {
    let value = RUN_SALT;
    const end = Math.min(length, start + LONGEST_RUN);
    for (let at = start; at < end; at += 1) {
      const unit = at === 0 || at === length - 1 ? EDGE : word.charCodeAt(at - 1);
      value = Math.imul(value ^ unit, 0x01000193);
      if (at - start + 1 >= SHORTEST_RUN) found.add(value);
    }
  }
  return found;
}
