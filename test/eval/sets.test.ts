import { describe, expect, it } from 'vitest';
import { readIntentSet } from '../../src/eval/intent-set.js';
import { readJudgedSet } from '../../src/eval/judged-set.js';
import { readKnowledgeBase } from '../../src/eval/knowledge-base.js';
import { readMessageSet } from '../../src/eval/message-set.js';
import { FirstlineError } from '../../src/errors.js';
import { intent, issue } from '../nlu/content.js';
import { lines } from './samples.js';

const row = (text: string, named: string | null, split: string, more: object = {}): object => ({
  text,
  intent: named,
  split,
  ...more,
});

const GOOD = [
  row('no letters', 'mail', 'train'),
  row('site down', 'site', 'train'),
  row('mail?', 'mail', 'test'),
];

/** The error of bad input. */
function refusal(work: () => unknown): FirstlineError {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof FirstlineError) return thrown;
    throw thrown;
  }
  throw new Error('it was taken');
}

const intents = (...rows: object[]): ReturnType<typeof readIntentSet> =>
  readIntentSet(lines(...rows), 'set.jsonl', { useOosTrain: false });

describe('a set of intents', () => {
  it('goes by the splits; what is out of scope belongs to none, whatever it is called', () => {
    const set = intents(
      ...GOOD,
      row('when', 'site', 'valid'),
      row('weather', 'oos', 'oos_valid'),
      row('joke', null, 'oos_test'),
      row('rain', 'oos', 'oos_train'),
    );
    expect(set.train.map(({ meant }) => meant)).toEqual(['mail', 'site']);
    expect(set.validation.map(({ text, meant }) => [text, meant])).toEqual([
      ['when', 'site'],
      ['weather', null],
    ]);
    expect(set.test.map(({ label, meant }) => [label, meant])).toEqual([
      ['mail', 'mail'],
      [null, null],
    ]);
    expect(set.notes).toEqual([]);
  });

  it('takes the messages of oos_train for validation only when told so', () => {
    const text = lines(...GOOD, row('rain', 'oos', 'oos_train'));
    const set = readIntentSet(text, 'set.jsonl', { useOosTrain: true });
    expect(set.validation).toEqual([{ text: 'rain', language: 'en', label: 'oos', meant: null }]);
    expect(set.train).toHaveLength(2);
  });

  it('tells the language by the alphabet unless the row says it', () => {
    const set = intents(
      row('почта в Outlook', 'mail', 'train'),
      row('sait ne rabotaet', 'site', 'train', { lang: 'ru' }),
      row('mail', 'mail', 'test', { text_en: 'mail' }),
    );
    expect([...set.train, ...set.test].map(({ language }) => language)).toEqual(['ru', 'ru', 'en']);
  });

  it('takes blank lines, CRLF and a byte order mark', () => {
    const text = `\uFEFF${lines(...GOOD).replaceAll('\n', '\r\n\r\n')}`;
    expect(readIntentSet(text, 'set.jsonl', { useOosTrain: false }).train).toHaveLength(2);
  });

  it('names every broken line by its number, and what is wrong with it', () => {
    const text = `${lines(GOOD[0] ?? {})}\n{"text": \n[1]\n${lines(
      { text: 'a', intnet: 'mail', split: 'train' },
      row('b', 'mail', 'dev'),
      { text: 3, intent: 'mail', split: 'test' },
      row('c', null, 'test'),
    )}`;
    const error = refusal(() => readIntentSet(text, 'set.jsonl', { useOosTrain: false }));
    expect(error.code).toBe('EVAL_ROWS');
    const told = error.message.split('\n');
    expect(told.slice(0, 4)).toEqual([
      'set.jsonl has 5 mistakes:',
      'line 3: is no JSON: {"text":',
      'line 4: is no object: write {…} with the fields `text`, `intent`, `split`, `lang`',
      'line 5: the field `intent` is missing; there is `intnet`: write `intent` if that is what it means',
    ]);
    expect(told[4]).toMatch(/^line 6: `split`: invalid option: .*"oos_test"/);
    expect(told[5]).toMatch(/^line 7: `text`: invalid input: expected string/);
    expect(told).toHaveLength(6);
    expect(refusal(() => intents(...GOOD, row('c', null, 'test'))).message).toContain(
      'line 4: `intent` is null',
    );
  });

  it('shows the first of very many mistakes', () => {
    const error = refusal(() => readIntentSet('x\n'.repeat(500), 'set.jsonl', { useOosTrain: false }));
    expect(error.message).toMatch(/^set\.jsonl has 500 mistakes:\n(line \d+: .*\n){10}… and 490 more$/);
  });

  it('says what is missing of a set that cannot be measured', () => {
    expect(refusal(() => readIntentSet('\n \n', 'set.jsonl', { useOosTrain: false })).code).toBe(
      'EVAL_EMPTY',
    );
    expect(refusal(() => intents(row('a', 'mail', 'test'))).code).toBe('EVAL_NO_TRAIN');
    expect(refusal(() => intents(row('a', 'mail', 'train'))).code).toBe('EVAL_NO_TEST');
  });

  it('counts duplicates, contradictions, leaks and intents that were not trained', () => {
    const set = intents(
      row('No letters', 'mail', 'train'),
      row('no  letters!', 'mail', 'train'),
      row('no letters.', 'site', 'train'),
      row('no letters', 'mail', 'test'),
      row('refund', 'billing', 'test'),
      row('joke', 'oos', 'oos_test'),
    );
    expect(set.notes.map(({ code, count }) => [code, count])).toEqual([
      ['contradictions', 1],
      ['duplicates', 1],
      ['leaks', 1],
      ['untrained-intents', 1],
    ]);
    expect(set.notes[0]?.text).toBe('1 training text under more than one intent: “no letters” (mail, site)');
    expect(set.train).toHaveLength(3);
  });
});

