import type { Features } from './feature.js';
import { createIdTable } from './id-table.js';
import { openVectorSpace, type Rows, type VectorSpace } from './vector.js';
import { createWeigher, type Weights } from './weigher.js';

/** In how many texts a character run must occur. */
const FEWEST_TEXTS = 2;
/** Room for the features of some hundred texts; it grows. */
const ROOM = 16_384;

/** Texts by the ids of their features, with repetitions. */
interface Numbered {
  /** The words of text `t` lie from `starts[t]` to `starts[t + 1]`. */
  words: Int32Array;
  starts: readonly number[];
  /** By text, word by word; one array for all places of a word. */
  runs: readonly (readonly Int32Array[])[];
}

/** Learns from `texts` which features there are and how rare each is, and gives their vectors. */
export function createVectorSpace(texts: Iterable<Features>): { space: VectorSpace; rows: Rows } {
  const table = createIdTable(4 * ROOM);
  const { words, starts, written } = numberWords(texts, table.add);
  const firstRun = table.size;
  const lists = numberRuns(written, table.add);
  const runs = written.map((own) => own.map((word) => lists.get(word) ?? NONE));
  const numbered: Numbered = { words, starts, runs };
  const frequency = countTexts(numbered, table.size);
  const order = commonestFirst(frequency, firstRun, written.length);
  const hashes = new Int32Array(order.length);
  const rarities = new Float32Array(order.length);
  const idOf = new Int32Array(table.size).fill(-1);
  let shared = 0;
  let entries = 0;
  for (let id = 0; id < order.length; id += 1) {
    const seen = order[id] ?? 0;
    const having = frequency[seen] ?? 0;
    hashes[id] = table.hash(seen);
    rarities[id] = rarity(written.length, having);
    idOf[seen] = id;
    entries += having;
    if (having > 1) shared = id + 1;
  }
  renumber(words, idOf);
  for (const own of lists.values()) renumber(own, idOf);
  const space = openVectorSpace({ hashes, rarities, unseen: rarity(written.length, 0), shared });
  return { space, rows: rowsOf(numbered, space, entries) };
}

const NONE = new Int32Array(0);

function numberWords(
  texts: Iterable<Features>,
  add: (hash: number) => number,
): { words: Int32Array; starts: number[]; written: Int32Array[][] } {
  let words = new Int32Array(ROOM);
  const starts = [0];
  const written: Int32Array[][] = [];
  let end = 0;
  for (const text of texts) {
    if (end + text.words.length > words.length) {
      const more = new Int32Array(2 * (end + text.words.length));
      more.set(words);
      words = more;
    }
    for (const hash of text.words) {
      words[end] = add(hash);
      end += 1;
    }
    starts.push(end);
    written.push(text.runs);
  }
  return { words: words.subarray(0, end), starts, written };
}

/** For the runs of each word, their numbers. */
function numberRuns(
  written: readonly (readonly Int32Array[])[],
  add: (hash: number) => number,
): Map<Int32Array, Int32Array> {
  const lists = new Map<Int32Array, Int32Array>();
  for (const text of written) {
    for (const word of text) {
      if (lists.has(word)) continue;
      const numbers = new Int32Array(word.length);
      for (let at = 0; at < word.length; at += 1) numbers[at] = add(word[at] ?? 0);
      lists.set(word, numbers);
    }
  }
  return lists;
}

/** In how many texts each feature occurs. */
function countTexts({ words, starts, runs }: Numbered, features: number): Int32Array {
  const frequency = new Int32Array(features);
  const lastText = new Int32Array(features);
  for (const [text, own] of runs.entries()) {
    count(words, starts[text] ?? 0, starts[text + 1] ?? 0, text + 1, frequency, lastText);
    for (const word of own) count(word, 0, word.length, text + 1, frequency, lastText);
  }
  return frequency;
}

function count(
  features: Int32Array,
  from: number,
  to: number,
  text: number,
  frequency: Int32Array,
  lastText: Int32Array,
): void {
  for (let at = from; at < to; at += 1) {
    const feature = features[at] ?? 0;
    if (lastText[feature] === text) continue;
    lastText[feature] = text;
    frequency[feature] = (frequency[feature] ?? 0) + 1;
  }
}

/** The features that are kept: what training reads most lies together, and a text's own comes last. */
function commonestFirst(frequency: Int32Array, firstRun: number, texts: number): Int32Array {
  const isKept = (feature: number): boolean =>
    feature < firstRun || (frequency[feature] ?? 0) >= FEWEST_TEXTS;
  // Sorted by counting, for there are many features and few frequencies.
  const begins = new Int32Array(texts + 2);
  for (let feature = 0; feature < frequency.length; feature += 1) {
    const place = texts - (frequency[feature] ?? 0) + 1;
    if (isKept(feature)) begins[place] = (begins[place] ?? 0) + 1;
  }
  for (let place = 0; place <= texts; place += 1) {
    begins[place + 1] = (begins[place + 1] ?? 0) + (begins[place] ?? 0);
  }
  const order = new Int32Array(begins[texts + 1] ?? 0);
  for (let feature = 0; feature < frequency.length; feature += 1) {
    if (!isKept(feature)) continue;
    const place = texts - (frequency[feature] ?? 0);
    order[begins[place] ?? 0] = feature;
    begins[place] = (begins[place] ?? 0) + 1;
  }
  return order;
}

/** The root of the smoothed idf, ln((1+n)/(1+df)) + 1: the whole of it gives too much to what is rarest. */
function rarity(texts: number, having: number): number {
  return Math.sqrt(Math.log((1 + texts) / (1 + having)) + 1);
}

function renumber(features: Int32Array, idOf: Int32Array): void {
  for (let at = 0; at < features.length; at += 1) features[at] = idOf[features[at] ?? 0] ?? -1;
}

/** The vectors of texts in one piece, of so many entries. */
function rowsOf({ words, starts: wordStarts, runs }: Numbered, space: VectorSpace, entries: number): Rows {
  const weigher = createWeigher(space.data.rarities, space.data.unseen);
  const starts = new Int32Array(runs.length + 1);
  const shared = new Int32Array(runs.length);
  const ids = new Int32Array(entries);
  const values = new Float32Array(entries);
  let end = 0;
  for (const [text, own] of runs.entries()) {
    const weights = weigher.weigh(words, wordStarts[text] ?? 0, wordStarts[text + 1] ?? 0, own);
    end = put(weights, 0, space.shared, ids, values, end);
    shared[text] = end;
    end = put(weights, space.shared, space.size, ids, values, end);
    starts[text + 1] = end;
  }
  return { count: runs.length, starts, shared, ids, values };
}

/** Writes the features with ids from `least` to below `most` on from `end`; gives the new end. */
function put(
  { ids: own, values: weights, length }: Weights,
  least: number,
  most: number,
  ids: Int32Array,
  values: Float32Array,
  end: number,
): number {
  let filled = end;
  for (let at = 0; at < length; at += 1) {
    const id = own[at] ?? 0;
    if (id < least || id >= most) continue;
    ids[filled] = id;
    values[filled] = weights[at] ?? 0;
    filled += 1;
  }
  return filled;
}
