import type { Features } from './feature.js';

/** A sparse vector, ids ascending; of length 1 where every feature of its text is known, else shorter. */
export interface Vector {
  ids: Int32Array;
  values: Float32Array;
}

/** The features that a training set knows, with their weights. */
export interface VectorSpace {
  readonly size: number;
  /**
   * A text's features as a vector: tf-idf, words and character runs each scaled to their share. Unknown features
   * take part in the length: a text that is mostly unknown has little to say.
   */
  vector(features: Features): Vector;
  /** How rare a feature is, from 1 up; unknown ones are rarest. */
  rarity(hash: number): number;
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
 * Learns from `texts` which features there are and how rare each is. Weights are (1 + ln tf) · idf with the
 * smoothed idf ln((1+n)/(1+df)) + 1.
 */
export function createVectorSpace(texts: readonly Features[], options = SPACE_DEFAULTS): VectorSpace {
  const frequency = new Map<number, number>();
  const runFrequency = new Map<number, number>();
  for (const { words, runs } of texts) {
    for (const feature of new Set(words)) frequency.set(feature, (frequency.get(feature) ?? 0) + 1);
    for (const feature of new Set(runs)) runFrequency.set(feature, (runFrequency.get(feature) ?? 0) + 1);
  }
  const ids = new Map<number, number>();
  const idf: number[] = [];
  const learn = (feature: number, count: number): void => {
    ids.set(feature, ids.size);
    idf.push(Math.log((1 + texts.length) / (1 + count)) + 1);
  };
  for (const [feature, count] of frequency) learn(feature, count);
  for (const [feature, count] of runFrequency) if (count >= options.minTexts) learn(feature, count);
  const unseen = Math.log(1 + texts.length) + 1;
  const wordShare = options.wordShare;
  const runShare = Math.sqrt(1 - wordShare * wordShare);

  function block(hashes: readonly number[], share: number, into: Map<number, number>): void {
    const counts = new Map<number, number>();
    let sum = 0;
    for (const feature of hashes) {
      const id = ids.get(feature);
      if (id === undefined) sum += unseen * unseen;
      else counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    for (const [id, count] of counts) {
      const weight = (1 + Math.log(count)) * (idf[id] ?? 0);
      counts.set(id, weight);
      sum += weight * weight;
    }
    const scale = sum === 0 ? 0 : share / Math.sqrt(sum);
    for (const [id, weight] of counts) into.set(id, weight * scale);
  }

  return {
    size: ids.size,
    idOf: (feature) => ids.get(feature) ?? -1,
    rarity: (feature) => idf[ids.get(feature) ?? -1] ?? unseen,
    vector({ words, runs }) {
      const values = new Map<number, number>();
      block(words, wordShare, values);
      block(runs, runShare, values);
      const sorted = Int32Array.from(values.keys()).sort();
      return { ids: sorted, values: Float32Array.from(sorted, (id) => values.get(id) ?? 0) };
    },
  };
}

/** The scalar product: the cosine of the angle between two vectors of length 1. */
export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  let i = 0;
  let j = 0;
  while (i < a.ids.length && j < b.ids.length) {
    const left = a.ids[i] ?? 0;
    const right = b.ids[j] ?? 0;
    if (left === right) {
      sum += (a.values[i] ?? 0) * (b.values[j] ?? 0);
      i += 1;
      j += 1;
    } else if (left < right) i += 1;
    else j += 1;
  }
  return sum;
}
