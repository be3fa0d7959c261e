import type { Features } from './feature.js';
import { createIdTable } from './id-table.js';
import { createWeigher } from './weigher.js';

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

/** The space that was learned before. */
export function openVectorSpace(data: SpaceData): VectorSpace {
  const { hashes, rarities, unseen, shared } = data;
  const table = createIdTable(hashes.length);
  for (const hash of hashes) table.add(hash);
  const weigher = createWeigher(rarities, unseen);
  const idsOf = (features: ArrayLike<number>): Int32Array => {
    const ids = new Int32Array(features.length);
    for (let at = 0; at < ids.length; at += 1) ids[at] = table.find(features[at] ?? 0);
    return ids;
  };
  return {
    size: hashes.length,
    shared,
    data,
    idOf: table.find,
    rarity: (id) => (id < 0 ? unseen : (rarities[id] ?? unseen)),
    vector({ words, runs }) {
      const { ids, values, length } = weigher.weigh(idsOf(words), 0, words.length, runs.map(idsOf));
      return { ids: ids.slice(0, length), values: new Float32Array(values.subarray(0, length)) };
    },
  };
}
