import { describe, expect, it } from 'vitest';
import type { StoreBench } from './store.js';
import {
  BOT,
  BOTH,
  DESK,
  addressOf,
  caseOf,
  deliveryOf,
  deskMessageOf,
  keyOf,
  messageOf,
  turnOf,
  withDeskThread,
} from './store-samples.js';

const NEW_DESK = { ...DESK, chat: '-200' };

export function moveContract({ store, reopen }: StoreBench): void {
  const move = (from: string, to: string): Promise<void> => store().moveChat('telegram', 'bot', from, to);
  const current = (chat: string): Promise<string> => store().currentChat('telegram', 'bot', chat);

  describe('chats that move', () => {
    it('follows moves, also several, and back', async () => {
      expect(await current('1')).toBe('1');
      await move('1', '2');
      await move('2', '3');
      await reopen();
      expect([await current('1'), await current('2'), await current('3')]).toEqual(['3', '3', '3']);
      expect(await store().currentChat('telegram', 'other bot', '1')).toBe('1');
      await move('3', '1');
      expect([await current('1'), await current('2'), await current('3')]).toEqual(['1', '1', '1']);
      await move('1', '1');
      expect(await current('1')).toBe('1');
    });

    it('takes the desk’s threads along', async () => {
      await withDeskThread(store());
      await store().accept(deskMessageOf('d1'));
      await move('-100', '-200');
      await reopen();
      expect((await store().caseById('k1'))?.desk).toEqual(NEW_DESK);
      expect((await store().accept(deskMessageOf('d2', NEW_DESK))).kind).toBe('new');
      // Sent before the move, delivered after it.
      expect((await store().accept(deskMessageOf('d3', DESK))).kind).toBe('new');
      const { inbounds } = await store().loadTurn(keyOf('c1'));
      expect(inbounds.map((inbound) => inbound.address)).toEqual([NEW_DESK, NEW_DESK, NEW_DESK]);
      expect((await store().caseByThread(DESK))?.id).toBe('k1');
    });

    it('takes a desk message that waits along with the person’s conversation', async () => {
      await withDeskThread(store());
      await store().accept(deskMessageOf('d1'));
      await move('c1', 'c9');
      await reopen();
      expect((await store().loadTurn(keyOf('c9'))).inbounds).toEqual([deskMessageOf('d1')]);
      expect(await store().knows(keyOf('c1'))).toBe(false);
    });

    it('notes a thread that was opened before a move where it is now', async () => {
      await move('-100', '-200');
      await withDeskThread(store());
      await reopen();
      expect((await store().caseById('k1'))?.desk).toEqual(NEW_DESK);
    });

    it('takes a person’s conversation along', async () => {
      await store().commitTurn(
        turnOf('1', 0, {
          state: 'kept',
          cases: [caseOf('k1', 1, '1')],
          timers: [{ caseId: 'k1', group: 'dialogue', timers: [{ id: 't', name: 'remind', dueAt: 5 }] }],
        }),
      );
      await store().accept(messageOf('a', '1'));
      await store().accept(messageOf('b', '1', { address: addressOf('1', { thread: '4' }) }));
      await move('1', '2');
      await reopen();
      expect(await store().loadTurn(keyOf('2'))).toMatchObject({
        version: 1,
        state: 'kept',
        latest: { id: 'k1', address: addressOf('2') },
        inbounds: [{ id: 'a', address: addressOf('2') }],
      });
      expect(await store().knows(keyOf('1'))).toBe(false);
      expect((await store().pending(BOT)).map((each) => each.conversation)).toEqual([
        keyOf('2'),
        'telegram:bot:2:4',
      ]);
      expect(await store().accept(messageOf('c', '1'))).toEqual({ kind: 'new', conversation: keyOf('2') });
      expect(await store().accept(messageOf('a', '1'))).toEqual({ kind: 'duplicate' });
      expect(await store().fireTimers(BOT, 5)).toBe(1);
    });

    it('makes a turn under way conflict, a first one too', async () => {
      await store().commitTurn(turnOf('1', 0));
      await store().accept(messageOf('a', '5'));
      await move('1', '2');
      await move('5', '6');
      expect(await store().commitTurn(turnOf('1', 1))).toEqual({ kind: 'conflict' });
      expect(await store().commitTurn(turnOf('5', 0, { handled: ['a'] }))).toEqual({ kind: 'conflict' });
      const { version, inbounds } = await store().loadTurn(keyOf('6'));
      expect([version, inbounds.length]).toEqual([0, 1]);
    });

    it('takes what waits to be sent along, with its lane and its place there', async () => {
      const mark = deliveryOf('m1', '1', {
        delivery: { kind: 'mark', message: { address: DESK, message: '5' }, state: 'delivered' },
        lane: 'desk:k1',
      });
      const card = { caseId: 'k1', title: 't', body: { text: 'b', spans: [] }, actions: [] };
      const open = { kind: 'open-thread' as const, desk: { ...DESK, thread: '' }, card };
      const slack = { channel: 'slack' as const, account: 'T1' };
      await store().enqueue([
        deliveryOf('d1', '1'),
        deliveryOf('d2', '1'),
        deliveryOf('d3', '-100', { delivery: open, lane: 'desk:k1' }),
        deliveryOf('d4', 'D1', { ...slack, lane: 'slack:T1:1:', receipt: { mark } }),
        deliveryOf('d5', '11'),
      ]);
      await move('1', '2');
      await move('-100', '-200');
      await reopen();
      await store().enqueue([deliveryOf('d6', '1')]);
      await store().commitTurn(turnOf('9', 0, { deliveries: [deliveryOf('d7', '1')] }));
      const seen: { id: string; lane: string; to: unknown }[] = [];
      for (;;) {
        const due = await store().dueDeliveries(BOTH, 0, [], 100);
        for (const { id, lane, delivery, receipt } of due) {
          const marked = receipt?.mark.delivery;
          const to =
            delivery.kind === 'open-thread'
              ? delivery.desk.chat
              : marked?.kind === 'mark'
                ? marked.message.address.chat
                : delivery.kind === 'say' && delivery.to.chat;
          seen.push({ id, lane, to });
          await store().settle(id, { kind: 'sent', at: 1, messages: [] });
        }
        if (due.length === 0) break;
      }
      expect(seen).toEqual([
        { id: 'd1', lane: keyOf('2'), to: '2' },
        { id: 'd3', lane: 'desk:k1', to: '-200' },
        { id: 'd4', lane: 'slack:T1:1:', to: '-200' },
        { id: 'd5', lane: keyOf('11'), to: '11' },
        { id: 'd2', lane: keyOf('2'), to: '2' },
        { id: 'd6', lane: keyOf('2'), to: '2' },
        { id: 'd7', lane: keyOf('2'), to: '2' },
      ]);
    });

    it('makes one of two conversations when both ids were used, and ends the older open case', async () => {
      await store().commitTurn(turnOf('1', 0, { cases: [caseOf('k1', 1, '1')], state: 'old' }));
      await store().commitTurn(turnOf('2', 0, { cases: [caseOf('k2', 2, '2')], state: 'new' }));
      await store().accept(messageOf('a', '1'));
      await move('1', '2');
      await reopen();
      expect(await store().loadTurn(keyOf('2'))).toMatchObject({
        version: 2,
        state: 'new',
        latest: { id: 'k2' },
        inbounds: [{ id: 'a' }],
      });
      expect(await store().caseById('k1')).toMatchObject({
        owner: 'nobody',
        resolution: 'replaced',
        address: addressOf('2'),
      });
    });
  });
}
