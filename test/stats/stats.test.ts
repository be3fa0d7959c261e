import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handoverReasonSchema, resolutionSchema } from '../../src/model/case.js';
import { standingSchema, type CaseRow } from '../../src/model/case-row.js';
import { sum, type Figures } from '../../src/stats/figures.js';
import { around, dayIn, isDay } from '../../src/stats/period.js';
import { GROUPINGS } from '../../src/stats/stats.js';
import { DAY, NOON, rowOf, statsOf } from './sample.js';

const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000_007);
process.stdout.write(`stats.test: FC_SEED=${seed}\n`);

const opened = (...moments: readonly string[]): CaseRow[] =>
  moments.map((moment) => rowOf('bot', [], { openedAt: Date.parse(moment) }));

describe('days', () => {
  it.each([
    ['2026-03-29', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-02-30', false],
    ['2026-13-01', false],
    ['2026-3-29', false],
    ['2026-03-29T00:00', false],
    ['yesterday', false],
    ['', false],
  ])('%j is one: %s', (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });

  it('are those of the time zone, when clocks are put forward and back too', () => {
    const spring = ['2026-03-28T22:59:59Z', '2026-03-28T23:00Z', '2026-03-29T21:59:59Z', '2026-03-29T22:00Z'];
    const autumn = ['2026-10-24T21:59:59Z', '2026-10-24T22:00Z', '2026-10-25T22:59:59Z', '2026-10-25T23:00Z'];
    const days = (moments: readonly string[], timeZone: string) =>
      statsOf(opened(...moments), { by: 'day', timeZone }).groups?.map(({ key, figures }) => [
        key,
        figures.cases,
      ]);
    // 23 hours long, and 25.
    expect(days(spring, 'Europe/Berlin')).toEqual([
      ['2026-03-28', 1],
      ['2026-03-29', 2],
      ['2026-03-30', 1],
    ]);
    expect(days(autumn, 'Europe/Berlin')).toEqual([
      ['2026-10-24', 1],
      ['2026-10-25', 2],
      ['2026-10-26', 1],
    ]);
    expect(days(spring, 'Europe/Moscow')).toEqual([
      ['2026-03-29', 2],
      ['2026-03-30', 2],
    ]);
  });

  it('begin and end a period, both of them within it', () => {
    const rows = opened(
      '2026-03-28T22:59:59Z',
      '2026-03-28T23:00Z',
      '2026-03-29T21:59:59Z',
      '2026-03-29T22:00Z',
    );
    const cases = (period: { since?: string; until?: string }): number =>
      statsOf(rows, { ...period, timeZone: 'Europe/Berlin' }).all.cases;
    expect(cases({ since: '2026-03-29', until: '2026-03-29' })).toBe(2);
    expect(cases({ since: '2026-03-29' })).toBe(3);
    expect(cases({ until: '2026-03-29' })).toBe(3);
    expect(cases({ since: '2026-04-01' })).toBe(0);
  });

  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu', 'UTC'])(
    'lie between the moments that are read for them: %s',
    (timeZone) => {
      const day = dayIn(timeZone);
      const { from, to } = around({ since: '2026-03-02', until: '2026-03-02' });
      for (let at = NOON - 3 * DAY; at < NOON + 3 * DAY; at += DAY / 96) {
        if (day(at) === '2026-03-02') expect(at >= (from ?? 0) && at < (to ?? 0)).toBe(true);
      }
    },
  );
});

