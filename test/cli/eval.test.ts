import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { evalCommand } from '../../src/cli/eval.js';
import { runCli, tempFolder } from '../support/cli.js';

const temp = tempFolder('eval');
afterAll(() => temp.remove());

let folder: string;
let tests = 0;
let printed = '';
beforeEach(() => {
  tests += 1;
  folder = join(temp.path, `test-${String(tests)}`);
  mkdirSync(folder);
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Writes rows to a file of this test's folder; gives its path. */
function file(name: string, rows: readonly object[] | string): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    typeof rows === 'string' ? rows : rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
  );
  return path;
}

const run = (...args: string[]): Promise<unknown> =>
  evalCommand().exitOverride().parseAsync(args, { from: 'user' });

/** The lines that a program was given. */
function written<T>(path: string, schema: z.ZodType<T>): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}

const decision = z.enum(['answer', 'choose', 'clarify', 'handover']);
const share = z.number().min(0).max(1);

const SUBJECTS = { mail: 'letters', site: 'website', bill: 'invoice' };
const SAYINGS = [
  'my $ is gone',
  'where is the $',
  'the $ does not work',
  'help with the $',
  '$ broken',
  'no $ here',
];
const ROWS = Object.entries(SUBJECTS).flatMap(([intent, subject]) =>
  SAYINGS.map((saying, at) => ({
    text: saying.replace('$', subject),
    intent,
    split: at === 4 ? 'test' : 'train',
    text_en: 'let through',
  })),
);
const SET = [...ROWS, { text: 'tell me a joke', intent: 'oos', split: 'oos_test' }];

