import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { createBrain, createBrainInTurn, loadCheckedContent } from '../src/brain.js';
import type { Content } from '../src/flow/content.js';
import { solvedIssueSchema, type SolvedIssue } from '../src/model/issue.js';
import { train } from '../src/nlu/train.js';
import { openSqliteStore } from '../src/store/sqlite/open.js';
import { createLiveBrain } from '../src/live-brain.js';
import { createStoredIssues } from '../src/stored-issues.js';
import { modelKey } from '../src/training/model-key.js';
import { INTENTS, ISSUES } from './nlu/content.js';
import { tempFolder } from './support/cli.js';
import { createLogLines } from './support/log-lines.js';

const temp = tempFolder('stored-issues');
afterAll(() => temp.remove());

const known = (id: string, problem: string): SolvedIssue =>
  solvedIssueSchema.parse({
    ...{ id, intent: null, audience: 'both', tags: [], related: [] },
    en: { problem, symptoms: [], solution: ['Do it'] },
  });
const canary = known('wiki-canary', 'The canary has escaped from its cage');
const twin = known('mail-to-spam-spf', 'Another issue of this id');

async function withIssues(...issues: SolvedIssue[]) {
  const store = await openSqliteStore({ url: ':memory:' });
  const rows = issues.map((issue) => ({ issue, source: 'wiki', key: issue.id, hash: issue.id, by: 'anna' }));
  await store.putIssues(rows, 1);
  const log = createLogLines();
  return { store, log, stored: createStoredIssues(store, pino({ level: 'info' }, log)) };
}

describe('the solved issues of the database', () => {
  it('join those of the files, which win where both have an id, and the log says so', async () => {
    const { store, stored, log } = await withIssues(canary, twin);
    expect(await stored.beside(ISSUES)).toEqual([canary]);
    expect(log.lines).toMatchObject([{ level: 40, issues: ['mail-to-spam-spf'], count: 1 }]);
    expect(log.lines[0]?.msg).toContain('those of the files are used');
    await store.close();
  });

  it('are found by a brain that is made at once, or in turn, and change nothing that is learned', async () => {
    const content: Content = {
      ...{ intents: INTENTS, issues: ISSUES, templates: [], validation: [] },
      ...{ flows: new Map(), phrases: new Map(), templates: [] },
    };
    const model = train(content);
    const options = { model, stored: [canary] };
    const atOnce = createBrain(content, options);
    const inTurn = await createBrainInTurn(content, options, new AbortController().signal);
    const asked = { audience: 'customer', language: 'en', inFlow: false } as const;
    for (const brain of [atOnce, inTurn]) {
      expect(brain.understand('the canary escaped', asked).issues[0]?.issue).toBe('wiki-canary');
    }
    const without = createBrain(content, { model });
    const text = 'my mail goes to spam';
    expect(atOnce.understand(text, asked).intents).toEqual(without.understand(text, asked).intents);
    expect(modelKey(content, { expectedOutOfScope: 0.15 })).toBe(
      modelKey({ ...content, ...{ stored: [canary] } }, { expectedOutOfScope: 0.15 }),
    );
  });

  it('are taken in and forgotten by a bot that runs, without learning, and files keep their own', async () => {
    const { store, log, stored } = await withIssues(twin);
    const content: Content = {
      ...{ intents: INTENTS, issues: ISSUES, validation: [] },
      ...{ flows: new Map(), phrases: new Map(), templates: [] },
    };
    const brain = createBrain(content, { model: train(content) });
    const config = { contentDir: '/none', modelFile: null, answerPrecision: 0.95, expectedOutOfScope: 0.15 };
    const live = createLiveBrain(config, { brain }, pino({ level: 'info' }, log), undefined, stored);
    const find = (text: string): string[] =>
      live
        .brain()
        .understand(text, { audience: 'staff', language: 'en', inFlow: false })
        .issues.map(({ issue }) => issue);
    const put = (hash: string, issue = canary): Promise<void> =>
      store.putIssues([{ issue, source: 'wiki', key: 'k', hash, by: 'anna' }], 1);
    await live.catchUp();
    expect(live.brain().knowledge.issue(twin.id)?.en?.problem).not.toBe(twin.en?.problem);
    await put('h');
    expect(find('the canary escaped')).not.toContain('wiki-canary');
    await live.catchUp();
    expect(find('the canary escaped')[0]).toBe('wiki-canary');
    expect(live.brain().knowledge.near('canary cage', 1)).toEqual([canary]);
    await put('newer', known('wiki-canary', 'The parrot does not talk'));
    await Promise.all([live.catchUp(), live.catchUp()]);
    expect(find('the canary escaped')).not.toContain('wiki-canary');
    expect(find('my parrot does not talk')).toContain('wiki-canary');
    await store.removeIssues({ source: 'wiki' });
    await live.catchUp();
    expect(find('my parrot does not talk')).not.toContain('wiki-canary');
    expect(live.brain().knowledge.issue('wiki-canary')).toBeNull();
    expect(live.brain().knowledge.isInFile(twin.id)).toBe(true);
    const taken = log.lines.filter(({ msg }) => msg === 'solved issues of the database taken in');
    expect(taken).toMatchObject([
      { put: 1, removed: 0 },
      { put: 1, removed: 0 },
      { put: 1, removed: 0 },
      { put: 0, removed: 2 },
    ]);
    await live.stop();
    await store.close();
  });

  it('are taken in by a bot that runs when its content is read again', { timeout: 60_000 }, async () => {
    const { store, log, stored } = await withIssues();
    const contentDir = temp.smallContent();
    const config = { contentDir, modelFile: null, answerPrecision: 0.95, expectedOutOfScope: 0.15 };
    const first = { content: loadCheckedContent(contentDir) };
    const live = createLiveBrain(config, first, pino({ level: 'info' }, log), undefined, stored);
    const find = (): string[] =>
      live
        .brain()
        .understand('the canary escaped', { audience: 'staff', language: 'en', inFlow: false })
        .issues.map(({ issue }) => issue);
    expect(find()).toEqual([]);
    await store.putIssues([{ issue: canary, source: 'wiki', key: 'k', hash: 'h', by: 'anna' }], 1);
    expect(find()).toEqual([]);
    live.reload();
    const line = await log.first(({ msg }) => msg === 'content exchanged', 50_000);
    expect(line).toMatchObject({ stored: 1 });
    expect(find()).toEqual(['wiki-canary']);
    await live.stop();
    await store.close();
  });
});
