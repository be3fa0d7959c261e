import type { Measured, SystemName } from './job.js';

/** What came of one system on one set: the mean of its lessons, or why there is none. */
export interface Outcome {
  set: string;
  system: SystemName;
  result: { ok: true; measured: Measured } | { ok: false; why: string };
}

/** The mean of several lessons; of the long messages, the slowest. Null where there are none. */
export function meanOf(lessons: readonly Measured[]): Measured | null {
  const [first, ...others] = lessons;
  if (first === undefined) return null;
  if (others.length === 0) return first;
  const mean = (of: (measured: Measured) => number): number =>
    lessons.reduce((sum, measured) => sum + of(measured), 0) / lessons.length;
  const meanIfAll = (of: (measured: Measured) => number | null | undefined): number | null => {
    const known = lessons.map(of).filter((value) => value !== null && value !== undefined);
    return known.length < lessons.length ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  const mb = meanIfAll(({ saved }) => saved?.mb);
  const openSeconds = meanIfAll(({ saved }) => saved?.openSeconds);
  return {
    tests: mean(({ tests }) => tests),
    right: mean(({ right }) => right),
    loadSeconds: mean(({ loadSeconds }) => loadSeconds),
    trainSeconds: mean(({ trainSeconds }) => trainSeconds),
    warmTrainSeconds: meanIfAll(({ warmTrainSeconds }) => warmTrainSeconds),
    coldMs: mean(({ coldMs }) => coldMs),
    medianMs: mean(({ medianMs }) => medianMs),
    p99Ms: mean(({ p99Ms }) => p99Ms),
    longest: lessons
      .map(({ longest }) => longest)
      .reduce((most, longest) => ((longest?.ms ?? 0) > (most?.ms ?? 0) ? longest : most), null),
    modelMb: mean(({ modelMb }) => modelMb),
    rssMb: mean(({ rssMb }) => rssMb),
    saved: mb === null || openSeconds === null ? null : { mb, openSeconds },
  };
}

/** The share of test messages told right, in percent. */
export function percentRight({ right, tests }: Measured): number {
  return (100 * right) / tests;
}
