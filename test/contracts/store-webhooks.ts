import { describe, expect, it } from 'vitest';
import type { NewWebhook, StoredWebhook } from '../../src/store/store.js';
import type { StoreBench } from './store.js';
import { BOT, BOTH, HOSTILE, TEAM, turnOf } from './store-samples.js';

const CRM = 'https://crm.example/a?b=1';
const BILLING = 'https://billing.example/';

export function webhookContract({ store, reopen, clock }: StoreBench): void {
  const webhook = (id: string, endpoint = CRM): NewWebhook => ({
    ...{ id, endpoint, type: 'case.opened' },
    body: JSON.stringify({ data: { case: { number: 7 } }, HOSTILE }),
  });
  const told = async (...webhooks: NewWebhook[]): Promise<void> => {
    const chat = `of ${webhooks.map(({ id }) => id).join()}`;
    expect(await store().commitTurn(turnOf(chat, 0, { webhooks }))).toEqual({ kind: 'committed' });
  };
  const due = async (endpoint = CRM, now = 100_000, except: string[] = [], limit = 10): Promise<string[]> =>
    (await store().dueWebhooks(BOT, endpoint, now, except, limit)).map(({ id }) => id);
  const states = async (): Promise<string[]> =>
    (await store().webhooks()).webhooks.map(
      ({ id, endpoint, status, attempts }) => `${id} ${new URL(endpoint).host} ${status} ${String(attempts)}`,
    );

  describe('webhooks', () => {
    it('wait for each endpoint until it has taken them, across restarts', async () => {
      await told(webhook('w1'), webhook('w1', BILLING));
      await reopen();
      expect(await store().dueWebhooks(BOT, CRM, 5_000, [], 10)).toEqual([
        { id: 'w1', type: 'case.opened', body: webhook('w1').body, attempts: 0 },
      ]);
      await store().settleWebhook('w1', CRM, { kind: 'delivered' });
      await reopen();
      expect([await due(CRM), await due(BILLING)]).toEqual([[], ['w1']]);
      const left: StoredWebhook = {
        ...{ id: 'w1', endpoint: BILLING, type: 'case.opened', caseNumber: 7, createdAt: 5_000 },
        ...{ attempts: 0, error: null, status: 'waiting', notBefore: 5_000 },
      };
      expect(await store().webhooks()).toEqual({ webhooks: [left], gone: [] });
      await store().settleWebhook('w1', CRM, { kind: 'dead', at: 1, error: 'late' });
      expect(await states()).toEqual(['w1 billing.example waiting 0']);
    });

    it('are committed with their turn, or not at all', async () => {
      await store().commitTurn(turnOf('c1', 0));
      const late = turnOf('c1', 0, { webhooks: [webhook('w1')] });
      expect((await store().commitTurn(late)).kind).toBe('conflict');
      expect(await states()).toEqual([]);
    });

    it('are handed out when they are due, the longest due first, to the process whose accounts they are of', async () => {
      await told(webhook('w3'), webhook('w2'));
      clock.now += 10;
      await told(webhook('w1'));
      expect(await due()).toEqual(['w3', 'w2', 'w1']);
      expect(await due(CRM, 5_009)).toEqual(['w3', 'w2']);
      expect(await due(CRM, 100_000, ['w3'], 1)).toEqual(['w2']);
      expect(await store().nextWebhook(BOT, CRM, ['w3', 'w2'])).toBe(5_010);
      expect(await store().nextWebhook(BOT, BILLING, [])).toBeNull();
      expect(await store().nextWebhook(TEAM, CRM, [])).toBeNull();
      expect(await store().dueWebhooks(TEAM, CRM, 100_000, [], 10)).toEqual([]);
      expect(await store().dueWebhooks(BOTH, CRM, 100_000, [], 10)).toHaveLength(3);
    });

    it('that were not taken wait for their next try, and are dead letters in the end', async () => {
      await told(webhook('w1'), webhook('w2'));
      await store().settleWebhook('w1', CRM, { kind: 'retry', notBefore: 9_000, error: `500 ${HOSTILE}` });
      expect([await due(CRM, 8_999), await due(CRM, 9_000)]).toEqual([['w2'], ['w2', 'w1']]);
      await reopen();
      await store().settleWebhook('w1', CRM, { kind: 'dead', at: 9_500, error: 'no' });
      expect(await due()).toEqual(['w2']);
      const [dead] = (await store().webhooks()).webhooks;
      expect(dead).toMatchObject({ status: 'dead', deadAt: 9_500, attempts: 2, error: 'no' });
      await store().settleWebhook('w1', CRM, { kind: 'retry', notBefore: 1, error: 'late' });
      expect(await states()).toEqual(['w1 crm.example dead 2', 'w2 crm.example waiting 0']);
      await store().settleWebhook('w1', CRM, { kind: 'delivered' });
      expect(await states()).toEqual(['w2 crm.example waiting 0']);
    });

    it('are all dead letters for an endpoint that is gone, which is told nothing more until they are sent again', async () => {
      await told(webhook('w1'), webhook('w2'), webhook('w1', BILLING));
      await store().settleWebhook('w1', CRM, { kind: 'gone', at: 6_000, error: '410' });
      await told(webhook('w3'), webhook('w3', BILLING));
      expect(await states()).toEqual([
        'w1 crm.example dead 1',
        'w2 crm.example dead 0',
        'w1 billing.example waiting 0',
        'w3 billing.example waiting 0',
      ]);
      expect((await store().webhooks()).gone).toEqual([{ endpoint: CRM, at: 6_000 }]);
      expect(await store().resendWebhooks('w2', 7_000)).toBe(1);
      expect((await store().webhooks()).gone).toEqual([]);
      await told(webhook('w4'));
      expect(await due()).toEqual(['w4', 'w2']);
    });

    it('are sent again from their first try where they were dead letters, and at once where they wait', async () => {
      await told(webhook('w1'), webhook('w2'), webhook('w2', BILLING));
      await store().settleWebhook('w1', CRM, { kind: 'dead', at: 6_000, error: 'no' });
      await store().settleWebhook('w2', CRM, { kind: 'retry', notBefore: 50_000, error: 'no' });
      expect(await store().resendWebhooks('w9', 7_000)).toBe(0);
      expect(await store().resendWebhooks('w2', 7_000)).toBe(2);
      expect([await due(CRM, 7_000), await due(BILLING, 7_000)]).toEqual([['w2'], ['w2']]);
      expect(await store().resendWebhooks(null, 8_000)).toBe(3);
      expect(await states()).toEqual([
        'w1 crm.example waiting 0',
        'w2 crm.example waiting 1',
        'w2 billing.example waiting 0',
      ]);
    });
  });
}
