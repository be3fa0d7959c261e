import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { issuesCommand } from '../../src/cli/issues.js';
import { runCli, tempFolder } from '../support/cli.js';
import { PROJECT } from '../support/shipped.js';

const temp = tempFolder('issues');
afterAll(() => temp.remove());
const content = temp.smallContent();

let printed = '';
let complained = '';
let folder = '';
let runs = 0;
beforeEach(() => {
  runs += 1;
  folder = join(temp.path, `run-${runs}`);
  mkdirSync(folder);
  printed = '';
  complained = '';
  vi.stubEnv('CONTENT_DIR', content);
  vi.stubEnv('DATABASE_URL', `file:${join(folder, 'test.db')}`);
  vi.stubEnv('USER', 'anna');
  const take =
    (keep: (text: string) => void): typeof process.stdout.write =>
    (text) => {
      keep(String(text));
      return true;
    };
  vi.spyOn(process.stdout, 'write').mockImplementation(take((text) => (printed += text)));
  vi.spyOn(process.stderr, 'write').mockImplementation(take((text) => (complained += text)));
});
afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const exitCode = (): number => Number(process.exitCode ?? 0);

/** Runs a command; gives what it printed and its exit code. */
async function run(...args: string[]): Promise<{ out: string; code: number }> {
  printed = '';
  process.exitCode = undefined;
  await issuesCommand().parseAsync(args, { from: 'user' });
  return { out: printed, code: exitCode() };
}

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const report = z.looseObject({
  ok: z.boolean(),
  dryRun: z.boolean(),
  counts: z.record(z.string(), z.number()),
  languages: z.record(z.string(), z.number()),
  ids: z.array(z.string()),
  faults: z.array(z.looseObject({ code: z.string(), file: z.string(), line: z.number().nullable() })),
});
const found = z.object({
  found: z.array(z.looseObject({ id: z.string(), score: z.number(), title: z.string() })),
});

const KB = [
  { lang: 'ru', key: 'q1', title: 'Канарейка улетела из клетки', solution: 'Откройте окно' },
  { lang: 'en', key: 'q1', title: 'The canary has left its cage', solution: 'Open the window' },
  { lang: 'en', key: 'q2', title: 'The kettle drips', solution: ['Close the tap', 'Call `support`'] },
]
  .map((row) => `${JSON.stringify(row)}\n`)
  .join('');

