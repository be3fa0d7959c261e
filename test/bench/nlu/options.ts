import { parseArgs } from 'node:util';
import { FirstlineError, messageOf } from '../../../src/errors.js';
import { SYSTEMS, systemNameSchema, type SystemName } from './job.js';
import { SETS } from './sets.js';

export interface BenchOptions {
  sets: string[];
  systems: SystemName[];
  /** Only the first so many intents of a set, or null for all. */
  intents: number | null;
  /** Where processor profiles of each process go, or null for none. */
  cpuProf: string | null;
  json: boolean;
  help: boolean;
}

/** What `--help` prints. */
export function helpText(): string {
  const width = Math.max(...[...SETS.keys()].map((name) => name.length));
  return [
    'npm run bench:nlu -- [options]',
    '',
    'Measures training, messages and memory on the same data: each system and set in a process of its own.',
    '',
    '  --sets A,B          only these sets (default: all)',
    `  --systems A,B       only these of ${SYSTEMS.join(', ')} (default: all)`,
    '  --skip A,B          all systems but these',
    '  --intents N         only the first N intents of each set, to limit a slow system',
    '  --cpu-prof FOLDER   write a processor profile of each process there',
    '  --json              print what was measured as JSON',
    '  --help              print this',
    '',
    'Sets:',
    ...[...SETS].map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`),
    '',
  ].join('\n');
}

/** Reads the command line. Throws `BENCH_OPTIONS` for what it does not know. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { sets, systems, skip, intents, ...rest } = parsed(args);
  const skipped = skip === undefined ? [] : listed(skip, SYSTEMS);
  return {
    sets: sets === undefined ? [...SETS.keys()] : listed(sets, [...SETS.keys()]),
    systems: (systems === undefined ? [...SYSTEMS] : listed(systems, SYSTEMS))
      .filter((name) => !skipped.includes(name))
      .map((name) => systemNameSchema.parse(name)),
    intents: intents === undefined ? null : counted(intents),
    cpuProf: rest['cpu-prof'] ?? null,
    json: rest.json ?? false,
    help: rest.help ?? false,
  };
}

function parsed(args: readonly string[]): {
  sets?: string | undefined;
  systems?: string | undefined;
  skip?: string | undefined;
  intents?: string | undefined;
  'cpu-prof'?: string | undefined;
  json?: boolean | undefined;
  help?: boolean | undefined;
} {
  try {
    return parseArgs({
      args: [...args],
      options: {
        sets: { type: 'string' },
        systems: { type: 'string' },
        skip: { type: 'string' },
        intents: { type: 'string' },
        'cpu-prof': { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (thrown) {
    throw wrong(`${messageOf(thrown)}.`, thrown);
  }
}

function listed(given: string, known: readonly string[]): string[] {
  const names = given.split(',').filter((name) => name !== '');
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw wrong(`Not known: ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  return names;
}

function counted(given: string): number {
  const count = Number(given);
  if (!Number.isInteger(count) || count < 2) throw wrong(`--intents ${given} is no whole number from 2 up.`);
  return count;
}

function wrong(what: string, cause?: unknown): FirstlineError {
  return new FirstlineError('BENCH_OPTIONS', what, 'See npm run bench:nlu -- --help.', cause);
}
