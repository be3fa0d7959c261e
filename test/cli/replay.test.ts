import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createBrain } from '../../src/brain.js';
import { describeError } from '../../src/cli/exit.js';
import { issuesCommand } from '../../src/cli/issues.js';
import { replayCommand } from '../../src/cli/replay.js';
import { readChange } from '../../src/cli/replay-change.js';
import { teachCommand } from '../../src/cli/teach.js';
import { readConfig } from '../../src/config.js';
import { loadCheckedContent } from '../../src/content.js';
import { train } from '../../src/nlu/train.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { packModel, writeModelFile } from '../../src/training/model-file.js';
import { modelKey } from '../../src/training/model-key.js';
import { EXAMPLES, GOOD, withThings, writeIntent, WRONG } from '../replay/content.js';
import { agentAt } from '../support/agent.js';
import { tempFolder } from '../support/cli.js';
import { bench, type Bench } from '../support/engine.js';
import { LEARNING } from '../support/shipped.js';

const temp = tempFolder('replay');
afterAll(() => temp.remove());
const content = withThings(temp.smallContent());
const url = `file:${join(temp.path, 'test.db')}`;
const modelFile = join(temp.path, 'test.model');

const COLD = 'the oven is cold again';
const STOVE = 'my stove stays cold';

/** Two problems that the person confirmed as solved, one that a person has, and one that an agent solved. */
beforeAll(async () => {
  const loaded = loadCheckedContent(content);
  const model = train(loaded, LEARNING);
  writeModelFile(modelFile, packModel(modelKey(loaded, LEARNING), model));
  const b: Bench = await bench({
    brain: createBrain(loaded, { model }),
    store: await openSqliteStore({ url }),
    start: 1_000,
  });
  await b.writes('2', STOVE);
  await b.writes('2', 'About the oven');
  await b.writes('2', 'yes');
  await b.writes('3', 'the hinge of my door creaks');
  await b.writes('3', 'I need a human');
  await b.writes('4', COLD);
  await b.writes('4', 'yes');
  await b.writes('1', `${COLD} today`);
  await b.writes('1', 'I need a human');
  const agent = agentAt(() => b);
  await agent.press('claim');
  await agent.press('resolve');
  await agent.writes('Replace the fuse of the oven');
  await b.close();
}, 60_000);

