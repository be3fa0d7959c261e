/** Observations side by side: what was measured, whether it came true, and how much each counts. */
export interface Observations {
  /** How many measurements each observation has. */
  readonly width: number;
  /** observations × width. */
  readonly x: Float64Array;
  /** 1 where it came true, else 0. */
  readonly y: Uint8Array;
  readonly weights: Float64Array;
}

/** P(y | x) as fitted: the constant, and what each measurement adds for each unit. */
export interface Logistic {
  readonly constant: number;
  readonly slopes: Float64Array;
}

const STEPS = 40;
const ENOUGH = 1e-3;

/**
 * Ridge-penalised logistic regression by Newton's method (iteratively reweighted least squares) over
 * standardised measurements. `ridge` is in units of observations: a few keep a small sample from certainty.
 */
export function fitLogistic({ width, x, y, weights }: Observations, ridge = 2): Logistic {
  const count = y.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return { constant: -Infinity, slopes: new Float64Array(width) };
  const { mean, deviation } = scaleOf(x, weights, width, total);
  // The first column is 1, for the constant.
  const size = width + 1;
  const rows = new Float64Array(count * size);
  for (let row = 0; row < count; row += 1) {
    rows[row * size] = 1;
    for (let k = 0; k < width; k += 1) {
      rows[row * size + k + 1] = ((x[row * width + k] ?? 0) - (mean[k] ?? 0)) / (deviation[k] ?? 1);
    }
  }
  const beta = new Float64Array(size);
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  for (let step = 0; step < STEPS; step += 1) {
    hessian.fill(0);
    for (let k = 0; k < size; k += 1) {
      gradient[k] = k === 0 ? 0 : -ridge * (beta[k] ?? 0);
      hessian[k * size + k] = k === 0 ? 1e-6 : ridge;
    }
    for (let row = 0; row < count; row += 1) {
      const weight = weights[row] ?? 0;
      if (weight === 0) continue;
      const base = row * size;
      let sum = 0;
      for (let k = 0; k < size; k += 1) sum += (beta[k] ?? 0) * (rows[base + k] ?? 0);
      const p = sigmoid(sum);
      const spread = Math.max(weight * p * (1 - p), 1e-9);
      const error = weight * ((y[row] ?? 0) - p);
      for (let i = 0; i < size; i += 1) {
        const value = rows[base + i] ?? 0;
        gradient[i] = (gradient[i] ?? 0) + error * value;
        const part = spread * value;
        for (let j = 0; j <= i; j += 1) {
          hessian[i * size + j] = (hessian[i * size + j] ?? 0) + part * (rows[base + j] ?? 0);
        }
      }
    }
    const move = solve(hessian, gradient, size);
    let largest = 0;
    for (const value of move) largest = Math.max(largest, Math.abs(value));
    // A Newton step from a flat start may overshoot on separable data.
    const damping = largest > 4 ? 4 / largest : 1;
    for (let k = 0; k < size; k += 1) beta[k] = (beta[k] ?? 0) + damping * (move[k] ?? 0);
    if (largest < ENOUGH) break;
  }
  const slopes = beta.slice(1).map((value, k) => value / (deviation[k] ?? 1));
  const constant = slopes.reduce((sum, slope, k) => sum - slope * (mean[k] ?? 0), beta[0] ?? 0);
  return { constant, slopes };
}

/** The probability that these measurements come true, between 0 and 1. */
export function probability({ constant, slopes }: Logistic, x: ArrayLike<number>): number {
  let sum = constant;
  for (let k = 0; k < slopes.length; k += 1) sum += (slopes[k] ?? 0) * (x[k] ?? 0);
  return sigmoid(sum);
}

function scaleOf(
  x: Float64Array,
  weights: Float64Array,
  width: number,
  total: number,
): { mean: Float64Array; deviation: Float64Array } {
  const mean = new Float64Array(width);
  const deviation = new Float64Array(width);
  for (let row = 0; row < weights.length; row += 1) {
    const share = (weights[row] ?? 0) / total;
    for (let k = 0; k < width; k += 1) mean[k] = (mean[k] ?? 0) + share * (x[row * width + k] ?? 0);
  }
  for (let row = 0; row < weights.length; row += 1) {
    const share = (weights[row] ?? 0) / total;
    for (let k = 0; k < width; k += 1) {
      deviation[k] = (deviation[k] ?? 0) + share * ((x[row * width + k] ?? 0) - (mean[k] ?? 0)) ** 2;
    }
  }
  return { mean, deviation: deviation.map((variance) => (variance > 1e-12 ? Math.sqrt(variance) : 1)) };
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, value))));
}

/** Solves a positive definite system, given by its lower triangle, by Cholesky's decomposition. */
function solve(lower: Float64Array, right: Float64Array, size: number): Float64Array {
  const found = right.slice();
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = lower[i * size + j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= (lower[i * size + k] ?? 0) * (lower[j * size + k] ?? 0);
      lower[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (lower[j * size + j] ?? 1);
    }
  }
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < i; k += 1) found[i] = (found[i] ?? 0) - (lower[i * size + k] ?? 0) * (found[k] ?? 0);
    found[i] = (found[i] ?? 0) / (lower[i * size + i] ?? 1);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1)
      found[i] = (found[i] ?? 0) - (lower[k * size + i] ?? 0) * (found[k] ?? 0);
    found[i] = (found[i] ?? 0) / (lower[i * size + i] ?? 1);
  }
  return found;
}
