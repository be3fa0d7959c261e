import { describe, expect, it } from 'vitest';
import { imported, issues, stored, told } from './imports.js';

const row = (key: string, title: string, solution: string, fields: object = {}): string =>
  `${JSON.stringify({ key, title, solution, ...fields })}\n`;
const MAIL = row(
  'mail',
  'Mail does not arrive',
  'Look into the folder for spam, then at the records of the domain',
);
const SITE = row('site', 'The site is down', 'Start the web server again');

describe('what an import does', () => {
  it('is new at first, then the same, then changed', () => {
    const first = imported({ 'a.jsonl': MAIL + SITE });
    expect(first.counts).toEqual({ new: 2, changed: 0, same: 0, identical: 0, alike: 0 });
    const corpus = { stored: stored(first) };
    const again = imported({ 'a.jsonl': SITE + MAIL }, { corpus });
    expect(again.counts).toEqual({ new: 0, changed: 0, same: 2, identical: 0, alike: 0 });
    expect(again.put).toEqual([]);
    const changed = imported(
      { 'a.jsonl': MAIL + row('site', 'The site is down', 'Call somebody') },
      { corpus },
    );
    expect(changed.counts).toMatchObject({ new: 0, changed: 1, same: 1 });
    expect(changed.put.map(({ issue }) => issue.en?.solution)).toEqual([['Call somebody']]);
  });

  it('changes what is the same for other people', () => {
    const corpus = { stored: stored(imported({ 'a.jsonl': SITE })) };
    const plan = imported({ 'a.jsonl': SITE }, { corpus, defaults: { audience: 'both' } });
    expect(plan.counts).toMatchObject({ changed: 1, same: 0 });
  });

  it('leaves out what says the same as another, and names what is like another', () => {
    const files = {
      'a.jsonl':
        MAIL +
        row(
          'mail-2',
          'mail does not arrive!',
          'Look into the folder for spam, then at the records of the domain',
        ) +
        row(
          'mail-3',
          'Mail does not arrive',
          'Look into the folder for spam, then at the records of a domain',
        ) +
        row('mail-4', 'Mail does not arrive', 'Something else entirely') +
        SITE,
    };
    const plan = imported(files);
    expect(Object.keys(issues(plan))).toEqual(['src-mail', 'src-mail-3', 'src-mail-4', 'src-site']);
    expect(plan.counts).toMatchObject({ new: 4, identical: 1, alike: 2 });
    expect(told(plan.notes)).toEqual(['identical a.jsonl:2', 'alike a.jsonl:3', 'alike a.jsonl:4']);
    for (const { message } of plan.notes) expect(message).toContain('`src-mail');
    // Once more, nothing is lost or told anew.
    const again = imported(files, { corpus: { stored: stored(plan) } });
    expect(again.counts).toEqual({ new: 0, changed: 0, same: 4, identical: 1, alike: 0 });
  });

  it('takes nothing for identical that other people may not see, or that suggests what is never suggested', () => {
    const corpus = { stored: stored(imported({ 'a.jsonl': SITE })), intents: new Set(['site']) };
    const other = row('other', 'The site is down', 'Start the web server again');
    const whole = imported({ 'b.jsonl': other }, { corpus });
    expect(whole.counts).toMatchObject({ identical: 1 });
    for (const defaults of [{ audience: 'both' as const }, { intent: 'site' }]) {
      expect(imported({ 'b.jsonl': other }, { corpus, defaults }).counts).toMatchObject({
        new: 1,
        identical: 0,
      });
    }
  });

  it('leaves out what a file has, and tells of an intent that there is not', () => {
    const files = stored(imported({ 'a.jsonl': SITE })).map(({ issue }) => issue);
    const plan = imported(
      { 'a.jsonl': SITE + row('b', 'Other', 'Do', { intent: 'nothing' }) },
      { corpus: { files } },
    );
    expect(Object.keys(issues(plan))).toEqual(['src-b']);
    expect(told(plan.notes).sort()).toEqual(['in-a-file a.jsonl:1', 'no-such-intent a.jsonl:2']);
  });

  it('refuses an id that another source has', () => {
    const corpus = {
      stored: stored(imported({ 'a.jsonl': row('b-c', 'One', 'Do') }, { defaults: { source: 'a' } })),
    };
    const plan = imported({ 'x.jsonl': row('c', 'Two', 'Do else') }, { corpus, defaults: { source: 'a-b' } });
    expect(told(plan.faults)).toEqual(['id-taken x.jsonl:1']);
    expect(plan.put).toEqual([]);
    const twice = imported({ 'x.jsonl': row('KB-1', 'One', 'Do') + row('kb-1', 'Two', 'Else') });
    expect(told(twice.faults)).toEqual(['key-twice x.jsonl:2']);
  });

  it('tells of a language that is gone', () => {
    const both = row('k', 'One', 'Do', { lang: 'en' }) + row('k', 'Один', 'Раз', { lang: 'ru' });
    const corpus = { stored: stored(imported({ 'a.jsonl': both })) };
    const plan = imported({ 'a.jsonl': row('k', 'One', 'Do') }, { corpus });
    expect(told(plan.notes)).toEqual(['language-gone a.jsonl:1']);
    expect(plan.counts.changed).toBe(1);
  });
});
