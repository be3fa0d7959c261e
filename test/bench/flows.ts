import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, cpuUsage, execPath, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { z } from 'zod';
import { table } from '../../src/eval/table.js';
import { checkContent } from '../../src/flow/check.js';
import { loadContent } from '../../src/flow/content.js';
import { folderSize, makeSteps, words } from './flow-steps.js';
import { readSources } from '../../src/flow/folder.js';
import { seeded } from './random.js';

/**
 * How long content of 10 and of 100 flows, 25 steps each, takes to be read and checked (`firstline check`), and to be
 * loaded at the start, each in a process of its own that has read nothing before. In brackets the time of the processor,
 * which is the one to compare where the machine has other things to do.
 *
 * `npx tsx test/bench/flows.ts`
 */

const SEED = 20_261_122;
const STEPS = 25;
const SIZES = [10, 100];
/** Of so many processes the median is told. */
const ROUNDS = 5;

const timeSchema = z.object({ wall: z.number(), processor: z.number() });
const timesSchema = z.object({ read: timeSchema, check: timeSchema, load: timeSchema });
type Times = z.infer<typeof timesSchema>;

/** Content of so many flows, each with the intent that starts it. */
function write(flows: number): string {
  const root = mkdtempSync(join(tmpdir(), 'firstline-flows-'));
  mkdirSync(join(root, 'flows'));
  mkdirSync(join(root, 'intents'));
  const random = seeded(SEED);
  for (let n = 0; n < flows; n += 1) {
    const head = {
      id: `problem-${n}`,
      audience: 'customer',
      title: { ru: `Проблема ${n}`, en: `Problem ${n}` },
    };
    const examples = {
      ru: Array.from({ length: 25 }, (_, at) => `${words('ru', 6, random)} ${n} ${at}`),
      en: Array.from({ length: 25 }, (_, at) => `${words('en', 6, random)} ${n} ${at}`),
    };
    save(root, 'flow', `flows/${head.id}.yml`, { ...head, steps: makeSteps(STEPS, random) });
    save(root, 'intent', `intents/${head.id}.yml`, { ...head, flow: head.id, examples });
  }
  return root;
}

function save(root: string, schema: string, path: string, value: unknown): void {
  const line = `# yaml-language-server: $schema=./${schema}.schema.json`;
  writeFileSync(join(root, path), `${line}\n${stringify(value, { aliasDuplicateObjects: false })}`);
}

/** What one new process takes; `load` is measured in another than `read` and `check`. */
function measure(root: string): Times {
  const ask = (what: string): unknown =>
    JSON.parse(
      execFileSync(execPath, ['--import', 'tsx', fileURLToPath(import.meta.url), what, root], {
        encoding: 'utf8',
      }),
    );
  return timesSchema.parse({
    ...z.object({}).loose().parse(ask('check')),
    ...z.object({}).loose().parse(ask('load')),
  });
}

function answer(what: string, root: string): Partial<Times> {
  const start = performance.now();
  const before = cpuUsage();
  const time = (): Times['read'] => {
    const { user, system } = cpuUsage(before);
    return { wall: performance.now() - start, processor: (user + system) / 1000 };
  };
  if (what === 'load') {
    const outcome = loadContent(root);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults.slice(0, 3)));
    return { load: time() };
  }
  const { sources } = readSources(root);
  const read = time();
  checkContent(sources, null);
  return { read, check: time() };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function bench(): void {
  const rows = SIZES.map((size) => {
    const root = write(size);
    try {
      const times = Array.from({ length: ROUNDS }, () => measure(root));
      const middle = (name: keyof Times, which: keyof Times['read']): string =>
        median(times.map((one) => one[name][which])).toFixed(0);
      const told = (name: keyof Times): string => `${middle(name, 'wall')} ms (${middle(name, 'processor')})`;
      const kilobytes = `${(folderSize(root) / 1000).toFixed(0)} KB`;
      return [String(size), kilobytes, told('read'), told('check'), told('load')];
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
  const head = ['flows', 'content', 'reading', 'reading and checking', 'loading at the start'];
  stdout.write(`${table([head, ...rows]).join('\n')}\n`);
}

const [, , what, root] = argv;
if (what === undefined || root === undefined) bench();
else stdout.write(JSON.stringify(answer(what, root)));
