import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { bansCommand } from '../../src/cli/bans.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { turnOf } from '../contracts/store-samples.js';

let folder: string;
let url: string;
let printed = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstline-bans-'));
  url = `file:${join(folder, 'test.db')}`;
  vi.stubEnv('DATABASE_URL', url);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<string> {
  printed = '';
  await bansCommand().parseAsync(args, { from: 'user' });
  return printed;
}

it('lists whom agents have marked as spam, and serves one of them again', async () => {
  expect(await run()).toBe('nobody is marked as spam\n');
  const store = await openSqliteStore({ url });
  const ban = { channel: 'telegram', account: '100', banned: true, caseId: null, by: 'olga' } as const;
  const bans = [{ ...ban, person: { id: '7', name: 'Spammer' }, at: Date.UTC(2026, 2, 2) }];
  await store.commitTurn(turnOf('c1', 0, { bans }));
  expect(await run()).toMatch(/telegram:100:7 +Spammer +2026-03-02 +olga/);
  await expect(run('--lift', '7')).rejects.toThrow('7 is not marked as spam');
  expect(await run('--lift', 'telegram:100:7')).toContain('Spammer is served again');
  expect(await store.isBanned('telegram', '100', '7')).toBe(false);
  await store.close();
});
