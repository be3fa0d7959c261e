import { afterEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/model/case.js';
import type { WorkingHours } from '../../src/model/hours.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { caseOf, draftOf, entryOf, turnOf } from '../contracts/store-samples.js';
import { deskPhrases } from '../support/desk.js';
import { bench, type Bench } from '../support/engine.js';
import { scripted } from '../support/scripted.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NINE_TO_SIX = [{ from: 9 * 60, to: 18 * 60 }];
const BERLIN: WorkingHours = {
  always: false,
  timeZone: 'Europe/Berlin',
  holidays: [],
  days: {
    ...{ mon: NINE_TO_SIX, tue: NINE_TO_SIX, wed: NINE_TO_SIX, thu: NINE_TO_SIX, fri: NINE_TO_SIX },
    ...{ sat: [], sun: [] },
  },
};

let b: Bench;
afterEach(() => b.close());

async function begin(
  start: string,
  settings: NonNullable<Parameters<typeof bench>[0]>['settings'] = {},
): Promise<void> {
  const { brain } = scripted();
  b = await bench({
    start: Date.parse(start),
    brain: { ...brain, phrases: deskPhrases() },
    desks: ['telegram', 'slack'],
    settings: { hours: BERLIN, digest: 'weekly', ...settings },
  });
}

let cases = 0;
/** A case that was opened at a moment, with the events of its history. */
async function holds(opened: string, events: readonly string[], fields: Partial<Case> = {}): Promise<void> {
  cases += 1;
  const number = await b.store.reserveCaseNumber();
  const openedAt = Date.parse(opened);
  const item = caseOf(`case-${String(cases)}`, number, `chat-${String(cases)}`, { openedAt, ...fields });
  const history = events.map((text, index) => ({
    caseId: item.id,
    entry: { ...entryOf(text), kind: 'event' as const, at: openedAt + index * MINUTE, attachments: [] },
  }));
  await b.store.commitTurn(turnOf(`chat-${String(cases)}`, 0, { cases: [item], history }));
}

const ended = (resolution: Case['resolution'], at: string): Partial<Case> => ({
  owner: 'nobody',
  resolution,
  closedAt: Date.parse(at),
});

/** What the desk of a platform is told outside of threads up to a moment, and by which full hour. */
async function told(until: string, desk: 'telegram' | 'slack' = 'telegram'): Promise<[string, string][]> {
  const found: [string, string][] = [];
  const end = Date.parse(until);
  let known = b[desk].arrived('notice').length;
  while (b.clock.now() < end) {
    await b.pass(Math.min(HOUR - (b.clock.now() % HOUR), end - b.clock.now()));
    const at = new Date(b.clock.now()).toISOString();
    const notices = b[desk].arrived('notice');
    // Which kinds of spaces stand in dates is the language's.
    for (const { text } of notices.slice(known)) found.push([at, text.text.replaceAll(/[^\S\n]/g, ' ')]);
    known = notices.length;
  }
  return found;
}

describe('the weekly digest', () => {
  it('comes when work begins on Monday, once a week, over restarts and a change of the clock', async () => {
    await begin('2026-03-14T12:00Z');
    await holds(
      '2026-03-09T08:00Z',
      ['intent: a', 'close: confirmed'],
      ended('confirmed', '2026-03-09T09:00Z'),
    );
    await holds('2026-03-17T08:00Z', []);
    await holds('2026-03-24T08:00Z', []);
    // 9 o'clock in Berlin is 8 in UTC in winter …
    const first = await told('2026-03-16T10:00Z');
    expect(first.map(([at]) => at)).toEqual(['2026-03-16T08:00:00.000Z']);
    expect(b.slack.arrived('notice')).toHaveLength(1);
    await b.restart();
    expect(await told('2026-03-23T07:59Z')).toEqual([]);
    // … the process is down on Monday, and somebody starts it on Tuesday night …
    b.clock.advance(36 * HOUR);
    await b.restart();
    const second = await told('2026-03-28T00:00Z');
    expect(second.map(([at]) => at)).toEqual(['2026-03-25T08:00:00.000Z']);
    // … and from the last Sunday of March on it is 7.
    const third = await told('2026-04-05T00:00Z');
    expect(third.map(([at, text]) => [at, text.split('\n')[0]])).toEqual([
      ['2026-03-30T07:00:00.000Z', 'The week in figures: 23 – 29 March 2026'],
    ]);
    // Nothing happened since, and nothing is told.
    expect(await told('2026-04-07T00:00Z')).toEqual([]);
  });

  it('tells what became of the week’s cases, what misleads, and what waits to be reviewed', async () => {
    await begin('2026-03-15T12:00Z', { deskLanguage: 'ru' });
    const end = '2026-03-10T12:00Z';
    await holds('2026-03-09T00:00+01:00', ['close: confirmed'], ended('confirmed', end));
    await holds('2026-03-15T23:59+01:00', ['silence: solution', 'close: silence'], ended('silence', end));
    await holds('2026-03-10T08:00Z', ['silence: question', 'close: silence'], ended('silence', end));
    await holds('2026-03-10T08:00Z', ['handover: anger'], { owner: 'queue' });
    // Before and after the week.
    await holds('2026-03-08T23:59+01:00', [], {});
    await holds('2026-03-16T00:00+01:00', [], {});
    // Of three weeks ago: too long for the week, not for what misleads.
    for (let index = 0; index < 5; index += 1) {
      const events = ['intent: mail', 'not-that: mail', 'suggested: spf', 'tried: spf, did-not-help'];
      await holds('2026-02-20T08:00Z', [...events, 'close: answered'], ended('answered', end));
    }
    const conversation = turnOf('drafts', 0, {
      cases: [caseOf('draft-case', await b.store.reserveCaseNumber(), 'drafts', { openedAt: 5 })],
      drafts: [draftOf('draft-case'), draftOf('draft-case', { number: 2 })],
    });
    await b.store.commitTurn(conversation);
    const [[, text] = ['', '']] = await told('2026-03-16T09:00Z', 'slack');
    expect(text.split('\n')).toEqual([
      'Итоги недели: 9–15 марта 2026 г.',
      'Новых обращений: 4',
      'Справился бот: подтвердили 1, хватило ответа 0, промолчали после совета 1',
      'Ушли, не ответив на вопрос бота: 1',
      'Передано людям: 1 (25 %)',
      'Чаще всего потому: человек рассержен (1)',
      'Снова открыто за 7 дней: 0 из 3 завершённых',
      'Темы, которые бот чаще всего принимает за другие (за 4 недели): mail (мимо 5 из 5)',
      'Решённые случаи, которые чаще всего не помогают (за 4 недели): spf (мимо 5 из 5)',
      'Черновиков решений на проверке: 2',
    ]);
  });

  it('waits for the first working day where Monday is none, and for daytime where work never ends', async () => {
    await begin('2026-03-15T12:00Z', { hours: { ...BERLIN, days: { ...BERLIN.days, mon: [] } } });
    await holds('2026-03-10T08:00Z', []);
    expect((await told('2026-03-19T00:00Z')).map(([at]) => at)).toEqual(['2026-03-17T08:00:00.000Z']);
    await b.close();
    await begin('2026-03-15T12:00Z', { hours: { ...BERLIN, always: true } });
    await holds('2026-03-10T08:00Z', []);
    expect((await told('2026-03-19T00:00Z')).map(([at]) => at)).toEqual(['2026-03-16T08:00:00.000Z']);
  });

  it('keeps nobody waiting where it cannot be made, and is tried again', async () => {
    let broken = true;
    const { brain } = scripted();
    const store = await openSqliteStore({ url: 'file::memory:' });
    b = await bench({
      start: Date.parse('2026-03-16T08:30Z'),
      brain: { ...brain, phrases: deskPhrases() },
      store: {
        ...store,
        caseRows: (opened) => (broken ? Promise.reject(new Error('damaged')) : store.caseRows(opened)),
      },
      settings: { hours: BERLIN, digest: 'weekly' },
    });
    await holds('2026-03-10T08:00Z', []);
    await b.writes('1', 'hello');
    expect(b.reports).toHaveLength(1);
    broken = false;
    expect(await told('2026-03-16T11:00Z')).toHaveLength(1);
  });

  it('does not come where it is off', async () => {
    await begin('2026-03-15T12:00Z', { digest: 'off' });
    await holds('2026-03-10T08:00Z', []);
    expect(await told(new Date(Date.parse('2026-03-15T12:00Z') + 3 * DAY).toISOString())).toEqual([]);
  });
});
