import { describe, expect, it } from 'vitest';
import { startedClock } from '../../src/model/service-clock.js';
import { AGENT, DESK, caseOf, keyOf, turnOf, withDeskThread } from './store-samples.js';
import type { StoreBench } from './store.js';

export function queueContract({ store }: StoreBench): void {
  describe('the queue', () => {
    it('is every case that people have, with what decides about its place', async () => {
      const dossier = {
        reason: 'anger' as const,
        problem: ['не <b>работает'],
        understood: null,
        answers: [],
        tried: [],
        probes: [],
        note: null,
        nearest: [],
      };
      const person = { id: 'anna', name: 'Анна', locale: 'ru' };
      const waiting = caseOf('k1', 1, 'c1', {
        ...{ person, owner: 'queue', waitingSince: 7, dossier, priority: 'high' },
      });
      const claimed = caseOf('k2', 2, 'c2', { person, owner: 'agent', agent: AGENT, department: 'billing' });
      for (const [chat, subject] of [
        ['c1', waiting],
        ['c2', claimed],
        ['c3', caseOf('k3', 3, 'c3')],
        ['c4', caseOf('k4', 4, 'c4', { owner: 'nobody', resolution: 'cancelled', closedAt: 9 })],
      ] as const) {
        await store().commitTurn(turnOf(chat, 0, { cases: [subject] }));
      }
      const common = { language: 'ru', personName: 'Анна', desk: null };
      const queue = await store().queue();
      expect(queue.sort((a, b) => a.number - b.number)).toEqual([
        {
          ...common,
          ...{ id: 'k1', number: 1, owner: 'queue', agentName: null, department: 'support' },
          ...{ priority: 'high', reason: 'anger', title: 'не <b>работает', waitingSince: 7 },
        },
        {
          ...common,
          ...{ id: 'k2', number: 2, owner: 'agent', agentName: AGENT.name, department: 'billing' },
          ...{ priority: 'normal', reason: null, title: '', waitingSince: null },
        },
      ]);
    });

    it('tells the thread of each, once it has been opened', async () => {
      const desk = { ...DESK, thread: 'k1' };
      const opened = await withDeskThread(store(), 'c1', 'k1', desk);
      const { version } = await store().loadTurn(keyOf('c1'));
      const waiting = caseOf('k1', opened.number, 'c1', { owner: 'queue' });
      await store().commitTurn(turnOf('c1', version, { cases: [waiting] }));
      expect(await store().queue()).toMatchObject([{ id: 'k1', desk }]);
    });

    it('keeps the clocks of a case', async () => {
      const serviceClock = { ...startedClock(5), ran: [{ from: 5, to: 6 }], announcedAt: [7] };
      await store().commitTurn(
        turnOf('c1', 0, { cases: [caseOf('k1', 1, 'c1', { owner: 'queue', serviceClock })] }),
      );
      expect((await store().caseById('k1'))?.serviceClock).toEqual(serviceClock);
    });
  });
}
