import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { findEntities } from '../../src/nlu/entity.js';
import { segmentsOf, usualLength, type Segment } from '../../src/nlu/segment.js';
import { judgeWindows } from '../../src/nlu/segment-judge.js';
import { problemsIn } from '../../src/nlu/segment-problem.js';
import type { Window } from '../../src/nlu/segment-window.js';
import { createUnderstanding, type Understander } from '../../src/nlu/understand.js';
import { INTENTS, ISSUES } from './content.js';

const cut = (text: string): Segment[] => segmentsOf(text, findEntities(text));
const words = (text: string, { offset, length }: Segment): string => text.slice(offset, offset + length);
const parts = (text: string): string[] => cut(text).map((segment) => words(text, segment));

describe('a text is cut', () => {
  it.each([
    ['Сайт лежит. Почта работает', ['Сайт лежит', 'Почта работает']],
    ['Сайт лежит?! Почта работает…', ['Сайт лежит', 'Почта работает…']],
    ['сайт упал и оплата не проходит', ['сайт упал', 'оплата не проходит']],
    ['почта и сайт не работают', ['почта и сайт не работают']],
    ['Добрый день. Сайт упал и оплата не проходит', ['Добрый день', 'Сайт упал и оплата не проходит']],
    ['my site is down, and I cannot pay', ['my site is down', 'I cannot pay']],
    ['I clicked a link and entered my password', ['I clicked a link and entered my password']],
    ['сайт лежит\nпочта в спаме', ['сайт лежит', 'почта в спаме']],
    ['сайт лежит; почта в спаме', ['сайт лежит', 'почта в спаме']],
    ['сайт лежит, а ещё письма в спаме', ['сайт лежит', 'письма в спаме']],
    ['сайт лежит и еще письма в спаме', ['сайт лежит', 'письма в спаме']],
    ['Сайт лежит. Кроме того, письма в спаме', ['Сайт лежит', 'письма в спаме']],
    ['сайт лежит и второй вопрос: как оплатить', ['сайт лежит', 'как оплатить']],
    ['1) сайт лежит 2) письма в спаме', ['сайт лежит', 'письма в спаме']],
    ['1. сайт лежит\n2. письма в спаме', ['сайт лежит', 'письма в спаме']],
    ['- сайт лежит\n- письма в спаме', ['сайт лежит', 'письма в спаме']],
    ['The site is down. Also, mail is in spam', ['The site is down', 'mail is in spam']],
    ['the site is down and also our mail is in spam', ['the site is down', 'our mail is in spam']],
    ['site is down. Another thing: the bill', ['site is down', 'the bill']],
    ['site is down, one more thing, the bill', ['site is down', 'the bill']],
  ])('%s', (text, expected) => {
    expect(parts(text)).toEqual(expected);
  });

  it('into the clauses of a long sentence', () => {
    const text =
      'мы у вас обслуживаемся уже лет пять, до этого всё устраивало, вчера обновили тему, и сайт перестал открываться';
    expect(cut(text).map(({ after }) => after)).toEqual(['sentence', 'clause', 'clause', 'clause']);
    expect(parts(text).at(-1)).toBe('и сайт перестал открываться');
  });
});

describe('a text is not cut', () => {
  it.each([
    'сайт example.com не открывается',
    'PHP 8.1.2 на сервере 10.0.0.1',
    'CMS и т.д. перестали работать',
    'браузеры, e.g. firefox, its fine',
    'пишет «Error. Cannot connect. Try again» и висит',
    'it says "Oops. Something went wrong. Retry" and hangs',
    'сайт ещё не открывается',
    'the site also does not open',
    'оплатил 2) и всё',
    'сайт не открывается',
  ])('%s', (text) => {
    expect(parts(text)).toEqual([text]);
  });
});

it('tells what is added, and what tells why', () => {
  expect(cut('Сайт лежит. А ещё почта в спаме').map(({ after }) => after)).toEqual(['sentence', 'addition']);
  expect(cut('Сайт лежит. Поэтому почта не ходит').map(({ follows }) => follows)).toEqual([false, true]);
  expect(cut('It is down. Because of the bill').map(({ follows }) => follows)).toEqual([false, true]);
});

it('gives places that lie in the text, in order and apart, few of any text and in bounded time', () => {
  const pieces = fc.constantFrom(
    'сайт лежит',
    '. ',
    ', а ещё ',
    '\n',
    '1) ',
    '2) ',
    '- ',
    '«',
    '»',
    '"',
    '…',
    ' ',
    '.',
    'example.com',
    ' and also ',
    'one two three four five six seven',
    ' и ',
    ', ',
    '\u200f',
    '🙂',
    'т.д.',
  );
  const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000_007);
  process.stdout.write(`segment.test: FC_SEED=${seed}\n`);
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 120 }), (drawn) => {
      const text = drawn.join('');
      const segments = cut(text);
      expect(segments.length).toBeLessThanOrEqual(24);
      let end = 0;
      for (const segment of segments) {
        expect(segment.offset).toBeGreaterThanOrEqual(end);
        expect(words(text, segment).trim()).toBe(words(text, segment));
        expect(words(text, segment)).toMatch(/[\p{L}\p{N}]/u);
        end = segment.offset + segment.length;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
    { seed, numRuns: 300 },
  );
  const started = process.cpuUsage();
  for (const sign of ['.', ' ', ',', '"', '- ', '1) ', ' и ', '\n', 'а ещё '])
    segmentsOf(sign.repeat(4_000), []);
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(1_000);
});

