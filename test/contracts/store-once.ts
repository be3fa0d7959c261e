import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/model/delivery.js';
import { plain } from '../../src/model/text.js';
import type { StoreBench } from './store.js';
import { addressOf, caseOf, deliveryOf, dueIds, entryOf, turnOf } from './store-samples.js';

export function onceContract({ store, reopen }: StoreBench): void {
  describe('what is said once', () => {
    it('goes out for the first who asks, and never again, after a restart either', async () => {
      expect(await store().wasEnqueued('digest:2026-03-02')).toBe(false);
      expect(await store().enqueueOnce('digest:2026-03-02', [deliveryOf('d1', 'a')], 5)).toBe(true);
      await reopen();
      expect(await store().wasEnqueued('digest:2026-03-02')).toBe(true);
      expect(await store().enqueueOnce('digest:2026-03-02', [deliveryOf('d2', 'b')], 6)).toBe(false);
      expect(await dueIds(store())).toEqual(['d1']);
      // Even where there was nothing to say.
      expect(await store().enqueueOnce('digest:2026-03-09', [], 7)).toBe(true);
      expect(await store().enqueueOnce('digest:2026-03-09', [deliveryOf('d3', 'c')], 8)).toBe(false);
    });

    it('waits for a chat that has moved where it is now', async () => {
      const desk = addressOf('-100');
      const delivery: Delivery = { kind: 'notice', desk, text: plain('x') };
      await store().enqueueOnce('n', [deliveryOf('n1', '-100', { delivery })], 5);
      await store().moveChat('telegram', 'bot', '-100', '-1001');
      const [due] = await store().dueDeliveries(
        { accounts: [{ channel: 'telegram', account: 'bot' }] },
        9,
        [],
        9,
      );
      expect(due).toMatchObject({ delivery: { desk: { chat: '-1001' } }, case: null });
    });
  });

  describe('cases for figures', () => {
    it('are those that were opened between two moments, with their events and no words', async () => {
      for (const [index, openedAt] of [999, 1_000, 1_999, 2_000].entries()) {
        const item = caseOf(`k${String(index)}`, index + 1, `c${String(index)}`, { openedAt });
        const event = { ...entryOf('intent: mail-to-spam'), kind: 'event' as const };
        const history = [entryOf('words'), event, { ...event, inbound: 'in' }, { ...event, text: 'unknown' }];
        await store().commitTurn(
          turnOf(`c${String(index)}`, 0, {
            cases: [item],
            history: history.map((entry) => ({ caseId: item.id, entry })),
          }),
        );
      }
      await reopen();
      const rows = await store().caseRows({ from: 1_000, to: 2_000 });
      expect(rows.map(({ number }) => number)).toEqual([2, 3]);
      expect(rows[0]).toMatchObject({ channel: 'telegram', standing: 'bot', satisfaction: null });
      expect(rows[0]?.lines).toEqual([
        { at: 5, kind: 'event', byAgent: false, event: { kind: 'intent', intent: 'mail-to-spam' } },
        { at: 5, kind: 'event', byAgent: false, event: null },
      ]);
    });
  });
}
