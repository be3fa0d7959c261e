/** One observation: what was measured, whether it came true, and how much it counts. */
export interface Observation {
  x: readonly number[];
  y: boolean;
  weight: number;
}

/** Fits P(y | x); the result maps `x` to a probability between 0 and 1. */
export type Probability = (x: readonly number[]) => number;

const STEPS = 40;

/**
 * Ridge-penalised logistic regression by Newton's method (iteratively reweighted least squares) over
 * standardised measurements. `ridge` is in units of observations: a few keep a small sample from certainty.
 */
export function fitLogistic(observations: readonly Observation[], ridge = 2): Probability {
  const width = observations[0]?.x.length ?? 0;
  const total = observations.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return () => 0;
  const mean = moments(observations, width, total, (value) => value);
  const variance = moments(observations, width, total, (value, k) => (value - (mean[k] ?? 0)) ** 2);
  const deviation = variance.map((value) => (value > 1e-12 ? Math.sqrt(value) : 1));
  const scaled = (x: readonly number[]): number[] => [
    1,
    ...x.map((value, k) => (value - (mean[k] ?? 0)) / (deviation[k] ?? 1)),
  ];
  const rows = observations.map(({ x, y, weight }) => ({ x: scaled(x), y: y ? 1 : 0, weight }));
  let beta = new Array<number>(width + 1).fill(0);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = beta.map((value, k) => (k === 0 ? 0 : -ridge * value));
    const hessian = beta.map((_, i) => beta.map((__, j) => (i === j ? (i === 0 ? 1e-6 : ridge) : 0)));
    for (const { x, y, weight } of rows) {
      const p = sigmoid(product(beta, x));
      const spread = Math.max(weight * p * (1 - p), 1e-9);
      x.forEach((value, i) => {
        gradient[i] = (gradient[i] ?? 0) + weight * (y - p) * value;
        const line = hessian[i];
        if (line !== undefined) x.forEach((other, j) => (line[j] = (line[j] ?? 0) + spread * value * other));
      });
    }
    const move = solve(hessian, gradient);
    // A Newton step from a flat start may overshoot on separable data.
    const size = Math.max(...move.map(Math.abs));
    const damping = size > 4 ? 4 / size : 1;
    beta = beta.map((value, k) => value + damping * (move[k] ?? 0));
    if (size < 1e-6) break;
  }
  return (x) => sigmoid(product(beta, scaled(x)));
}

function moments(
  observations: readonly Observation[],
  width: number,
  total: number,
  of: (value: number, k: number) => number,
): number[] {
  const sums = new Array<number>(width).fill(0);
  for (const { x, weight } of observations) {
    x.forEach((value, k) => (sums[k] = (sums[k] ?? 0) + (weight * of(value, k)) / total));
  }
  return sums;
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, value))));
}

function product(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
}

/** Solves a small symmetric system by elimination with pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((line, i) => [...line, right[i] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    }
    const best = rows[pivot];
    const current = rows[column];
    if (best === undefined || current === undefined) continue;
    rows[pivot] = current;
    rows[column] = best;
    const head = best[column] ?? 0;
    if (Math.abs(head) < 1e-12) continue;
    for (let row = 0; row < size; row += 1) {
      const line = rows[row];
      if (row === column || line === undefined) continue;
      const factor = (line[column] ?? 0) / head;
      if (factor === 0) continue;
      for (let k = column; k <= size; k += 1) line[k] = (line[k] ?? 0) - factor * (best[k] ?? 0);
    }
  }
  return rows.map((line, k) => {
    const head = line[k] ?? 0;
    return Math.abs(head) < 1e-12 ? 0 : (line[size] ?? 0) / head;
  });
}