it('knows how long texts are, but for one in a hundred', () => {
  const short = Array.from({ length: 198 }, () => 'сайт лежит');
  expect(usualLength([...short, 'один два три четыре'])).toBe(2);
  expect(usualLength([...short, 'один два три четыре', 'one two three four', 'a b c d e'])).toBe(4);
  expect(usualLength([])).toBe(0);
});

describe('windows are judged', () => {
  const window = (place: number, p: Record<string, number>, belongs: number): Window => ({
    place,
    offset: 0,
    length: 0,
    tokens: [],
    nearest: null,
    judgement: {
      candidates: Object.entries(p)
        .map(([intent, own]) => ({ intent, p: own }))
        .sort((a, b) => b.p - a.p),
      belongs,
    },
  });

  it('one window as itself', () => {
    const judged = judgeWindows([window(0, { site: 0.8, mail: 0.1 }, 0.9)]);
    expect(judged?.belongs).toBeCloseTo(0.9);
    expect(judged?.candidates.map(({ intent, p }) => [intent, Math.round(p * 1e6) / 1e6])).toEqual([
      ['site', 0.8],
      ['mail', 0.1],
    ]);
  });

  it('what is told around leaves the problem, but makes it less sure', () => {
    const story = [window(0, { mail: 0.1 }, 0.1), window(2, { site: 0.05 }, 0.1)];
    const judged = judgeWindows([...story, window(1, { site: 0.9 }, 0.92)]);
    expect(judged?.candidates[0]?.intent).toBe('site');
    expect(judged?.candidates[0]?.p).toBeGreaterThan(0.8);
    expect(judged?.candidates[0]?.p).toBeLessThan(0.9);
  });

  it('two that contradict each other are even', () => {
    const judged = judgeWindows([window(0, { site: 0.9 }, 0.9), window(1, { mail: 0.9 }, 0.9)]);
    expect(judged?.candidates[0]?.p).toBeCloseTo(0.45);
    expect(judged?.belongs).toBeCloseTo(0.9);
  });

  it('what of a window may be small talk is told around the problem as well', () => {
    const judged = judgeWindows([window(0, { site: 0.5, thanks: 0.4 }, 0.9)]);
    expect(judged?.belongs).toBeCloseTo(0.5);
    expect(judged?.candidates.map(({ intent }) => intent)).toEqual(['site']);
    expect(judged?.candidates[0]?.p).toBeCloseTo(0.5);
  });

  it('small talk beside a problem counts as nothing known; alone, it is for the whole text to say', () => {
    const thanks = window(0, { thanks: 0.99 }, 0.99);
    expect(
      judgeWindows([thanks, window(1, { site: 0.9 }, 0.9)])?.candidates.map(({ intent }) => intent),
    ).toEqual(['site']);
    expect(judgeWindows([thanks, window(1, { greeting: 0.9 }, 0.95)])).toBeNull();
  });
});

