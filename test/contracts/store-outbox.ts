import { describe, expect, it } from 'vitest';
import type { NewDelivery } from '../../src/store/store.js';
import type { StoreBench } from './store.js';
import {
  BOT,
  BOTH,
  DESK,
  TEAM,
  caseOf,
  deliveryOf,
  dueIds,
  entryOf,
  keyOf,
  turnOf,
} from './store-samples.js';

const SENT = { kind: 'sent', at: 10, messages: ['1'] } as const;

export function outboxContract({ store, reopen }: StoreBench): void {
  const retry = (id: string, notBefore: number): Promise<void> =>
    store().settle(id, { kind: 'retry', at: 10, notBefore, error: 'later' });

  describe('outbox', () => {
    it('gives out the head of each lane, oldest first, and the next once it is settled', async () => {
      await store().enqueue([deliveryOf('b1', 'b'), deliveryOf('a1', 'a')]);
      await store().enqueue([deliveryOf('b2', 'b'), deliveryOf('a2', 'a')]);
      await reopen();
      expect(await dueIds(store())).toEqual(['b1', 'a1']);
      expect(await dueIds(store())).toEqual(['b1', 'a1']);
      expect(await dueIds(store(), 0, [keyOf('b')])).toEqual(['a1']);
      expect(await dueIds(store(), 0, [], 1)).toEqual(['b1']);
      await store().settle('b1', SENT);
      await reopen();
      expect(await dueIds(store())).toEqual(['a1', 'b2']);
      await store().settle('a1', { kind: 'dropped', at: 1, why: 'owner' });
      await store().settle('b2', { kind: 'dead', at: 1, reason: 'blocked', error: '403' });
      expect(await dueIds(store())).toEqual(['a2']);
    });

    it('lets a head that is not due yet block its lane, and no other', async () => {
      await store().enqueue([
        deliveryOf('a1', 'a', { notBefore: 500 }),
        deliveryOf('a2', 'a'),
        deliveryOf('b1', 'b', { notBefore: 100 }),
      ]);
      expect(await dueIds(store(), 99)).toEqual([]);
      expect(await dueIds(store(), 100)).toEqual(['b1']);
      expect(await dueIds(store(), 500)).toEqual(['a1', 'b1']);
      expect(await store().nextDue(BOTH, [])).toBe(100);
      expect(await store().nextDue(BOTH, [keyOf('b')])).toBe(500);
      expect(await store().nextDue(BOTH, [keyOf('a'), keyOf('b')])).toBeNull();
    });

    it('keeps a retried delivery at the head of its lane', async () => {
      await store().enqueue([deliveryOf('a1', 'a'), deliveryOf('a2', 'a')]);
      await retry('a1', 700);
      await reopen();
      expect(await dueIds(store(), 699)).toEqual([]);
      const [due] = await store().dueDeliveries(BOT, 700, [], 10);
      expect(due).toMatchObject({ id: 'a1', attempts: 1 });
      expect(await store().nextDue(BOT, [])).toBe(700);
    });

    it('puts deliveries ahead of the one that is settled', async () => {
      await store().enqueue([deliveryOf('a1', 'a'), deliveryOf('b1', 'b'), deliveryOf('a2', 'a')]);
      const ahead = [deliveryOf('x1', 'a'), deliveryOf('x2', 'a', { lane: 'elsewhere' })];
      await store().settle('a1', { kind: 'retry', at: 10, notBefore: 0, error: 'gone' }, { ahead });
      await reopen();
      const order: string[] = [];
      for (;;) {
        const [head] = await dueIds(store(), 10, [keyOf('b')]);
        if (head === undefined) break;
        order.push(head);
        // Lost again while it is being opened: once more ahead of that.
        const deeper = head === 'x1' ? { ahead: [deliveryOf('y1', 'a')] } : {};
        await store().settle(head, SENT, deeper);
      }
      expect(order).toEqual(['x1', 'y1', 'x2', 'a1', 'a2']);
    });

    it('changes deliveries, thread and history together with a settlement, once', async () => {
      await store().commitTurn(turnOf('a', 0, { cases: [caseOf('k1', 1, 'a')] }));
      await store().enqueue([deliveryOf('a1', 'a', { caseId: 'k1' })]);
      const changes = {
        deliveries: [deliveryOf('m1', 'm')],
        desk: { caseId: 'k1', thread: DESK, cardMessage: 'c' },
        history: [{ caseId: 'k1', entry: entryOf('sent') }],
      };
      await store().settle('a1', SENT, changes);
      await reopen();
      await store().settle('a1', { kind: 'dead', at: 11, reason: 'r', error: 'e' }, changes);
      await store().settle('a1', SENT, {
        deliveries: [deliveryOf('m2', 'm')],
        desk: { caseId: 'k1', thread: null, cardMessage: null },
      });
      expect(await dueIds(store())).toEqual(['m1']);
      expect(await store().caseById('k1')).toMatchObject({ desk: DESK, cardMessage: 'c' });
      expect(await store().history('k1')).toEqual([entryOf('sent')]);
    });

    it('takes nothing of a settlement that fails', async () => {
      await store().enqueue([deliveryOf('a1', 'a')]);
      const broken = { deliveries: [deliveryOf('m1', 'm', { caseId: 'no-such-case' })] };
      await expect(store().settle('a1', SENT, broken)).rejects.toMatchObject({ code: 'STORE_REFUSED' });
      await expect(store().settle('never', SENT)).rejects.toMatchObject({ code: 'STORE_REFUSED' });
      expect(await dueIds(store())).toEqual(['a1']);
    });

    it('leaves out of the queue what was ever there', async () => {
      await store().enqueue([deliveryOf('a1', 'a')]);
      await store().enqueue([deliveryOf('a1', 'a')]);
      await store().settle('a1', SENT);
      await store().enqueue([deliveryOf('a1', 'a')]);
      expect(await dueIds(store())).toEqual([]);
    });

    it('gives out a case as it is at that moment, and the receipt as it was put in', async () => {
      const opened = caseOf('k1', 1, 'a');
      const mark: NewDelivery = deliveryOf('m1', 'desk', {
        delivery: { kind: 'mark', message: { address: DESK, message: '5' }, state: 'delivered' },
        caseId: 'k1',
      });
      await store().commitTurn(
        turnOf('a', 0, {
          cases: [opened],
          deliveries: [deliveryOf('a1', 'a', { caseId: 'k1', receipt: { mark } })],
        }),
      );
      await store().commitTurn(turnOf('a', 1, { cases: [{ ...opened, owner: 'queue' }] }));
      await reopen();
      const [due] = await store().dueDeliveries(BOT, 0, [], 1);
      expect(due?.case?.owner).toBe('queue');
      expect(due?.receipt).toEqual({ mark });
    });

    it('gives each scope only what is sent through its accounts', async () => {
      await store().enqueue([
        deliveryOf('a1', 'a'),
        deliveryOf('s1', 's', { channel: 'slack', account: 'T1', notBefore: 50 }),
        deliveryOf('o1', 'o', { account: 'other bot' }),
      ]);
      const ids = async (scope: typeof BOT): Promise<string[]> =>
        (await store().dueDeliveries(scope, 100, [], 10)).map((due) => due.id);
      expect(await ids(BOT)).toEqual(['a1']);
      expect(await ids(TEAM)).toEqual(['s1']);
      expect(await ids(BOTH)).toEqual(['a1', 's1']);
      expect(await store().nextDue(TEAM, [])).toBe(50);
    });
  });
}
