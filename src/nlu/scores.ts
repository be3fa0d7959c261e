import type { NumberLists } from './number-lists.js';
import { weightOfPosting } from './posting.js';
import type { Variant } from './question.js';

/** A document by its number, with its sum. */
export interface Scored {
  document: number;
  score: number;
}

/** Sums over documents, in arrays that are used again for each question. */
export interface Scores {
  /** Starts anew, for documents numbered below `documents`. */
  begin(documents: number): void;
  /** Adds what a word of the question is worth to the documents that have one of its variants. */
  add(postings: NumberLists, worth: number, variants: readonly Variant[]): void;
  /**
   * The `count` documents with the highest sums among those shown, highest first; `order` decides between equal
   * ones (below zero: the first comes first). Both are asked of few.
   */
  best(
    count: number,
    shown: (document: number) => boolean,
    order: (one: number, other: number) => number,
  ): Scored[];
  /** The highest sum of each group (`groups`: by document, -1 for none) among the documents shown. */
  bestOf(groups: readonly number[], size: number, shown: (document: number) => boolean): Float64Array;
}

/** BM25's saturation: how much more a word counts that a document has more of. */
const K1 = 1.8;

export function createScores(): Scores {
  let sums = new Float64Array(1024);
  /** What the variants of one word count together, by document; zero between words. */
  let amounts = new Float64Array(1024);
  let met = new Int32Array(1024);
  let documents = 0;

  return {
    begin(count) {
      documents = count;
      if (count > sums.length) {
        const length = Math.max(count, sums.length * 2);
        sums = new Float64Array(length);
        amounts = new Float64Array(length);
        met = new Int32Array(length);
      } else sums.fill(0, 0, count);
    },
    add(postings, worth, variants) {
      const [only] = variants;
      if (only === undefined) return;
      if (variants.length === 1) {
        const { word, likeness } = only;
        addWord(postings.valuesOf(word), postings.lengthOf(word), worth, likeness, sums);
        return;
      }
      let count = 0;
      for (const { word, likeness } of variants) {
        count = gather(postings.valuesOf(word), postings.lengthOf(word), likeness, amounts, met, count);
      }
      settle(met, count, worth, amounts, sums);
    },
    best: (count, shown, order) => highest(sums, documents, count, shown, order),
    bestOf(groups, size, shown) {
      const best = new Float64Array(size);
      for (let document = 0; document < documents; document += 1) {
        const sum = sums[document] ?? 0;
        const group = groups[document] ?? -1;
        if (sum === 0 || group === -1 || sum <= (best[group] ?? 0)) continue;
        if (shown(document)) best[group] = sum;
      }
      return best;
    },
  };
}

// Inner loops are functions of their arguments: closures over arrays that are replaced run at half the speed.

function addWord(
  list: Uint32Array,
  length: number,
  worth: number,
  likeness: number,
  sums: Float64Array,
): void {
  // 256 weights only: what each adds is worked out once.
  const gains = new Float64Array(256);
  for (let code = 0; code < 256; code += 1) {
    const amount = likeness * weightOfPosting(code);
    gains[code] = (worth * amount) / (amount + K1);
  }
  for (let at = 0; at < length; at += 1) {
    const posting = list[at] ?? 0;
    const document = posting >>> 8;
    sums[document] = (sums[document] ?? 0) + (gains[posting & 0xff] ?? 0);
  }
}

function gather(
  list: Uint32Array,
  length: number,
  likeness: number,
  amounts: Float64Array,
  met: Int32Array,
  count: number,
): number {
  let known = count;
  for (let at = 0; at < length; at += 1) {
    const posting = list[at] ?? 0;
    const document = posting >>> 8;
    const before = amounts[document] ?? 0;
    if (before === 0) {
      met[known] = document;
      known += 1;
    }
    amounts[document] = before + likeness * weightOfPosting(posting);
  }
  return known;
}

function settle(
  met: Int32Array,
  count: number,
  worth: number,
  amounts: Float64Array,
  sums: Float64Array,
): void {
  for (let at = 0; at < count; at += 1) {
    const document = met[at] ?? 0;
    const amount = amounts[document] ?? 0;
    amounts[document] = 0;
    sums[document] = (sums[document] ?? 0) + (worth * amount) / (amount + K1);
  }
}

/** Keeps a heap of the best, with the last of them on top. */
function highest(
  sums: Float64Array,
  documents: number,
  count: number,
  shown: (document: number) => boolean,
  order: (one: number, other: number) => number,
): Scored[] {
  const heap: Scored[] = [];
  const compare = (a: Scored, b: Scored): number => b.score - a.score || order(a.document, b.document);
  let least = 0;
  for (let document = 0; document < documents; document += 1) {
    const score = sums[document] ?? 0;
    if (score < least || score === 0) continue;
    const last = heap[0];
    if (last !== undefined && score === least && order(last.document, document) < 0) continue;
    if (!shown(document)) continue;
    if (heap.length < count) {
      heap.push({ document, score });
      rise(heap, compare);
    } else {
      heap[0] = { document, score };
      sink(heap, compare);
    }
    if (heap.length === count) least = heap[0]?.score ?? 0;
  }
  return heap.sort(compare);
}

type Compare = (a: Scored, b: Scored) => number;

/** Whether the entry at one place comes after the one at another. */
function after(heap: readonly Scored[], place: number, other: number, compare: Compare): boolean {
  const a = heap[place];
  const b = heap[other];
  return a !== undefined && b !== undefined && compare(a, b) > 0;
}

function swap(heap: Scored[], place: number, other: number): void {
  const a = heap[place];
  const b = heap[other];
  if (a !== undefined && b !== undefined) [heap[place], heap[other]] = [b, a];
}

function rise(heap: Scored[], compare: Compare): void {
  for (let at = heap.length - 1; at > 0;) {
    const parent = (at - 1) >> 1;
    if (!after(heap, at, parent, compare)) return;
    swap(heap, parent, at);
    at = parent;
  }
}

function sink(heap: Scored[], compare: Compare): void {
  for (let at = 0; ;) {
    const left = 2 * at + 1;
    const later = after(heap, left + 1, left, compare) ? left + 1 : left;
    if (!after(heap, later, at, compare)) return;
    swap(heap, later, at);
    at = later;
  }
}
