import { describe, expect, it } from 'vitest';
import { evaluateIntents } from '../../src/eval/intents.js';
import { readIntentSet, type IntentSet } from '../../src/eval/intent-set.js';
import { evaluateMessages } from '../../src/eval/messages.js';
import { readMessageSet } from '../../src/eval/message-set.js';
import { readJudgedSet } from '../../src/eval/judged-set.js';
import { evaluateRetrieval } from '../../src/eval/retrieval.js';
import { trainAndPromise } from '../../src/eval/trained.js';
import { readKnowledgeBase } from '../../src/eval/knowledge-base.js';
import { reaches } from '../../src/eval/prediction.js';
import { intent, issue } from '../nlu/content.js';
import { lines } from './samples.js';

const SUBJECTS = { mail: 'letters', site: 'website', domain: 'domain name', bill: 'invoice' };
const SAYINGS = [
  'my $ is gone',
  'where did the $ go',
  'the $ does not work any more',
  'help with the $ please',
  'something is wrong with my $',
  'cannot find the $',
  'problem with $ since yesterday',
  '$ broken',
];

/** Each intent said in each way; every fourth is for testing. */
const ROWS = Object.entries(SUBJECTS).flatMap(([name, subject]) =>
  SAYINGS.map((saying, at) => ({
    text: saying.replace('$', subject),
    intent: name,
    split: at % 4 === 3 ? 'test' : 'train',
  })),
);

const set = (...rows: object[]): IntentSet => readIntentSet(lines(...rows), 'set', { useOosTrain: false });

describe('a set of intents', () => {
  const STRANGE = ['what is the weather', 'tell me a joke', 'play some jazz'].map((text) => ({
    text,
    intent: 'oos',
    split: 'oos_test',
  }));

  it('is learned and tested, the same each time', () => {
    const { predictions, summary } = evaluateIntents(set(...ROWS, ...STRANGE), {});
    expect(summary.all).toMatchObject({ inScope: 8, outOfScope: 3, accuracy: 1 });
    expect(Object.keys(summary.languages)).toEqual(['en']);
    expect(predictions.slice(-3).map(({ label, meant }) => [label, meant])).toEqual(
      STRANGE.map(() => ['oos', null]),
    );
    expect(predictions.filter(({ nearest }) => nearest !== null).length).toBeGreaterThan(7);
    expect(evaluateIntents(set(...ROWS, ...STRANGE), {}).predictions).toEqual(predictions);
  });

  it('tells of each promise what its own training would answer', () => {
    const { summary, predictions } = evaluateIntents(set(...ROWS), { answerPrecision: 0.9 });
    const [kept] = summary.promises;
    expect(summary.promises.map(({ promised }) => promised)).toEqual([0.9, 0.95, 0.98]);
    expect(kept?.answered).toBe(summary.all.answered);
    expect(kept?.cameTrue).toBe(summary.all.answeredRight);
    expect(predictions.filter(({ open }) => open)).toEqual(
      predictions.filter((one) => reaches(one.p, summary.limits[one.read]) === (one.decision === 'answer')),
    );
  });

  it('has limits fitted to each promise, those of other promises too', () => {
    const content = { intents: [intent('mail', 'both', [], ['no mail'])], issues: [] };
    const [loose, strict] = [0.9, 0.98].map((answerPrecision) =>
      trainAndPromise(content, { answerPrecision }),
    );
    expect(loose?.promises).toEqual(strict?.promises);
    expect(loose?.promises[0]?.limits).toEqual(loose?.limits);
    expect(loose?.promises[2]?.limits).toEqual(strict?.limits);
    expect(loose?.limits).not.toEqual(strict?.limits);
  });

  it('is fitted to its validation messages where it has any', () => {
    const plain = evaluateIntents(set(...ROWS), {}).summary.limits;
    const validation = SAYINGS.slice(0, 6).flatMap((saying) =>
      ['car', 'dog', 'song'].map((thing) => ({
        text: saying.replace('$', thing),
        intent: 'oos',
        split: 'oos_valid',
      })),
    );
    const valid = ROWS.filter(({ split }) => split === 'train').map((row) => ({ ...row, split: 'valid' }));
    const fitted = evaluateIntents(set(...ROWS, ...valid, ...validation), {}).summary.limits;
    expect(fitted).not.toEqual(plain);
  });

  it('is taken with names that are none of ours, one intent, one example, and contradictions', () => {
    const odd = evaluateIntents(
      set(
        { text: 'no mail', intent: 'Почта: "x"/1', split: 'train' },
        { text: 'no mail', intent: 'B', split: 'test' },
      ),
      {},
    );
    expect(odd.predictions).toMatchObject([{ intent: 'Почта: "x"/1', meant: 'B' }]);
    expect(odd.summary.all.accuracy).toBe(0);
    const twice = evaluateIntents(
      set(...ROWS, ...ROWS.map((row) => ({ ...row, intent: 'mail', split: 'train' }))),
      {},
    );
    expect(twice.summary.notes.map(({ code }) => code)).toContain('contradictions');
    expect(twice.predictions).toHaveLength(8);
  });

  it('takes texts that hold nothing, or very much', () => {
    const junk = ['', ' ', '👍', '\u200B\u202E', 'x'.repeat(100_000), '\u0000\uD800'];
    const { predictions } = evaluateIntents(
      set(...ROWS, ...junk.map((text) => ({ text, intent: 'mail', split: 'test' }))),
      {},
    );
    expect(predictions).toHaveLength(8 + junk.length);
    expect(predictions.every(({ p }) => p >= 0 && p <= 1)).toBe(true);
  });
});

