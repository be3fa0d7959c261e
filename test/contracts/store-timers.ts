import { describe, expect, it } from 'vitest';
import type { NewTimer } from '../../src/store/store.js';
import type { StoreBench } from './store.js';
import { BOT, BOTH, TEAM, addressOf, caseOf, keyOf, turnOf } from './store-samples.js';

export function timerContract({ store, reopen }: StoreBench): void {
  const timer = (id: string, dueAt: number, name: NewTimer['name'] = 'remind'): NewTimer => ({
    id,
    name,
    dueAt,
  });

  describe('timers', () => {
    it('turns what is due into inbounds, once', async () => {
      const timers = [
        { caseId: 'k1', group: 'dialogue' as const, timers: [timer('t1', 100), timer('t2', 200, 'close')] },
      ];
      await store().commitTurn(turnOf('c1', 0, { cases: [caseOf('k1', 1, 'c1')], timers }));
      expect(await store().nextDue(BOT, [])).toBe(100);
      expect(await store().fireTimers(BOT, 99)).toBe(0);
      expect(await store().fireTimers(BOT, 150)).toBe(1);
      await reopen();
      expect(await store().fireTimers(BOT, 150)).toBe(0);
      expect((await store().loadTurn(keyOf('c1'))).inbounds).toEqual([
        {
          kind: 'timer',
          id: 'timer:t1',
          at: 150,
          address: addressOf('c1'),
          timer: 'remind',
          caseId: 'k1',
        },
      ]);
      expect(await store().pending(BOT)).toEqual([
        { conversation: keyOf('c1'), inbounds: [{ kind: 'timer', at: 150 }] },
      ]);
      expect(await store().nextDue(BOT, [])).toBe(200);
      expect(await store().fireTimers(BOT, 200)).toBe(1);
      expect(await store().nextDue(BOT, [])).toBeNull();
    });

    it('knows every timer by its name', async () => {
      const names = ['remind', 'close', 'wait'] as const;
      const timers = names.map((name) => timer(`t-${name}`, 100, name));
      await store().commitTurn(
        turnOf('c1', 0, {
          cases: [caseOf('k1', 1, 'c1')],
          timers: [{ caseId: 'k1', group: 'dialogue' as const, timers }],
        }),
      );
      await store().fireTimers(BOT, 100);
      const { inbounds } = await store().loadTurn(keyOf('c1'));
      expect(inbounds.map((inbound) => inbound.kind === 'timer' && inbound.timer).sort()).toEqual(
        [...names].sort(),
      );
    });

    it('replaces the timers of the cases that a turn names, and no others', async () => {
      await store().commitTurn(
        turnOf('c1', 0, {
          cases: [caseOf('k1', 1, 'c1')],
          timers: [
            { caseId: 'k1', group: 'dialogue' as const, timers: [timer('t1', 100), timer('t2', 200)] },
          ],
        }),
      );
      await store().commitTurn(turnOf('c1', 1, { cases: [caseOf('k1', 1, 'c1')] }));
      expect(await store().nextDue(BOT, [])).toBe(100);
      await store().commitTurn(
        turnOf('c1', 2, {
          timers: [{ caseId: 'k1', group: 'dialogue' as const, timers: [timer('t3', 300)] }],
        }),
      );
      expect(await store().fireTimers(BOT, 299)).toBe(0);
      await store().commitTurn(
        turnOf('c1', 3, { timers: [{ caseId: 'k1', group: 'dialogue' as const, timers: [] }] }),
      );
      expect(await store().fireTimers(BOT, 1_000)).toBe(0);
    });

    it('does not fire for a case that has closed', async () => {
      const opened = caseOf('k1', 1, 'c1');
      const timers = [{ caseId: 'k1', group: 'dialogue' as const, timers: [timer('t1', 100)] }];
      await store().commitTurn(turnOf('c1', 0, { cases: [opened], timers }));
      await store().commitTurn(turnOf('c1', 1, { cases: [{ ...opened, owner: 'nobody' }] }));
      await reopen();
      expect(await store().nextDue(BOT, [])).toBeNull();
      expect(await store().fireTimers(BOT, 1_000)).toBe(0);
      expect(await store().pending(BOT)).toEqual([]);
    });

    it('fires only for conversations of the scope', async () => {
      const timers = [{ caseId: 'k1', group: 'dialogue' as const, timers: [timer('t1', 100)] }];
      await store().commitTurn(turnOf('c1', 0, { cases: [caseOf('k1', 1, 'c1')], timers }));
      expect(await store().nextDue(TEAM, [])).toBeNull();
      expect(await store().fireTimers(TEAM, 1_000)).toBe(0);
      expect(await store().fireTimers(BOTH, 1_000)).toBe(1);
    });
  });
}
