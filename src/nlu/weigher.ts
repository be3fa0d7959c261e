/** A text's features with their weights, up to `length`; written over by the next text. */
export interface Weights {
  ids: Int32Array;
  values: Float64Array;
  length: number;
}

export interface Weigher {
  /**
   * Weighs a text by the ids of its words, which lie from `from` to `to`, and, word by word, of its runs of
   * characters; -1 for unknown ones.
   */
  weigh(words: Int32Array, from: number, to: number, runs: readonly Int32Array[]): Weights;
}

/** Weights of words and of character runs; the squares of both sum to 1. */
const WORD_SHARE = 0.75;
const RUN_SHARE = Math.sqrt(1 - WORD_SHARE * WORD_SHARE);

/** Weighs texts: weights are (1 + ln tf) · rarity, words and character runs each scaled to their share. */
export function createWeigher(rarities: Float32Array, unseen: number): Weigher {
  /** How often the text at hand has each feature; zero between texts. */
  const counts = new Int32Array(rarities.length);
  let ids = new Int32Array(1024);
  let values = new Float64Array(1024);

  function reserve(length: number): void {
    if (length <= ids.length) return;
    const more = new Int32Array(2 * length);
    more.set(ids);
    ids = more;
    const moreValues = new Float64Array(2 * length);
    moreValues.set(values);
    values = moreValues;
  }

  return {
    weigh(words, from, to, runs) {
      reserve(to - from);
      const middle = tally(words, from, to, counts, ids, 0);
      scale(WORD_SHARE, ids, values, 0, middle, to - from, counts, rarities, unseen);
      let end = middle;
      let all = 0;
      for (const own of runs) {
        reserve(end + own.length);
        end = tally(own, 0, own.length, counts, ids, end);
        all += own.length;
      }
      scale(RUN_SHARE, ids, values, middle, end, all, counts, rarities, unseen);
      return { ids, values, length: end };
    },
  };
}

/** Counts known features; those that are new to the text go into `ids` from `filled` on. Gives the new end. */
function tally(
  features: Int32Array,
  from: number,
  to: number,
  counts: Int32Array,
  ids: Int32Array,
  filled: number,
): number {
  let end = filled;
  for (let at = from; at < to; at += 1) {
    const id = features[at] ?? -1;
    if (id < 0) continue;
    const count = counts[id] ?? 0;
    counts[id] = count + 1;
    if (count > 0) continue;
    ids[end] = id;
    end += 1;
  }
  return end;
}

/** Weighs the features from `from` to `to`, of `all` with repetitions and unknown ones, and takes back their counts. */
function scale(
  share: number,
  ids: Int32Array,
  values: Float64Array,
  from: number,
  to: number,
  all: number,
  counts: Int32Array,
  rarities: Float32Array,
  unseen: number,
): void {
  let sum = 0;
  let known = 0;
  for (let at = from; at < to; at += 1) {
    const id = ids[at] ?? 0;
    const count = counts[id] ?? 1;
    counts[id] = 0;
    known += count;
    const weight = (count === 1 ? 1 : 1 + Math.log(count)) * (rarities[id] ?? 0);
    values[at] = weight;
    sum += weight * weight;
  }
  sum += (all - known) * unseen * unseen;
  const factor = sum === 0 ? 0 : share / Math.sqrt(sum);
  for (let at = from; at < to; at += 1) values[at] = (values[at] ?? 0) * factor;
}
