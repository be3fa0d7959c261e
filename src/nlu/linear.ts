import type { Rows, Vector } from './vector.js';

/** One linear function a class: weights of a feature for all classes lie side by side. */
export interface LinearModel {
  readonly classes: number;
  /** features × classes. */
  readonly weights: Float32Array;
}

/** One class's linear function over the features that several texts share. */
export interface Machine {
  readonly weights: Float64Array;
  /** How much each text pushes the weights, by its place: its multiplier with its sign. */
  readonly pushes: Float64Array;
}

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

export const TRAINING_DEFAULTS: TrainingOptions = { cost: 1, tolerance: 0.3 };

/** Trains anew without some texts, from what is there: so many passes over the rest that push … */
const PASSES_AGAIN = 1;
/** … in which a text that would move less than this stays. */
const SETTLED = 0.05;

/**
 * The score of a text that shares nothing with any other. It is not learned: it is the margin of those that are not
 * of the class, so that only texts which share something with the class have to be pushed away.
 */
const NOTHING = -1;
/** Passes over the texts at most. */
const PASSES = 30;

/** A machine as it learns, with what it learns from. */
interface Learner {
  weights: Float64Array;
  /** The multiplier of each text, at least 0. */
  alpha: Float64Array;
  /** 1 for texts of the class, -1 for others. */
  signs: Int8Array;
}

/**
 * Trains one-versus-rest support vector machines with squared hinge loss by dual coordinate descent with
 * shrinking, one class after another (Hsieh et al., "A dual coordinate descent method for large-scale linear SVM",
 * ICML 2008, algorithm 3). What is one text's alone moves with that text only, so it is no more than a part of the
 * text's own diagonal and stays out of the passes: the result is the same. The order of the texts comes from a
 * fixed sequence: same input, same machines.
 *
 * `done` gets each class's machine, whose arrays the next class uses again, and `without`: the machine of the same
 * class that has not seen the texts `left`, only `kept`; its arrays last until the next call.
 */
