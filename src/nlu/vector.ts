import type { Features } from './feature.js';
import { createIdTable } from './id-table.js';

/** A sparse vector; of length 1 where every feature of its text is known, else shorter. */
export interface Vector {
  ids: Int32Array;
  values: Float32Array;
}

/**
 * Vectors in one piece: the features of text `t` lie from `starts[t]` to `starts[t + 1]`. Up to `shared[t]` they
 * are those that other texts have as well, with ids below the space's `shared`; the rest are the text's alone.
 */
export interface Rows {
  readonly count: number;
  readonly starts: Int32Array;
  readonly shared: Int32Array;
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/** What a training set knows of its features, by their ids. */
export interface SpaceData {
  readonly hashes: Int32Array;
  /** From 1 up. */
  readonly rarities: Float32Array;
  /** That of a feature which no text has. */
  readonly unseen: number;
  /** Ids below this are of features that more than one text has. */
  readonly shared: number;
}

/** The features that a training set knows, with their weights. */
export interface VectorSpace {
  readonly size: number;
  readonly shared: number;
  readonly data: SpaceData;
  /**
   * A text's features as a vector: tf-idf, words and character runs each scaled to their share. Unknown features
   * take part in the length: a text that is mostly unknown has little to say.
   */
  vector(features: Features): Vector;
  /** How rare a feature is, by its id, from 1 up; unknown ones (-1) are rarest. */
  rarity(id: number): number;
  /** The id of a feature, or -1. */
  idOf(hash: number): number;
}

/** Weights of words and of character runs; the squares of both sum to 1. */
const WORD_SHARE = 0.75;
const RUN_SHARE = Math.sqrt(1 - WORD_SHARE * WORD_SHARE);
/** In how many texts a character run must occur. */
const FEWEST_TEXTS = 2;

/** Learns from `texts` which features there are and how rare each is, and gives their vectors. */
export function createVectorSpace(texts: readonly Features[]): { space: VectorSpace; rows: Rows } {
  const table = createIdTable(16 * texts.length);
  const { frequency, firstRun } = countTexts(texts, table.add);
  // Ids are given anew, the commonest first: what training reads most lies together, and a text's own comes last.
  const order = Int32Array.from(frequency.keys())
    .filter((seen) => seen < firstRun || (frequency[seen] ?? 0) >= FEWEST_TEXTS)
    .sort((a, b) => (frequency[b] ?? 0) - (frequency[a] ?? 0) || a - b);
  const alone = order.findIndex((seen) => frequency[seen] === 1);
  const space = openVectorSpace({
    hashes: order.map(table.hash),
    rarities: Float32Array.from(order, (seen) => rarity(texts.length, frequency[seen] ?? 0)),
    unseen: rarity(texts.length, 0),
    shared: alone < 0 ? order.length : alone,
  });
  return { space, rows: rowsOf(texts, space) };
}

/** The space that was learned before. Weights are (1 + ln tf) · rarity. */
export function openVectorSpace(data: SpaceData): VectorSpace {
  const { hashes, rarities, unseen, shared } = data;
  const table = createIdTable(hashes.length);
  for (const hash of hashes) table.add(hash);
  const counts = new Int32Array(hashes.length);
  let found = new Int32Array(1024);
  let weights = new Float64Array(1024);
  let filled = 0;

  /** Adds one kind of features to `found` and `weights`, scaled to `share`. */
  function block(features: readonly number[], share: number): void {
    const from = filled;
    if (from + features.length > found.length) {
      found = extended(found, 2 * (from + features.length));
      const more = new Float64Array(found.length);
      more.set(weights);
      weights = more;
    }
    let sum = 0;
    for (const hash of features) {
      const id = table.find(hash);
      if (id < 0) {
        sum += unseen * unseen;
        continue;
      }
      const count = counts[id] ?? 0;
      counts[id] = count + 1;
      if (count === 0) {
        found[filled] = id;
        filled += 1;
      }
    }
    for (let at = from; at < filled; at += 1) {
      const id = found[at] ?? 0;
      const count = counts[id] ?? 1;
      counts[id] = 0;
      const weight = (count === 1 ? 1 : 1 + Math.log(count)) * (rarities[id] ?? 0);
      weights[at] = weight;
      sum += weight * weight;
    }
    const scale = sum === 0 ? 0 : share / Math.sqrt(sum);
    for (let at = from; at < filled; at += 1) weights[at] = (weights[at] ?? 0) * scale;
  }

  return {
    size: hashes.length,
    shared,
    data,
    idOf: table.find,
    rarity: (id) => (id < 0 ? unseen : (rarities[id] ?? unseen)),
    vector({ words, runs }) {
      filled = 0;
      block(words, WORD_SHARE);
      block(runs, RUN_SHARE);
      return { ids: found.slice(0, filled), values: Float32Array.from(weights.subarray(0, filled)) };
    },
  };
}

/** The vectors of texts in one piece. */
function rowsOf(texts: readonly Features[], space: VectorSpace): Rows {
  const starts = new Int32Array(texts.length + 1);
  const ends = new Int32Array(texts.length);
  let rowIds = new Int32Array(128 * texts.length + 1024);
  let rowValues = new Float32Array(rowIds.length);
  let end = 0;
  for (const [text, features] of texts.entries()) {
    const { ids, values } = space.vector(features);
    if (end + ids.length > rowIds.length) {
      rowIds = extended(rowIds, 2 * (end + ids.length));
      const more = new Float32Array(rowIds.length);
      more.set(rowValues);
      rowValues = more;
    }
    for (const alone of [false, true]) {
      for (let at = 0; at < ids.length; at += 1) {
        const id = ids[at] ?? 0;
        if (id >= space.shared !== alone) continue;
        rowIds[end] = id;
        rowValues[end] = values[at] ?? 0;
        end += 1;
      }
      if (!alone) ends[text] = end;
    }
    starts[text + 1] = end;
  }
  return {
    count: texts.length,
    starts,
    shared: ends,
    ids: rowIds.slice(0, end),
    values: rowValues.slice(0, end),
  };
}

/** The root of the smoothed idf, ln((1+n)/(1+df)) + 1: the whole of it gives too much to what is rarest. */
function rarity(texts: number, having: number): number {
  return Math.sqrt(Math.log((1 + texts) / (1 + having)) + 1);
}

/** In how many texts each feature occurs, in the order of `add`; words come before `firstRun`. */
function countTexts(
  texts: readonly Features[],
  add: (hash: number) => number,
): { frequency: Int32Array; firstRun: number } {
  let frequency = new Int32Array(4096);
  let lastText = new Int32Array(4096);
  let size = 0;
  const count = (hashes: readonly number[], stamp: number): void => {
    for (const hash of hashes) {
      const id = add(hash);
      if (id >= frequency.length) {
        frequency = extended(frequency, 2 * id);
        lastText = extended(lastText, 2 * id);
      }
      if (id >= size) size = id + 1;
      if (lastText[id] === stamp) continue;
      lastText[id] = stamp;
      frequency[id] = (frequency[id] ?? 0) + 1;
    }
  };
  for (const [text, { words }] of texts.entries()) count(words, text + 1);
  const firstRun = size;
  for (const [text, { runs }] of texts.entries()) count(runs, text + 1);
  return { frequency: frequency.slice(0, size), firstRun };
}

function extended(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(length);
  more.set(array);
  return more;
}
