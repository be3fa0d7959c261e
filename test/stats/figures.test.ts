import { describe, expect, it } from 'vitest';
import { counted, DAY, figuresOf, HOUR, MINUTE, NOON, rowOf, statsOf } from './sample.js';

describe('how cases stand', () => {
  it('without any case there are noughts, and shares of nothing are none', () => {
    const stats = statsOf([], { by: 'day' });
    expect(stats).toMatchObject({ intents: [], groups: [] });
    expect(counted(stats.all.alone)).toEqual({});
    expect(stats.all).toMatchObject({
      cases: 0,
      handedOver: { cases: 0, share: null },
      reopened: { ended: 0, share: null },
      firstAnswer: { cases: 0, medianMs: null, p90Ms: null },
    });
  });

  it('parts what the bot did alone from what people had', () => {
    const { cases, alone, people } = figuresOf(
      rowOf('confirmed', [[HOUR, 'close: confirmed']]),
      rowOf('answered', [[HOUR, 'close: answered']]),
      rowOf('silence', [[DAY, 'close: silence']]),
      rowOf('bot'),
      rowOf('queue', [[0, 'handover: anger']]),
      rowOf('by-agent', [
        [0, 'handover: flow'],
        [HOUR, 'agent claim'],
        [2 * HOUR, 'agent close: by-agent'],
      ]),
      // The person did not wait for the agent.
      rowOf('cancelled', [
        [0, 'handover: flow'],
        [HOUR, 'close: cancelled'],
      ]),
    );
    expect(cases).toBe(7);
    expect(counted(alone)).toEqual({ confirmed: 1, answered: 1, silence: 1, bot: 1 });
    expect(counted(people)).toEqual({ queue: 1, 'by-agent': 1, cancelled: 1 });
  });

  it('tells what the bot solved after it was given back, and not as done alone', () => {
    const figures = figuresOf(
      rowOf('confirmed', [
        [0, 'handover: steps-failed'],
        [HOUR, 'agent claim'],
        [2 * HOUR, 'agent hand-back'],
        [3 * HOUR, 'close: confirmed'],
      ]),
      rowOf('agent', [
        [0, 'handover: flow'],
        [HOUR, 'agent hand-back'],
        [2 * HOUR, 'handover: not-understood'],
        [3 * HOUR, 'agent claim'],
      ]),
    );
    expect(counted(figures.alone)).toEqual({});
    expect(counted(figures.people)).toEqual({ confirmed: 1, agent: 1 });
    expect(figures.handedBack).toEqual({ cases: 2, confirmed: 1, answered: 0, silence: 0 });
    expect(figures.handedOver).toMatchObject({ cases: 2, again: 1, share: 1 });
    // The reason of the first time: each case has one.
    expect(counted(figures.handedOver.reasons)).toEqual({ 'steps-failed': 1, flow: 1 });
  });

  it('counts a case that an agent opened again, and the bot never handed over, with people', () => {
    const figures = figuresOf(
      rowOf('by-agent', [
        [HOUR, 'close: answered'],
        [2 * HOUR, 'agent reopen'],
        [3 * HOUR, 'agent close: by-agent'],
      ]),
    );
    expect(counted(figures.people)).toEqual({ 'by-agent': 1 });
    expect(figures.handedOver.cases).toBe(0);
    expect(figures.firstAnswer).toMatchObject({ cases: 0, without: 0, waiting: 0 });
  });

  it('takes the end from the case where its history has none: a chat that moved', () => {
    const { alone, reopened } = figuresOf(rowOf('replaced'));
    expect(counted(alone)).toEqual({ replaced: 1 });
    expect(counted(reopened.firstEnds)).toEqual({ replaced: 1 });
  });

  it('leaves out what is no event of the engine', () => {
    const { alone, handedOver } = figuresOf(
      rowOf('bot', [
        [0, 'handover: nonsense'],
        [0, 'close: nonsense'],
        [0, 'route: billing, high'],
        [0, '/close: confirmed'],
      ]),
    );
    expect(counted(alone)).toEqual({ bot: 1 });
    expect(handedOver.cases).toBe(0);
  });
});