export function trainMachines(
  { rows, shared: features, labels, classes }: Lesson,
  { cost, tolerance }: TrainingOptions,
  done: (label: number, machine: Machine, without: (left: Int32Array, kept: Int32Array) => Machine) => void,
): void {
  const { starts, shared, ids, values, count } = rows;
  const own = new Float64Array(count);
  const norm = new Float64Array(count);
  for (let text = 0; text < count; text += 1) {
    const middle = shared[text] ?? 0;
    own[text] = 1 / (2 * cost) + squares(values, middle, starts[text + 1] ?? 0);
    norm[text] = squares(values, starts[text] ?? 0, middle) + (own[text] ?? 0);
  }

  /** How far a text is from where it should be: the derivative of the dual by its multiplier. */
  function gradientOf({ weights, alpha, signs }: Learner, text: number): number {
    const end = shared[text] ?? 0;
    let score = NOTHING;
    for (let at = starts[text] ?? 0; at < end; at += 1) {
      score += (weights[ids[at] ?? 0] ?? 0) * (values[at] ?? 0);
    }
    return (signs[text] ?? 0) * score - 1 + (own[text] ?? 0) * (alpha[text] ?? 0);
  }

  function move(learner: Learner, text: number, fresh: number): void {
    const { weights, alpha, signs } = learner;
    const step = (signs[text] ?? 0) * (fresh - (alpha[text] ?? 0));
    alpha[text] = fresh;
    const end = shared[text] ?? 0;
    for (let at = starts[text] ?? 0; at < end; at += 1) {
      const id = ids[at] ?? 0;
      weights[id] = (weights[id] ?? 0) + step * (values[at] ?? 0);
    }
  }

  function stepped({ alpha }: Learner, text: number, gradient: number): number {
    return Math.max(0, (alpha[text] ?? 0) - gradient / (norm[text] ?? 1));
  }

  const order = new Int32Array(count);
  function learn(learner: Learner): void {
    const next = sequence(count);
    for (let text = 0; text < count; text += 1) order[text] = text;
    let active = count;
    let highest = Infinity;
    for (let pass = 0; pass < PASSES; pass += 1) {
      let most = -Infinity;
      let least = Infinity;
      for (let place = 0; place < active; place += 1) {
        const other = place + next(active - place);
        const text = order[other] ?? 0;
        order[other] = order[place] ?? 0;
        order[place] = text;
        const gradient = gradientOf(learner, text);
        let violation = gradient;
        if ((learner.alpha[text] ?? 0) === 0) {
          if (gradient > highest) {
            // Far on the right side: out of the way until the others have settled.
            active -= 1;
            order[place] = order[active] ?? 0;
            order[active] = text;
            place -= 1;
            continue;
          }
          if (gradient > 0) violation = 0;
        }
        if (violation > most) most = violation;
        if (violation < least) least = violation;
        if (violation !== 0) move(learner, text, stepped(learner, text, gradient));
      }
      if (most - least > tolerance) highest = most > 0 ? most : Infinity;
      else if (active === count) break;
      else {
        active = count;
        highest = Infinity;
      }
    }
  }

  const learner: Learner = {
    weights: new Float64Array(features),
    alpha: new Float64Array(count),
    signs: new Int8Array(count),
  };
  const again: Learner = {
    weights: new Float64Array(features),
    alpha: new Float64Array(count),
    signs: learner.signs,
  };
  const machineOf = ({ weights, alpha, signs }: Learner): Machine => ({
    weights,
    pushes: alpha.map((value, text) => value * (signs[text] ?? 0)),
  });
  const without = (left: Int32Array, kept: Int32Array): Machine => {
    again.weights.set(learner.weights);
    again.alpha.set(learner.alpha);
    for (const text of left) if ((again.alpha[text] ?? 0) !== 0) move(again, text, 0);
    for (let pass = 0; pass < PASSES_AGAIN; pass += 1) {
      for (const text of kept) {
        if (again.alpha[text] === 0) continue;
        const gradient = gradientOf(again, text);
        const fresh = stepped(again, text, gradient);
        if (Math.abs(fresh - (again.alpha[text] ?? 0)) > SETTLED) move(again, text, fresh);
      }
    }
    return { weights: again.weights, pushes: again.alpha };
  };
  for (let label = 0; label < classes; label += 1) {
    learner.weights.fill(0);
    learner.alpha.fill(0);
    for (let text = 0; text < count; text += 1) learner.signs[text] = labels[text] === label ? 1 : -1;
    learn(learner);
    done(label, machineOf(learner), without);
  }
}

function squares(values: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += (values[at] ?? 0) ** 2;
  return sum;
}

/** Lays machines side by side as they come, with the weights of what is one text's alone. */
export function collectModel(
  { rows, shared, classes }: Lesson,
  size: number,
): { model: LinearModel; take(label: number, machine: Machine): void } {
  const weights = new Float32Array(size * classes);
  return {
    model: { classes, weights },
    take(label, machine) {
      for (let id = 0; id < shared; id += 1) weights[id * classes + label] = machine.weights[id] ?? 0;
      for (let text = 0; text < rows.count; text += 1) {
        const push = machine.pushes[text] ?? 0;
        if (push === 0) continue;
        for (let at = rows.shared[text] ?? 0; at < (rows.starts[text + 1] ?? 0); at += 1) {
          weights[(rows.ids[at] ?? 0) * classes + label] = push * (rows.values[at] ?? 0);
        }
      }
    },
  };
}

/** A machine's score for a vector of shared features. */
export function scoreVector({ weights }: Machine, { ids, values }: Vector): number {
  let sum = NOTHING;
  for (let at = 0; at < ids.length; at += 1) sum += (weights[ids[at] ?? 0] ?? 0) * (values[at] ?? 0);
  return sum;
}

/** Each class's score for a text, into `into`. */
export function score({ weights, classes }: LinearModel, { ids, values }: Vector, into: Float64Array): void {
  into.fill(NOTHING);
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
