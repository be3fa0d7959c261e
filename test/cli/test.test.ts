import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { testCommand } from '../../src/cli/test.js';
import { fileOf, smallContent } from '../rehearsal/small.js';

const RIGHT = fileOf(`
- user: сайт не открывается
  understood: { decision: answer, intents: [site] }
  bot: { start: site }
- user: example.org
  probes: { http: ok }
  bot: { close: answered }`);

let content = '';
let printed = '';
let before: typeof process.exitCode;
beforeAll(() => {
  content = smallContent();
  mkdirSync(join(content, 'test/conversations/happy'), { recursive: true });
  writeFileSync(join(content, 'test/conversations/happy/site.yml'), RIGHT);
  writeFileSync(join(content, 'wrong.yml'), RIGHT.replace('start: site', 'start: parcel'));
  writeFileSync(join(content, 'broken.yml'), RIGHT.replace('close:', 'clos:'));
});
beforeEach(() => {
  printed = '';
  before = process.exitCode;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = before;
});

async function run(...args: string[]): Promise<typeof process.exitCode> {
  process.exitCode = 0;
  await testCommand().parseAsync(['--content', content, ...args], { from: 'user' });
  return process.exitCode;
}

describe('firstline test', () => {
  it('holds what lies in the content folder, a line a file', async () => {
    expect(await run()).toBe(0);
    expect(printed).toMatch(
      /^ok {6}.*happy\/site\.yml: 1 conversation\n1 conversation in 1 file, held plain, stored, engine: all as expected\n$/,
    );
  });

  it('tells which ways nobody went', async () => {
    expect(await run('--coverage', '--mode', 'plain')).toBe(0);
    expect(printed).toContain('part    site: 4 of 7 steps, 3 of 10 ways; not\n');
    expect(printed).toContain('\n          found: dns is elsewhere → moved\n');
  });

  it('exits with 1 where one goes otherwise, and tells it to programs too', async () => {
    expect(await run(join(content, 'wrong.yml'), '--mode', 'engine', '--json')).toBe(1);
    expect(JSON.parse(printed)).toMatchObject({
      ok: false,
      modes: ['engine'],
      files: [{ conversations: 1, failures: [{ line: 7, turn: 0, modes: ['engine'] }] }],
    });
  });

  it('exits with 1 where a file cannot be read as one of conversations', async () => {
    expect(await run(join(content, 'broken.yml'))).toBe(1);
    expect(printed).toMatch(
      /broken\.yml:10:\d+ unknown-key: `clos` is not known here\. Write `close` if that is what you meant\.\n$/,
    );
  });

  it('says what to do where there is nothing to hold', async () => {
    await expect(run(join(content, 'nowhere'))).rejects.toMatchObject({ code: 'CONVERSATIONS_MISSING' });
    await expect(run('--only', 'no such')).rejects.toMatchObject({ code: 'NO_SUCH_CONVERSATION' });
  });
});
