/** The sum of the products of a sparse vector, which lies from `from` to `to`, with `weights`. */
export function dot(
  weights: Float64Array,
  ids: Int32Array,
  values: Float32Array,
  from: number,
  to: number,
): number {
  // Four sums at once: each addition would wait for the one before.
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let at = from;
  for (const last = to - 3; at < last; at += 4) {
    first += (weights[ids[at] ?? 0] ?? 0) * (values[at] ?? 0);
    second += (weights[ids[at + 1] ?? 0] ?? 0) * (values[at + 1] ?? 0);
    third += (weights[ids[at + 2] ?? 0] ?? 0) * (values[at + 2] ?? 0);
    fourth += (weights[ids[at + 3] ?? 0] ?? 0) * (values[at + 3] ?? 0);
  }
  for (; at < to; at += 1) first += (weights[ids[at] ?? 0] ?? 0) * (values[at] ?? 0);
  return first + second + (third + fourth);
}

/** Adds `step` times a sparse vector to `weights`. */
export function addScaled(
  weights: Float64Array,
  ids: Int32Array,
  values: Float32Array,
  from: number,
  to: number,
  step: number,
): void {
  for (let at = from; at < to; at += 1) {
    const id = ids[at] ?? 0;
    weights[id] = (weights[id] ?? 0) + step * (values[at] ?? 0);
  }
}

/** The sum of the squares of these values. */
export function squares(values: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) {
    const value = values[at] ?? 0;
    sum += value * value;
  }
  return sum;
}
