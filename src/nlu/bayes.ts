import type { Rows, Vector } from './vector.js';

/**
 * What naive Bayes says for each class of a text, relative to all texts: features that a class has more of than
 * texts in general speak for it. Sparse: a class is only named at a feature which its texts have.
 */
export interface Bayes {
  /** What each known feature, by its weight, speaks for a class that has none of it; it is below 0. */
  readonly absent: Float64Array;
  /** The classes that have feature `f` lie from `starts[f]` to `starts[f + 1]` … */
  readonly starts: Int32Array;
  readonly classes: Uint16Array;
  /** … with what it speaks for each beyond `absent`; above 0. */
  readonly gains: Float32Array;
}

/** How much the features of all texts count beside those of the class, in units of their weights. */
const SMOOTHING = 50;

/**
 * Multinomial naive Bayes over tf-idf weights in place of counts (Rennie et al., "Tackling the poor assumptions of
 * naive Bayes text classifiers", ICML 2003), smoothed by Dirichlet's prior towards what all texts have (Zhai and
 * Lafferty, 2004). Learns from the texts of `rows` for which `kept` is not 0; all without it.
 */
export function fitBayes(
  rows: Rows,
  features: number,
  labels: Int32Array,
  classes: number,
  kept?: Uint8Array,
): Bayes {
  const own = new Float64Array(classes);
  const weights = new Float64Array(features);
  const starts = new Int32Array(features + 1);
  const isKept = (text: number): boolean => kept === undefined || kept[text] === 1;
  // Texts of a class one after another: a feature's classes then come in order, each once.
  const order = [...labels.keys()]
    .filter(isKept)
    .sort((a, b) => (labels[a] ?? 0) - (labels[b] ?? 0) || a - b);
  const lastClass = new Int32Array(features).fill(-1);
  let total = 0;
  for (const text of order) {
    const k = labels[text] ?? 0;
    const end = rows.starts[text + 1] ?? 0;
    for (let at = rows.starts[text] ?? 0; at < end; at += 1) {
      const id = rows.ids[at] ?? 0;
      const value = rows.values[at] ?? 0;
      own[k] = (own[k] ?? 0) + value;
      weights[id] = (weights[id] ?? 0) + value;
      total += value;
      if (lastClass[id] === k) continue;
      lastClass[id] = k;
      starts[id + 1] = (starts[id + 1] ?? 0) + 1;
    }
  }
  for (let id = 0; id < features; id += 1) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  const named = new Uint16Array(starts[features] ?? 0);
  const gains = new Float32Array(named.length);
  const fill = starts.slice(0, features);
  lastClass.fill(-1);
  for (const text of order) {
    const k = labels[text] ?? 0;
    const end = rows.starts[text + 1] ?? 0;
    for (let at = rows.starts[text] ?? 0; at < end; at += 1) {
      const id = rows.ids[at] ?? 0;
      if (lastClass[id] !== k) {
        lastClass[id] = k;
        fill[id] = (fill[id] ?? 0) + 1;
        named[(fill[id] ?? 1) - 1] = k;
      }
      const place = (fill[id] ?? 1) - 1;
      gains[place] = (gains[place] ?? 0) + (rows.values[at] ?? 0);
    }
  }
  for (let id = 0; id < features; id += 1) {
    const expected = (SMOOTHING * (weights[id] ?? 0)) / total;
    for (let place = starts[id] ?? 0; place < (starts[id + 1] ?? 0); place += 1) {
      gains[place] = Math.log1p((gains[place] ?? 0) / expected);
    }
  }
  return { absent: own.map((sum) => Math.log(SMOOTHING / (sum + SMOOTHING))), starts, classes: named, gains };
}

/** Adds `share` of what naive Bayes says for each class of a text to `into`. */
export function addBayes(
  { absent, starts, classes, gains }: Bayes,
  { ids, values }: Vector,
  share: number,
  into: Float64Array,
): void {
  let known = 0;
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] ?? 0;
    const from = starts[id] ?? 0;
    const to = starts[id + 1] ?? 0;
    if (from === to) continue;
    const value = share * (values[at] ?? 0);
    known += value;
    for (let place = from; place < to; place += 1) {
      const k = classes[place] ?? 0;
      into[k] = (into[k] ?? 0) + value * (gains[place] ?? 0);
    }
  }
  for (let k = 0; k < absent.length; k += 1) into[k] = (into[k] ?? 0) + known * (absent[k] ?? 0);
}
