import type { Rows, Vector } from './vector.js';

/** Finds the examples most like a text by an inverted index over their features. */
export interface Neighbours {
  /**
   * The cosine of `text` with every example, without what is common to many; the array is used again by the next
   * call.
   */
  similarities(text: Vector): Float64Array;
}

/** What more than this share of the examples have tells them apart little and takes most of the time … */
const COMMON_SHARE = 0.05;
/** … but so few say nothing about what is common. */
const FEWEST_COMMON = 30;

/** Indexes examples over a space of `features` features. */
export function indexNeighbours(rows: Rows, features: number): Neighbours {
  const starts = new Int32Array(features + 1);
  for (const id of rows.ids) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
  const most = Math.max(FEWEST_COMMON, COMMON_SHARE * rows.count);
  const common = new Uint8Array(features);
  for (let id = 0; id < features; id += 1) {
    const having = starts[id + 1] ?? 0;
    if (having > most) common[id] = 1;
    starts[id + 1] = (starts[id] ?? 0) + (having > most ? 0 : having);
  }
  const fill = starts.slice(0, features);
  const places = new Int32Array(starts[features] ?? 0);
  const weights = new Float32Array(places.length);
  for (let example = 0; example < rows.count; example += 1) {
    const end = rows.starts[example + 1] ?? 0;
    for (let at = rows.starts[example] ?? 0; at < end; at += 1) {
      const id = rows.ids[at] ?? 0;
      if (common[id] === 1) continue;
      const place = fill[id] ?? 0;
      places[place] = example;
      weights[place] = rows.values[at] ?? 0;
      fill[id] = place + 1;
    }
  }
  const sums = new Float64Array(rows.count);
  return {
    similarities({ ids, values }) {
      sums.fill(0);
      for (let at = 0; at < ids.length; at += 1) {
        const id = ids[at] ?? 0;
        const value = values[at] ?? 0;
        const end = starts[id + 1] ?? 0;
        for (let place = starts[id] ?? 0; place < end; place += 1) {
          const example = places[place] ?? 0;
          sums[example] = (sums[example] ?? 0) + value * (weights[place] ?? 0);
        }
      }
      return sums;
    },
  };
}
