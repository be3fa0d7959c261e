import { describe, expect, it } from 'vitest';
import { estimate } from '../../src/stats/interval.js';
import { counted, HOUR, rowOf, statsOf } from './sample.js';

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe('an interval', () => {
  it.each([
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is from %f to %f', (part, of, low, high) => {
    const told = estimate(part, of);
    expect(told.low).toBeCloseTo(low, 4);
    expect(told.high).toBeCloseTo(high, 4);
  });

  it('of nothing says nothing', () => {
    expect(estimate(0, 0)).toEqual({ of: 0, share: null, low: 0, high: 1 });
  });
});

describe('what an intent is worth', () => {
  it('counts each case once for each intent that the bot began with, as it came out last', () => {
    const { intents } = statsOf([
      // Not that; another one was offered, chosen and solved.
      rowOf('confirmed', [
        [0, 'intent: a'],
        [1, 'not-that: a'],
        [1, 'offered: b'],
        [1, 'offered: c'],
        [2, 'chosen: b'],
        [2, 'intent: b'],
        [3, 'finished: b, confirmed'],
        [3, 'close: confirmed'],
      ]),
      // A digression was answered, and what it came from was handed over, given back and left to silence.
      rowOf('silence', [
        [0, 'intent: a'],
        [1, 'intent: b'],
        [2, 'finished: b, answered'],
        [3, 'handover: steps-failed'],
        [4, 'agent hand-back'],
        [HOUR, 'silence: solution'],
        [HOUR, 'close: silence'],
      ]),
      rowOf('silence', [
        [0, 'intent: a'],
        [HOUR, 'silence: question'],
        [HOUR, 'close: silence'],
      ]),
      // It was not understood, and a person has it.
      rowOf('merged', [
        [0, 'intent: a'],
        [1, 'handover: not-understood'],
        [2, 'agent merge: #5'],
      ]),
      rowOf('by-agent', [
        [0, 'intent: a'],
        [1, 'handover: flow'],
        [2, 'agent close: by-agent'],
      ]),
      // It seemed to work, and a person has it after all.
      rowOf('queue', [
        [0, 'intent: d'],
        [1, 'finished: d, confirmed'],
        [1, 'close: confirmed'],
        [2, 'reopen'],
        [2, 'handover: steps-failed'],
      ]),
      // Opened again, and goes on.
      rowOf('bot', [
        [0, 'intent: c'],
        [1, 'close: silence'],
        [2, 'reopen'],
      ]),
      // From before histories told of intents.
      rowOf('silence', [[HOUR, 'close: silence']], { intent: 'c' }),
    ]);
    const found = Object.fromEntries(intents.map((one) => [one.intent, one]));
    expect(intents.map(({ intent, begun }) => [intent, begun])).toEqual([
      ['a', 5],
      ['b', 2],
      ['c', 2],
      ['d', 1],
    ]);
    expect(counted(found.a?.fates ?? {})).toEqual({
      'not-that': 1,
      assumed: 1,
      abandoned: 1,
      'handed-over': 2,
    });
    expect(found.a).toMatchObject({ offered: 0, chosen: 0, wrong: { of: 5, share: 0.4 }, misleads: false });
    expect(counted(found.b?.fates ?? {})).toEqual({ confirmed: 1, answered: 1 });
    expect(found.b).toMatchObject({ offered: 1, chosen: 1 });
    expect(counted(found.c?.fates ?? {})).toEqual({ open: 1, silence: 1 });
    expect(counted(found.d?.fates ?? {})).toEqual({ 'handed-over': 1 });
    expect(found.c).toMatchObject({ offered: 1, chosen: 0, wrong: { of: 1, share: 0 } });
  });

  it.each([
    // Few cases say nothing, and neither does a share that may be chance.
    [4, 4, false],
    [3, 5, true],
    [2, 5, false],
    [8, 20, true],
    [7, 20, false],
    [34, 100, true],
    [33, 100, false],
  ])('%i wrong of %i: misleads %s', (wrong, of, misleads) => {
    const rows = [
      ...times(
        wrong,
        rowOf('bot', [
          [0, 'intent: a'],
          [1, 'not-that: a'],
        ]),
      ),
      ...times(
        of - wrong,
        rowOf('confirmed', [
          [0, 'intent: a'],
          [1, 'close: confirmed'],
        ]),
      ),
      rowOf('bot', [[0, 'intent: a']]),
    ];
    expect(statsOf(rows).intents[0]?.misleads).toBe(misleads);
  });
});

