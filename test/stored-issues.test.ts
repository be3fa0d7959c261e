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
      ...{ flows: new Map(), phrases: new Map() },
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