let printed = '';
beforeEach(() => {
  vi.stubEnv('CONTENT_DIR', content);
  vi.stubEnv('DATABASE_URL', url);
  vi.stubEnv('MODEL_FILE', modelFile);
  vi.stubEnv('USER', 'anna');
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

/** Runs it; gives what it printed and its exit code. */
async function replayed(change: string, ...args: string[]): Promise<{ out: string; code: number }> {
  printed = '';
  process.exitCode = undefined;
  await replayCommand().parseAsync(['--with', change, ...args], { from: 'user' });
  return { out: printed, code: exitCode() };
}

/** What a change, or reading it, is refused with, as it is told. */
async function refusal(change: Promise<unknown>): Promise<string> {
  try {
    await change;
  } catch (thrown) {
    return describeError(thrown);
  }
  throw new Error('not refused');
}

async function reviewed(...args: string[]): Promise<string> {
  printed = '';
  await issuesCommand().parseAsync(['review', ...args], { from: 'user' });
  return printed;
}

function file(name: string, text: string): string {
  const path = join(temp.path, name);
  writeFileSync(path, text);
  return path;
}

const examples = (name: string, intent: string, en: readonly string[]): string =>
  file(name, JSON.stringify({ [intent]: { en } }));

const reportSchema = z.looseObject({
  ...{ history: z.number(), heldOut: z.number(), same: z.number() },
  ...{ better: z.number(), worse: z.number(), open: z.number() },
  changes: z.array(
    z.looseObject({
      ...{ verdict: z.enum(['better', 'worse', 'open']), from: z.string(), case: z.number().nullable() },
      ...{ text: z.string(), before: z.looseObject({ kind: z.string() }) },
      after: z.looseObject({ kind: z.string(), issues: z.array(z.string()).optional() }),
    }),
  ),
});

async function report(change: string, ...args: string[]): Promise<z.infer<typeof reportSchema>> {
  return reportSchema.parse(JSON.parse((await replayed(change, '--json', ...args)).out));
}

describe('firstline replay', () => {
  it('shows the harm of a wrong example that was taught, until it is taken back', async () => {
    const wrong = examples('wrong.yml', 'door', WRONG);
    const { out, code } = await replayed(wrong);
    expect(code).toBe(1);
    expect(out).toMatch(/^with 5 examples more of .*wrong\.yml: the last \d+ messages of the database\n/);
    const worse = out.split('\n\n').filter((part) => part.startsWith('worse'));
    expect(worse.length).toBeGreaterThan(0);
    expect(out.split('\n\n')[1]).toBe(worse[0]);
    expect(worse.join('\n')).toMatch(
      /case 3, meant oven, oven-known helped\n +“the oven is cold again”\n +acts on oven \(100 %\).* → offers .*oven \(\d+ %\)/,
    );
    expect((await replayed(wrong, '--allow-worse', '99')).code).toBe(0);

    const store = await openSqliteStore({ url });
    const taught = { intent: 'door', by: 'Olga', numbers: [1] };
    await store.decideMisses(
      { ...taught, examples: WRONG.map((text) => ({ intent: 'door', language: 'en', text })) },
      9,
    );
    expect(await report('teach')).toMatchObject({ worse: worse.length });
    await store.takeBackMisses(1, 'Olga', 10);
    await store.close();
    // It is in force no more: what it would do is told from the content without it.
    expect(await report('group:1')).toMatchObject({ worse: worse.length });

    const teach = (...args: string[]): Promise<unknown> =>
      teachCommand().parseAsync(['1', ...args], { from: 'user' });
    await expect(teach('--intent', 'door')).rejects.toMatchObject({ code: 'TEACH_WORSE' });
    printed = '';
    await teach('--intent', 'door', '--allow-worse');
    expect(printed).toMatch(/taught as door[^]*1 worse[^]*“my stove stays cold”/);
    await teach('--take-back');
    await expect(teach('--drop', '--allow-worse')).rejects.toMatchObject({ code: 'TEACH_OPTION' });
  });

  it('tells what a good example, or another folder of content, makes better', async () => {
    const good = examples('good.yml', 'oven', [...GOOD, COLD.toUpperCase(), EXAMPLES.oven[0]]);
    const { out, code } = await replayed(good);
    expect(code).toBe(0);
    expect(out).toMatch(/4 examples more of \S+ \(1 said already, under this or another intent\)/);
    expect(out).toMatch(
      /better +case 1, meant oven, .*\n +“my stove stays cold”\n +offers oven .* → acts on oven/,
    );

    const folder = withThings(temp.smallContent());
    writeIntent(folder, 'oven', [...EXAMPLES.oven, ...GOOD]);
    mkdirSync(join(folder, 'data/eval'), { recursive: true });
    const rows = [
      { text: STOVE, intent: 'oven', lang: 'en', audience: 'customer' },
      { text: 'what about my parrot', intent: null, lang: 'en', audience: 'customer' },
    ].map((row) => JSON.stringify(row));
    const heldOut = await report(folder, '--last', '0', '--messages', file('held.jsonl', rows.join('\n')));
    expect(heldOut).toMatchObject({ history: 0, heldOut: 2, better: 1, worse: 0 });
    expect(heldOut.changes).toMatchObject([{ verdict: 'better', from: 'held-out', case: null, text: STOVE }]);
    expect((await report(folder)).history).toBeGreaterThan(2);
  });

  it('holds a draft that would displace what helped until it is allowed', async () => {
    const shown = await report('draft:1');
    const displaced = shown.changes.filter(({ verdict }) => verdict === 'worse');
    expect(displaced.map(({ text, case: number }) => [number, text])).toEqual([[3, COLD]]);
    const [first, ...later] = displaced[0]?.after.issues ?? [];
    expect(first).toMatch(/^agents-the-oven-is-cold-again-today/);
    expect(later).toEqual(['oven-known']);
    // In its own case it is what helped.
    expect(shown.changes).toContainEqual(expect.objectContaining({ verdict: 'better', case: 4 }));

    const refused = reviewed('1', '--publish');
    await expect(refused).rejects.toMatchObject({ code: 'DRAFT_WORSE' });
    await expect(refused).rejects.toThrow(/1 worse[^]*oven-known helped\n +“the oven is cold again”/);
    expect(await reviewed()).toContain('waiting');
    const published = await reviewed('1', '--publish', '--allow-worse');
    expect(published).toMatch(/1 worse[^]*draft 1 is published as `agents-the-oven-is-cold-again-today/);
    expect(await refusal(replayed('draft:1'))).toMatch(/^DRAFT_DECIDED: .*--take-back/s);
    expect(await reviewed('1', '--take-back')).toContain('waits again');
    await expect(reviewed('1', '--drop', '--allow-worse')).rejects.toMatchObject({ code: 'DRAFT_OPTION' });
  });

  it('says what is wrong with a change that it cannot read', async () => {
    const files = loadCheckedContent(content);
    const store = await openSqliteStore({ url: ':memory:' });
    const refused = (change: string): Promise<string> =>
      refusal(readChange(change, files, store, { contentDir: content, names: readConfig({}).names }));
    const yaml = (text: string): Promise<string> => refused(file('bad.yml', text));
    expect(await refused('nowhere')).toMatch(/^REPLAY_CHANGE: There is no file or folder nowhere\.\nName a /);
    expect(await refused(file('change.txt', 'oven'))).toContain('is no change of the content');
    expect(await refused(join(content, 'flows'))).toMatch(/^CONTENT_MISSING/);
    expect(await yaml('')).toMatch(/^REPLAY_EXAMPLES: .*bad\.yml[^]*bad\.yml:1:1 /);
    expect(await yaml('{}')).toContain('there is no example in it');
    expect(await yaml('oven: [the oven is cold]\n')).toMatch(/bad\.yml:1:7 /);
    expect(await yaml('ovne: { en: [the oven is cold] }\n')).toMatch(/bad\.yml:1:1 .*Write `oven`/);
    expect(await yaml('oven: {}\n')).toContain('Give examples in one language at least');
    expect(await refused('draft:99')).toMatch(/^DRAFT_NONE: There is no draft 99\./);
    expect(await refused('draft:')).toMatch(/^REPLAY_CHANGE: draft: names no number/);
    expect(await refused('group:7')).toMatch(/^REPLAY_CHANGE: Nothing/);
    expect(await refused('teach')).toMatch(/^REPLAY_CHANGE: Nothing/);
    expect(await refused('issue:none.yml')).toMatch(/^DRAFT_FILE/);
    const known = join(content, 'data/issues/oven-known.yml');
    expect(await refused(`issue:${known}`)).toContain('is a file of the content');
    await store.close();

    vi.stubEnv('DATABASE_URL', `file:${join(temp.path, 'other.db')}`);
    const good = examples('good.yml', 'oven', GOOD);
    expect(await refusal(replayed(good))).toMatch(/^REPLAY_NOTHING/);
    expect(await refusal(replayed(good, '--messages', 'none.jsonl'))).toMatch(/^EVAL_FILE/);
  });
});
