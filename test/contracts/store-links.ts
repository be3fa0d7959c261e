import { describe, expect, it } from 'vitest';
import type { Address } from '../../src/model/address.js';
import type { Delivery } from '../../src/model/delivery.js';
import { plain } from '../../src/model/text.js';
import type { Counterpart } from '../../src/store/store.js';
import type { StoreBench } from './store.js';
import { addressOf, BOT, deliveryOf, DESK, withDeskThread } from './store-samples.js';

const PERSON = addressOf('c1');

export function linkContract({ store, reopen }: StoreBench): void {
  /** Sends a delivery of case `k1` as these messages, a copy of `sources`. */
  async function sent(id: string, at: Address, sources: string[], messages: string[], target: Address) {
    await store().enqueue([deliveryOf(id, 'c1', { caseId: 'k1' })]);
    const excerpt = `how ${id} begins`;
    const refs = sources.map((message) => ({ address: at, message }));
    await store().settle(
      id,
      { kind: 'sent', at: 1, messages },
      { link: { caseId: 'k1', sources: refs, target, messages, excerpt } },
    );
  }

  /** What a delivery that refers to a message is given out with. */
  async function counterpartFor(id: string, delivery: Delivery): Promise<Counterpart | null> {
    await store().enqueue([deliveryOf(id, 'c1', { caseId: 'k1', delivery, lane: id })]);
    const due = await store().dueDeliveries(BOT, 10_000, [], 100);
    return due.find((each) => each.id === id)?.counterpart ?? null;
  }

  const revise = (message: string, to = PERSON): Delivery => ({
    ...{ kind: 'revise', to, of: { address: DESK, message } },
    ...{ author: 'Oleg', text: plain('new'), mark: 'corrected' },
  });
  const post = (message: string): Delivery => ({
    ...{ kind: 'post', author: 'Anna', text: plain('that'), attachments: [] },
    replyTo: { message: { address: PERSON, message }, quote: null, excerpt: null },
  });

  describe('copies of messages', () => {
    it('are found by what they are copies of, in order, and the other way about', async () => {
      await withDeskThread(store());
      await sent('a', DESK, ['10'], ['1', '2'], PERSON);
      await sent('b', PERSON, ['7', '8'], ['20'], DESK);
      await reopen();
      expect(await counterpartFor('r1', revise('10'))).toEqual({
        messages: ['1', '2'],
        excerpt: 'how a begins',
      });
      // A person answers a copy of an agent's message, and their own messages.
      expect(await counterpartFor('p1', post('2'))).toEqual({ messages: ['10'], excerpt: 'how a begins' });
      for (const own of ['7', '8']) {
        const found = await counterpartFor(`p${own}`, post(own));
        expect(found).toEqual({ messages: ['20'], excerpt: 'how b begins' });
      }
    });

    it('are no others’: another chat, another message, or none at all', async () => {
      await withDeskThread(store());
      await sent('a', DESK, ['10'], ['1'], PERSON);
      expect(await counterpartFor('r1', revise('11'))).toBeNull();
      expect(await counterpartFor('r2', revise('10', addressOf('c2')))).toBeNull();
      expect(await counterpartFor('p1', post('9'))).toBeNull();
      expect(await counterpartFor('s1', deliveryOf('s', 'c1').delivery)).toBeNull();
    });

    it('may grow, and are told as they begin now', async () => {
      await withDeskThread(store());
      await sent('a', DESK, ['10'], ['1'], PERSON);
      await sent('b', DESK, ['10'], ['1', '5'], PERSON);
      expect(await counterpartFor('r1', revise('10'))).toEqual({
        messages: ['1', '5'],
        excerpt: 'how b begins',
      });
    });
  });
}
