import { describe, expect, it } from 'vitest';
import { caseOf, deliveryOf, dueIds, HOSTILE, turnOf } from './store-samples.js';
import type { StoreBench } from './store.js';

const WISH = `it's "; DROP TABLE feedback; -- <b>_*[ 😀`;

const wishOf = (caseId: string, wish: string) =>
  ({ caseId, language: 'ru', audience: 'customer', wish, need: null, at: 5 }) as const;

/** What a store keeps of the time after a case's end. */
export function aftercareContract({ store }: StoreBench): void {
  describe('after the end', () => {
    it('keeps what the person says of a case, and when they are asked again', async () => {
      const satisfaction = { askedAt: 7, score: 4, words: HOSTILE };
      const one = caseOf('k1', 1, 'c1', { satisfaction, followUp: { dueAt: 9, askedAt: null } });
      await store().commitTurn(turnOf('c1', 0, { cases: [one] }));
      expect(await store().caseById('k1')).toEqual(one);
      const asked = {
        ...one,
        satisfaction: { ...satisfaction, score: 5 },
        followUp: { dueAt: 9, askedAt: 10 },
      };
      await store().commitTurn(turnOf('c1', 1, { cases: [asked] }));
      expect(await store().caseById('k1')).toEqual(asked);
      expect((await store().caseRows({ from: 0, to: 9_999 })).map((row) => row.satisfaction)).toEqual([5]);
    });

    it('keeps feedback once for each case, in groups, and tells the desk of more only', async () => {
      const cases = [caseOf('k1', 1, 'c1', { owner: 'nobody' }), caseOf('k2', 2, 'c1')];
      const feedback = [wishOf('k1', WISH), wishOf('k2', 'alike')];
      await store().commitTurn(turnOf('c1', 0, { cases, feedback }));
      await store().commitTurn(turnOf('c1', 1, { feedback: [wishOf('k1', 'said again')] }));
      expect(await store().hasFeedback('k1')).toBe(true);
      expect(await store().hasFeedback('k3')).toBe(false);
      const [first, second] = await store().feedback();
      expect(first).toMatchObject({ caseNumber: 1, wish: WISH, group: null, person: 'telegram:bot:1' });
      if (first === undefined || second === undefined) throw new Error('feedback is missing');
      await store().groupFeedback(second.number, first.number);
      expect((await store().feedback()).map(({ group }) => group)).toEqual([null, first.number]);
      const told = { group: first.number, people: 2, at: 5 };
      expect(await store().tellOfFeedback(told, [deliveryOf('d1', 'c1')])).toBe(true);
      expect(await store().tellOfFeedback({ ...told, at: 6 }, [deliveryOf('d2', 'c1')])).toBe(false);
      expect(await store().feedbackTold()).toEqual([told]);
      expect(await dueIds(store())).toEqual(['d1']);
    });
  });
}