describe('firstline issues', () => {
  it('imports, finds in both languages, exports and removes', async () => {
    const path = file('Моя база.jsonl', KB);
    const first = await run('import', path, '--audience', 'both');
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/^3 rows in 1 file \(jsonl\), source moya-baza, \d+ ms\n2 new, 0 changed/);
    expect(first.out).toContain('in Russian 0, in English 1, in both 1');
    expect(first.out).toContain('for customers and staff');
    expect(first.out).toContain('within a few seconds');
    expect((await run('import', path, '--audience', 'both')).out).toContain('0 new, 0 changed, 2 the same');

    for (const text of ['улетела канарейка', 'canary left the cage', 'rfyfhtqrf ektntkf']) {
      const { out } = await run('search', text, '--json');
      expect(found.parse(JSON.parse(out)).found[0]).toMatchObject({
        id: 'moya-baza-q1',
        source: 'moya-baza',
      });
    }
    expect((await run('search', 'kettle', '--lang', 'en')).out).toMatch(
      /^0\.\d\d +moya-baza-q2 +en +both +The kettle drips\n/,
    );
    expect((await run('search', 'kettle', '--lang', 'ru')).out).toBe('none has a word in common with it\n');

    const out = join(folder, 'out.jsonl');
    expect((await run('export', '--out', out)).out).toBe(`2 solved issues in ${out}\n`);
    expect((await run('export')).out).toBe(readFileSync(out, 'utf8'));
    expect((await run('export', '--source', 'other')).out).toBe('');

    vi.stubEnv('DATABASE_URL', `file:${join(folder, 'other.db')}`);
    expect((await run('import', out)).out).toContain('2 new');
    expect((await run('export')).out).toBe(readFileSync(out, 'utf8'));
    expect((await run('remove', 'moya-baza-q2')).out).toMatch(/^1 removed/);
    expect((await run('remove', '--source', 'moya-baza')).out).toMatch(/^1 removed/);
    await expect(run('remove', 'moya-baza-q2')).rejects.toMatchObject({ code: 'ISSUES_NONE' });
  });

  it('is for staff only unless it is said otherwise', async () => {
    const { out } = await run('import', file('a.jsonl', KB));
    expect(out).toContain('for staff only: customers never see it');
    expect((await run('search', 'canary', '--audience', 'customer')).out).toBe(
      'none has a word in common with it\n',
    );
    expect((await run('search', 'canary', '--audience', 'staff')).out).toContain('a-q1');
  });

  it('imports all but what is broken, tells it by file and line, and exits with 1', async () => {
    const path = file(
      'a.jsonl',
      `${KB}{"title": "x"\n${JSON.stringify({ key: 'n', title: 'No solution' })}\n`,
    );
    const { out, code } = await run('import', path);
    expect(code).toBe(1);
    expect(out).toContain(`${path}:4 syntax: the line is no JSON`);
    expect(out).toContain(
      `${path}:5 no-solution: \`n\` has no solution that can be read. Write what helps, or take it out.`,
    );
    expect(out).toContain('2 new, 0 changed, 0 the same, 0 left out as identical to others, 2 broken');
    const json = await run('import', path, '--json');
    expect(json.code).toBe(1);
    expect(report.parse(JSON.parse(json.out))).toMatchObject({
      ...{ ok: false, dryRun: false, counts: { same: 2, broken: 2 }, languages: { both: 1 } },
      faults: [
        { code: 'syntax', file: path, line: 4 },
        { code: 'no-solution', file: path, line: 5 },
      ],
    });
  });

  it('stores nothing in a dry run, nor does it make a database', async () => {
    const { out } = await run('import', file('a.jsonl', KB), '--dry-run');
    expect(out).toContain('2 new');
    expect(out).toContain('nothing was stored');
    expect((await run('export')).out).toBe('');
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
  });

  it('reads a folder with all that is in it, under one source', async () => {
    for (const part of ['kb/ru', 'kb/en', 'kb/.git']) mkdirSync(join(folder, part), { recursive: true });
    file('kb/ru/canary.md', '# Канарейка\n\nОткройте окно');
    file('kb/en/canary.md', '# Canary\n\nOpen the window');
    file('kb/faq.csv', 'question,answer\nKettle,Close the tap\n');
    file('kb/.git/config.md', '# No\n\nNo');
    file('kb/photo.png', 'png');
    const { out, code } = await run('import', join(folder, 'kb'), '--json');
    expect(code).toBe(0);
    const { ids, languages } = report.parse(JSON.parse(out));
    expect(ids.sort()).toEqual(['kb-canary', 'kb-kettle']);
    expect(languages).toEqual({ ru: 0, en: 1, both: 1 });
  });

  it('takes columns, an intent and an area from the options', async () => {
    const path = file('a.csv', 'What,Then\nThe kettle drips,Close the tap\n');
    const args = ['--map', 'What=title', '--map', 'Then=solution', '--area', 'Kitchen things'];
    await run('import', path, ...args, '--intent', 'greeting', '--source', 'My FAQ');
    const line = z.object({ issue: z.looseObject({}) }).parse(JSON.parse((await run('export')).out));
    expect(line.issue).toMatchObject({ intent: 'greeting', area: 'kitchen-things', audience: 'staff' });
    await expect(run('import', path, '--intent', 'greting')).rejects.toMatchObject({
      code: 'IMPORT_OPTION',
      remedy: 'Write `greeting` if that is what you meant.',
    });
    await expect(run('import', path, '--map', 'What')).rejects.toMatchObject({ code: 'IMPORT_OPTION' });
  });

  it('exports those of the files too, and articles for people', async () => {
    vi.stubEnv('CONTENT_DIR', PROJECT);
    await run('import', file('a.jsonl', KB));
    const all = (await run('export', '--all')).out.trim().split('\n');
    const written = readdirSync(join(PROJECT, 'data/issues')).filter((name) => name.endsWith('.yml'));
    expect(all).toHaveLength(written.length + 2);
    expect((await run('search', 'SPF record is missing mail in spam', '--json')).out).toContain(
      '"source": null',
    );
    // What a file has, the database need not have.
    const again = await run('import', file('all.jsonl', `${all.join('\n')}\n`), '--dry-run');
    expect(again.out).toContain('0 new, 0 changed, 2 the same');

    const articles = join(folder, 'articles');
    await run('export', '--format', 'markdown', '--out', articles);
    expect(readdirSync(articles).sort()).toEqual(['a-q1.en.md', 'a-q1.ru.md', 'a-q2.en.md']);
    expect((await run('import', articles, '--source', 'a')).out).toContain('0 new, 0 changed, 2 the same');
    await expect(run('export', '--format', 'markdown')).rejects.toMatchObject({ code: 'EXPORT_OUTPUT' });
    expect((await run('export', '--format', 'csv')).out).toContain('"1. Close the tap\n2. Call `support`"');
  });

  it('tells a file that is missing, empty, too large, and a folder without articles', async () => {
    await expect(run('import', join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'IMPORT_FILE' });
    const large = join(folder, 'large.csv');
    closeSync(openSync(large, 'w'));
    truncateSync(large, 100_000_000);
    mkdirSync(join(folder, 'bare'));
    const { out, code } = await run('import', large, file('empty.csv', ''), join(folder, 'bare'));
    expect(code).toBe(1);
    expect(out).toContain(`${large} too-large: the file has 100 MB; the limit is 50 MB`);
    expect(out).toContain('empty.csv empty: the file is empty');
    expect(out).toContain('bare no-articles: there are no articles in this folder');
  });

  it('refuses what cannot be meant', async () => {
    const path = file('a.jsonl', KB);
    vi.stubEnv('DATABASE_URL', ':memory:');
    await expect(run('import', path)).rejects.toMatchObject({ code: 'IMPORT_NOWHERE' });
    await expect(run('import', path, '--source', '***')).rejects.toMatchObject({ code: 'IMPORT_OPTION' });
    await expect(run('remove')).rejects.toMatchObject({ code: 'ISSUES_OPTION' });
    await expect(run('remove', 'a', '--source', 'b')).rejects.toMatchObject({ code: 'ISSUES_OPTION' });
  });

  it('goes on without what is damaged in the database, and says so', async () => {
    await run('import', file('a.jsonl', KB));
    const db = new Sqlite(join(folder, 'test.db'));
    db.exec(`UPDATE solved_issues SET body = '{}' WHERE id = 'a-q1'`);
    db.close();
    const { out } = await run('export');
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(complained).toContain('The stored issue a-q1 is damaged and left out');
    expect((await run('import', join(folder, 'a.jsonl'))).out).toContain('1 new, 0 changed, 1 the same');
    complained = '';
    await run('export');
    expect(complained).toBe('');
  });

  it('is a command of the program', { timeout: 60_000 }, async () => {
    vi.restoreAllMocks();
    const options = { cwd: folder, env: { CONTENT_DIR: content } };
    const { code, stdout } = await runCli(['issues', 'import', file('a.jsonl', `${KB}no`)], options);
    expect(code).toBe(1);
    expect(stdout).toContain('a.jsonl:4 syntax');
    const search = await runCli(['issues', 'search', 'canary'], options);
    expect(search.code).toBe(0);
    expect(search.stdout).toContain('a-q1');
    const here = await runCli(['issues', 'import', '.', '--source', 'here', '--json'], options);
    expect(here.stdout).toContain('here-q1');
    expect(here.stdout).not.toContain('unreadable');
  });
});
