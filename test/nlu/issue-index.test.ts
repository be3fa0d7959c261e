import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SolvedIssue } from '../../src/model/issue.js';
import { createIssueIndex, type IndexedIssue } from '../../src/nlu/issue-index.js';
import { normalize, type Token } from '../../src/nlu/normalize.js';
import { createTextIndex, type IndexedDocument } from '../../src/nlu/text-index.js';
import { issue, ISSUES } from './content.js';

const everyone = (): boolean => true;
const ask = (text: string): readonly Token[] => normalize(text).tokens;
const indexOf = (issues: readonly SolvedIssue[]) => {
  const index = createIssueIndex();
  for (const one of issues) index.put(one);
  return index;
};
const document = (id: string, ...texts: string[]): IndexedDocument => ({
  id,
  group: id.slice(-1),
  fields: [{ texts, weight: 1 }],
});

describe('createIssueIndex', () => {
  it('finds an issue from when it is put, by its new words when it is changed, and not once it is removed', () => {
    const index = indexOf(ISSUES);
    const found = (text: string): string[] =>
      index.search(ask(text), everyone, 3).map(({ issue: { id } }) => id);
    expect(found('webhook returns 418')).toEqual([]);
    index.put(
      issue('hooks', 'payment-failed', 'customer', 'Вебхук не приходит', 'The webhook is not delivered'),
    );
    expect(found('webhook returns 418')).toEqual(['hooks']);
    index.put(issue('hooks', 'payment-failed', 'customer', 'Касса молчит', 'The cash desk is silent'));
    expect(found('webhook')).toEqual([]);
    expect(found('silent cash desk')).toEqual(['hooks']);
    expect(index.search(ask('silent'), everyone, 1)[0]?.issue.ru?.problem).toBe('Касса молчит');
    index.remove('hooks');
    index.remove('hooks');
    expect(found('silent cash desk')).toEqual([]);
  });

  it('finds an issue in either language, and by words of both in one question', () => {
    const index = indexOf(ISSUES);
    for (const text of ['смена серверов имен', 'name servers changed', 'после смены name servers']) {
      expect(index.search(ask(text), everyone, 1)[0]?.issue.id).toBe('site-unavailable-dns');
    }
  });

  it('takes issues that have one language only', () => {
    const index = createIssueIndex<IndexedIssue>();
    const { ru, en, ...rest } = issue(
      'one',
      'mail-to-spam',
      'both',
      'Очередь писем стоит',
      'The queue is stuck',
    );
    index.put({ ...rest, ru });
    index.put({ ...rest, id: 'two', en });
    const found = (text: string): string[] =>
      index.search(ask(text), everyone, 3).map(({ issue: { id } }) => id);
    expect(found('очередь стоит')).toEqual(['one']);
    expect(found('queue stuck')).toEqual(['two']);
  });

  it('never gives what is not visible, however well it matches', () => {
    const index = indexOf([
      ...ISSUES,
      ...Array.from({ length: 60 }, (_, at) =>
        issue(`secret-${at}`, 'staff-vpn', 'staff', 'Сертификат сотрудника истёк', 'Certificate expired'),
      ),
      issue('open', 'staff-vpn', 'both', 'Сертификат сайта скоро обновится', 'It will be renewed soon'),
    ]);
    const forCustomers = ({ audience }: SolvedIssue): boolean => audience !== 'staff';
    const tokens = ask('сертификат сотрудника истёк');
    expect(index.search(tokens, everyone, 1)[0]?.issue.audience).toBe('staff');
    const found = index.search(tokens, forCustomers, 100);
    expect(found.map(({ issue: { id } }) => id)).toContain('open');
    expect(found.filter(({ issue: { audience } }) => audience === 'staff')).toEqual([]);
    const best = index.bestByIntent(tokens, forCustomers).get('staff-vpn') ?? 0;
    expect(best).toBeGreaterThan(0);
    expect(best).toBeLessThan(index.bestByIntent(tokens, everyone).get('staff-vpn') ?? 0);
  });

  it('narrows a search down to intents, and says how well each intent does', () => {
    const index = indexOf(ISSUES);
    const tokens = ask('сайт не открывается, письма в спаме');
    const all = index.search(tokens, everyone, 10);
    const some = index.search(tokens, everyone, 10, ['mail-to-spam']);
    expect(some).toEqual(all.filter(({ issue: { intent } }) => intent === 'mail-to-spam'));
    expect(some).toHaveLength(1);
    expect(index.search(tokens, everyone, 10, [])).toEqual([]);
    const best = index.bestByIntent(tokens, everyone);
    expect([...best.keys()].sort()).toEqual([...new Set(all.map((hit) => hit.issue.intent))].sort());
    expect(index.bestByIntent(ask('qqqq'), everyone).size).toBe(0);
  });

  it('lists the issues of an intent in the order of their ids', () => {
    const index = indexOf([...ISSUES].reverse());
    const ids = (count: number): string[] =>
      index.ofIntent('site-unavailable', everyone, count).map(({ id }) => id);
    expect(ids(5)).toEqual(['site-unavailable-dns', 'site-unavailable-limit']);
    expect(ids(1)).toEqual(['site-unavailable-dns']);
    index.put(issue('site-unavailable-dns', 'mail-to-spam', 'both', 'Другое', 'Other'));
    expect(ids(5)).toEqual(['site-unavailable-limit']);
    expect(index.ofIntent('nothing', everyone, 5)).toEqual([]);
  });
});

