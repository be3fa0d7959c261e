import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { WrittenIssue } from '../../src/model/issue.js';
import type { Audience, Language } from '../../src/model/language.js';
import type { IntentCandidate } from '../../src/model/understanding.js';
import { createIssueIndex, type IndexedIssue } from '../../src/nlu/issue-index.js';
import { createLexicon } from '../../src/nlu/lexicon.js';
import { normalize } from '../../src/nlu/normalize.js';
import { retrieve } from '../../src/nlu/retrieve.js';
import { createTextIndex } from '../../src/nlu/text-index.js';
import { issue, ISSUES } from './content.js';

function finder(issues: readonly IndexedIssue[]) {
  const index = createIssueIndex<IndexedIssue>();
  const lexicon = createLexicon();
  for (const one of issues) for (const word of index.put(one)) lexicon.add(word);
  return (
    text: string,
    intents: IntentCandidate[] = [],
    language: Language = 'ru',
    audience: Audience = 'customer',
  ): string[] =>
    retrieve(normalize(text).tokens, intents, { index, lexicon, audience, language }).map((hit) => hit.issue);
}

describe('retrieve', () => {
  const find = finder(ISSUES);

  it('finds by the words of either language, whichever the question is in', () => {
    expect(find('после смены name servers', [], 'ru')[0]).toBe('site-unavailable-dns');
    expect(find('name servers', [], 'ru')[0]).toBe('site-unavailable-dns');
    expect(find('серверы имён', [], 'en')[0]).toBe('site-unavailable-dns');
  });

  it('finds an issue that is in the other language only, through the intent', () => {
    const { ru, en, ...rest } = issue(
      'queue',
      'mail-queue',
      'customer',
      'Очередь стоит',
      'The queue is stuck',
    );
    const likely = [{ intent: 'mail-queue', p: 0.8 }];
    const english = finder([...ISSUES, { ...rest, en }]);
    expect(english('ничего не уходит')).not.toContain('queue');
    expect(english('ничего не уходит', likely)[0]).toBe('queue');
    const russian = finder([...ISSUES, { ...rest, ru }]);
    expect(russian('nothing leaves the outbox', likely, 'en')[0]).toBe('queue');
  });

  it('ranks issues of a likely intent before others with the same words', () => {
    const twins: WrittenIssue[] = ['a', 'b'].map((id) =>
      issue(id, `intent-${id}`, 'both', 'Сертификат не продлился', 'The certificate was not renewed'),
    );
    const both = finder([...ISSUES, ...twins]);
    expect(both('сертификат не продлился').slice(0, 2)).toEqual(['a', 'b']);
    expect(both('сертификат не продлился', [{ intent: 'intent-b', p: 0.7 }])[0]).toBe('b');
  });

  it('shows customers nothing that is for staff, by words or by intent', () => {
    const intents = [{ intent: 'staff-vpn', p: 0.99 }];
    expect(find('vpn не подключается истёк сертификат', intents)).not.toContain('staff-vpn-token');
    expect(find('vpn не подключается истёк сертификат', intents, 'ru', 'staff')[0]).toBe('staff-vpn-token');
  });

  it('finds through a slip', () => {
    expect(find('привышен лимит процесов')[0]).toBe('site-unavailable-limit');
  });

  it('gives at most five, each once, and nothing for a text without words', () => {
    const many = finder(
      Array.from({ length: 40 }, (_, at) => issue(`i${at}`, 'one', 'both', 'Сайт лежит', 'The site is down')),
    );
    const found = many('сайт лежит', [{ intent: 'one', p: 0.9 }]);
    expect(found).toHaveLength(5);
    expect(new Set(found).size).toBe(5);
    for (const text of ['', ' ', '🙂', '\u0000']) expect(find(text)).toEqual([]);
  });
});

const STACKFAQ = resolve('../shared/data/retrieval/stackfaq');
const articleSchema = z.object({ id: z.string(), question: z.string(), answers: z.array(z.string()) });
const querySchema = z.object({ id: z.string(), text: z.string() });

describe.skipIf(!existsSync(STACKFAQ))(`rephrased questions (skipped where ${STACKFAQ} is not)`, () => {
  it('are found among answered ones', () => {
    const rows = (name: string): unknown[] =>
      readFileSync(resolve(STACKFAQ, name), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line): unknown => JSON.parse(line));
    const index = createTextIndex();
    for (const { id, question, answers } of rows('docs.jsonl').map((row) => articleSchema.parse(row))) {
      index.put({
        id,
        fields: [
          { texts: [question], weight: 3 },
          { texts: answers, weight: 1 },
        ],
      });
    }
    const ranks = rows('queries.jsonl')
      .map((row) => querySchema.parse(row))
      .map(({ id, text }) => {
        const found = index.search(normalize(text).tokens, 10);
        return found.findIndex((hit) => hit.id === id.slice(0, id.indexOf('_'))) + 1;
      });
    const mean = (value: (rank: number) => number): number =>
      ranks.reduce((sum, rank) => sum + value(rank), 0) / ranks.length;
    expect(mean((rank) => (rank === 0 ? 0 : 1 / rank))).toBeGreaterThan(0.86);
    expect(mean((rank) => (rank === 1 ? 1 : 0))).toBeGreaterThan(0.79);
  });
});

describe('issues without an intent', () => {
  const spam = Array.from({ length: 40 }, (_, at) => ({
    ...issue(`found-${at}`, '', 'both', 'Сайт не открывается после смены серверов', 'The site does not open'),
    intent: null,
  }));

  it('are found, and take no place from those that can be suggested', () => {
    const find = finder([...ISSUES, ...spam]);
    const found = find('сайт не открывается после смены серверов', [{ intent: 'site-unavailable', p: 0.4 }]);
    expect(found.filter((id) => id.startsWith('found-'))).toHaveLength(5);
    expect(found).toEqual(expect.arrayContaining(['site-unavailable-dns', 'site-unavailable-limit']));
  });
});
