import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { againstLines } from '../../src/cli/against.js';
import { checkCommand, checkReport, loadRequiredContent } from '../../src/cli/check.js';
import { jsonSchemas, schemaCommand, staleSchemas, writeSchemas } from '../../src/cli/schema.js';
import { loadContent } from '../../src/flow/content.js';
import { cleanUp, FLOW, folder, GOOD, INTENT } from '../flow/folder.js';

afterAll(cleanUp);

const BROKEN = { ...GOOD, 'intents/no-site.yml': INTENT.replace('flow: no-site', 'flow: no-sit') };

describe('checkReport', () => {
  it('tells each mistake with file, line, column and remedy, and how many there are', () => {
    const report = checkReport(loadContent(folder(BROKEN)), false);
    expect(report.ok).toBe(false);
    expect(report.text.split('\n')).toEqual([
      'flows/no-site.yml:2:5 unused-flow: no intent starts this flow. Name it in an intent (`flow: no-site`) or remove it.',
      'intents/no-site.yml:5:7 no-such-flow: there is no flow `no-sit`. Write `no-site` if that is what you meant.',
      '2 mistakes in 2 files',
      '',
    ]);
  });

  it('of a folder without content names the folder, not everything that is missing in it', () => {
    const report = checkReport(loadRequiredContent(folder({ 'readme.txt': 'nothing here' })), false);
    expect(report.text).toMatch(/ no-content: there are no intents under .*\n1 mistake in 1 file\n$/);
  });

  it('tells how much there is when nothing is wrong', () => {
    expect(checkReport(loadContent(folder(GOOD)), false)).toEqual({
      ok: true,
      text: '2 intents, 1 flow, 1 issue, 1 phrase: nothing wrong\n',
    });
  });

  it('tells remarks apart from mistakes, and what conversations there are all the same', () => {
    const shouted = FLOW.replace("en: 'Good'", "en: 'Good!!'");
    const outcome = loadContent(folder({ ...GOOD, 'flows/no-site.yml': shouted }));
    expect(outcome.ok).toBe(true);
    const counts = { unchanged: 3, 'own-version': 0, moved: 0, 'handed-over': 0 };
    const against = { counts, conversations: [] };
    const report = checkReport(outcome, false, against);
    expect(report.ok).toBe(false);
    expect(report.text).toContain(' exclamation done: ');
    expect(report.text).toContain('\n1 remark in 1 file\n');
    expect(report.text).toContain(againstLines(against).join('\n'));
    expect(JSON.parse(checkReport(outcome, true, against).text)).toMatchObject({ ok: false, against });
  });

  it('prints JSON for other programs', () => {
    const bad: unknown = JSON.parse(checkReport(loadContent(folder(BROKEN)), true).text);
    expect(bad).toMatchObject({
      ok: false,
      faults: [{ code: 'unused-flow', line: 2 }, { code: 'no-such-flow' }],
    });
    const good: unknown = JSON.parse(checkReport(loadContent(folder(GOOD)), true).text);
    expect(good).toEqual({ ok: true, intents: 2, flows: 1, issues: 1, phrases: 1 });
  });
});

describe('firstline check', () => {
  let printed = '';
  let before: typeof process.exitCode;
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

  it('exits with 1 and names what the bot would miss', async () => {
    await checkCommand().parseAsync([folder(BROKEN)], { from: 'user' });
    expect(process.exitCode).toBe(1);
    expect(printed).toContain('flows/patterns/suggest-issue.yml:1:1 no-such-flow: ');
    expect(printed).toContain(' no-such-phrase: ');
    expect(printed).toMatch(/\n\d+ mistakes in \d+ files\n$/);
  });

  it('exits with 1 where there is no content at all', async () => {
    await checkCommand().parseAsync([join(folder({}), 'nowhere'), '--json'], { from: 'user' });
    expect(process.exitCode).toBe(1);
    expect(JSON.parse(printed)).toMatchObject({ ok: false });
  });
});

describe('the shipped content', () => {
  it('has no mistakes', () => {
    const outcome = loadRequiredContent('.');
    expect(checkReport(outcome, false).text).toMatch(/: nothing wrong\n$/);
  });
});

describe('firstline schema', () => {
  it('writes what Prettier leaves as it is', async () => {
    for (const { file, text } of jsonSchemas()) {
      const options = await resolveConfig(file);
      expect(await format(text, { ...options, filepath: file })).toBe(text);
    }
  });

  it('finds files that are missing or were changed, and mends them', () => {
    const root = folder({});
    expect(staleSchemas(root)).toHaveLength(7);
    writeSchemas(root);
    expect(staleSchemas(root)).toEqual([]);
    const changed = readFileSync(join(root, 'data/issue.schema.json'), 'utf8').replace('date', 'data');
    expect(staleSchemas(folder({ 'data/issue.schema.json': changed }))).toContain('data/issue.schema.json');
  });

  it('exits with an error that names the command', async () => {
    const check = schemaCommand().parseAsync([folder({}), '--check'], { from: 'user' });
    await expect(check).rejects.toMatchObject({ code: 'SCHEMA_STALE' });
    await expect(schemaCommand().parseAsync([], { from: 'user' })).rejects.toMatchObject({
      code: 'SCHEMA_OPTION',
    });
  });

  it('has the files of this project fresh', () => {
    expect(staleSchemas('.')).toEqual([]);
  });
});
