import { addScaled, dot, squares } from './sparse.js';
import type { Rows, Vector } from './vector.js';

/** One class's linear function over the features that several texts share. */
export interface Machine {
  readonly weights: Float64Array;
  /** How much each text pushes the weights, by its place: its multiplier, at least 0 … */
  readonly alpha: Float64Array;
  /** … with its sign: 1 for texts of the class, -1 for others. */
  readonly signs: Int8Array;
}

/**
 * The machine of the same class that has not seen the texts of `part`, by the part of each text; its arrays last
 * until the next call.
 */
export type Without = (parts: Int32Array, part: number) => Machine;

/** The texts to learn from, each of one class. */
export interface Lesson {
  rows: Rows;
  /** Below this are the ids of the features that several texts share. */
  shared: number;
  labels: Int32Array;
  classes: number;
}

export interface TrainingOptions {
  /** What an error costs against a large weight: the C of the support vector machine. */
  cost: number;
  /** Training stops where no text would move by more than this; scores of the classes lie about 2 apart. */
  tolerance: number;
}

export const TRAINING_DEFAULTS: TrainingOptions = { cost: 1, tolerance: 1 };

/**
 * The score of a text that shares nothing with any other. It is not learned: it is the margin of those that are not
 * of the class, so that only texts which share something with the class have to be pushed away.
 */
export const NOTHING = -1;
/** Passes over the texts at most. */
const PASSES = 30;
/** One in so many of the others goes into the first pass with the class's own: enough to tell what is common to all. */
const FIRST = 6;
/** A text this far on the right side of its margin is out of the way. */
const FAR = 0.05;
/** Training anew without some texts is one pass over those that push, and one that would move less than this stays. */
const SETTLED = 0.05;

/** What the passes need of each text. */
interface Scales {
  /** What a text adds to its own derivative: the price of an error, and the features that are its alone. */
  own: Float64Array;
  /** How much its derivative changes with its multiplier. */
  norm: Float64Array;
}

/**
 * Trains one-versus-rest support vector machines with squared hinge loss by dual coordinate descent with
 * shrinking, one class after another (Hsieh et al., "A dual coordinate descent method for large-scale linear SVM",
 * ICML 2008, algorithm 3). What is one text's alone moves with that text only, so it is no more than a part of the
 * text's own diagonal and stays out of the passes: the result is the same. The order of the texts comes from a
 * fixed sequence: same input, same machines.
 *
 * `done` gets each class's machine, whose arrays the next class uses again.
 */
export function trainMachines(
  { rows, shared, labels, classes }: Lesson,
  options: TrainingOptions,
  done: (label: number, machine: Machine, without: Without) => void,
): void {
  const scales = scalesOf(rows, options.cost);
  const machine: Machine = {
    weights: new Float64Array(shared),
    alpha: new Float64Array(rows.count),
    signs: new Int8Array(rows.count),
  };
  const again: Machine = {
    weights: new Float64Array(shared),
    alpha: new Float64Array(rows.count),
    signs: machine.signs,
  };
  const pushing = new Int32Array(rows.count);
  let pushers = pushing.subarray(0, 0);
  const without: Without = (parts, part) => {
    again.weights.set(machine.weights);
    again.alpha.set(machine.alpha);
    forget(again, pushers, parts, part, rows, scales);
    return again;
  };
  const order = new Int32Array(rows.count);
  for (let label = 0; label < classes; label += 1) {
    machine.weights.fill(0);
    machine.alpha.fill(0);
    for (let text = 0; text < rows.count; text += 1) machine.signs[text] = labels[text] === label ? 1 : -1;
    learn(machine, rows, scales, order, options.tolerance);
    pushers = pushersOf(machine, pushing);
    done(label, machine, without);
  }
}

/** A machine's score for a vector of shared features. */
export function scoreVector({ weights }: Machine, { ids, values }: Vector): number {
  return NOTHING + dot(weights, ids, values, 0, ids.length);
}

