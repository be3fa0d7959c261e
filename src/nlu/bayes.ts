import type { Rows, Vector } from './vector.js';

/**
 * What naive Bayes says for each class of a text, relative to all texts: features that a class has more of than
 * texts in general speak for it. Sparse: a class is only named at a feature which its texts have.
 */
export interface Bayes {
  /** What each known feature, by its weight, speaks for a class that has none of it; it is below 0. */
  readonly absent: Float64Array;
  /** In how many texts each feature occurs. */
  readonly having: Int32Array;
  /** The classes that have feature `f` lie from `starts[f]` to `starts[f + 1]` … */
  readonly starts: Int32Array;
  readonly classes: Uint16Array;
  /** … with what it speaks for each beyond `absent`. */
  readonly gains: Float32Array;
}

/** How much the features of all texts count beside those of the class, in units of their weights. */
const SMOOTHING = 50;

/**
 * Multinomial naive Bayes over tf-idf weights in place of counts (Rennie et al., "Tackling the poor assumptions of
 * naive Bayes text classifiers", ICML 2003), smoothed by Dirichlet's prior towards what all texts have (Zhai and
 * Lafferty, 2004).
 */
export function fitBayes(rows: Rows, features: number, labels: Int32Array, classes: number): Bayes {
  const sums = sumUp(rows, features, labels, classes);
  const gains = new Float32Array(sums.each.length);
  fillGains(sums, gains);
  return { ...sums, absent: absentOf(sums), gains };
}

/** Fits naive Bayes to all texts, and gives what it says without some; that lasts until the next call. */
export function fitBayesWithout(
  rows: Rows,
  features: number,
  labels: Int32Array,
  classes: number,
): (left: Int32Array) => Bayes {
  const all = sumUp(rows, features, labels, classes);
  const rest: Sums = { ...all, own: all.own.slice(), each: all.each.slice(), having: all.having.slice() };
  const gains = new Float32Array(all.each.length);
  return (left) => {
    rest.own.set(all.own);
    rest.each.set(all.each);
    rest.having.set(all.having);
    const cursor = all.starts.slice();
    for (const text of byClass(left, labels)) takeBack(text, labels[text] ?? 0, rows, rest, cursor);
    fillGains(rest, gains);
    return { ...rest, absent: absentOf(rest), gains };
  };
}

/** Weights of features, summed by class. */
interface Sums extends Pick<Bayes, 'having' | 'starts' | 'classes'> {
  /** Of all features of each class. */
  own: Float64Array;
  /** Of each feature in each class that has it, in the order of `classes`. */
  each: Float32Array;
}

function sumUp(rows: Rows, features: number, labels: Int32Array, classes: number): Sums {
  // Texts of a class one after another: a feature's classes then come in order, each once.
  const order = byClass(Int32Array.from(labels.keys()), labels);
  const lastClass = new Int32Array(features).fill(-1);
  const starts = new Int32Array(features + 1);
  for (const text of order) {
    const k = labels[text] ?? 0;
    const end = rows.starts[text + 1] ?? 0;
    for (let at = rows.starts[text] ?? 0; at < end; at += 1) {
      const id = rows.ids[at] ?? 0;
      if (lastClass[id] === k) continue;
      lastClass[id] = k;
      starts[id + 1] = (starts[id + 1] ?? 0) + 1;
    }
  }
  for (let id = 0; id < features; id += 1) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  const named = new Uint16Array(starts[features] ?? 0);
  const each = new Float32Array(named.length);
  const own = new Float64Array(classes);
  const having = new Int32Array(features);
  const fill = starts.slice();
  lastClass.fill(-1);
  for (const text of order) {
    const k = labels[text] ?? 0;
    const end = rows.starts[text + 1] ?? 0;
    for (let at = rows.starts[text] ?? 0; at < end; at += 1) {
      const id = rows.ids[at] ?? 0;
      const value = rows.values[at] ?? 0;
      if (lastClass[id] !== k) {
        lastClass[id] = k;
        fill[id] = (fill[id] ?? 0) + 1;
        named[(fill[id] ?? 1) - 1] = k;
      }
      const place = (fill[id] ?? 1) - 1;
      each[place] = (each[place] ?? 0) + value;
      own[k] = (own[k] ?? 0) + value;
      having[id] = (having[id] ?? 0) + 1;
    }
  }
  return { own, having, starts, classes: named, each };
}

/** Texts of a class one after another. */
function byClass(texts: Int32Array, labels: Int32Array): Int32Array {
  return texts.slice().sort((a, b) => (labels[a] ?? 0) - (labels[b] ?? 0) || a - b);
}

function absentOf({ own }: Sums): Float64Array {
  return own.map((sum) => Math.log(SMOOTHING / (sum + SMOOTHING)));
}

function fillGains({ own, having, starts, each }: Sums, gains: Float32Array): void {
  const total = own.reduce((sum, weight) => sum + weight, 0);
  for (let id = 0; id < having.length; id += 1) {
    if (having[id] === 0) continue;
    const start = starts[id] ?? 0;
    const end = starts[id + 1] ?? 0;
    let weight = 0;
    for (let place = start; place < end; place += 1) weight += each[place] ?? 0;
    const expected = (SMOOTHING * weight) / total;
    for (let place = start; place < end; place += 1) {
      // What was taken back may leave a trace of its rounding.
      gains[place] = Math.log1p(Math.max(0, each[place] ?? 0) / expected);
    }
  }
}

/** Takes a text out of the sums; `cursor` is where the classes of each feature are read, and moves on. */
function takeBack(
  text: number,
  k: number,
  { starts, ids, values }: Rows,
  { own, each, having, classes }: Sums,
  cursor: Int32Array,
): void {
  const end = starts[text + 1] ?? 0;
  for (let at = starts[text] ?? 0; at < end; at += 1) {
    const id = ids[at] ?? 0;
    const value = values[at] ?? 0;
    let place = cursor[id] ?? 0;
    while (classes[place] !== k) place += 1;
    cursor[id] = place;
    each[place] = (each[place] ?? 0) - value;
    own[k] = (own[k] ?? 0) - value;
    having[id] = (having[id] ?? 0) - 1;
  }
}

/** Adds `share` of what naive Bayes says for each class of a text to `into`. */
export function addBayes(
  { absent, having, starts, classes, gains }: Bayes,
  { ids, values }: Vector,
  share: number,
  into: Float64Array,
): void {
  let known = 0;
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] ?? 0;
    if (having[id] === 0) continue;
    const value = share * (values[at] ?? 0);
    known += value;
    const to = starts[id + 1] ?? 0;
    for (let place = starts[id] ?? 0; place < to; place += 1) {
      const k = classes[place] ?? 0;
      into[k] = (into[k] ?? 0) + value * (gains[place] ?? 0);
    }
  }
  for (let k = 0; k < absent.length; k += 1) into[k] = (into[k] ?? 0) + known * (absent[k] ?? 0);
}
