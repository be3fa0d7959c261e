import { describe, expect, it } from 'vitest';
import type { Address } from '../../src/model/address.js';
import type { Delivery } from '../../src/model/delivery.js';
import { plain } from '../../src/model/text.js';
import type { StoreBench } from './store.js';
import {
  AGENT,
  BOT,
  DESK,
  addressOf,
  caseOf,
  deliveryOf,
  deskMessageOf,
  keyOf,
  turnOf,
  withDeskThread,
} from './store-samples.js';

const BILLING = addressOf('-300', { thread: '4' });

export function threadContract({ store, reopen }: StoreBench): void {
  /** The thread of case `k1` from here on. */
  async function goesOn(id: string, thread: Address | null): Promise<void> {
    await store().enqueue([deliveryOf(id, 'c1', { caseId: 'k1', lane: 'desk:k1' })]);
    const settlement = { kind: 'sent', at: 1_000, messages: ['m'] } as const;
    await store().settle(id, settlement, { desk: { caseId: 'k1', thread, cardMessage: 'card-2' } });
  }

  describe('threads on the desk', () => {
    it('knows the case of a thread that it has left, also where the chat moved', async () => {
      await withDeskThread(store());
      await goesOn('again', DESK);
      await goesOn('lost', null);
      await goesOn('billing', BILLING);
      await reopen();
      expect(await store().caseByThread(DESK)).toMatchObject({ id: 'k1', desk: BILLING });
      expect(await store().caseByThread(BILLING)).toMatchObject({ id: 'k1', desk: BILLING });
      expect((await store().accept(deskMessageOf('d1', DESK))).kind).toBe('new');
      await store().moveChat('telegram', 'bot', DESK.chat, '-200');
      await reopen();
      expect((await store().caseByThread({ ...DESK, chat: '-200' }))?.id).toBe('k1');
      expect((await store().caseByThread(DESK))?.id).toBe('k1');
      expect(await store().caseByThread({ ...DESK, thread: '8' })).toBeNull();
    });

    it('gives a thread to the case that has it now, before one that has left it', async () => {
      await withDeskThread(store());
      await goesOn('billing', BILLING);
      await withDeskThread(store(), 'c2', 'k2', DESK);
      await reopen();
      expect((await store().caseByThread(DESK))?.id).toBe('k2');
    });

    it('sends lines and cards for a thread that was left to where its chat is now', async () => {
      await withDeskThread(store());
      const post = (former: Address): Delivery => ({
        ...{ kind: 'post', author: null, text: plain('x'), attachments: [], former },
      });
      await store().enqueue([deliveryOf('p', 'c1', { lane: 'former:k1', delivery: post(DESK) })]);
      await store().moveChat('telegram', 'bot', DESK.chat, '-200');
      const due = await store().dueDeliveries(BOT, 10_000, [], 9);
      expect(due.map(({ delivery }) => delivery)).toEqual([post({ ...DESK, chat: '-200' })]);
    });

    it('tells what an agent has at a desk, and nothing that is over or elsewhere', async () => {
      for (const [chat, id, desk] of [
        ['c1', 'k1', DESK],
        ['c2', 'k2', DESK],
        ['c3', 'k3', BILLING],
        ['c4', 'k4', DESK],
        ['c5', 'k5', DESK],
      ] as const) {
        const opened = await withDeskThread(store(), chat, id, { ...desk, thread: id });
        const { version } = await store().loadTurn(keyOf(chat));
        const other = { id: '10', name: 'Olga', locale: null };
        const owner = id === 'k2' ? ('nobody' as const) : ('agent' as const);
        const had = { owner, agent: id === 'k4' ? other : AGENT };
        const asked = { owner: 'bot' as const, agent: null, collector: AGENT };
        const changed = caseOf(id, opened.number, chat, id === 'k5' ? asked : had);
        await store().commitTurn(turnOf(chat, version, { cases: [changed] }));
      }
      await reopen();
      const had = async (agent: string, desk: Address): Promise<string[]> =>
        (await store().casesOfAgent(agent, desk)).map(({ id }) => id);
      expect(await had(AGENT.id, { ...DESK, thread: '' })).toEqual(['k1', 'k5']);
      expect(await had(AGENT.id, BILLING)).toEqual(['k3']);
      await store().moveChat('telegram', 'bot', DESK.chat, '-200');
      expect(await had('10', DESK)).toEqual(['k4']);
    });

    it('forgets an agent until they are seen again', async () => {
      const seen = { channel: 'telegram', account: 'bot', person: AGENT, at: 5 } as const;
      await store().commitTurn(turnOf('c1', 0, { agents: [seen] }));
      await store().forgetAgent('telegram', 'other', AGENT.id);
      expect(await store().agents('telegram', 'bot')).toEqual([seen]);
      await store().forgetAgent('telegram', 'bot', AGENT.id);
      await reopen();
      expect(await store().agents('telegram', 'bot')).toEqual([]);
      await store().commitTurn(turnOf('c1', 1, { agents: [seen] }));
      expect(await store().agents('telegram', 'bot')).toEqual([seen]);
    });
  });
}
