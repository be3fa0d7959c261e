import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { evalCommand } from '../../src/cli/eval.js';
import { tempFolder } from '../support/cli.js';

const temp = tempFolder('eval-examples');
afterAll(() => temp.remove());

let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const exitCode = (): number => Number(process.exitCode ?? 0);

/** Runs it on content; gives what it printed and its exit code. */
async function run(content: string, ...args: string[]): Promise<{ out: string; code: number }> {
  vi.stubEnv('CONTENT_DIR', content);
  printed = '';
  process.exitCode = undefined;
  await evalCommand().parseAsync(['examples', ...args], { from: 'user' });
  return { out: printed, code: exitCode() };
}

const summarySchema = z.looseObject({
  intents: z.number(),
  examples: z.number(),
  confused: z.array(z.looseObject({ meant: z.string(), count: z.number(), of: z.number() })),
});

const THINGS = ['boiler', 'kettle', 'radiator', 'oven', 'lamp', 'door', 'window', 'carpet', 'mirror', 'sofa'];
const THINGS_RU = [
  'котёл',
  'чайник',
  'радиатор',
  'духовку',
  'лампу',
  'дверь',
  'окно',
  'ковёр',
  'зеркало',
  'диван',
];

/** An intent that has each thing in one of two wordings; the other intent has it in the other one. */
function mixed(id: string, first: 0 | 1): string {
  const worded = (things: readonly string[], ways: readonly [string, string]): string[] =>
    things.map((thing, at) => `${ways[(at + first) % 2 === 0 ? 0 : 1]} ${thing}`);
  return intentFile(
    id,
    worded(THINGS, ['please mend our', 'somebody should repair the']),
    worded(THINGS_RU, ['почините пожалуйста', 'надо бы отремонтировать']),
  );
}

function intentFile(id: string, en: readonly string[], ru: readonly string[]): string {
  const lines = [
    '# yaml-language-server: $schema=./intent.schema.json',
    `id: ${id}`,
    'audience: both',
    `title: { ru: 'Ремонт ${id}', en: 'Repairs ${id}' }`,
    `reply: { ru: 'Хорошо', en: 'Good' }`,
    `examples: ${JSON.stringify({ ru, en })}`,
  ];
  return `${lines.join('\n')}\n`;
}

describe('firstline eval examples', () => {
  it('names two intents that say the same, and exits with 1', { timeout: 60_000 }, async () => {
    const content = temp.smallContent();
    writeFileSync(join(content, 'intents/mend.yml'), mixed('mend', 0));
    writeFileSync(join(content, 'intents/repair.yml'), mixed('repair', 1));
    const { out, code } = await run(content, '--json', '--folds', '3');
    const { confused } = summarySchema.parse(JSON.parse(out));
    expect(code).toBe(1);
    expect(confused.map(({ meant }) => meant).sort()).toEqual(['mend', 'repair']);
    expect(confused.every(({ count, of }) => of === 20 && count > 2)).toBe(true);
    const borne = await run(content, '--json', '--folds', '3', '--most', '0.999');
    expect(summarySchema.parse(JSON.parse(borne.out)).confused).toEqual([]);
    expect(borne.code).toBe(0);
  });

  it('leaves out each example once, and writes what was made of it', { timeout: 60_000 }, async () => {
    const content = temp.smallContent();
    const predictions = join(temp.path, 'predictions.jsonl');
    const { out } = await run(content, '--predictions', predictions, '--folds', '2');
    expect(out).toMatch(/^5 intents, \d+ examples: each understood by what the other 1 of 2 parts taught/);
    const texts = readFileSync(predictions, 'utf8')
      .trim()
      .split('\n')
      .map((line) => z.looseObject({ text: z.string(), lang: z.string() }).parse(JSON.parse(line)));
    const told = Number(/(\d+) examples/.exec(out)?.[1]);
    expect(texts).toHaveLength(told);
    expect(new Set(texts.map(({ lang, text }) => `${lang} ${text}`)).size).toBe(told);
  });

  it('takes no share and no number of parts that mean nothing', async () => {
    const content = temp.smallContent();
    vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    for (const args of [
      ['--folds', '1'],
      ['--folds', '2.5'],
      ['--most', '1'],
      ['--most', ' '],
    ]) {
      vi.spyOn(process, 'exit').mockImplementation(() => {
        throw new Error('exits');
      });
      await expect(run(content, ...args), args.join(' ')).rejects.toThrow();
    }
  });
});
