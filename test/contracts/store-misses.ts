import { describe, expect, it } from 'vitest';
import type { NewMiss } from '../../src/model/miss.js';
import type { TaughtExample } from '../../src/model/taught-example.js';
import type { StoreBench } from './store.js';
import { caseOf, HOSTILE, missOf, turnOf } from './store-samples.js';

export function missContract({ store, reopen }: StoreBench): void {
  /** A turn of chat c1, with case 7. */
  const miss = (version: number, ...misses: NewMiss[]): Promise<unknown> =>
    store().commitTurn(turnOf('c1', version, { cases: [caseOf('k1', 7, 'c1')], misses }));
  const example = (text: string): TaughtExample => ({ intent: 'kettle', language: 'en', text });
  const states = async (): Promise<unknown[]> =>
    (await store().misses()).misses.map(({ number, status, intent, group, decidedBy, decidedAt }) => [
      ...[number, status, intent, group, decidedBy, decidedAt],
    ]);
  const examples = async (): Promise<string[]> =>
    (await store().taughtExamples()).examples.map(
      ({ number, text, status, by, at, changedBy, changedAt }) =>
        `${number} ${text}: ${status} ${by} ${at} ${changedBy ?? '—'} ${changedAt ?? '—'}`,
    );

  describe('the teaching list', () => {
    it('numbers what turns have missed, and keeps all that they knew', async () => {
      expect(await store().misses()).toEqual({ misses: [], unreadable: [] });
      const rich = missOf('k1', {
        ...{ text: HOSTILE.replace('\ud800', ''), candidates: [{ intent: 'a', p: 0.25 }], meant: 'b' },
        ...{ why: 'other-intent', language: 'ru', audience: 'staff', channel: 'slack' },
      });
      await miss(0, rich, missOf(null));
      await reopen();
      const waiting = { status: 'waiting', intent: null, group: null, decidedBy: null, decidedAt: null };
      expect(await store().misses()).toEqual({
        misses: [
          { ...rich, number: 1, caseNumber: 7, ...waiting },
          { ...missOf(null), number: 2, caseNumber: null, ...waiting },
        ],
        unreadable: [],
      });
    });

    it('has a message of a case once, with what was found out last; without a case each time', async () => {
      await miss(0, missOf('k1', { candidates: [{ intent: 'a', p: 0.5 }] }), missOf(null), missOf(null));
      await miss(1, missOf('k1', { why: 'other-intent', meant: 'b', at: 6 }));
      await miss(2, missOf('k1', { why: 'handed-back', at: 7 }));
      const { misses } = await store().misses();
      expect(misses.map(({ number }) => number)).toEqual([1, 2, 3]);
      expect(misses[0]).toMatchObject({
        ...{ why: 'handed-back', meant: 'b', at: 7, candidates: [{ intent: 'a', p: 0.5 }] },
      });
      await store().decideMisses({ numbers: [1], by: 'anna', intent: null }, 8);
      await miss(3, missOf('k1', { why: 'not-that', at: 9 }));
      expect((await store().misses()).misses[0]).toMatchObject({ why: 'handed-back', status: 'dropped' });
    });

    it('leaves out what was spam, unless somebody has decided about it', async () => {
      await miss(0, missOf('k1', { text: 'buy one' }), missOf('k1', { text: 'buy two' }));
      await store().decideMisses({ numbers: [1], by: 'anna', intent: null }, 8);
      const spam = caseOf('k1', 7, 'c1', { owner: 'nobody', resolution: 'spam', closedAt: 9 });
      await store().commitTurn(turnOf('c1', 1, { cases: [spam] }));
      expect((await store().misses()).misses.map(({ number }) => number)).toEqual([1]);
    });

    it('is decided about with the examples, or not at all', async () => {
      await miss(0, missOf(null), missOf(null), missOf(null));
      const taught = { by: 'anna', intent: 'kettle', examples: [example('it leaks'), example('it drips')] };
      expect(await store().decideMisses({ ...taught, numbers: [2, 9] }, 8)).toEqual({
        ...{ kind: 'changed', numbers: [9] },
      });
      expect(await store().decideMisses({ ...taught, numbers: [] }, 8)).toMatchObject({ kind: 'changed' });
      expect(await examples()).toEqual([]);
      expect(await store().decideMisses({ ...taught, numbers: [3, 2] }, 8)).toEqual({
        ...{ kind: 'done', group: 2 },
      });
      expect(await store().decideMisses({ ...taught, numbers: [1, 2] }, 9)).toEqual({
        ...{ kind: 'changed', numbers: [2] },
      });
      await reopen();
      expect(await states()).toEqual([
        [1, 'waiting', null, null, null, null],
        [2, 'taught', 'kettle', 2, 'anna', 8],
        [3, 'taught', 'kettle', 2, 'anna', 8],
      ]);
      expect(await examples()).toEqual(['1 it leaks: taught anna 8 — —', '2 it drips: taught anna 8 — —']);
      expect((await store().taughtExamples()).examples[0]).toMatchObject({
        ...example('it leaks'),
        group: 2,
      });
    });

    it('waits again once a decision is taken back, by any of its numbers; what files have stays', async () => {
      await miss(0, missOf(null), missOf(null));
      const kept = [example('it leaks'), example('it drips'), example('it is wet')];
      await store().decideMisses({ numbers: [1, 2], by: 'anna', intent: 'kettle', examples: kept }, 8);
      expect(await store().changeExamples([1, 2], 'exported', 'oleg', 9)).toEqual([1, 2]);
      expect(await store().changeExamples([2, 7], 'removed', 'oleg', 9)).toEqual([]);
      const outcome = await store().takeBackMisses(2, 'olga', 10);
      expect(outcome).toMatchObject({
        ...{ kind: 'done', removed: [{ number: 3 }], exported: [{ number: 1 }, { number: 2 }] },
      });
      await reopen();
      expect(await states()).toEqual([
        [1, 'waiting', null, null, 'olga', 10],
        [2, 'waiting', null, null, 'olga', 10],
      ]);
      expect(await examples()).toEqual([
        '1 it leaks: exported anna 8 oleg 9',
        '2 it drips: exported anna 8 oleg 9',
        '3 it is wet: removed anna 8 olga 10',
      ]);
      expect(await store().takeBackMisses(1, 'olga', 11)).toEqual({ kind: 'waits-already' });
      expect(await store().takeBackMisses(9, 'olga', 11)).toEqual({ kind: 'no-such-miss' });
    });
  });
}