describe('firstline eval intents', () => {
  it('prints what it measured, and who is to blame', async () => {
    await run('intents', file('set.jsonl', SET));
    expect(printed).toMatch(/^set\.jsonl: trained on 15 messages of 3 intents, tested on 4\n/);
    expect(printed).toContain('fitted by cross-validation, to 97 % of the answers right where 15 %');
    for (const name of [
      'right and not rejected',
      'out of scope',
      'calibration error of all',
      'in scope, given that it is',
      'came true',
      'limits',
    ]) {
      expect(printed).toContain(name);
    }
  });

  it('writes a row for each test message, and the picture', async () => {
    const predictions = join(folder, 'p.jsonl');
    const svg = join(folder, 'p.svg');
    await run('intents', file('set.jsonl', SET), '--predictions', predictions, '--picture', svg);
    const rows = written(
      predictions,
      z.strictObject({
        text: z.string(),
        gold: z.string(),
        intent: z.string().nullable(),
        p: share,
        margin: share,
        decision,
      }),
    );
    expect(rows.map(({ text, gold }) => [text, gold])).toEqual([
      ['letters broken', 'mail'],
      ['website broken', 'site'],
      ['invoice broken', 'bill'],
      ['tell me a joke', 'oos'],
    ]);
    expect(readFileSync(svg, 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  it('prints one object for other programs', async () => {
    await run(
      'intents',
      file('set.jsonl', SET),
      '--json',
      '--precision',
      '0.9',
      '--expected-out-of-scope',
      '0.3',
    );
    const figures = z
      .object({
        intents: z.literal(3),
        trained: z.literal(15),
        validated: z.literal(0),
        tested: z.literal(4),
        options: z.strictObject({
          answerPrecision: z.literal(0.9),
          expectedOutOfScope: z.literal(0.3),
          useOosTrain: z.literal(false),
        }),
        all: z.object({
          inScope: z.literal(3),
          outOfScope: z.literal(1),
          accuracy: share,
          inScopeAccuracy: share,
          outOfScopeRecall: share,
          coverage: z.array(z.strictObject({ precision: share, inScope: share, all: share })).length(3),
          calibrationGivenScope: share,
          calibrationInScope: share,
          calibrationAll: share,
        }),
        languages: z.strictObject({ en: z.object({ inScope: z.literal(3) }) }),
        promises: z
          .array(z.object({ promised: share, cameTrue: share.nullable(), answered: share }))
          .length(3),
        confusions: z.array(z.object({ count: z.number() })),
        bins: z.array(z.object({ count: z.number() })).length(15),
        notes: z.array(z.object({ code: z.string(), count: z.number(), text: z.string() })),
      })
      .parse(JSON.parse(printed));
    expect(figures.bins.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });

  it('uses oos_train for validation only when told so', async () => {
    const path = file('set.jsonl', [...SET, { text: 'sing a song', intent: 'oos', split: 'oos_train' }]);
    await run('intents', path, '--json', '--use-oos-train');
    expect(JSON.parse(printed)).toMatchObject({ validated: 1, trained: 15 });
    printed = '';
    await run('intents', path, '--json');
    expect(JSON.parse(printed)).toMatchObject({ validated: 0, trained: 15 });
  });

  it('finds out before it trains that it could not write, and leaves what is there alone', async () => {
    // Not even read: training on it would fail otherwise.
    const path = file('broken.jsonl', 'no row\n');
    const nowhere = join(folder, 'nowhere', 'p.jsonl');
    await expect(run('intents', path, '--predictions', nowhere)).rejects.toMatchObject({
      code: 'EVAL_OUTPUT',
    });
    await expect(run('intents', path, '--picture', `${folder}/none/picture.svg`)).rejects.toMatchObject({
      code: 'EVAL_OUTPUT',
    });
    await expect(run('intents', path, '--predictions', path)).rejects.toMatchObject({ code: 'EVAL_OUTPUT' });
    const same = join(folder, 'same.svg');
    await expect(run('intents', path, '--predictions', same, '--picture', same)).rejects.toMatchObject({
      code: 'EVAL_OUTPUT',
    });
    expect(readFileSync(path, 'utf8')).toBe('no row\n');
    const old = file('old.jsonl', 'kept\n');
    const fresh = join(folder, 'fresh.svg');
    await expect(run('intents', path, '--predictions', old, '--picture', fresh)).rejects.toMatchObject({
      code: 'EVAL_ROWS',
    });
    expect(readFileSync(old, 'utf8')).toBe('kept\n');
    expect(existsSync(fresh)).toBe(false);
  });

  it('refuses shares that are none', async () => {
    const path = file('set.jsonl', SET);
    const command = (): ReturnType<typeof evalCommand> => {
      const made = evalCommand();
      for (const one of [made, ...made.commands])
        one.exitOverride().configureOutput({ writeErr: () => undefined });
      return made;
    };
    for (const args of [
      ['--precision', '95'],
      ['--precision', '1'],
      ['--precision', ''],
      ['--expected-out-of-scope', '1'],
      ['--picture', 'picture.png'],
      ['--expected-out-of-scope', 'x'],
    ]) {
      await expect(command().parseAsync(['intents', path, ...args], { from: 'user' })).rejects.toMatchObject({
        code: 'commander.invalidArgument',
      });
    }
  });

  it('refuses files that cannot be read', async () => {
    await expect(run('intents', join(folder, 'none.jsonl'))).rejects.toMatchObject({ code: 'EVAL_FILE' });
    await expect(run('intents', folder)).rejects.toMatchObject({ code: 'EVAL_FILE' });
    const path = join(folder, 'binary');
    writeFileSync(path, Uint8Array.from([0xff, 0xfe, 0x00]));
    await expect(run('intents', path)).rejects.toMatchObject({
      code: 'EVAL_FILE',
      message: `${path} is no text in UTF-8.`,
    });
  });
});

describe('firstline eval messages', () => {
  it('understands with the content in use', async () => {
    vi.stubEnv('CONTENT_DIR', temp.smallContent());
    const predictions = join(folder, 'p.jsonl');
    const path = file('m.jsonl', [
      { text: 'позовите человека', intent: 'human', lang: 'ru', audience: 'customer' },
      { text: 'what can you do', intent: 'capabilities', lang: 'en', audience: 'staff' },
      { text: 'the price of wheat in Chicago', intent: null, lang: 'en', audience: 'customer' },
    ]);
    await run('messages', path, '--predictions', predictions);
    expect(printed).toMatch(/^m\.jsonl: 3 messages, understood with 5 intents and 0 solved issues\n/);
    expect(printed).toContain('an issue of the right intent in the first three');
    expect(printed).toContain('right in Russian less English, points');
    const rows = written(
      predictions,
      z.strictObject({
        text: z.string(),
        gold: z.string().nullable(),
        intent: z.string().nullable(),
        p: share,
        decision,
        issues: z.array(z.string()),
      }),
    );
    expect(rows.slice(0, 2).map(({ gold, intent }) => [gold, intent])).toEqual([
      ['human', 'human'],
      ['capabilities', 'capabilities'],
    ]);
    expect(rows[2]).toMatchObject({ gold: null });
    expect(rows[2]?.decision).not.toBe('answer');
  });
});

describe('firstline eval retrieval', () => {
  const BASE = [
    {
      lang: 'ru',
      key: 'k1',
      title: 'Как удалить аккаунт',
      solution: 'Нажмите удалить в настройках аккаунта',
    },
    { lang: 'ru', key: 'k2', title: 'Как сменить пароль', solution: 'Пароль меняется на странице входа' },
    { lang: 'en', key: 'k1', title: 'Delete the account', solution: 'Press delete' },
  ];
  const ranking = z.strictObject({ query: z.string(), ranked: z.array(z.string()).max(10) });

  it('asks a knowledge base for itself', async () => {
    const predictions = join(folder, 'p.jsonl');
    await run('retrieval', file('kb.jsonl', BASE), '--predictions', predictions);
    expect(printed).toMatch(/^kb\.jsonl: 2 questions asked of 2 documents\n/);
    expect(printed).toMatch(/the right one +1\.000/);
    expect(written(predictions, ranking).map(({ query, ranked }) => [query, ranked[0]])).toEqual([
      ['Как удалить аккаунт', 'k1'],
      ['Как сменить пароль', 'k2'],
    ]);
  });

  it('takes a folder of questions, and says what is missing of one', async () => {
    file('docs.jsonl', [{ id: 'd', question: 'How to delete', answers: ['Press delete'] }]);
    file('queries.jsonl', [{ id: 'q', text: 'delete it' }]);
    await expect(run('retrieval', folder)).rejects.toMatchObject({
      code: 'EVAL_FILE',
      message: `${folder} has no qrels.jsonl.`,
    });
    file('qrels.jsonl', [{ query: 'q', doc: 'd', rel: 1 }]);
    await run('retrieval', folder, '--json');
    expect(JSON.parse(printed)).toMatchObject({
      documents: 1,
      figures: { queries: 1, mrr: 1, hit1: 1 },
      alike: null,
    });
  });

  const STACKFAQ = resolve('../shared/data/retrieval/stackfaq');
  it.skipIf(!existsSync(STACKFAQ))(`reads the public set (skipped where ${STACKFAQ} is not)`, async () => {
    await run('retrieval', STACKFAQ, '--json');
    const { figures } = z
      .object({ figures: z.object({ queries: z.number(), mrr: share, hit1: share }) })
      .parse(JSON.parse(printed));
    expect(figures.queries).toBe(1249);
    expect(figures.mrr).toBeGreaterThan(0.8);
    expect(figures.hit1).toBeGreaterThan(0.71);
  });
});

describe('firstline', () => {
  it('ends with 1 and says which line is broken', async () => {
    vi.restoreAllMocks();
    const path = file('set.jsonl', '{"text": "a", "intent": "b", "split": "train"}\n{oops\n');
    const ended = await runCli(['eval', 'intents', path], { cwd: folder });
    expect(ended.code).toBe(1);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toMatch(
      /^EVAL_ROWS: .* has 1 mistake:\nline 2: is no JSON: \{oops\nMend these lines/m,
    );
  });
});
