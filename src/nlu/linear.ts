import { NOTHING, type Lesson, type Machine } from './machine.js';
import type { Vector } from './vector.js';

/**
 * One linear function a class. Features that several texts share have their weights side by side; a feature that is
 * one text's alone weighs what the machine's push of that text makes of it, so the text is kept instead.
 */
export interface LinearModel {
  readonly classes: number;
  /** Ids below this are of shared features. */
  readonly shared: number;
  /** Shared features × classes. */
  readonly weights: Float32Array;
  /** The text of each feature that is one text's alone, and its value there. */
  readonly owners: Int32Array;
  readonly values: Float32Array;
  /** Texts × classes: each text's multiplier with its sign. */
  readonly pushes: Float32Array;
}

/** A feature's weights for so many classes are written at once, since writing here and there takes most of the time. */
const TOGETHER = 16;

function layOut(
  waiting: Float32Array,
  count: number,
  weights: Float32Array,
  first: number,
  classes: number,
): void {
  const features = weights.length / classes;
  for (let id = 0; id < features; id += 1) {
    const base = id * classes + first;
    for (let k = 0; k < count; k += 1) weights[base + k] = waiting[k * features + id] ?? 0;
  }
}

/** Lays machines side by side as they come, one class after another; `size` is how many features there are. */
export function collectModel(
  { rows, shared, classes }: Lesson,
  size: number,
): { model: LinearModel; take(label: number, machine: Machine): void } {
  const weights = new Float32Array(shared * classes);
  const owners = new Int32Array(size - shared);
  const values = new Float32Array(size - shared);
  const pushes = new Float32Array(rows.count * classes);
  for (let text = 0; text < rows.count; text += 1) {
    for (let at = rows.shared[text] ?? 0; at < (rows.starts[text + 1] ?? 0); at += 1) {
      const alone = (rows.ids[at] ?? 0) - shared;
      owners[alone] = text;
      values[alone] = rows.values[at] ?? 0;
    }
  }
  /** The weights of some classes, one after another, until they are written down. */
  const waiting = new Float32Array(TOGETHER * shared);
  let first = 0;
  return {
    model: { classes, shared, weights, owners, values, pushes },
    take(label, machine) {
      waiting.set(machine.weights, (label - first) * shared);
      if (label + 1 - first === TOGETHER || label + 1 === classes) {
        layOut(waiting, label + 1 - first, weights, first, classes);
        first = label + 1;
      }
      for (let text = 0; text < rows.count; text += 1) {
        pushes[text * classes + label] = (machine.alpha[text] ?? 0) * (machine.signs[text] ?? 0);
      }
    },
  };
}

/** Each class's score for a text, into `into`. */
export function score(model: LinearModel, { ids, values }: Vector, into: Float64Array): void {
  const { classes, shared, weights, owners, pushes } = model;
  into.fill(NOTHING);
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] ?? 0;
    const isShared = id < shared;
    const base = (isShared ? id : (owners[id - shared] ?? 0)) * classes;
    const value = (values[at] ?? 0) * (isShared ? 1 : (model.values[id - shared] ?? 0));
    addScaled(isShared ? weights : pushes, base, value, into);
  }
}

/** The weight of a feature for a class. */
export function weightOf(
  { classes, shared, weights, owners, values, pushes }: LinearModel,
  id: number,
  k: number,
): number {
  if (id < shared) return weights[id * classes + k] ?? 0;
  return (values[id - shared] ?? 0) * (pushes[(owners[id - shared] ?? 0) * classes + k] ?? 0);
}

function addScaled(from: Float32Array, base: number, scale: number, into: Float64Array): void {
  for (let k = 0; k < into.length; k += 1) into[k] = (into[k] ?? 0) + scale * (from[base + k] ?? 0);
}
