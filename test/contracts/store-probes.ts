import { describe, expect, it } from 'vitest';
import type { ProbeRequest, ProbeResult } from '../../src/model/probe.js';
import type { NewProbeRun } from '../../src/store/store.js';
import type { StoreBench } from './store.js';
import { ANNA, BOT, BOTH, HOSTILE, TEAM, addressOf, caseOf, keyOf, turnOf } from './store-samples.js';

const REQUESTS: ProbeRequest[] = [
  { probe: 'http', target: HOSTILE },
  { probe: 'mail', target: 'example.org', direction: 'sending', selectors: ['a', 'b'] },
  { probe: 'port', target: 'example.org', port: 25 },
];
const RESULTS: ProbeResult[] = [
  { probe: 'http', target: HOSTILE, verdict: 'ok', facts: { status: HOSTILE }, details: [HOSTILE] },
];

export function probeContract({ store, reopen, clock }: StoreBench): void {
  const run = (id: string, caseId = 'k1'): NewProbeRun => ({ id, caseId, run: 3, requests: REQUESTS });
  const ids = async (except: string[] = [], limit = 10): Promise<string[]> =>
    (await store().pendingProbes(BOT, except, limit)).map(({ id }) => id);

  describe('checks', () => {
    it('waits for what a turn has asked for until it has come to an end, across restarts', async () => {
      await store().commitTurn(
        turnOf('c1', 0, { cases: [caseOf('k1', 1, 'c1', { language: 'en' })], probes: [run('p1')] }),
      );
      await reopen();
      expect(await store().pendingProbes(BOT, [], 10)).toEqual([
        { ...run('p1'), person: ANNA, language: 'en', address: addressOf('c1') },
      ]);
      expect(await store().finishProbe('p1', RESULTS, 7_000)).toBe(true);
      await reopen();
      expect(await ids()).toEqual([]);
      const { inbounds } = await store().loadTurn(keyOf('c1'));
      expect(inbounds).toEqual([
        {
          kind: 'probed',
          id: 'probe:p1',
          at: 7_000,
          address: addressOf('c1'),
          caseId: 'k1',
          run: 3,
          results: RESULTS,
        },
      ]);
      expect(await store().pending(BOT)).toEqual([
        { conversation: keyOf('c1'), inbounds: [{ kind: 'probed', at: 7_000 }] },
      ]);
    });

    it('is told once of what a run found', async () => {
      await store().commitTurn(turnOf('c1', 0, { cases: [caseOf('k1', 1, 'c1')], probes: [run('p1')] }));
      expect(await store().finishProbe('p1', RESULTS, 7_000)).toBe(true);
      expect(await store().finishProbe('p1', [], 8_000)).toBe(false);
      expect(await store().finishProbe('another', [], 8_000)).toBe(false);
      await store().commitTurn(turnOf('c1', 1, { handled: ['probe:p1'] }));
      expect(await store().finishProbe('p1', RESULTS, 9_000)).toBe(false);
      expect(await store().pending(BOT)).toEqual([]);
    });

    it('gives out the oldest first, as many as are asked for, but none that are under way', async () => {
      await store().commitTurn(
        turnOf('c1', 0, { cases: [caseOf('k1', 1, 'c1')], probes: [run('p3'), run('p4')] }),
      );
      clock.now += 1;
      await store().commitTurn(turnOf('c1', 1, { probes: [run('p1'), run('p2')] }));
      expect(await ids()).toEqual(['p3', 'p4', 'p1', 'p2']);
      expect(await ids(['p3', 'p1'])).toEqual(['p4', 'p2']);
      expect(await ids([], 1)).toEqual(['p3']);
    });

    it('takes nothing of a turn that is a conflict', async () => {
      await store().commitTurn(turnOf('c1', 0, { cases: [caseOf('k1', 1, 'c1')] }));
      expect((await store().commitTurn(turnOf('c1', 0, { probes: [run('p1')] }))).kind).toBe('conflict');
      expect(await ids()).toEqual([]);
    });

    it('ends a run whose case has closed as any other', async () => {
      const opened = caseOf('k1', 1, 'c1');
      await store().commitTurn(turnOf('c1', 0, { cases: [opened], probes: [run('p1')] }));
      await store().commitTurn(turnOf('c1', 1, { cases: [{ ...opened, owner: 'nobody' }] }));
      expect(await ids()).toEqual(['p1']);
      expect(await store().finishProbe('p1', RESULTS, 7_000)).toBe(true);
      expect((await store().loadTurn(keyOf('c1'))).inbounds).toHaveLength(1);
    });

    it('gives them to whom the conversation belongs, where its chat is now', async () => {
      await store().commitTurn(
        turnOf('c1', 0, { cases: [caseOf('k1', 1, 'c1')], probes: [run('p1'), run('p2')] }),
      );
      expect(await store().pendingProbes(TEAM, [], 10)).toEqual([]);
      expect(await store().pendingProbes(BOTH, [], 10)).toHaveLength(2);
      await store().finishProbe('p1', RESULTS, 7_000);
      await store().moveChat('telegram', 'bot', 'c1', 'c2');
      await store().finishProbe('p2', RESULTS, 7_000);
      const { inbounds } = await store().loadTurn(keyOf('c2'));
      expect(inbounds.map(({ id, address }) => [id, address.chat])).toEqual([
        ['probe:p1', 'c2'],
        ['probe:p2', 'c2'],
      ]);
    });
  });
}