describe('what a solved issue is worth', () => {
  it('counts what was said of it last in a case', () => {
    const { issues } = statsOf([
      rowOf('bot', [
        [0, 'suggested: i'],
        [1, 'tried: i, did-not-help'],
        [2, 'tried: i, helped'],
        [3, 'suggested: j'],
      ]),
      rowOf('bot', [
        [0, 'suggested: i'],
        [1, 'tried: i, partly'],
      ]),
      rowOf('bot', [[0, 'suggested: i']]),
      // Agents named it, in a case once, and one that nobody was shown.
      rowOf('by-agent', [
        [0, 'agent solved-as: j'],
        [1, 'agent solved-as: j'],
      ]),
      rowOf('by-agent', [[0, 'agent solved-as: k']]),
      // It was back.
      rowOf('queue', [
        [0, 'suggested: i'],
        [1, 'tried: i, helped'],
        [1, 'close: confirmed'],
        [2, 'reopen'],
        [2, 'handover: steps-failed'],
      ]),
    ]);
    expect(issues).toMatchObject([
      {
        issue: 'i',
        suggested: 4,
        results: { helped: 1, partly: 1, 'did-not-help': 1 },
        unanswered: 1,
        helped: { of: 3, share: 2 / 3 },
        named: 0,
      },
      {
        ...{ issue: 'j', suggested: 1, unanswered: 1, helped: { of: 0, share: null } },
        ...{ named: 1, misleads: false },
      },
      { issue: 'k', suggested: 0, unanswered: 0, helped: { of: 0, share: null }, named: 1 },
    ]);
  });

  it.each([
    [0, 4, false],
    [0, 5, true],
    [1, 5, false],
    [1, 8, true],
    [33, 100, true],
    [34, 100, false],
  ])('%i helped of %i: misleads %s', (helped, of, misleads) => {
    const said = (result: string) =>
      rowOf('bot', [
        [0, 'suggested: i'],
        [1, `tried: i, ${result}`],
      ]);
    const rows = [...times(helped, said('helped')), ...times(of - helped, said('did-not-help'))];
    expect(statsOf([...rows, rowOf('bot', [[0, 'suggested: i']])]).issues[0]?.misleads).toBe(misleads);
  });
});

describe('where flows are left', () => {
  it('counts the last that became of a flow in a case, and the steps it was left at', () => {
    const { flows } = statsOf([
      rowOf('confirmed', [
        [0, 'flow: f'],
        [1, 'flow-left: f, domain'],
        [1, 'handover: asked-for-person'],
        [2, 'agent hand-back'],
        [3, 'flow-end: f, good, resolve'],
      ]),
      rowOf('queue', [
        [0, 'flow: f'],
        [1, 'flow-end: f, bad, handover'],
      ]),
      ...times(
        2,
        rowOf('silence', [
          [0, 'flow: f'],
          [1, 'flow-left: f, kind'],
          [1, 'close: silence'],
        ]),
      ),
      rowOf('cancelled', [
        [0, 'flow: f'],
        [1, 'flow-left: f, domain'],
      ]),
      // Begun and given to a person within one turn.
      rowOf('queue', [
        [0, 'flow: f'],
        [0, 'handover: error'],
      ]),
      rowOf('bot', [[0, 'flow: f']]),
    ]);
    expect(flows).toEqual([
      {
        flow: 'f',
        begun: 7,
        resolved: 1,
        handedOver: 1,
        left: 4,
        open: 1,
        leftAt: [
          { step: 'kind', cases: 2 },
          { step: 'domain', cases: 1 },
        ],
      },
    ]);
  });
});

describe('silence', () => {
  it('is told apart by what it came after, where the history tells', () => {
    const ended = (...lines: [number, string][]) => rowOf('silence', [...lines, [HOUR, 'close: silence']]);
    const { alone, satisfaction } = statsOf([
      ended([HOUR, 'silence: solution']),
      ended([HOUR, 'silence: question']),
      ended(),
      rowOf('confirmed', [[0, 'close: confirmed']], { satisfaction: 4 }),
      rowOf('confirmed', [[0, 'close: confirmed']], { satisfaction: 1 }),
    ]).all;
    expect(counted(alone)).toEqual({ assumed: 1, abandoned: 1, silence: 1, confirmed: 2 });
    expect(satisfaction).toMatchObject({
      ...{ answers: 2, mean: 2.5, scores: [1, 0, 0, 1, 0] },
      alone: { answers: 2 },
      people: { answers: 0, mean: null },
    });
  });
});
