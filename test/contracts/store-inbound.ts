import { describe, expect, it } from 'vitest';
import type { StoreBench } from './store.js';
import {
  ANNA,
  BOT,
  BOTH,
  DESK,
  TEAM,
  addressOf,
  caseOf,
  deskActionOf,
  deskMessageOf,
  keyOf,
  messageOf,
  turnOf,
  withDeskThread,
} from './store-samples.js';

export function inboundContract({ store, reopen }: StoreBench): void {
  describe('what arrives', () => {
    it('keeps an inbound as it came, through a restart', async () => {
      const inbound = messageOf('a', 'c1', {
        masked: ['password'],
        attachments: [
          { kind: 'voice', channel: 'telegram', file: 'f', name: null, mime: 'audio/ogg', size: null },
        ],
        album: 'x',
      });
      expect(await store().accept(inbound)).toEqual({ kind: 'new', conversation: keyOf('c1') });
      await reopen();
      expect((await store().loadTurn(keyOf('c1'))).inbounds).toEqual([inbound]);
    });

    it('takes an id once, also when it comes late, changed, or after it was handled', async () => {
      await store().accept(messageOf('b', 'c1'));
      await store().accept(messageOf('a', 'c1'));
      expect(await store().accept(messageOf('b', 'c1', { text: 'other' }))).toEqual({ kind: 'duplicate' });
      await store().commitTurn(turnOf('c1', 0, { handled: ['a', 'b'] }));
      await reopen();
      expect(await store().accept(messageOf('a', 'c1'))).toEqual({ kind: 'duplicate' });
      expect(await store().pending(BOT)).toEqual([]);
    });

    it('lists waiting conversations of the scope, the longest waiting first', async () => {
      await store().accept(messageOf('1', 'c2', { at: 3 }));
      await store().accept(messageOf('2', 'c1', { at: 1 }));
      await store().accept({
        kind: 'command',
        id: '3',
        at: 9,
        address: addressOf('c2'),
        person: ANNA,
        name: 'new',
        argument: '',
      });
      const slack = addressOf('D1', { channel: 'slack', account: 'T1' });
      await store().accept(messageOf('4', 'D1', { address: slack }));
      await reopen();
      expect(await store().pending(BOT)).toEqual([
        {
          conversation: keyOf('c2'),
          inbounds: [
            { kind: 'message', at: 3 },
            { kind: 'command', at: 9 },
          ],
        },
        { conversation: keyOf('c1'), inbounds: [{ kind: 'message', at: 1 }] },
      ]);
      expect((await store().pending(TEAM)).map((each) => each.conversation)).toEqual(['slack:T1:D1:']);
      expect(await store().pending({ accounts: [] })).toEqual([]);
      expect((await store().pending(BOTH)).length).toBe(3);
    });

    it('gives a turn its inbounds in order of arrival, whatever their times say', async () => {
      for (const [id, at] of [
        ['z', 9],
        ['y', 1],
        ['x', 5],
      ] as const) {
        await store().accept(messageOf(id, 'c1', { at }));
      }
      const { inbounds } = await store().loadTurn(keyOf('c1'));
      expect(inbounds.map((inbound) => inbound.id)).toEqual(['z', 'y', 'x']);
    });

    it('knows a conversation that exists or has something waiting', async () => {
      expect(await store().knows(keyOf('c1'))).toBe(false);
      await store().accept(messageOf('a', 'c1'));
      expect(await store().knows(keyOf('c1'))).toBe(true);
      await store().commitTurn(turnOf('c1', 0, { handled: ['a'] }));
      await reopen();
      expect(await store().knows(keyOf('c1'))).toBe(true);
      expect(await store().knows(keyOf('c2'))).toBe(false);
    });

    it('finds the conversation of an agent’s message by the thread', async () => {
      await withDeskThread(store());
      await reopen();
      expect(await store().accept(deskMessageOf('d1'))).toEqual({ kind: 'new', conversation: keyOf('c1') });
      expect(await store().accept(deskMessageOf('d1'))).toEqual({ kind: 'duplicate' });
      expect((await store().loadTurn(keyOf('c1'))).inbounds).toEqual([deskMessageOf('d1')]);
    });

    it('finds the conversation of a card’s button by the case', async () => {
      await withDeskThread(store());
      const elsewhere = addressOf('-999');
      expect(await store().accept(deskActionOf('d1', 'k1', elsewhere))).toEqual({
        kind: 'new',
        conversation: keyOf('c1'),
      });
    });

    it('routes what agents write after a case was closed', async () => {
      const opened = await withDeskThread(store());
      const closed = { ...opened, owner: 'nobody' as const, closedAt: 3_000 };
      await store().commitTurn(turnOf('c1', 1, { cases: [{ ...closed, awaitingSolution: true }] }));
      expect((await store().accept(deskMessageOf('d1'))).kind).toBe('new');
      await store().commitTurn(turnOf('c1', 2, { cases: [closed] }));
      expect((await store().accept(deskMessageOf('d2'))).kind).toBe('new');
      expect((await store().accept(deskActionOf('d3', 'k1'))).kind).toBe('new');
    });

    it('keeps what belongs to no case, and never hands it out', async () => {
      await withDeskThread(store());
      const stray = deskMessageOf('d1', { ...DESK, thread: '8' });
      expect(await store().accept(stray)).toEqual({ kind: 'unrouted' });
      expect(await store().accept(deskActionOf('d2', 'no-such-case'))).toEqual({ kind: 'unrouted' });
      await reopen();
      expect(await store().pending(BOTH)).toEqual([]);
      expect(await store().accept(stray)).toEqual({ kind: 'duplicate' });
    });

    it('hands out what agents wrote in a thread before it was known, in order of arrival', async () => {
      const other = deskMessageOf('d0', { ...DESK, thread: '8' });
      await store().accept(deskMessageOf('d1'));
      await store().accept(other);
      await store().accept(deskActionOf('d2', 'no-such-case'));
      await reopen();
      await withDeskThread(store());
      await store().accept(deskMessageOf('d3'));
      expect((await store().loadTurn(keyOf('c1'))).inbounds).toEqual([
        deskMessageOf('d1'),
        deskMessageOf('d3'),
      ]);
      expect((await store().pending(BOTH)).map((each) => each.conversation)).toEqual([keyOf('c1')]);
    });

    it('finds a case by its thread, the open one before a closed one', async () => {
      const first = await withDeskThread(store());
      expect((await store().caseByThread(DESK))?.id).toBe('k1');
      await store().commitTurn(turnOf('c1', 1, { cases: [{ ...first, owner: 'nobody' }] }));
      expect((await store().caseByThread(DESK))?.id).toBe('k1');
      await withDeskThread(store(), 'c2', 'k2');
      const second = await store().caseById('k2');
      expect(await store().caseByThread(DESK)).toEqual(second);
      expect(await store().caseByThread({ ...DESK, thread: '8' })).toBeNull();
    });

    it('keeps what could not be read, once', async () => {
      const rejected = {
        id: 'r',
        at: 1,
        channel: 'telegram' as const,
        account: 'bot',
        reason: 'no chat',
        raw: '{',
      };
      await store().reject(rejected);
      await store().reject(rejected);
      expect(await store().pending(BOTH)).toEqual([]);
    });

    it('numbers cases without ever giving a number twice', async () => {
      const first = await store().reserveCaseNumber();
      await reopen();
      const second = await store().reserveCaseNumber();
      expect([first, second]).toEqual([1, 2]);
      await store().commitTurn(turnOf('c1', 0, { cases: [caseOf('k', second, 'c1')] }));
      expect(await store().reserveCaseNumber()).toBe(3);
    });
  });
}
