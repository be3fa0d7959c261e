import { describe, expect, it } from 'vitest';
import { imported, issues, onlyText, told } from './imports.js';

const lines = (...rows: (object | string)[]): string =>
  rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('');

describe('JSON Lines', () => {
  it('makes one issue of the rows of a key', () => {
    const plan = imported({
      'kb.jsonl': lines(
        { lang: 'ru', key: 'Q1', title: 'Сайт лежит', symptoms: ['не открывается'], solution: 'Подождать' },
        {
          lang: 'en-US',
          key: 'Q1',
          title: 'The site is down',
          solution: ['Wait', 'Look again'],
          tags: ['Web Site'],
        },
        {
          lang: 'ru',
          key: 'Q2',
          title: 'Почта',
          solution: 'Ответ',
          intent: 'mail',
          audience: 'both',
          date: '2026-02-03T10:00Z',
        },
      ),
    });
    expect(plan.faults).toEqual([]);
    expect(plan.languages).toEqual({ ru: 1, en: 0, both: 1 });
    const [first, second] = plan.put;
    expect(first).toMatchObject({ source: 'src', key: 'Q1' });
    expect(first?.issue).toEqual({
      ...{ id: 'src-q1', intent: null, audience: 'staff' },
      ...{ tags: ['web-site'], related: [] },
      ru: { problem: 'Сайт лежит', symptoms: ['не открывается'], solution: ['Подождать'] },
      en: { problem: 'The site is down', symptoms: [], solution: ['Wait', 'Look again'] },
    });
    expect(second?.issue).toMatchObject({ intent: 'mail', audience: 'both', date: '2026-02-03' });
    expect(told(plan.notes)).toEqual(['no-such-intent kb.jsonl:3']);
  });

  it('imports every row but the broken ones, and tells each by its line', () => {
    const plan = imported({
      'kb.jsonl': lines(
        { key: 'a', title: 'The first', solution: 'Do it' },
        '{"key": "b", "title": "cut off',
        '',
        '[1, 2]',
        { key: 'c', title: 'No solution' },
        { key: 'd', solution: 'No title' },
        { key: 'a', title: 'The first again', solution: 'Do it otherwise' },
        { key: 'e', title: { a: 1 }, solution: 'x' },
        { key: 'f', title: 'Who', solution: 'x', audience: 'everybody' },
        { key: 'g', title: 'When', solution: 'x', date: 'yesterday' },
        { key: 'h', title: '123', solution: '456' },
        { key: 'i', title: 'What', solution: 'x', intent: 'Not An Id' },
        { key: 'j', title: 'The last', solution: 'x'.repeat(100_001) },
        { key: 'k', title: 'Der Schlüssel öffnet die Tür nicht', solution: 'Später noch einmal prüfen' },
        { key: 'l', lang: 'fr', title: 'Bonjour', solution: 'Oui' },
      ),
    });
    expect(Object.keys(issues(plan))).toEqual(['src-a']);
    expect(told(plan.faults).sort()).toEqual([
      'field kb.jsonl:10',
      'field kb.jsonl:12',
      'field kb.jsonl:8',
      'field kb.jsonl:9',
      'key-twice kb.jsonl:7',
      'language-unclear kb.jsonl:11',
      'no-solution kb.jsonl:5',
      'no-title kb.jsonl:6',
      'syntax kb.jsonl:2',
      'syntax kb.jsonl:4',
      'too-long kb.jsonl:13',
    ]);
    expect(told(plan.notes)).toEqual(['other-language kb.jsonl:14', 'other-language kb.jsonl:15']);
    for (const { message, remedy } of plan.faults) expect(`${message}${remedy}`).not.toMatch(/undefined|\.$/);
  });

  it('reads the languages of a key as one, or tells where they contradict', () => {
    const plan = imported({
      'kb.jsonl': lines(
        { key: 'a', lang: 'ru', title: 'Один', solution: 'Раз', audience: 'both' },
        { key: 'a', lang: 'en', title: 'One', solution: 'Once', audience: 'staff' },
      ),
    });
    expect(told(plan.faults)).toEqual(['contradiction kb.jsonl:2']);
    expect(Object.keys(plan.put[0]?.issue ?? {})).not.toContain('en');
  });

  it('takes the title for a key where there is none, with an id that stays', () => {
    const row = { title: 'Как сбросить пароль?', solution: 'Нажмите «Забыли пароль»' };
    const ids = [lines(row), lines({ title: 'Как сбросить пароль', solution: 'Иначе' }, row)].map((text) =>
      Object.keys(issues(imported({ 'kb.jsonl': text }))),
    );
    expect(ids[0]?.[0]).toMatch(/^src-kak-sbrosit-parol-[0-9a-f]{8}$/);
    expect(ids[1]).toContain(ids[0]?.[0]);
    expect(new Set(ids[1]).size).toBe(2);
  });

  it.each([
    ['Просто текст\nв две строки', ['Просто текст\nв две строки']],
    ['1. Откройте\n2. Нажмите `Enter`\n3. Ждите', ['Откройте', 'Нажмите `Enter`', 'Ждите']],
    [
      'See [the page](https://example.com/a) or [this](../b.md)',
      ['See the page (https://example.com/a) or this'],
    ],
    ['<p>Run <code>ls</code></p><ul><li>one</li><li>two</li></ul>', ['Run `ls`', 'one', 'two']],
    ['ssh user@<host> and 2 < 3 & 4', ['ssh user@<host> and 2 < 3 & 4']],
    ['1. ssh user@<host>\n2. exit', ['ssh user@<host>', 'exit']],
    ['Do this:\n\n- first\n- second\n\nThen wait', ['Do this:\nfirst', 'second', 'Then wait']],
  ])('reads the solution %j', (solution, steps) => {
    expect(onlyText(imported({ 'kb.jsonl': lines({ title: 'Title', solution }) })).solution).toEqual(steps);
  });

  it.each([
    ['1. How to begin', '1. How to begin'],
    ['See **this** [page](https://e.com)', 'See this page (https://e.com)'],
    ['Set <b>it</b>\n up', 'Set it up'],
    ['```x', '```x'],
  ])('reads the title %j', (title, problem) => {
    expect(onlyText(imported({ 'kb.jsonl': lines({ title, solution: '```one line' }) }))).toMatchObject({
      problem,
      solution: ['```one line'],
    });
  });

  it('masks secrets and tells of them, but takes no command for a password', () => {
    const plan = imported({
      'kb.jsonl': lines(
        { key: 'a', title: 'Log in', solution: 'password: hunter22!' },
        {
          key: 'b',
          title: 'Задать пароль',
          solution: 'Задайте пароль:\n\n```\nsudo passwd root\n```\n\n[a](http://x.y)',
        },
      ),
    });
    expect(plan.put[0]?.issue.en?.solution).toEqual(['password: •••']);
    expect(plan.put[1]?.issue.ru?.solution[0]).toContain('`sudo passwd root`');
    expect(told(plan.notes)).toEqual(['masked kb.jsonl:1']);
    expect(JSON.stringify(plan)).not.toContain('hunter22');
  });
});
