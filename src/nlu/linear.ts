import type { Vector } from './vector.js';

/** One linear function a class: weights of a feature for all classes lie side by side. */
export interface LinearModel {
  readonly classes: number;
  readonly features: number;
  /** features × classes. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface TrainingOptions {
  /** What an error costs against a large weight: the C of the support vector machine. */
  cost: number;
  /** Passes over the texts. */
  passes: number;
}

export const TRAINING_DEFAULTS: TrainingOptions = { cost: 1, passes: 10 };

/** A step this small is none: multipliers are of the order of 1. */
const SETTLED = 3e-3;

/** What a bias feature of this value in each vector stands for. */
const BIAS = 0.5;

/**
 * Trains one-versus-rest support vector machines with squared hinge loss by dual coordinate descent (Hsieh et
 * al., "A dual coordinate descent method for large-scale linear SVM", ICML 2008), all classes in one pass over
 * a text. The order of the texts comes from a fixed sequence: same input, same model.
 */
export function trainLinear(
  texts: readonly Vector[],
  labels: readonly number[],
  classes: number,
  features: number,
  { cost, passes }: TrainingOptions = TRAINING_DEFAULTS,
): LinearModel {
  const weights = new Float32Array(features * classes);
  const bias = new Float32Array(classes);
  const alpha = new Float32Array(texts.length * classes);
  const scores = new Float32Array(classes);
  const changed = new Int32Array(classes);
  const step = new Float32Array(classes);
  // A text that moved nothing is left out of the next pass.
  const rests = new Uint8Array(texts.length);
  const diagonal = 1 / (2 * cost);
  const norms = texts.map(({ values }) => values.reduce((sum, value) => sum + value * value, BIAS * BIAS));
  const model = { classes, features, weights, bias };
  const order = Int32Array.from(texts, (_, index) => index);
  const next = sequence(texts.length);
  for (let pass = 0; pass < passes; pass += 1) {
    shuffle(order, next);
    let moved = 0;
    for (const index of order) {
      const text = texts[index];
      if (text === undefined) continue;
      if (rests[index] === 1) {
        rests[index] = 0;
        continue;
      }
      score(model, text, scores);
      const scale = 1 / ((norms[index] ?? 1) + diagonal);
      const label = labels[index];
      const base = index * classes;
      let count = 0;
      for (let k = 0; k < classes; k += 1) {
        const sign = k === label ? 1 : -1;
        const old = alpha[base + k] ?? 0;
        const gradient = sign * (scores[k] ?? 0) - 1 + diagonal * old;
        if (old === 0 && gradient >= 0) continue;
        const fresh = Math.max(0, old - gradient * scale);
        const delta = fresh - old;
        if (Math.abs(delta) < SETTLED) continue;
        alpha[base + k] = fresh;
        changed[count] = k;
        step[count] = sign * delta;
        moved += Math.abs(delta);
        count += 1;
      }
      if (count > 0) addSteps(model, text, changed, step, count);
      else rests[index] = 1;
    }
    if (moved < 1e-3 * texts.length) break;
  }
  return model;
}

function addSteps(
  { weights, bias, classes }: LinearModel,
  { ids, values }: Vector,
  changed: Int32Array,
  step: Float32Array,
  count: number,
): void {
  for (let at = 0; at < count; at += 1) {
    const k = changed[at] ?? 0;
    bias[k] = (bias[k] ?? 0) + (step[at] ?? 0) * BIAS;
  }
  for (let i = 0; i < ids.length; i += 1) {
    const base = (ids[i] ?? 0) * classes;
    const value = values[i] ?? 0;
    for (let at = 0; at < count; at += 1) {
      const place = base + (changed[at] ?? 0);
      weights[place] = (weights[place] ?? 0) + (step[at] ?? 0) * value;
    }
  }
}

/** Each class's score for a text, into `into`. */
export function score(
  { weights, bias, classes }: LinearModel,
  { ids, values }: Vector,
  into: Float32Array,
): void {
  for (let k = 0; k < classes; k += 1) into[k] = (bias[k] ?? 0) * BIAS;
  for (let i = 0; i < ids.length; i += 1) {
    const base = (ids[i] ?? 0) * classes;
    const value = values[i] ?? 0;
    for (let k = 0; k < classes; k += 1) into[k] = (into[k] ?? 0) + (weights[base + k] ?? 0) * value;
  }
}

/** A fixed pseudo-random sequence of integers (xorshift, Marsaglia 2003). */
function sequence(seed: number): (below: number) => number {
  let state = (seed ^ 0x9e3779b9) | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function shuffle(order: Int32Array, next: (below: number) => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = next(at + 1);
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
}
