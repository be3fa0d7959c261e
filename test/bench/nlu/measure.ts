import { cpuUsage, memoryUsage } from 'node:process';
import type { Job, Lesson, Measured } from './job.js';
import { loadSystem, type System, type Trained } from './system.js';

/** What took longer than this is not repeated once warm, in seconds. */
const TOO_LONG = 10;
/** While the first of so many parts of the messages is asked, the engine still compiles: it is told apart. */
const COLD = 10;
const BYTES_A_MB = 1e6;

/** What `work` gives, and the seconds of processor time it took in whichever thread. */
async function timed<T>(work: () => T | Promise<T>): Promise<{ seconds: number; result: T }> {
  const before = cpuUsage();
  const result = await work();
  const { user, system } = cpuUsage(before);
  return { seconds: (user + system) / 1e6, result };
}

/** MB held in the heap and in typed arrays. Needs `--expose-gc`; without it garbage is counted, too. */
function heldMb(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = memoryUsage();
  return (heapUsed + external) / BYTES_A_MB;
}

/** Measures one system on one lesson; the process should do nothing else before. */
export async function measure({ system: name, lesson }: Job): Promise<Measured> {
  const loading = await timed(() => loadSystem(name));
  const system = loading.result;
  const before = heldMb();
  const training = await timed(() => system.train(lesson));
  const rssTrained = memoryUsage.rss();
  const modelMb = heldMb() - before;
  const answers = await ask(training.result, lesson);
  // Not the kernel's own maximum, which a child inherits from the process that started it.
  const rssMb = Math.max(rssTrained, memoryUsage.rss()) / BYTES_A_MB;
  const longest = await askLong(training.result, lesson);
  const saved = await reopen(system, training.result);
  const again = training.seconds > TOO_LONG ? null : await timed(() => system.train(lesson));
  return {
    ...answers,
    tests: lesson.test.length,
    loadSeconds: loading.seconds,
    trainSeconds: training.seconds,
    warmTrainSeconds: again?.seconds ?? null,
    longest,
    modelMb,
    rssMb,
    saved,
  };
}

async function ask(
  trained: Trained,
  { test }: Lesson,
): Promise<Pick<Measured, 'right' | 'coldMs' | 'medianMs' | 'p99Ms'>> {
  const times = new Float64Array(test.length);
  let right = 0;
  for (const [at, { text, language, intent }] of test.entries()) {
    const started = performance.now();
    const result = await trained.guess(text, language);
    times[at] = performance.now() - started;
    if (result === intent) right += 1;
  }
  const cold = times.slice(0, Math.ceil(times.length / COLD));
  const warm = times.slice(cold.length).sort();
  const at = (share: number): number => warm[Math.floor(share * (warm.length - 1))] ?? 0;
  return {
    right,
    coldMs: cold.reduce((sum, ms) => sum + ms, 0) / Math.max(1, cold.length),
    medianMs: at(0.5),
    p99Ms: at(0.99),
  };
}

async function askLong(trained: Trained, { long }: Lesson): Promise<Measured['longest']> {
  let longest: Measured['longest'] = null;
  for (const { name, text } of long) {
    const started = performance.now();
    await trained.guess(text, 'en');
    const ms = performance.now() - started;
    if (longest === null || ms > longest.ms) longest = { name, ms };
  }
  return longest;
}

async function reopen(system: System, trained: Trained): Promise<Measured['saved']> {
  const { open } = system;
  const saved = trained.save?.();
  if (open === undefined || saved === undefined) return null;
  const { seconds } = await timed(() => open(saved));
  return { mb: Buffer.byteLength(saved) / BYTES_A_MB, openSeconds: seconds };
}
