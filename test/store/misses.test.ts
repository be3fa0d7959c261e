import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { missOf, turnOf } from '../contracts/store-samples.js';

it('keeps the latest ten thousand misses, and reads on past a damaged one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-misses-'));
  const path = join(folder, 'test.db');
  const store = await openSqliteStore({ url: `file:${path}` });
  await store.commitTurn(turnOf('c1', 0, { misses: [missOf(null), missOf(null), missOf(null)] }));
  const db = new Sqlite(path);
  db.exec(`UPDATE sqlite_sequence SET seq = 10001 WHERE name = 'misses'`);
  db.exec(`UPDATE misses SET candidates = 'no' WHERE seq = 3`);
  db.close();
  await store.commitTurn(turnOf('c1', 1, { misses: [missOf(null)] }));
  const { misses, unreadable } = await store.misses();
  expect(misses.map(({ number }) => number)).toEqual([10_002]);
  expect(unreadable).toEqual([{ number: 3, status: 'waiting', why: 'candidates: is not JSON' }]);
  expect(await store.decideMisses({ numbers: [3], by: 'anna', intent: null }, 9)).toMatchObject({ group: 3 });
  await store.close();
  rmSync(folder, { recursive: true });
});
