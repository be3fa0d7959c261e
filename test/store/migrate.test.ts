import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const COMMAND = new URL('../../src/cli/migrate.ts', import.meta.url).href;
const TSX = import.meta.resolve('tsx');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstline-migrate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs `firstline migrate` in the test's folder; resolves with what it printed. */
async function migrate(): Promise<string> {
  const script = `import { migrateCommand } from ${JSON.stringify(COMMAND)}; await migrateCommand().parseAsync([], { from: 'user' });`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', TSX, '--input-type=module', '-e', script],
    { cwd: folder, env: { PATH: process.env.PATH, DATABASE_URL: 'file:var/test.db' } },
  );
  return stdout;
}

describe('firstline migrate', () => {
  it('makes a database, and then says that there is nothing to do', async () => {
    expect(await migrate()).toMatch(/^The database var\/test\.db went from version 0 to \d+\.\n$/);
    expect(await migrate()).toMatch(/^The database var\/test\.db is at version \d+ already\.\n$/);
  });

  it('refuses a database from a newer version', async () => {
    await migrate();
    const db = new Sqlite(join(folder, 'var/test.db'));
    db.pragma('user_version = 9999');
    db.close();
    await expect(migrate()).rejects.toThrow('9999');
  });
});