describe('problems are told apart', () => {
  const segments = (...after: Segment['after'][]): Segment[] =>
    after.map((own, at) => ({ offset: at, length: 1, after: own, follows: false }));
  const window = (place: number, p: Record<string, number>): Window => ({
    place,
    offset: place,
    length: 1,
    tokens: [],
    nearest: null,
    judgement: {
      candidates: Object.entries(p)
        .map(([intent, own]) => ({ intent, p: own }))
        .sort((a, b) => b.p - a.p),
      belongs: 0.99,
    },
  });
  const found = (cutAs: Segment[], windows: Window[], counts = (): boolean => true): string[] =>
    problemsIn({ segments: cutAs, windows }, counts).map(
      ({ judgement }) => judgement.candidates[0]?.intent ?? '',
    );
  const two = [window(0, { site: 0.85 }), window(1, { mail: 0.85 })];

  it('where the person says so, or both are sure', () => {
    expect(found(segments('sentence', 'addition'), two)).toEqual(['site', 'mail']);
    expect(found(segments('sentence', 'sentence'), two)).toEqual([]);
    expect(
      found(segments('sentence', 'sentence'), [window(0, { site: 0.97 }), window(1, { mail: 0.97 })]),
    ).toEqual(['site', 'mail']);
  });

  it('not in the clauses of one sentence, however sure', () => {
    expect(
      found(segments('sentence', 'clause'), [window(0, { site: 0.99 }), window(1, { mail: 0.99 })]),
    ).toEqual([]);
  });

  it('not where one explains the other', () => {
    const [first, second] = segments('sentence', 'addition');
    expect(first).toBeDefined();
    expect(second).toBeDefined();
    if (first === undefined || second === undefined) return;
    expect(found([first, { ...second, follows: true }], two)).toEqual([]);
  });

  it('not where either may be what the other is, nor where they are the same', () => {
    const added = segments('sentence', 'addition');
    expect(found(added, [window(0, { site: 0.85, mail: 0.14 }), window(1, { mail: 0.85 })])).toEqual([]);
    expect(found(added, [window(0, { site: 0.85 }), window(1, { mail: 0.85, site: 0.14 })])).toEqual([]);
    expect(found(added, [window(0, { site: 0.85 }), window(1, { site: 0.85 })])).toEqual([]);
  });

  it('not where one is small talk, or counts for nothing', () => {
    const added = segments('sentence', 'addition');
    expect(found(added, [window(0, { site: 0.95 }), window(1, { thanks: 0.95 })])).toEqual([]);
    expect(found(added, two, () => false)).toEqual([]);
  });

  it('three at most, in the order of the text', () => {
    const windows = ['a', 'b', 'c', 'd'].map((intent, at) => window(at, { [intent]: 0.9 + at / 100 }));
    expect(found(segments('sentence', 'addition', 'addition', 'addition'), windows)).toEqual(['b', 'c', 'd']);
  });
});

describe('a message', () => {
  let nlu: Understander;
  beforeAll(() => {
    nlu = createUnderstanding({ intents: INTENTS, issues: ISSUES });
  });
  const customer = (text: string) =>
    nlu.understand(text, { audience: 'customer', language: null, inFlow: false });
  const told = (text: string): [string, string | undefined][] =>
    (customer(text).problems ?? []).map((problem) => [
      text.slice(problem.offset, problem.offset + problem.length),
      problem.intents[0]?.intent,
    ]);

  it('with the problem in its middle is understood', () => {
    const problem = 'Сайт не открывается с утра.';
    const around =
      'Живём мы за городом, снег по колено. Соседи чистят дорожки с утра до вечера. Дети болеют.';
    const long = `Добрый вечер. ${around} ${problem} ${around} Собака лает. Хорошего вечера вам.`;
    expect(customer(long).intents[0]?.intent).toBe('site-unavailable');
    expect(customer(long).p).toBeGreaterThan(0.8 * customer(problem).p);
    expect(customer(long).problems).toBeUndefined();
  });

  it.each([
    ['сайт не открывается. А ещё письма попадают в спам', 'сайт не открывается', 'письма попадают в спам'],
    ['1) сайт не открывается 2) письма попадают в спам', 'сайт не открывается', 'письма попадают в спам'],
    ['my website is down. Also, the payment fails', 'my website is down', 'the payment fails'],
  ])('that tells of two problems: %s', (text, one, other) => {
    expect(told(text).map(([part]) => part)).toEqual([one, other]);
    expect(new Set(told(text).map(([, intent]) => intent)).size).toBe(2);
  });

  it('gives each problem candidates, issues and a decision of its own', () => {
    const problems = customer('сайт не открывается. А ещё письма попадают в спам').problems ?? [];
    expect(problems.map(({ intents }) => intents[0]?.intent)).toEqual(['site-unavailable', 'mail-to-spam']);
    expect(problems[0]?.issues[0]?.issue).toMatch(/^site-unavailable/);
    expect(problems[1]?.issues[0]?.issue).toBe('mail-to-spam-spf');
    for (const { p, intents, decision } of problems) {
      expect(p).toBe(intents[0]?.p);
      expect(['answer', 'choose']).toContain(decision);
    }
  });

  it.each([
    'сайт не открывается. А ещё магазин недоступен',
    'сайт не открывается, потому что оплата не проходит',
    'сайт не открывается. А ещё какая-то ерунда про погоду',
    'сайт не открывается',
    'нет, не помогло',
  ])('that tells of one: %s', (text) => {
    expect(customer(text).problems).toBeUndefined();
  });

  it('of which one part is for staff tells a customer nothing of it', () => {
    const text = 'сайт не открывается. А ещё рабочий vpn не подключается';
    expect(JSON.stringify(customer(text))).not.toContain('staff-vpn');
    expect(
      nlu.understand('vpn не подключается. А ещё сайт не открывается', {
        audience: 'staff',
        language: null,
        inFlow: false,
      }).problems,
    ).toBeUndefined();
  });

  it('of any length and any punctuation is understood in bounded time', () => {
    const long = 'сайт не открывается, а ещё письма попадают в спам. '.repeat(2_000);
    expect(customer(long).problems).toBeUndefined();
    expect(customer(long).intents.length).toBeGreaterThan(0);
  });
});
