import { NOTHING, type Lesson, type Machine } from './machine.js';
import type { Vector } from './vector.js';

/** One linear function a class: weights of a feature for all classes lie side by side. */
export interface LinearModel {
  readonly classes: number;
  /** features × classes. */
  readonly weights: Float32Array;
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
        const push = (machine.alpha[text] ?? 0) * (machine.signs[text] ?? 0);
        if (push === 0) continue;
        for (let at = rows.shared[text] ?? 0; at < (rows.starts[text + 1] ?? 0); at += 1) {
          weights[(rows.ids[at] ?? 0) * classes + label] = push * (rows.values[at] ?? 0);
        }
      }
    },
  };
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
