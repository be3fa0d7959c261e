import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/model/case.js';
import type { StoreBench } from './store.js';
import {
  AGENT,
  BOTH,
  DESK,
  HOSTILE,
  addressOf,
  caseOf,
  deliveryOf,
  draftOf,
  dueIds,
  entryOf,
  keyOf,
  messageOf,
  turnOf,
  withDeskThread,
} from './store-samples.js';

export function turnContract({ store, reopen, clock }: StoreBench): void {
  describe('turns', () => {
    it('begins a conversation at version 0 with nothing', async () => {
      expect(await store().loadTurn(keyOf('c1'))).toEqual({
        conversation: keyOf('c1'),
        version: 0,
        chosenLanguage: null,
        state: null,
        latest: null,
        inbounds: [],
      });
    });

    it('takes everything of a turn', async () => {
      await store().accept(messageOf('a', 'c1'));
      await store().accept(messageOf('b', 'c1'));
      const full: Case = caseOf('k1', 1, 'c1', {
        owner: 'agent',
        agent: AGENT,
        intent: 'mail-to-spam',
        priority: 'urgent',
        waitingSince: 7,
        dossier: {
          reason: 'anger',
          problem: [HOSTILE],
          understood: { intent: 'mail-to-spam', title: 't', p: 0.5, decision: 'choose' },
          answers: [{ slot: 's', question: null, value: 'v' }],
          tried: [{ step: 's', text: 't', result: null }],
          probes: [{ probe: 'dns', target: 'example.com', verdict: 'ok', says: HOSTILE, details: ['a'] }],
          note: HOSTILE,
          nearest: [{ issue: 'i', title: 't' }],
        },
      });
      const state = { format: 1, stack: [{ text: HOSTILE }] };
      clock.now = 6_000;
      const outcome = await store().commitTurn(
        turnOf('c1', 0, {
          handled: ['a'],
          chosenLanguage: 'en',
          state,
          cases: [full],
          history: [
            { caseId: 'k1', entry: entryOf('one') },
            { caseId: 'k1', entry: entryOf('two') },
          ],
          deliveries: [deliveryOf('d1', 'c1', { caseId: 'k1', onlyWhile: ['bot'] })],
          timers: [
            { caseId: 'k1', group: 'dialogue', timers: [{ id: 't1', name: 'remind', dueAt: 99_000 }] },
          ],
          drafts: [draftOf('k1')],
        }),
      );
      expect(outcome).toEqual({ kind: 'committed' });
      await reopen();
      expect(await store().loadTurn(keyOf('c1'))).toEqual({
        conversation: keyOf('c1'),
        version: 1,
        chosenLanguage: 'en',
        state,
        latest: full,
        inbounds: [messageOf('b', 'c1')],
      });
      expect(await store().caseById('k1')).toEqual(full);
      expect(await store().caseById('k2')).toBeNull();
      expect(await store().history('k1')).toEqual([entryOf('one'), entryOf('two')]);
      expect(await store().dueDeliveries(BOTH, 0, [], 10)).toEqual([
        {
          id: 'd1',
          delivery: deliveryOf('d1', 'c1').delivery,
          channel: 'telegram',
          account: 'bot',
          lane: keyOf('c1'),
          case: full,
          counterpart: null,
          onlyWhile: ['bot'],
          attempts: 0,
          createdAt: 6_000,
          receipt: null,
        },
      ]);
      expect(await store().nextDue(BOTH, [keyOf('c1')])).toBe(99_000);
    });

    it('refuses a turn that was overtaken, and takes nothing of it', async () => {
      await store().accept(messageOf('a', 'c1'));
      await store().commitTurn(turnOf('c1', 0));
      const late = turnOf('c1', 0, {
        handled: ['a'],
        state: 'late',
        cases: [caseOf('k1', 1, 'c1')],
        deliveries: [deliveryOf('d1', 'c1')],
      });
      expect(await store().commitTurn(late)).toEqual({ kind: 'conflict' });
      await reopen();
      expect(await store().loadTurn(keyOf('c1'))).toMatchObject({
        version: 1,
        state: null,
        latest: null,
        inbounds: [{ id: 'a' }],
      });
      expect(await dueIds(store())).toEqual([]);
      expect(await store().commitTurn({ ...late, version: 1 })).toEqual({ kind: 'committed' });
      expect(await store().commitTurn({ ...late, version: 7 })).toEqual({ kind: 'conflict' });
    });

    it('refuses to handle an inbound twice', async () => {
      await store().accept(messageOf('a', 'c1'));
      await store().commitTurn(turnOf('c1', 0, { handled: ['a'] }));
      const again = turnOf('c1', 1, { handled: ['a'], deliveries: [deliveryOf('d1', 'c1')] });
      expect(await store().commitTurn(again)).toEqual({ kind: 'conflict' });
      expect(await dueIds(store())).toEqual([]);
      expect((await store().loadTurn(keyOf('c1'))).version).toBe(1);
    });

    it('lets one of two turns win, and leaves other conversations alone', async () => {
      const outcomes = await Promise.all([
        store().commitTurn(turnOf('c1', 0, { state: 1 })),
        store().commitTurn(turnOf('c1', 0, { state: 2 })),
        store().commitTurn(turnOf('c2', 0, { state: 3 })),
      ]);
      expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['committed', 'committed', 'conflict']);
      expect((await store().loadTurn(keyOf('c2'))).state).toBe(3);
    });

    it('allows one open case a conversation', async () => {
      await store().commitTurn(turnOf('c1', 0, { cases: [caseOf('k1', 1, 'c1')], state: 'kept' }));
      const second = turnOf('c1', 1, { cases: [caseOf('k2', 2, 'c1')], state: 'lost' });
      await expect(store().commitTurn(second)).rejects.toMatchObject({ code: 'STORE_REFUSED' });
      await reopen();
      expect(await store().loadTurn(keyOf('c1'))).toMatchObject({
        version: 1,
        state: 'kept',
        latest: { id: 'k1' },
      });
    });

    it('ends one case and begins the next in one turn, in whatever order they are named', async () => {
      const first = caseOf('k1', 1, 'c1');
      await store().commitTurn(turnOf('c1', 0, { cases: [first] }));
      const ended: Case = { ...first, owner: 'nobody', resolution: 'replaced', closedAt: 9 };
      await store().commitTurn(turnOf('c1', 1, { cases: [caseOf('k2', 2, 'c1'), ended] }));
      expect((await store().loadTurn(keyOf('c1'))).latest?.id).toBe('k2');
      expect(await store().caseById('k1')).toEqual(ended);
    });

    it('gives the open case, else the latest', async () => {
      const closed = (id: string, number: number): Case => caseOf(id, number, 'c1', { owner: 'nobody' });
      await store().commitTurn(
        turnOf('c1', 0, { cases: [closed('k3', 3), caseOf('k1', 1, 'c1'), closed('k2', 2)] }),
      );
      expect((await store().loadTurn(keyOf('c1'))).latest?.id).toBe('k1');
      await store().commitTurn(turnOf('c1', 1, { cases: [closed('k1', 1)] }));
      expect((await store().loadTurn(keyOf('c1'))).latest?.id).toBe('k3');
    });

    it('refuses a number that is taken, a case of another conversation, a known delivery', async () => {
      await store().commitTurn(turnOf('c1', 0, { cases: [caseOf('k1', 1, 'c1')] }));
      await store().enqueue([deliveryOf('d1', 'c1')]);
      const refused = [
        turnOf('c2', 0, { cases: [caseOf('k2', 1, 'c2')] }),
        turnOf('c2', 0, { cases: [caseOf('k1', 1, 'c2')] }),
        turnOf('c2', 0, { cases: [caseOf('k2', 2, 'c1')] }),
        turnOf('c2', 0, { address: addressOf('c3') }),
        turnOf('c2', 0, { deliveries: [deliveryOf('d1', 'c2')] }),
        turnOf('c2', 0, { history: [{ caseId: 'k9', entry: entryOf('x') }] }),
      ];
      for (const commit of refused) {
        await expect(store().commitTurn(commit)).rejects.toMatchObject({ code: 'STORE_REFUSED' });
      }
      expect((await store().loadTurn(keyOf('c2'))).version).toBe(0);
    });

    it('never takes thread and card from a turn', async () => {
      const opened = await withDeskThread(store());
      expect(await store().caseById('k1')).toMatchObject({ desk: DESK, cardMessage: 'card-1' });
      // The turn began before the thread was opened, so its case knows of none.
      await store().commitTurn(turnOf('c1', 1, { cases: [{ ...opened, owner: 'agent', agent: AGENT }] }));
      await reopen();
      expect(await store().caseById('k1')).toMatchObject({
        owner: 'agent',
        agent: AGENT,
        desk: DESK,
        cardMessage: 'card-1',
      });
      await store().commitTurn(turnOf('c2', 0, { cases: [caseOf('k2', 9, 'c2', { desk: DESK })] }));
      expect((await store().caseById('k2'))?.desk).toBeNull();
    });

    it('lists cases that people have without a thread, but not those whose announcement is under way', async () => {
      const number = await store().reserveCaseNumber();
      const queued = caseOf('k1', number, 'c1', { owner: 'queue' });
      await store().commitTurn(turnOf('c1', 0, { cases: [queued] }));
      await store().commitTurn(turnOf('c2', 0, { cases: [caseOf('k2', 100, 'c2')] }));
      await withDeskThread(store(), 'c3', 'k3');
      expect(await store().unannounced()).toEqual([queued]);
      const card = { caseId: 'k1', title: 't', body: { text: 'b', spans: [] }, actions: [] };
      const open = { kind: 'open-thread' as const, desk: { ...DESK, thread: '' }, card };
      await store().enqueue([deliveryOf('d1', '-100', { caseId: 'k1', delivery: open })]);
      expect(await store().unannounced()).toEqual([]);
      await store().settle('d1', { kind: 'dead', at: 1, reason: 'gone', error: 'no rights' });
      await reopen();
      expect(await store().unannounced()).toEqual([queued]);
      const claimed = { ...queued, owner: 'agent' as const, agent: AGENT };
      await store().commitTurn(turnOf('c1', 1, { cases: [claimed] }));
      expect(await store().unannounced()).toEqual([claimed]);
      await store().commitTurn(turnOf('c1', 2, { cases: [{ ...queued, owner: 'nobody' }] }));
      expect(await store().unannounced()).toEqual([]);
    });
  });
}
