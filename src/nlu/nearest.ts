import type { Vector } from './vector.js';

/** Finds the examples most like a text by an inverted index over their features. */
export interface Neighbours {
  /** The cosine of `text` with every example; the array is used again by the next call. */
  similarities(text: Vector): Float32Array;
}

/** Indexes `examples` over a space of `features` features. */
export function indexNeighbours(examples: readonly Vector[], features: number): Neighbours {
  const starts = new Int32Array(features + 1);
  for (const { ids } of examples) for (const id of ids) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
  for (let id = 0; id < features; id += 1) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  const fill = starts.slice(0, features);
  const places = new Int32Array(starts[features] ?? 0);
  const weights = new Float32Array(places.length);
  examples.forEach(({ ids, values }, example) => {
    ids.forEach((id, at) => {
      const place = fill[id] ?? 0;
      places[place] = example;
      weights[place] = values[at] ?? 0;
      fill[id] = place + 1;
    });
  });
  const sums = new Float32Array(examples.length);
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