describe('messages for the content', () => {
  const CONTENT = [
    intent('mail-lost', 'customer', ['нет писем'], ['no mail']),
    intent('vpn', 'staff', [], []),
  ];
  const message = (named: string | null, audience = 'customer', text = `m ${named ?? ''}`): object => ({
    text,
    intent: named,
    lang: 'en',
    audience,
  });

  it('belong to none where the intent is null, none or oos', () => {
    const set = readMessageSet(
      lines(...[null, 'none', 'oos', 'mail-lost'].map((name) => message(name))),
      'm',
      CONTENT,
    );
    expect(set.messages.map(({ meant }) => meant)).toEqual([null, null, null, 'mail-lost']);
    expect(set.messages.map(({ label }) => label)).toEqual([null, 'none', 'oos', 'mail-lost']);
    expect(set.notes).toEqual([]);
  });

  it('stay, counted, where the content cannot answer them', () => {
    const set = readMessageSet(
      lines(
        message('mail-lots'),
        message('vpn'),
        message('vpn', 'staff'),
        message('vpn', 'staff'),
        message(null, 'staff', 'no mail'),
      ),
      'm',
      CONTENT,
    );
    expect(set.messages).toHaveLength(5);
    expect(set.notes.map(({ code, count }) => [code, count])).toEqual([
      ['unknown-intents', 1],
      ['hidden-intents', 1],
      ['duplicates', 1],
      ['leaks', 1],
    ]);
    expect(set.notes[0]?.text).toContain('mail-lots (mail-lost?)');
  });

  it('are counted where an issue teaches them word for word', () => {
    const text = lines(message('mail-lost', 'customer', 'letters are gone'));
    const issues = [issue('gone', 'mail-lost', 'customer', 'пропали письма', 'letters are gone')];
    expect(readMessageSet(text, 'm', CONTENT).notes).toEqual([]);
    expect(readMessageSet(text, 'm', CONTENT, issues).notes).toMatchObject([{ code: 'leaks', count: 1 }]);
  });

  it('need every field', () => {
    const error = refusal(() =>
      readMessageSet(lines({ text: 'a', lang: 'de', audience: 'customer' }), 'm', CONTENT),
    );
    expect(error.code).toBe('EVAL_ROWS');
    expect(error.message).toContain('line 1: the field `intent` is missing');
    expect(error.message).toContain('line 1: `lang`: invalid option');
  });
});

