import { describe, expect, it } from 'vitest';
import { BOT, caseOf, turnOf } from './store-samples.js';
import type { StoreBench } from './store.js';

const TEAM = { channel: 'slack', account: 'T1' } as const;
const person = (id: string, name: string) => ({ id, name, locale: null });

/** What a store keeps of agents and of those who are not served. */
export function deskContract({ store }: StoreBench): void {
  describe('the desk', () => {
    it('knows who was seen at work, the latest first, under the latest name', async () => {
      const seen = (id: string, name: string, at: number) => ({ ...TEAM, person: person(id, name), at });
      const agents = [
        seen('u1', 'Olga', 1),
        seen('u2', 'Pavel', 2),
        { ...seen('u9', 'Eve', 9), account: 'T2' },
      ];
      await store().commitTurn(turnOf('c1', 0, { agents }));
      await store().commitTurn(turnOf('c1', 1, { agents: [seen('u1', 'Olga P.', 3), seen('u2', 'old', 1)] }));
      expect((await store().agents('slack', 'T1')).map((one) => [one.person.name, one.at])).toEqual([
        ['Olga P.', 3],
        ['Pavel', 2],
      ]);
      expect(await store().agents('telegram', 'T1')).toEqual([]);
    });

    it('keeps what agents have said they speak when they are seen again', async () => {
      const own = { ...person('u1', 'Olga'), languages: ['ru' as const] };
      await store().commitTurn(turnOf('c1', 0, { agents: [{ ...TEAM, person: own, at: 1 }] }));
      await store().commitTurn(
        turnOf('c1', 1, { agents: [{ ...TEAM, person: person('u1', 'Olga P.'), at: 2 }] }),
      );
      expect(await store().agents('slack', 'T1')).toMatchObject([
        { person: { name: 'Olga P.', languages: ['ru'] } },
      ]);
    });

    it('keeps who is not served until somebody takes it back', async () => {
      const cases = [caseOf('k1', 1, 'c1')];
      const ban = { ...TEAM, person: { id: 'p1', name: 'P' }, banned: true, caseId: 'k1', by: 'u1', at: 5 };
      await store().commitTurn(turnOf('c1', 0, { cases, bans: [ban, { ...ban, by: 'u2', at: 6 }] }));
      expect(await store().isBanned('slack', 'T1', 'p1')).toBe(true);
      expect(await store().isBanned('slack', 'T2', 'p1')).toBe(false);
      const { banned, ...kept } = ban;
      expect(banned && (await store().bans())).toEqual([kept]);
      await store().commitTurn(turnOf('c1', 1, { bans: [{ ...ban, banned: false }] }));
      expect(await store().bans()).toEqual([]);
      expect(await store().liftBan('slack', 'T1', 'p1')).toBe(false);
    });

    it('finds a case by its number, and keeps that it is put aside or goes on elsewhere', async () => {
      const one = caseOf('k1', 1, 'c1', { owner: 'nobody', mergedInto: 7 });
      const two = caseOf('k2', 2, 'c1', { owner: 'agent', snoozedUntil: 99 });
      await store().commitTurn(turnOf('c1', 0, { cases: [one, two] }));
      expect(await store().caseByNumber(1)).toEqual(one);
      expect(await store().caseByNumber(2)).toEqual(two);
      expect(await store().caseByNumber(3)).toBeNull();
    });

    it('stops timers by their group; only what comes after the end outlives a case', async () => {
      const timer = (id: string, dueAt: number) => ({ id, name: 'snooze' as const, dueAt });
      const set = (group: 'snooze' | 'service' | 'aftercare', ...timers: ReturnType<typeof timer>[]) => ({
        ...{ caseId: 'k1', group, timers },
      });
      const cases = [caseOf('k1', 1, 'c1', { owner: 'agent' })];
      const timers = [
        set('snooze', timer('a', 10)),
        set('service', timer('b', 20)),
        set('aftercare', timer('c', 30)),
      ];
      await store().commitTurn(turnOf('c1', 0, { cases, timers }));
      await store().commitTurn(turnOf('c1', 1, { timers: [set('snooze')] }));
      expect(await store().nextDue(BOT, [])).toBe(20);
      await store().commitTurn(turnOf('c1', 2, { cases: [caseOf('k1', 1, 'c1', { owner: 'nobody' })] }));
      expect(await store().nextDue(BOT, [])).toBe(30);
      expect(await store().fireTimers(BOT, 30)).toBe(1);
    });
  });
}
