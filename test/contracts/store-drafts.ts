import { describe, expect, it } from 'vitest';
import { solvedIssueSchema } from '../../src/model/issue.js';
import type { NewStoredIssue } from '../../src/model/stored-issue.js';
import type { DraftDecision, DraftReview } from '../../src/model/draft-decision.js';
import type { DraftSelection } from '../../src/store/store.js';
import type { StoreBench } from './store.js';
import { caseOf, draftOf, HOSTILE, turnOf } from './store-samples.js';

export function draftContract({ store, reopen }: StoreBench): void {
  const rich = draftOf('k1', {
    ...{ intent: 'mail-to-spam', audience: 'staff', area: 'mail', symptoms: [HOSTILE, 's'] },
    ...{ findings: ['f'], failed: [HOSTILE], language: 'en' },
  });
  const second = draftOf('k1', { number: 2 });
  /** Two drafts of case 7. */
  const kept = (): Promise<unknown> =>
    store().commitTurn(turnOf('c1', 0, { cases: [caseOf('k1', 7, 'c1')], drafts: [rich, second] }));
  const stored = (id: string, hash = 'h'): NewStoredIssue => ({
    issue: solvedIssueSchema.parse({
      ...{ id, intent: null, audience: 'staff', tags: [] },
      en: { problem: 'p', symptoms: [], solution: ['s'] },
    }),
    ...{ source: 'agents', key: 'k', hash, by: 'anna' },
  });
  const publish = (id: string): DraftDecision => ({
    ...{ status: 'published', by: 'anna', put: stored(id), replaces: null },
  });
  const issues = async (): Promise<string[]> =>
    (await store().storedIssues()).issues.map(({ issue, hash }) => `${issue.id} ${hash}`);
  const states = async (): Promise<unknown[]> =>
    (await store().drafts()).drafts.map(({ status, decidedBy, decidedAt, issue }) => [
      ...[status, decidedBy, decidedAt, issue],
    ]);
  const UNDECIDED = ['waiting', null, null, null];

  describe('drafts of solutions', () => {
    it('are numbered and wait, with all that their turn knew and the number of their case', async () => {
      expect(await store().drafts()).toEqual({ drafts: [], unreadable: [] });
      await kept();
      await reopen();
      const waiting = { caseNumber: 7, status: 'waiting', decidedBy: null, decidedAt: null, issue: null };
      expect(await store().drafts()).toEqual({
        drafts: [
          { ...rich, ...waiting },
          { ...second, ...waiting },
        ],
        unreadable: [],
      });
    });

    it('are published together with their issue, or not at all', async () => {
      await kept();
      await store().putIssues([stored('other')], 1);
      expect(await store().decideDraft(1, publish('other'), 9)).toEqual({ kind: 'issue-changed' });
      expect(await store().decideDraft(3, publish('a'), 9)).toEqual({ kind: 'no-such-draft' });
      expect([await states(), await issues()]).toEqual([[UNDECIDED, UNDECIDED], ['other h']]);
      expect(await store().decideDraft(1, publish('a'), 9)).toEqual({ kind: 'done' });
      await reopen();
      expect(await states()).toEqual([['published', 'anna', 9, 'a'], UNDECIDED]);
      expect(await issues()).toEqual(['a h', 'other h']);
      const already = { kind: 'decided-already', status: 'published', issue: 'a' };
      expect(await store().decideDraft(1, publish('b'), 10)).toEqual(already);
      expect(await store().decideDraft(1, { status: 'dropped', by: 'oleg' }, 10)).toEqual(already);
      expect(await issues()).toEqual(['a h', 'other h']);
    });

    it('are taken back with the issue, and can be decided about anew', async () => {
      await kept();
      await store().decideDraft(1, publish('a'), 9);
      expect(await store().decideDraft(1, { status: 'waiting', by: 'oleg' }, 10)).toEqual({ kind: 'done' });
      expect([await states(), await issues()]).toEqual([[['waiting', 'oleg', 10, null], UNDECIDED], []]);
      await store().decideDraft(1, { status: 'dropped', by: 'oleg' }, 11);
      await store().decideDraft(1, { status: 'waiting', by: 'oleg' }, 12);
      expect(await store().decideDraft(1, { status: 'waiting', by: 'oleg' }, 13)).toMatchObject({
        kind: 'decided-already',
      });
      expect(await store().decideDraft(1, publish('a'), 14)).toEqual({ kind: 'done' });
      await store().removeIssues({ id: 'a' });
      expect(await store().decideDraft(1, { status: 'waiting', by: 'oleg' }, 15)).toEqual({ kind: 'done' });
    });

    it('are merged into the issue that was read, and keep it from being taken back', async () => {
      await kept();
      await store().decideDraft(1, publish('a'), 9);
      const merge = (replaces: string): DraftDecision => ({
        ...{ status: 'merged', by: 'oleg', put: stored('a', 'newer'), replaces },
      });
      expect(await store().decideDraft(2, merge('older'), 10)).toEqual({ kind: 'issue-changed' });
      expect(await issues()).toEqual(['a h']);
      expect(await store().decideDraft(2, merge('h'), 10)).toEqual({ kind: 'done' });
      expect(await issues()).toEqual(['a newer']);
      expect((await states())[1]).toEqual(['merged', 'oleg', 10, 'a']);
      expect(await store().decideDraft(1, { status: 'waiting', by: 'x' }, 11)).toEqual({
        ...{ kind: 'merged-into', numbers: [2] },
      });
      expect(await store().decideDraft(2, { status: 'waiting', by: 'x' }, 11)).toMatchObject({
        kind: 'decided-already',
      });
    });

    it('are decided about and written anew together with a turn, or the turn is not taken', async () => {
      await kept();
      const decide = (version: number, ...reviews: DraftReview[]): Promise<unknown> =>
        store().commitTurn(turnOf('c1', version, { reviews }));
      const texts = { problem: `it's "; --`, solution: 'better' };
      expect(
        await decide(
          1,
          { kind: 'rewrite', number: 2, texts },
          { kind: 'decide', number: 1, decision: publish('a') },
        ),
      ).toEqual({ kind: 'committed' });
      expect(await states()).toEqual([['published', 'anna', 5_000, 'a'], UNDECIDED]);
      expect((await store().drafts({ caseId: 'k1' })).drafts[1]).toMatchObject(texts);
      expect(await issues()).toEqual(['a h']);
      const impossible: DraftReview[] = [
        { kind: 'decide', number: 2, decision: publish('a') },
        { kind: 'decide', number: 1, decision: { status: 'dropped', by: 'x' } },
        { kind: 'rewrite', number: 1, texts },
        { kind: 'rewrite', number: 3, texts },
      ];
      for (const one of impossible) {
        const other: DraftReview = { kind: 'decide', number: 2, decision: { status: 'dropped', by: 'x' } };
        expect(await decide(2, ...(one.number === 2 ? [] : [other]), one)).toEqual({ kind: 'conflict' });
      }
      expect((await states())[1]).toEqual(UNDECIDED);
      const taken: DraftDecision = { status: 'waiting', by: 'oleg' };
      await decide(2, { kind: 'decide', number: 1, decision: taken });
      expect(await issues()).toEqual([]);
    });

    it('are found by their case and by what they are part of, and numbered before they are kept', async () => {
      await kept();
      expect([await store().reserveDraftNumber(), await store().reserveDraftNumber()]).toEqual([1, 2]);
      await store().decideDraft(2, publish('a'), 9);
      const numbers = async (which: DraftSelection): Promise<number[]> =>
        (await store().drafts(which)).drafts.map(({ number }) => number);
      expect(await numbers({ caseId: 'k1' })).toEqual([1, 2]);
      expect(await numbers({ caseId: 'k2' })).toEqual([]);
      expect(await numbers({ issue: 'a' })).toEqual([2]);
    });
  });
}