describe('messages for the content', () => {
  const texts = (name: keyof typeof SUBJECTS): string[] =>
    ROWS.filter((row) => row.intent === name && row.split === 'train').map(({ text }) => text);
  const CONTENT = {
    intents: [intent('mail', 'customer', [], texts('mail')), intent('site', 'staff', [], texts('site'))],
    issues: [
      issue('mail-lost', 'mail', 'customer', 'пропали письма', 'letters are gone'),
      issue('site-slow', 'site', 'staff', 'сайт тормозит', 'website is slow'),
    ],
  };
  const message = (text: string, named: string | null, audience: string): object => ({
    text,
    intent: named,
    lang: 'en',
    audience,
  });

  it('are understood by who says them, and tell whether an issue of the intent is near', () => {
    const messages = readMessageSet(
      lines(
        message('my letters are gone', 'mail', 'customer'),
        message('my letters are gone', 'mail', 'staff'),
        message('website is gone', 'site', 'staff'),
        message('tell me a joke', null, 'customer'),
      ),
      'm',
      CONTENT.intents,
    );
    const { predictions, summary } = evaluateMessages(messages, CONTENT, {});
    expect(predictions.slice(0, 3).map(({ intent: guessed, issues }) => [guessed, issues[0]])).toEqual([
      ['mail', 'mail-lost'],
      ['site', 'site-slow'],
      ['site', 'site-slow'],
    ]);
    expect(summary).toMatchObject({
      issueInThree: 2 / 3,
      issueInThreeWhereAny: 2 / 3,
      withIssues: 3,
      languageGap: null,
      issueInThreeByLanguage: { en: 2 / 3 },
    });
  });

  it('an issue further down than the third is not near', () => {
    const slow = ['one', 'two', 'three'].map((name) =>
      issue(`site-${name}`, 'site', 'staff', 'сайт тормозит', 'website is slow today'),
    );
    const content = {
      ...CONTENT,
      issues: [
        ...slow,
        issue('mail-slow', 'mail', 'both', 'почта тормозит', 'mail after the website is slow today'),
      ],
    };
    const rows = lines(message('website is slow today', 'mail', 'staff'));
    const { predictions, summary } = evaluateMessages(
      readMessageSet(rows, 'm', content.intents),
      content,
      {},
    );
    expect(predictions[0]?.issues.indexOf('mail-slow')).toBe(3);
    expect(summary.issueInThree).toBe(0);
  });
});

describe('retrieval', () => {
  it('finds what answers a question, and ranks it', () => {
    const { ranked, summary } = evaluateRetrieval(
      readJudgedSet({
        docs: lines(
          { id: 'd1', question: 'How do I delete my account', answers: ['Press delete in the settings'] },
          { id: 'd2', question: 'How do I change my password', answers: ['Settings, then password'] },
        ),
        queries: lines({ id: 'q1', text: 'change password' }, { id: 'q2', text: 'zebra' }),
        qrels: lines({ query: 'q1', doc: 'd2', rel: 1 }, { query: 'q2', doc: 'd1', rel: 1 }),
      }),
    );
    expect(ranked[0]).toMatchObject({ query: 'change password', rank: 1 });
    expect(ranked[0]?.ranked[0]).toBe('d2');
    expect(ranked[1]).toMatchObject({ query: 'zebra', rank: null });
    expect(summary).toMatchObject({
      documents: 2,
      alike: null,
      figures: { queries: 2, mrr: 0.5, hit1: 0.5 },
    });
  });

  it('writes ten down, and looks further for the rank', () => {
    const ids = Array.from({ length: 12 }, (_, at) => `d${at + 10}`);
    const { ranked, summary } = evaluateRetrieval(
      readJudgedSet({
        docs: lines(...ids.map((id) => ({ id, question: 'change password', answers: [] }))),
        queries: lines({ id: 'q', text: 'change password' }),
        qrels: lines({ query: 'q', doc: 'd21', rel: 1 }),
      }),
    );
    expect(ranked).toEqual([{ query: 'change password', ranked: ids.slice(0, 10), rank: 12 }]);
    expect(summary.figures).toMatchObject({ mrr: 1 / 12, hit10: 0 });
  });

  it('tells apart the right one and what cannot be told from it', () => {
    const entry = (key: string, title: string): object => ({
      lang: 'ru',
      key,
      title,
      solution: 'обновите страницу',
    });
    const { summary } = evaluateRetrieval(
      readKnowledgeBase(lines(entry('a', 'страница пуста'), entry('b', 'страница бела')), 'kb', {
        query: 'title',
        search: ['solution'],
        language: 'ru',
        searchLanguage: 'ru',
      }),
    );
    expect(summary).toMatchObject({ figures: { mrr: 0.75, hit1: 0.5 }, alike: { mrr: 1, hit1: 1 } });
  });
});
