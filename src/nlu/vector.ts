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

/** The features that a training set knows, with their weights. */
export interface VectorSpace {
  readonly size: number;
  /** Ids below this are of features that more than one text has. */
  readonly shared: number;
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

/** How the two kinds of features share a vector's length, and in how many texts a character run must occur. */
export interface SpaceOptions {
  /** Weight of words against character runs; the squares of both shares sum to 1. */
  wordShare: number;
  minTexts: number;
}

export const SPACE_DEFAULTS: SpaceOptions = { wordShare: 0.75, minTexts: 2 };

/**
 * Learns from `texts` which features there are and how rare each is, and gives their vectors. Weights are
 * (1 + ln tf) · rarity.
 */
export function createVectorSpace(
  texts: readonly Features[],
  { wordShare, minTexts }: SpaceOptions = SPACE_DEFAULTS,
): { space: VectorSpace; rows: Rows } {
  const table = createIdTable(16 * texts.length);
  const { frequency, firstRun } = countTexts(texts, table.add);
  const known = frequency.length;
  const isKept = (seen: number): boolean => seen < firstRun || (frequency[seen] ?? 0) >= minTexts;
  // Ids are given anew: first what several texts share, then what is one text's alone.
  const ids = new Int32Array(known).fill(-1);
  const idf = new Float64Array(known);
  let size = 0;
  let shared = 0;
  for (const alone of [false, true]) {
    for (let seen = 0; seen < known; seen += 1) {
      const count = frequency[seen] ?? 0;
      if ((count === 1) !== alone || !isKept(seen)) continue;
      ids[seen] = size;
      idf[size] = rarity(texts.length, count);
      size += 1;
    }
    if (!alone) shared = size;
  }
  const unseen = rarity(texts.length, 0);
  const runShare = Math.sqrt(1 - wordShare * wordShare);
  const idOf = (hash: number): number => ids[table.find(hash)] ?? -1;

  const counts = new Int32Array(size);
  let found = new Int32Array(1024);
  let weights = new Float64Array(1024);
  let filled = 0;

  /** Adds one kind of features to `found` and `weights`, scaled to `share`. */
  function block(hashes: readonly number[], share: number): void {
    const from = filled;
    if (from + hashes.length > found.length) {
      found = extended(found, 2 * (from + hashes.length));
      const more = new Float64Array(found.length);
      more.set(weights);
      weights = more;
    }
    let sum = 0;
    for (const hash of hashes) {
      const id = idOf(hash);
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
      const weight = (count === 1 ? 1 : 1 + Math.log(count)) * (idf[id] ?? 0);
      weights[at] = weight;
      sum += weight * weight;
    }
    const scale = sum === 0 ? 0 : share / Math.sqrt(sum);
    for (let at = from; at < filled; at += 1) weights[at] = (weights[at] ?? 0) * scale;
  }

  function fill({ words, runs }: Features): void {
    filled = 0;
    block(words, wordShare);
    block(runs, runShare);
  }

  const space: VectorSpace = {
    size,
    shared,
    idOf,
    rarity: (id) => (id < 0 ? unseen : (idf[id] ?? unseen)),
    vector(features) {
      fill(features);
      return { ids: found.slice(0, filled), values: Float32Array.from(weights.subarray(0, filled)) };
    },
  };

  function allRows(): Rows {
    const starts = new Int32Array(texts.length + 1);
    const ends = new Int32Array(texts.length);
    let rowIds = new Int32Array(128 * texts.length + 1024);
    let values = new Float32Array(rowIds.length);
    let end = 0;
    for (const [text, features] of texts.entries()) {
      fill(features);
      if (end + filled > rowIds.length) {
        rowIds = extended(rowIds, 2 * (end + filled));
        const more = new Float32Array(rowIds.length);
        more.set(values);
        values = more;
      }
      for (const alone of [false, true]) {
        for (let at = 0; at < filled; at += 1) {
          const id = found[at] ?? 0;
          if (id >= shared !== alone) continue;
          rowIds[end] = id;
          values[end] = weights[at] ?? 0;
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
      values: values.slice(0, end),
    };
  }
  return { space, rows: allRows() };
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