describe('groups', () => {
  it('are in order: days as they come, everything else the most frequent first', () => {
    const rows = [
      rowOf('bot', [], { intent: null, openedAt: NOON + DAY, channel: 'slack' }),
      rowOf('bot', [], { intent: 'b' }),
      rowOf('bot', [], { intent: 'a', openedAt: NOON + 2 * DAY }),
      rowOf('bot', [], { intent: 'a' }),
    ];
    const keys = (by: (typeof GROUPINGS)[number]) => statsOf(rows, { by }).groups?.map(({ key }) => key);
    expect(keys('day')).toEqual(['2026-03-02', '2026-03-03', '2026-03-04']);
    expect(keys('channel')).toEqual(['telegram', 'slack']);
    expect(keys('intent')).toEqual(['a', null, 'b']);
    expect(statsOf(rows).intents.map(({ intent, begun }) => [intent, begun])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });
});

const lines = fc.array(
  fc.tuple(
    fc.integer({ min: -DAY, max: 20 * DAY }),
    fc.oneof(
      fc.constantFrom(...handoverReasonSchema.options.map((reason) => `handover: ${reason}`)),
      fc.constantFrom(...resolutionSchema.options.map((how) => `close: ${how}`)),
      fc.constantFrom('intent: a', 'intent: b', 'not-that: a', 'finished: a, answered', 'offered: c'),
      fc.constantFrom('suggested: i', 'tried: i, helped', 'flow: f', 'flow-left: f, s', 'silence: question'),
      fc.constantFrom('agent claim', 'agent release', 'agent hand-back', 'agent reopen', 'reopen', 'words'),
      fc.string(),
    ),
  ),
  { maxLength: 12 },
);
const rows = fc.array(
  fc
    .record({
      standing: fc.constantFrom(...standingSchema.options),
      lines,
      intent: fc.constantFrom(null, 'a', 'b'),
      channel: fc.constantFrom('telegram' as const, 'slack' as const),
      openedAt: fc.integer({ min: NOON - 3 * DAY, max: NOON + 3 * DAY }),
    })
    .map(({ standing, lines: given, ...fields }) => rowOf(standing, given, fields)),
  { maxLength: 30 },
);

function addsUp(figures: Figures): void {
  const { cases, alone, people, handedOver, handedBack, reopened, firstAnswer, end } = figures;
  expect(sum(alone) + sum(people)).toBe(cases);
  expect(sum(handedOver.reasons)).toBe(handedOver.cases);
  expect(handedOver.cases).toBeLessThanOrEqual(cases);
  expect(firstAnswer.cases + firstAnswer.without + firstAnswer.waiting).toBe(handedOver.cases);
  expect(end.cases).toBeLessThanOrEqual(handedOver.cases);
  expect(sum(reopened.firstEnds)).toBe(reopened.ended);
  expect(sum(reopened.reopenedAfter)).toBe(reopened.reopened);
  expect(reopened.reopened + reopened.undecided).toBeLessThanOrEqual(reopened.ended);
  expect(handedBack.confirmed + handedBack.answered + handedBack.silence).toBeLessThanOrEqual(
    handedBack.cases,
  );
  for (const { medianMs, p90Ms } of [firstAnswer, end]) {
    expect(medianMs ?? 0).toBeGreaterThanOrEqual(0);
    expect(p90Ms ?? 0).toBeGreaterThanOrEqual(medianMs ?? 0);
  }
}

describe('whatever happened', () => {
  it('sums add up, in all and by whatever cases are told apart', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...GROUPINGS), (given, by) => {
        const { all, intents, issues, flows, groups } = statsOf(given, { by });
        expect(all.cases).toBe(given.length);
        addsUp(all);
        for (const { figures } of groups ?? []) addsUp(figures);
        const total = (count: (figures: Figures) => number): number =>
          (groups ?? []).reduce((cases, { figures }) => cases + count(figures), 0);
        expect(total(({ cases }) => cases)).toBe(all.cases);
        expect(total(({ handedOver }) => handedOver.cases)).toBe(all.handedOver.cases);
        expect(total(({ reopened }) => reopened.reopened)).toBe(all.reopened.reopened);
        expect(total(({ firstAnswer }) => firstAnswer.cases)).toBe(all.firstAnswer.cases);
        for (const { begun, fates, wrong } of intents) {
          expect(sum(fates)).toBe(begun);
          expect(wrong.of).toBe(begun - fates.open);
        }
        for (const { suggested, results, unanswered } of issues) {
          expect(sum(results) + unanswered).toBe(suggested);
        }
        for (const { begun, resolved, handedOver, left, open } of flows) {
          expect(resolved + handedOver + left + open).toBe(begun);
        }
      }),
      { seed, numRuns: 200 },
    );
  });

  it('no matter in which order cases are read', () => {
    fc.assert(
      fc.property(rows, (given) => {
        expect(statsOf(given.toReversed(), { by: 'day' })).toEqual(statsOf(given, { by: 'day' }));
      }),
      { seed, numRuns: 50 },
    );
  });
});
