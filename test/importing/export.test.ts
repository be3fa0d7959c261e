import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toOwnLines } from '../../src/importing/own-lines.js';
import type { Plan } from '../../src/importing/plan.js';
import { toCsv } from '../../src/importing/to-csv.js';
import { toMarkdown } from '../../src/importing/to-markdown.js';
import type { SolvedIssue } from '../../src/model/issue.js';
import type { StoredIssue } from '../../src/model/stored-issue.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { imported, stored, told } from './imports.js';
import { randomIssue } from './random-issue.js';

const VKCLOUD = resolve(import.meta.dirname, '../../../shared/data/kb/vkcloud.jsonl');

/** What a fresh database has after a plan was carried out. */
async function kept({ put }: Plan): Promise<StoredIssue[]> {
  const store = await openSqliteStore({ url: ':memory:' });
  await store.putIssues(
    put.map((issue) => ({ ...issue, by: 'anna' })),
    1,
  );
  const { issues, unreadable } = await store.storedIssues();
  expect(unreadable).toEqual([]);
  await store.close();
  return issues;
}

const lines = (issues: readonly SolvedIssue[]): string =>
  toOwnLines(issues.map((issue) => ({ issue, source: 'wiki', key: `${issue.id} "` })));

describe('an export', () => {
  it('is imported into another database without loss', { timeout: 60_000 }, async () => {
    const seed = Date.now() % 1_000_000;
    print(`seed ${seed}`);
    const some = fc.uniqueArray(randomIssue, { minLength: 1, maxLength: 8, selector: ({ id }) => id });
    await fc.assert(
      fc.asyncProperty(some, async (issues) => {
        const first = await kept(imported({ 'first.jsonl': lines(issues) }));
        expect(first).toHaveLength(issues.length);
        const again = await kept(imported({ 'again.jsonl': toOwnLines(first) }));
        expect(again).toEqual(first);
      }),
      { seed, numRuns: 60 },
    );
  });

  it('puts back what is the same as another, and changes nothing the second time', async () => {
    const [one] = fc.sample(randomIssue, { numRuns: 1, seed: 7 });
    if (one === undefined) throw new Error('no issue');
    const twins = [
      { ...one, id: 'twin-a' },
      { ...one, id: 'twin-b' },
    ];
    const plan = imported({ 'a.jsonl': lines(twins) });
    expect(plan.counts).toMatchObject({ new: 2, alike: 1, identical: 0 });
    const again = imported({ 'a.jsonl': lines(twins) }, { corpus: { stored: await kept(plan) } });
    expect(again.counts).toEqual({ new: 0, changed: 0, same: 2, identical: 0, alike: 0 });
  });

  it('tells lines that are none of an export', () => {
    const text = `{"firstline":1,"source":"a"}\n{"firstline":2,"source":"a","key":"k","issue":{}}\n`;
    expect(told(imported({ 'a.jsonl': text }).faults)).toEqual(['field a.jsonl:1', 'field a.jsonl:2']);
  });

  it.skipIf(!existsSync(VKCLOUD))(
    `has all of a knowledge base of hundreds of answers (skipped without ${VKCLOUD})`,
    { timeout: 60_000 },
    async () => {
      const plan = imported({ 'vkcloud.jsonl': readFileSync(VKCLOUD) });
      expect(plan.faults).toEqual([]);
      const { ru, en, both } = plan.languages;
      // One Russian answer is there twice, under two keys.
      expect([ru + both + plan.counts.identical, en + both]).toEqual([545, 262]);
      const first = await kept(plan);
      expect(await kept(imported({ 'again.jsonl': toOwnLines(first) }))).toEqual(first);
    },
  );
});

describe('an export for people', () => {
  const text = {
    problem: 'A "title", with *signs* & <b>',
    symptoms: ['slow_down here', 'a [link] # not'],
    cause: '- not a list\n2) nor this',
    solution: ['Run `ls *.txt`\nand wait', 'See https://e.com/a_b_c\n`a`'],
    check: '= it works',
    handover: '> after an hour',
  };
  const issue: SolvedIssue = {
    ...{ id: 'wiki-k', intent: null, audience: 'both', tags: ['a', 'b-c'], related: [], area: 'mail' },
    ...{ date: '2026-01-31', en: text, ru: { problem: 'Заголовок', symptoms: [], solution: ['Решение'] } },
  };
  const corpus = [{ issue, source: 'wiki', key: 'k' }];
  const defaults = { source: 'wiki' };

  it('in Markdown says the same when it is read again', () => {
    const files = Object.fromEntries(toMarkdown(corpus).map((article) => [article.file, article.text]));
    expect(Object.keys(files)).toEqual(['wiki-k.ru.md', 'wiki-k.en.md']);
    const plan = imported(files, { defaults });
    expect(plan.faults).toEqual([]);
    expect(stored(plan)[0]?.issue).toEqual(issue);
  });

  it('in CSV says the same when it is read again, but for signs of Markdown', () => {
    const csv = toCsv(corpus);
    expect(csv.startsWith('\uFEFFkey,lang,title,')).toBe(true);
    const plan = imported({ 'export.csv': csv }, { defaults });
    expect(plan.faults).toEqual([]);
    expect(plan.put[0]?.issue).toMatchObject({
      ...{ id: 'wiki-k', audience: 'both', area: 'mail', date: '2026-01-31', tags: ['a', 'b-c'] },
      en: { problem: text.problem, symptoms: text.symptoms, solution: text.solution },
      ru: { problem: 'Заголовок', solution: ['Решение'] },
    });
  });
});

/** Printed, so that a run can be had again. */
function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