function learn(
  { weights, alpha, signs }: Machine,
  rows: Rows,
  scales: Scales,
  order: Int32Array,
  tolerance: number,
): void {
  const { starts, shared, ids, values, count } = rows;
  const { own, norm } = scales;
  const next = sequence(count);
  let active = arrange(order, signs);
  let highest = Infinity;
  for (let pass = 0; pass < PASSES; pass += 1) {
    let most = -Infinity;
    let least = Infinity;
    let place = 0;
    while (place < active) {
      const other = place + next(active - place);
      const text = order[other] ?? 0;
      order[other] = order[place] ?? 0;
      order[place] = text;
      const from = starts[text] ?? 0;
      const to = shared[text] ?? 0;
      const sign = signs[text] ?? 0;
      const old = alpha[text] ?? 0;
      // The derivative of the dual by the text's multiplier.
      const gradient = sign * (NOTHING + dot(weights, ids, values, from, to)) - 1 + (own[text] ?? 0) * old;
      if (old === 0 && gradient > highest) {
        // Far on the right side: out of the way until the others have settled.
        active -= 1;
        order[place] = order[active] ?? 0;
        order[active] = text;
        continue;
      }
      place += 1;
      const violation = old === 0 && gradient > 0 ? 0 : gradient;
      if (violation > most) most = violation;
      if (violation < least) least = violation;
      if (violation === 0) continue;
      const fresh = Math.max(0, old - gradient / (norm[text] ?? 1));
      alpha[text] = fresh;
      addScaled(weights, ids, values, from, to, sign * (fresh - old));
    }
    // Those out of the way are not looked at again: in some thousand texts hardly one would have come back.
    if (pass > 0 && most - least <= tolerance) break;
    if (pass === 0) active = count;
    highest = Math.min(FAR, most > 0 ? most : Infinity);
  }
}

/** Puts the texts of the first pass first, and says how many they are. */
function arrange(order: Int32Array, signs: Int8Array): number {
  let first = 0;
  let last = order.length;
  for (let text = 0; text < order.length; text += 1) {
    if (signs[text] === 1 || text % FIRST === 0) {
      order[first] = text;
      first += 1;
    } else {
      last -= 1;
      order[last] = text;
    }
  }
  return first;
}

/** The texts that push, into `into`. */
function pushersOf({ alpha }: Machine, into: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  let end = 0;
  for (let text = 0; text < alpha.length; text += 1) {
    if ((alpha[text] ?? 0) === 0) continue;
    into[end] = text;
    end += 1;
  }
  return into.subarray(0, end);
}

/** Takes back what those of `part` pushed, and lets the others that push settle anew. */
function forget(
  { weights, alpha, signs }: Machine,
  pushers: Int32Array,
  parts: Int32Array,
  part: number,
  { starts, shared, ids, values }: Rows,
  { own, norm }: Scales,
): void {
  for (const text of pushers) {
    if (parts[text] !== part) continue;
    const old = alpha[text] ?? 0;
    alpha[text] = 0;
    addScaled(weights, ids, values, starts[text] ?? 0, shared[text] ?? 0, -(signs[text] ?? 0) * old);
  }
  for (const text of pushers) {
    if (parts[text] === part) continue;
    const old = alpha[text] ?? 0;
    const from = starts[text] ?? 0;
    const to = shared[text] ?? 0;
    const sign = signs[text] ?? 0;
    const gradient = sign * (NOTHING + dot(weights, ids, values, from, to)) - 1 + (own[text] ?? 0) * old;
    const fresh = Math.max(0, old - gradient / (norm[text] ?? 1));
    if (Math.abs(fresh - old) <= SETTLED) continue;
    alpha[text] = fresh;
    addScaled(weights, ids, values, from, to, sign * (fresh - old));
  }
}

function scalesOf({ starts, shared, values, count }: Rows, cost: number): Scales {
  const own = new Float64Array(count);
  const norm = new Float64Array(count);
  for (let text = 0; text < count; text += 1) {
    const middle = shared[text] ?? 0;
    own[text] = 1 / (2 * cost) + squares(values, middle, starts[text + 1] ?? 0);
    norm[text] = squares(values, starts[text] ?? 0, middle) + (own[text] ?? 0);
  }
  return { own, norm };
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
