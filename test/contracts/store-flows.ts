import { describe, expect, it } from 'vitest';
import type { FlowVersion } from '../../src/store/store.js';
import type { StoreBench } from './store.js';
import { HOSTILE, caseOf, turnOf } from './store-samples.js';

export function flowContract({ store, reopen }: StoreBench): void {
  const version = (hash: string, flow = 'site'): FlowVersion => ({
    hash,
    flow,
    definition: { id: flow, steps: [{ text: HOSTILE, of: hash }] },
  });
  const names = (...hashes: string[]): unknown => ({
    dialogue: { stack: hashes.map((hash) => ({ flow: { flow: 'site', hash } })) },
  });
  const used = async (...except: string[]): Promise<string[]> =>
    (await store().flowsInUse(except)).map(({ hash }) => hash).sort();

  describe('versions of flows', () => {
    it('are kept as they were first, and given while an open conversation is in them', async () => {
      await store().keepFlows([version('a1'), version('b2')], 1);
      await store().keepFlows([{ ...version('a1'), definition: 'another' }], 2);
      expect(await used()).toEqual([]);
      const opened = caseOf('k1', 1, 'c1');
      await store().commitTurn(turnOf('c1', 0, { cases: [opened], state: names('a1', 'never-kept') }));
      await reopen();
      expect(await store().flowsInUse([])).toEqual([version('a1')]);
      expect(await used('a1')).toEqual([]);
      await store().commitTurn(
        turnOf('c1', 1, { cases: [{ ...opened, owner: 'agent' }], state: names('b2', 'a1') }),
      );
      expect(await used()).toEqual(['a1', 'b2']);
      await store().commitTurn(
        turnOf('c1', 2, { cases: [{ ...opened, owner: 'nobody' }], state: names('a1') }),
      );
      expect(await used()).toEqual([]);
    });

    it('are removed once nobody is in them, but for those that are asked for', async () => {
      await store().keepFlows(
        ['a1', 'b2', 'c3'].map((hash) => version(hash)),
        1,
      );
      await store().commitTurn(turnOf('c1', 0, { cases: [caseOf('k1', 1, 'c1')], state: names('a1') }));
      expect(await store().removeFlows(['c3'])).toBe(1);
      await reopen();
      expect(await store().removeFlows(['c3'])).toBe(0);
      await store().commitTurn(turnOf('c1', 1, { state: names('a1', 'b2', 'c3') }));
      expect(await used()).toEqual(['a1', 'c3']);
    });

    it('are not named by what people write', async () => {
      await store().keepFlows([version('a1')], 1);
      const state = { text: '"hash":"a1"', other: `{"hash":"a1"}` };
      await store().commitTurn(turnOf('c1', 0, { cases: [caseOf('k1', 1, 'c1')], state }));
      expect(await used()).toEqual([]);
    });
  });
}