describe('questions with judged answers', () => {
  const docs = lines(
    { id: 'd1', question: 'q', answers: ['a', 'b'] },
    { id: 'd2', question: 'r', answers: [] },
  );
  const queries = lines({ id: 'q1', text: 'x' }, { id: 'q2', text: 'y' });
  const judged = (...rows: [string, string, number][]): string =>
    lines(...rows.map(([query, doc, rel]) => ({ query, doc, rel })));

  it('are right where the judgement is above 0, and left out without one', () => {
    const set = readJudgedSet({
      docs,
      queries,
      qrels: judged(['q1', 'd1', 1], ['q1', 'd2', 2], ['q2', 'd1', 0]),
    });
    expect(set.queries.map(({ text, right }) => [text, [...right]])).toEqual([['x', ['d1', 'd2']]]);
    expect(set.notes).toMatchObject([{ code: 'unjudged-queries', count: 1 }]);
    expect(set.documents.map(({ id }) => id)).toEqual(['d1', 'd2']);
  });

  it('are refused where ids are strange, doubled, or nothing is judged', () => {
    const stray = refusal(() => readJudgedSet({ docs, queries, qrels: judged(['q1', 'd9', 1]) }));
    expect(stray.message).toContain('line 1: there is no document `d9`');
    const twice = refusal(() =>
      readJudgedSet({ docs: docs + docs, queries, qrels: judged(['q1', 'd1', 1]) }),
    );
    expect(twice.message).toContain('line 3: `d1` is there already, in line 1');
    expect(refusal(() => readJudgedSet({ docs, queries, qrels: judged(['q1', 'd1', 0]) })).code).toBe(
      'EVAL_NO_QUERIES',
    );
  });
});

describe('a knowledge base', () => {
  const entry = (lang: string, key: string, title: string, solution: string | string[]): object => ({
    lang,
    key,
    title,
    solution,
  });
  const options = { query: 'title', search: ['solution'], language: 'ru', searchLanguage: 'ru' } as const;

  it('asks with one field for the row that is found by others, without the question in it', () => {
    const set = readKnowledgeBase(
      lines(
        entry('ru', 'a', 'Вопрос', ['раз', 'два']),
        entry('ru', 'b', ' ', 'три'),
        entry('en', 'a', 'Q', 'one'),
      ),
      'kb',
      options,
    );
    expect(set.queries.map(({ text, right }) => [text, [...right]])).toEqual([['Вопрос', ['a']]]);
    expect(set.documents).toEqual([
      { id: 'a', fields: [{ weight: 1, texts: ['раз', 'два'] }] },
      { id: 'b', fields: [{ weight: 1, texts: ['три'] }] },
    ]);
  });

  it('can be asked in one language and searched in the other', () => {
    const set = readKnowledgeBase(
      lines(
        entry('ru', 'a', 'Вопрос', 'раз'),
        entry('en', 'a', 'Q', 'one'),
        entry('ru', 'b', 'Другой', 'два'),
      ),
      'kb',
      { ...options, searchLanguage: 'en' },
    );
    expect(set.queries.map(({ text }) => text)).toEqual(['Вопрос']);
    expect(set.documents.map(({ fields }) => fields[0]?.texts)).toEqual([['one']]);
    expect(set.notes).toMatchObject([{ code: 'unjudged-queries', count: 1 }]);
  });

  it('tells which rows cannot be told apart, and counts only the question’s own as right', () => {
    const set = readKnowledgeBase(
      lines(entry('ru', 'a', 'Одно', 'нет'), entry('ru', 'b', 'одно', 'да'), entry('ru', 'c', 'Иное', 'нет')),
      'kb',
      options,
    );
    expect(set.queries.map(({ right, alike }) => [[...right], [...alike].sort()])).toEqual([
      [['a'], ['a', 'b', 'c']],
      [['b'], ['a', 'b', 'c']],
      [['c'], ['a', 'c']],
    ]);
    expect(set.notes.map(({ code, count }) => [code, count])).toEqual([
      ['same-question', 2],
      ['same-answer', 2],
    ]);
  });

  it('is refused with a field that no row has, a key twice, or nothing to ask', () => {
    const text = lines(entry('ru', 'a', 'Одно', 'нет'));
    expect(refusal(() => readKnowledgeBase(text, 'kb', { ...options, query: 'titel' }))).toMatchObject({
      code: 'EVAL_FIELD',
      remedy: 'Write `title` if that is what you meant.',
    });
    expect(refusal(() => readKnowledgeBase(text + text, 'kb', options)).message).toContain(
      'line 2: `a` is there already',
    );
    expect(refusal(() => readKnowledgeBase(text, 'kb', { ...options, language: 'en' })).code).toBe(
      'EVAL_NO_QUERIES',
    );
    const broken = lines({ lang: 'ru', key: 'a', title: 'Одно', solution: 7 });
    expect(refusal(() => readKnowledgeBase(broken, 'kb', options)).message).toContain(
      'line 1: `solution` is neither',
    );
  });
});