describe('createTextIndex', () => {
  it('ranks by what is telling: rare words, short texts, words side by side', () => {
    const index = createTextIndex();
    index.put(
      document('long', `error in the mail queue ${'and many other words about everything '.repeat(20)}`),
    );
    index.put(document('short', 'error in the mail queue'));
    index.put(document('apart', 'queue of errors, some mail'));
    index.put(document('other', 'error error error in a certificate'));
    const found = index.search(ask('error in the mail queue'), 4);
    expect(found.map(({ id }) => id)).toEqual(['short', 'apart', 'long', 'other']);
    for (const { score } of found) expect(score).toSatisfy((value: number) => value > 0 && value <= 1);
  });

  it('finds a word by words that look alike: another form of it, or a slip', () => {
    const index = createTextIndex();
    index.put(document('fall', 'падение производительности базы'));
    index.put(document('mail', 'переадресация почты'));
    expect(index.search(ask('производительный'), 2).map(({ id }) => id)).toEqual(['fall']);
    expect(index.search(ask('переадрисация'), 2).map(({ id }) => id)).toEqual(['mail']);
    expect(index.search(ask('переадресация'), 1)[0]?.score).toBeGreaterThan(
      index.search(ask('переадрисация'), 1)[0]?.score ?? 1,
    );
  });

  it('finds words at the end of a very long text', () => {
    const index = createTextIndex();
    index.put(document('book', `${'слово за словом '.repeat(5000)} zebra ${'и дальше '.repeat(5000)}`));
    expect(index.search(ask('zebra'), 1)).toHaveLength(1);
  });

  it('finds nothing in nothing', () => {
    const index = createTextIndex();
    expect(index.search(ask('сайт'), 5)).toEqual([]);
    expect(index.remove('none')).toBe(false);
    index.put({ id: 'empty', fields: [] });
    index.put(document('blank', '', ' \u0000🙂'));
    expect(index.search(ask('сайт'), 5)).toEqual([]);
    index.put(document('full', 'сайт'));
    expect(index.search([], 5)).toEqual([]);
    expect(index.search(ask('сайт'), 0)).toEqual([]);
    expect(index.search(ask('сайт'), 5)).toHaveLength(1);
    expect(index.size).toBe(3);
  });

  it('finds what changed since the same question was asked before', () => {
    const index = createTextIndex();
    const question = ask('почта');
    expect(index.search(question, 2)).toEqual([]);
    index.put(document('first', 'почта'));
    expect(index.search(question, 2).map(({ id }) => id)).toEqual(['first']);
    index.put(document('second', 'почта'));
    expect(index.search(question, 2).map(({ id }) => id)).toEqual(['first', 'second']);
    index.remove('first');
    expect(index.search(question, 2).map(({ id }) => id)).toEqual(['second']);
  });

  it('gives the same whatever was put and removed on the way, in whatever order', () => {
    const words = 'сайт почта письма спам домен error queue mail disk disks диски почтовый письмо'.split(' ');
    const texts = fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((parts) => parts.join(' '));
    const change = fc.record({ id: fc.integer({ min: 0, max: 150 }), text: fc.option(texts, { freq: 3 }) });
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1, maxLength: 600, size: 'max' }),
        texts,
        (changes, question) => {
          const index = createTextIndex();
          const left = new Map<string, string>();
          for (const { id, text } of changes) {
            const name = `d${id}`;
            if (text === null) {
              expect(index.remove(name)).toBe(left.delete(name));
            } else {
              index.put(document(name, text));
              left.set(name, text);
            }
          }
          const fresh = createTextIndex();
          for (const [name, text] of [...left].sort()) fresh.put(document(name, text));
          expect(index.size).toBe(left.size);
          expect(index.search(ask(question), 5)).toEqual(fresh.search(ask(question), 5));
          expect(index.bestOfGroups(ask(question))).toEqual(fresh.bestOfGroups(ask(question)));
          for (const { stem } of ask(question)) expect(index.count(stem)).toBe(fresh.count(stem));
        },
      ),
      // Shrinking hundreds of changes takes minutes; the seed is printed all the same.
      { numRuns: 40, endOnFailure: true },
    );
  });
});
