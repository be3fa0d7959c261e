import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { addressOf, messageOf } from '../contracts/store-samples.js';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

let folder: string;
let url: string;
const children = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstline-processes-'));
  url = `file:${folder}/test.db`;
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Starts a worker; `onLine` sees each line as it comes. Resolves at the end with all lines and the exit code. */
async function run(
  account: string,
  mode: 'accept' | 'work',
  onLine: (lines: number, child: ChildProcess) => void = () => undefined,
): Promise<{ lines: string[]; code: number | null }> {
  const child = spawn(process.execPath, ['--import', 'tsx', WORKER, url, account, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const lines: string[] = [];
  const exit = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    onLine(lines.length, child);
  }
  return { lines, code: await exit };
}

describe('several processes on one file', () => {
  it('has everything that was accepted before kill -9', async () => {
    const { lines, code } = await run('bot', 'accept', (count, child) => {
      if (count === 50) child.kill('SIGKILL');
    });
    expect(code).toBeNull();
    expect(lines.length).toBeGreaterThanOrEqual(50);
    const store = await openSqliteStore({ url });
    for (const [index, id] of lines.entries()) {
      expect(await store.accept(messageOf(id, `c${index % 3}`))).toEqual({ kind: 'duplicate' });
    }
    const scope = { accounts: [{ channel: 'telegram' as const, account: 'bot' }] };
    const waiting = (await store.pending(scope)).flatMap((each) => each.inbounds);
    expect(waiting.length).toBeGreaterThanOrEqual(lines.length);
    await store.close();
  });

  it('starts two at once on a new file, and neither takes the other’s work', async () => {
    const both = await Promise.all([run('one', 'work'), run('two', 'work')]);
    expect(both).toEqual([
      { lines: [], code: 0 },
      { lines: [], code: 0 },
    ]);

    const store = await openSqliteStore({ url });
    const ids = (account: string): string[] =>
      Array.from({ length: 40 }, (_, index) => `${account}-${index}`);
    for (const account of ['one', 'two', 'three']) {
      for (const [index, id] of ids(account).entries()) {
        const chat = `c${index % 4}`;
        await store.accept(messageOf(id, chat, { address: addressOf(chat, { account }) }));
      }
    }
    const [one, two] = await Promise.all([run('one', 'work'), run('two', 'work')]);
    for (const [account, { lines, code }] of [
      ['one', one],
      ['two', two],
    ] as const) {
      expect(code).toBe(0);
      const expected = ids(account).flatMap((id) => [`handled ${id}`, `sent reply-${id}`]);
      expect([...lines].sort()).toEqual(expected.sort());
    }
    const left = await store.pending({ accounts: [{ channel: 'telegram', account: 'three' }] });
    expect(left.flatMap((each) => each.inbounds).length).toBe(40);
    await store.close();
  });
});