describe('opened again', () => {
  const twice = rowOf('confirmed', [
    [HOUR, 'close: silence'],
    [DAY, 'reopen'],
    [2 * DAY, 'close: answered'],
    [3 * DAY, 'reopen'],
    [4 * DAY, 'close: confirmed'],
  ]);

  it('counts a case once, however often it was, by its first end', () => {
    const { cases, alone, reopened } = figuresOf(twice);
    expect(cases).toBe(1);
    expect(counted(alone)).toEqual({ confirmed: 1 });
    expect(reopened).toMatchObject({ ended: 1, reopened: 1, share: 1, undecided: 0 });
    expect(counted(reopened.firstEnds)).toEqual({ silence: 1 });
    expect(counted(reopened.reopenedAfter)).toEqual({ silence: 1 });
  });

  it('counts what is open again as open', () => {
    const { alone, reopened } = figuresOf(
      rowOf('bot', [
        [HOUR, 'close: silence'],
        [2 * HOUR, 'reopen'],
      ]),
    );
    expect(counted(alone)).toEqual({ bot: 1 });
    expect(reopened).toMatchObject({ ended: 1, reopened: 1 });
  });

  it('within seven days to the millisecond', () => {
    const after = (ms: number): number =>
      figuresOf(
        rowOf('bot', [
          [0, 'close: confirmed'],
          [ms, 'reopen'],
        ]),
      ).reopened.reopened;
    expect([after(7 * DAY), after(7 * DAY + 1)]).toEqual([1, 0]);
  });

  it('says of how many it is not known yet', () => {
    const rows = [rowOf('confirmed', [[0, 'close: confirmed']]), twice];
    expect(statsOf(rows, { at: NOON + 7 * DAY - 1 }).all.reopened).toMatchObject({
      undecided: 1,
      share: 0.5,
    });
    expect(statsOf(rows, { at: NOON + 7 * DAY }).all.reopened.undecided).toBe(0);
  });
});

describe('how long people wait', () => {
  const waited = (answer: number, end: number) =>
    rowOf('by-agent', [
      [MINUTE, 'handover: flow'],
      [2 * MINUTE, 'agent claim'],
      [MINUTE + answer, 'words'],
      [MINUTE + answer + 1, 'words'],
      [MINUTE + end, 'agent close: by-agent'],
    ]);

  it('from the hand-over to the first words of an agent and to the end, as some case took', () => {
    const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100];
    const { firstAnswer, end } = figuresOf(...minutes.map((n) => waited(n * MINUTE, n * HOUR)));
    expect(firstAnswer).toEqual({
      ...{ cases: 10, without: 0, waiting: 0 },
      ...{ medianMs: 5 * MINUTE, p90Ms: 9 * MINUTE },
    });
    expect(end).toEqual({ cases: 10, medianMs: 5 * HOUR, p90Ms: 9 * HOUR });
  });

  it('is told apart where no agent wrote: still waiting, or ended or given back without', () => {
    const { firstAnswer, end } = figuresOf(
      rowOf('queue', [[0, 'handover: flow']]),
      rowOf('agent', [
        [0, 'handover: flow'],
        [HOUR, 'agent claim'],
      ]),
      rowOf('by-agent', [
        [0, 'handover: flow'],
        [HOUR, 'agent close: by-agent'],
      ]),
      // What is written after it was given back answers another wait.
      rowOf('agent', [
        [0, 'handover: flow'],
        [HOUR, 'agent hand-back'],
        [2 * HOUR, 'handover: flow'],
        [3 * HOUR, 'words'],
      ]),
    );
    expect(firstAnswer).toMatchObject({ cases: 0, without: 2, waiting: 2, medianMs: null });
    expect(end).toMatchObject({ cases: 1, medianMs: HOUR });
  });

  it('ends without an answer where the person goes on with the bot, which no agent gave it', () => {
    const figures = figuresOf(
      rowOf('confirmed', [
        [0, 'handover: asked-for-person'],
        [HOUR, 'hand-back'],
        [2 * HOUR, 'close: confirmed'],
      ]),
    );
    expect(figures.firstAnswer).toMatchObject({ cases: 0, without: 1 });
    expect(figures.handedBack).toMatchObject({ cases: 0 });
  });

  it('goes on where an agent lets go, and ends with the first end', () => {
    const { firstAnswer, end } = figuresOf(
      rowOf('by-agent', [
        [0, 'handover: flow'],
        [HOUR, 'agent claim'],
        [2 * HOUR, 'agent release'],
        [3 * HOUR, 'words'],
        [4 * HOUR, 'agent close: by-agent'],
        [DAY, 'agent reopen'],
        [2 * DAY, 'words'],
        [3 * DAY, 'agent close: by-agent'],
      ]),
    );
    expect([firstAnswer.medianMs, end.medianMs]).toEqual([3 * HOUR, 4 * HOUR]);
  });

  it('is never below nought, and is told, where the clock went back', () => {
    const { firstAnswer, end, reopened, clockWentBack } = figuresOf(
      rowOf('bot', [
        [0, 'handover: flow'],
        [-HOUR, 'words'],
        [HOUR, 'agent close: by-agent'],
        [-2 * HOUR, 'reopen'],
      ]),
      rowOf('confirmed', [[0, 'close: confirmed']]),
    );
    expect(firstAnswer).toMatchObject({ cases: 1, medianMs: 0 });
    expect(end.medianMs).toBe(HOUR);
    expect(reopened).toMatchObject({ reopened: 1, share: 0.5 });
    expect(clockWentBack).toBe(1);
  });
});
