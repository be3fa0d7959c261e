import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { webhooksCommand } from '../../src/cli/webhooks.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import type { Store } from '../../src/store/store.js';
import { turnOf } from '../contracts/store-samples.js';

const CRM = 'https://crm.example/hook';
const OLD = 'https://old.example/hook';
const NOON = Date.UTC(2026, 2, 2, 12);

let folder: string;
let store: Store;
let printed = '';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'firstline-webhooks-'));
  const url = `file:${join(folder, 'test.db')}`;
  vi.stubEnv('DATABASE_URL', url);
  vi.stubEnv('WEBHOOK_URLS', CRM);
  vi.stubEnv('WEBHOOK_SECRET', `whsec_${Buffer.alloc(32).toString('base64')}`);
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  store = await openSqliteStore({ url, now: () => NOON });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await store.close();
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<string> {
  printed = '';
  await webhooksCommand().parseAsync(args, { from: 'user' });
  return printed;
}

/** Events of case 7, one for each. */
async function tell(...told: { id: string; endpoint: string }[]): Promise<void> {
  const body = JSON.stringify({ data: { case: { number: 7 } } });
  const webhooks = told.map((one) => ({ ...one, type: 'case.opened', body }));
  await store.commitTurn(turnOf(String(told[0]?.id), 0, { webhooks }));
}

const states = async (): Promise<string[]> =>
  (await store.webhooks()).webhooks.map(({ id, status }) => `${id} ${status}`);

describe('firstline webhooks', () => {
  it('lists what waits and the dead letters, and sends them again', async () => {
    expect(await run()).toBe(`${CRM}\n\nnothing waits, and there are no dead letters\n`);
    await tell({ id: 'w1', endpoint: CRM }, { id: 'w2', endpoint: CRM }, { id: 'w2', endpoint: OLD });
    await store.settleWebhook('w1', CRM, { kind: 'dead', at: NOON, error: '500 out of\norder' });
    const lines = (await run()).split('\n');
    expect(lines.slice(0, 2)).toEqual([
      CRM,
      `${OLD}   is not configured any more: what waits for it is not sent`,
    ]);
    expect(lines.slice(4, 7).map((line) => line.split(/ {2,}/))).toEqual([
      [
        ...['w1', 'case.opened', '#7', '2026-03-02 12:00Z', 'dead since 2026-03-02 12:00Z', '1', CRM],
        '500 out of order',
      ],
      ['w2', 'case.opened', '#7', '2026-03-02 12:00Z', 'waits until 2026-03-02 12:00Z', '0', CRM],
      ['w2', 'case.opened', '#7', '2026-03-02 12:00Z', 'waits until 2026-03-02 12:00Z', '0', OLD],
    ]);
    expect(await run('--dead')).not.toContain('w2');
    expect(JSON.parse(await run('--json', '--dead'))).toMatchObject({
      ...{ endpoints: [CRM], gone: [], webhooks: [{ id: 'w1', status: 'dead' }] },
    });
    await expect(run('--retry', 'w3')).rejects.toMatchObject({ code: 'WEBHOOK_UNKNOWN' });
    expect(await run('--retry', 'w1')).toMatch(/^1 sent again/);
    expect(await states()).toEqual(['w1 waiting', 'w2 waiting', 'w2 waiting']);
    expect(await run('--retry', 'all')).toMatch(/^3 sent again/);
  });

  it('tells of an endpoint that is gone, and of more than can be listed', async () => {
    await tell(...Array.from({ length: 52 }, (_, index) => ({ id: `w${String(index)}`, endpoint: CRM })));
    await store.settleWebhook('w0', CRM, { kind: 'gone', at: NOON, error: '410' });
    expect(await run('--dead')).toMatch(/wants no more since 2026-03-02 12:00Z[^]*and 2 more: [^]*--json/);
  });

  it('says where nothing is configured, and sends nothing there', async () => {
    vi.stubEnv('WEBHOOK_URLS', '');
    vi.stubEnv('WEBHOOK_SECRET', '');
    expect(await run()).toMatch(/^no endpoint is configured: /);
    await tell({ id: 'w1', endpoint: CRM });
    await expect(run('--retry', 'all')).rejects.toMatchObject({ code: 'WEBHOOKS_OFF' });
  });
});
