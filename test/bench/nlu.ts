import process, { argv, cwd, stderr, stdout } from 'node:process';
import { FirstlineError, messageOf } from '../../src/errors.js';
import { limited } from './nlu/draw.js';
import { goalsOf } from './nlu/goal.js';
import { SYSTEMS, type Lesson, type Measured, type SystemName } from './nlu/job.js';
import { helpText, readOptions, type BenchOptions } from './nlu/options.js';
import { meanOf, percentRight, type Outcome } from './nlu/outcome.js';
import { missing } from './nlu/public-data.js';
import { createRunner, type Runner } from './nlu/run.js';
import { SETS } from './nlu/sets.js';
import { tableOf } from './nlu/table.js';

/**
 * Training, messages and memory of understanding beside two libraries, on the same data; see README.md here.
 * `npm run bench:nlu -- --help`
 */
async function main(): Promise<void> {
  const options = readOptions(argv.slice(2));
  if (options.help) {
    stdout.write(helpText());
    return;
  }
  const sets = available(options.sets);
  stderr.write('compiling as for a release\n');
  const runner = await createRunner(cwd(), options.cpuProf);
  try {
    const outcomes: Outcome[] = [];
    for (const set of sets) outcomes.push(...(await benchSet(set, options, runner)));
    stdout.write(options.json ? `${JSON.stringify(outcomes, null, 2)}\n` : report(outcomes, options));
    if (outcomes.some(({ result }) => !result.ok)) process.exitCode = 1;
  } finally {
    runner.close();
  }
}

/** The sets whose files are there; where none of them is, the shipped content. */
function available(names: readonly string[]): string[] {
  const there = names.filter((name) => {
    const absent = missing(SETS.get(name)?.files ?? []);
    if (absent.length > 0) stderr.write(`${name}: skipped, ${absent.join(' and ')} not here\n`);
    return absent.length === 0;
  });
  return there.length > 0 ? there : ['shipped'];
}

async function benchSet(set: string, options: BenchOptions, runner: Runner): Promise<Outcome[]> {
  const all = SETS.get(set)?.lessons() ?? [];
  const lessons = options.intents === null ? all : all.map((lesson) => limited(lesson, options.intents ?? 0));
  const outcomes: Outcome[] = [];
  for (const system of options.systems) {
    const outcome = await measureAll(set, system, lessons, runner);
    tell(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function measureAll(
  set: string,
  system: SystemName,
  lessons: readonly Lesson[],
  runner: Runner,
): Promise<Outcome> {
  const measured: Measured[] = [];
  try {
    for (const lesson of lessons) measured.push(await runner.run({ system, lesson }));
    return outcomeOf(set, system, measured);
  } catch (thrown) {
    return { set, system, result: { ok: false, why: messageOf(thrown) } };
  }
}

/** A line while the rest is still being measured. */
function tell({ set, system, result }: Outcome): void {
  const figures = result.ok
    ? `${percentRight(result.measured).toFixed(2)} % right, training ${result.measured.trainSeconds.toFixed(2)} s, ` +
      `a message ${result.measured.medianMs.toFixed(3)} ms`
    : 'failed';
  stderr.write(`${set}, ${system}: ${figures}\n`);
}

function outcomeOf(set: string, system: SystemName, lessons: readonly Measured[]): Outcome {
  const measured = meanOf(lessons);
  const result =
    measured === null ? { ok: false as const, why: 'no lesson' } : { ok: true as const, measured };
  return { set, system, result };
}

function report(outcomes: readonly Outcome[], { systems, intents }: BenchOptions): string {
  const notes = [
    "Seconds are processor time, milliseconds the clock's; in brackets, times firstline's.",
    ...(systems.length < SYSTEMS.length ? [`Measured were ${systems.join(', ')} only.`] : []),
    ...(intents === null ? [] : [`Only the first ${intents} intents of each set: goals are not looked at.`]),
    '',
    ...new Set(outcomes.map(({ set }) => `${set}: ${SETS.get(set)?.about ?? ''}`)),
    '',
    ...outcomes.flatMap(({ set, system, result }) => {
      if (!result.ok) return [`${set}, ${system} failed: ${result.why}`];
      const { longest } = result.measured;
      if (longest === null) return [];
      return [`${set}, ${system}: 100 KB take at most ${longest.ms.toFixed(1)} ms (${longest.name})`];
    }),
    '',
  ];
  return [tableOf(outcomes), ...notes, intents === null ? goalsOf(outcomes) : ''].join('\n');
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
try {
  await main();
} catch (thrown) {
  if (!(thrown instanceof FirstlineError)) throw thrown;
  stderr.write(`${thrown.message} ${thrown.remedy}\n`);
  process.exitCode = 1;
}
