import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { describeError } from '../../src/cli/exit.js';
import { intentsCommand } from '../../src/cli/intents.js';
import { teachCommand } from '../../src/cli/teach.js';
import { loadRequiredContent } from '../../src/content.js';
import type { NewMiss } from '../../src/model/miss.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { caseOf, missOf, turnOf } from '../contracts/store-samples.js';
import { tempFolder } from '../support/cli.js';

const temp = tempFolder('teach');
afterAll(() => temp.remove());

const KETTLE = `# yaml-language-server: $schema=./intent.schema.json
# Kettles.
id: kettle
audience: customer
title: { ru: Чайник, en: Kettle }
reply: { ru: Ответ, en: Reply }
examples:
  ru: [чайник течёт, из чайника капает вода]
  en: # as people say it
    - the kettle leaks   # short
    - 'water drips from the kettle onto the floor'
  # the end
`;

let content = '';
let printed = '';
let url = '';
beforeEach(() => {
  content = temp.smallContent();
  writeFileSync(join(content, 'intents/kettle.yml'), KETTLE);
  writeFileSync(
    join(content, 'intents/printer.yml'),
    KETTLE.replaceAll('kettle', 'printer').replaceAll('чайник', 'принтер').replace('customer', 'staff'),
  );
  mkdirSync(join(content, 'var'));
  url = `file:${join(content, 'var/test.db')}`;
  vi.stubEnv('CONTENT_DIR', content);
  vi.stubEnv('DATABASE_URL', url);
  vi.stubEnv('USER', 'anna');
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function teach(...args: string[]): Promise<string> {
  printed = '';
  await teachCommand().parseAsync(args, { from: 'user' });
  return printed;
}

async function exportIntents(...args: string[]): Promise<string> {
  printed = '';
  await intentsCommand().parseAsync(['export', ...args], { from: 'user' });
  return printed;
}

/** What a command is refused with, as it is told. */
async function refusal(...args: string[]): Promise<string> {
  try {
    await teach(...args);
  } catch (thrown) {
    return describeError(thrown);
  }
  throw new Error(`not refused: ${args.join(' ')}`);
}

/** Puts messages on the list, the first ones of cases 1 and 2. */
async function missed(...misses: Partial<NewMiss>[]): Promise<void> {
  const store = await openSqliteStore({ url });
  const closed = { owner: 'nobody' } as const;
  await store.commitTurn(
    turnOf('c1', 0, {
      cases: [caseOf('k1', 1, 'c1', closed), caseOf('k2', 2, 'c1', closed)],
      misses: misses.map((fields, index) => missOf(['k1', 'k2'][index] ?? null, fields)),
    }),
  );
  await store.close();
}

const SAMOVAR = 'my samovar hisses and spits hot steam';
const text = (words: string, fields: Partial<NewMiss> = {}): Partial<NewMiss> => ({ text: words, ...fields });
const examples = z.object({
  examples: z.array(z.object({ text: z.string(), status: z.string(), state: z.string() })),
});
const states = async (): Promise<string[]> =>
  examples
    .parse(JSON.parse(await teach('--examples', '--all', '--json')))
    .examples.map((one) => `${one.status}: ${one.text}`);

describe('firstline teach', () => {
  it('lists what is alike together, the most frequent first, with the nearest intents', async () => {
    expect(await teach()).toBe('nothing waits to be taught\n');
    await missed(
      text('where is my parcel, please tell me', { meant: 'greeting', why: 'other-intent' }),
      text(SAMOVAR, { candidates: [{ intent: 'kettle', p: 0.4 }], meant: 'kettle' }),
      text(`${SAMOVAR}!`, { why: 'not-that' }),
      text('my samovar hisses and spits steam'),
      text('самовар шипит и плюётся', { language: 'ru' }),
      text('the kettle leaks and water is on the floor', { why: 'unknown' }),
    );
    const lines = (await teach()).split('\n');
    expect(lines[0]).toMatch(/^2 +3 cases +en +unsure 2, not-that 1 +kettle +my samovar/);
    expect(lines[1]).toMatch(/^1 +1 case +en +other-intent 1 +— +where is my parcel/);
    expect(lines[3]).toMatch(/^6 .* kettle +the kettle leaks/);
    expect((await teach('--language', 'ru')).trim().split('\n')).toHaveLength(1);
    expect(await teach('--why', 'not-that')).toMatch(/^2 [^\n]*\n$/);
    const shown = await teach('2');
    for (const part of [
      ...['group 2: 3 messages of 3 cases, en, customer', 'taken for kettle (40 %, 1×)'],
      ...[`1   2×   ${SAMOVAR}`, '2   1×   my samovar hisses and spits steam'],
      ...['perhaps kettle: an agent said so', 'firstline teach 2 --intent ID'],
    ]) {
      expect(shown).toContain(part);
    }
    expect(JSON.parse(await teach('--json'))).toMatchObject({
      groups: [{ number: 2, cases: 3, suggestions: [{ intent: 'kettle', from: 'agent' }] }, {}, {}, {}],
    });
  });

  it('assigns a group, tells what of it teaches nothing, keeps who and when, and takes it back', async () => {
    await missed(
      text(SAMOVAR),
      text(`${SAMOVAR} today`),
      text('my samovar hisses'),
      text('my samovar hisses and spits cold water onto the neighbours'),
    );
    expect(await teach('1', '--intent', 'kettle', '--only', '1,2', '--by', 'Olga')).toMatch(
      /^taught as kettle by Olga: 2 examples from 2 messages\ntaught all the same, nearly «my samovar/,
    );
    expect(await states()).toEqual([`taught: ${SAMOVAR}`, `taught: ${SAMOVAR} today`]);
    expect(await refusal('1', '--intent', 'kettle')).toMatch(
      /^TEACH_DECIDED[^]*by Olga[^]*teach 1 --take-back/,
    );
    expect(await teach('1', '--take-back')).toContain(
      'group 1 waits again, by anna; 2 of its examples are removed',
    );
    expect(await refusal('1', '--take-back')).toContain('TEACH_WAITS');
    const out = await teach('1', '--intent', 'kettle');
    expect(out).toContain('taught as kettle by anna: 2 examples from 3 messages');
    expect(out).toContain(`no example, nearly «${SAMOVAR}»: 2 ${SAMOVAR} today`);
    expect(await teach('--all')).toMatch(/^1 .*taught as kettle by anna on \d{4}-\d\d-\d\d/m);
    expect(await teach('--examples')).toMatch(/^3 +kettle +en +in force +anna \d{4}-\d\d-\d\d +my samovar/);
    expect(await teach('--remove', '3')).toContain('example 3 is removed by anna');
    expect(await refusal('--remove', '3')).toContain('No example 3');
    await teach('1', '--take-back');
    await teach('1', '--drop', '--only', '1');
    expect(await teach('1')).toMatch(/dropped by anna/);
    expect(JSON.parse(await teach('2', '--drop', '--json'))).toMatchObject({ group: 2, dropped: 1 });
  });

  it('leaves what stands under another intent, and what is too short or long, to be chosen', async () => {
    await missed(
      text('the kettle leaks'),
      text('leaks badly', { audience: 'staff' }),
      text(`long ${'word '.repeat(70)}`),
    );
    expect(await refusal('1', '--new-intent', 'puddle')).toMatch(
      /it stands under kettle[^]*Take the examples out/,
    );
    expect(await teach('1', '--intent', 'kettle')).toContain('no example, it stands there');
    expect(await refusal('2', '--intent', 'printer')).toMatch(/too short to tell it by[^]*--only/);
    expect(await teach('2', '--intent', 'printer', '--only', '1')).toContain('1 example from 1 message');
    expect(await refusal('3', '--intent', 'kettle')).toContain('long for an example');
    expect(await states()).toEqual(['taught: leaks badly']);
  });

  it('refuses what cannot be meant, and changes nothing', async () => {
    await missed(text(SAMOVAR), text(`${SAMOVAR} again`));
    const refused: [string, RegExp, ...string[]][] = [
      ['TEACH_NONE', /no group 7/, '7'],
      ['TEACH_NONE', /no group 7/, '7', '--take-back'],
      ['TEACH_NONE', /called by another number/, '2', '--drop'],
      ['TEACH_INTENT', /Write `kettle`/, '1', '--intent', 'ketle'],
      ['TEACH_INTENT', /--intent kettle/, '1', '--new-intent', 'kettle'],
      ['TEACH_INTENT', /lower-case/, '1', '--new-intent', 'A b'],
      ['TEACH_AUDIENCE', /staff only/, '1', '--intent', 'printer'],
      ['TEACH_OPTION', /no text 3/, '1', '--intent', 'kettle', '--only', '1,3'],
      ['TEACH_OPTION', /at once/, '1', '--intent', 'kettle', '--drop'],
      ['TEACH_OPTION', /--only means nothing/, '1', '--only', '1'],
      ['TEACH_OPTION', /No group/, '--drop'],
      ['TEACH_OPTION', /means nothing/, '1', '--examples'],
    ];
    for (const [code, words, ...args] of refused) {
      const told = await refusal(...args);
      expect(told, args.join(' ')).toMatch(words);
      expect(told).toContain(code);
    }
    expect(await states()).toEqual([]);
    expect(await teach()).toMatch(/^1 +2 cases/);
  });
});

describe('firstline intents export', () => {
  it('adds lines to the files and changes nothing else, once, and the content is right', async () => {
    await missed(text(SAMOVAR), text('самовар: шипит и плюётся', { language: 'ru' }));
    expect(await exportIntents()).toBe('nothing is new for the files\n');
    await teach('1', '--intent', 'kettle');
    await teach('2', '--intent', 'kettle');
    const elsewhere = temp.smallContent();
    expect(await exportIntents('--dir', elsewhere)).toContain('stay in the database until');
    expect(await states()).toEqual([`taught: ${SAMOVAR}`, 'taught: самовар: шипит и плюётся']);
    expect(await exportIntents()).toContain('kettle.yml: added 2 examples');
    const file = join(content, 'intents/kettle.yml');
    const exported = KETTLE.replace('капает вода]', 'капает вода, "самовар: шипит и плюётся"]').replace(
      "onto the floor'\n",
      `onto the floor'\n    - ${SAMOVAR}\n`,
    );
    expect(readFileSync(file, 'utf8')).toBe(exported);
    expect(await exportIntents()).toBe('nothing is new for the files\n');
    expect(readFileSync(file, 'utf8')).toBe(exported);
    expect(await states()).toEqual([`exported: ${SAMOVAR}`, 'exported: самовар: шипит и плюётся']);
    const checked = loadRequiredContent(content);
    expect(checked.ok ? [] : checked.faults).toEqual([]);
    expect(await teach('1', '--take-back')).toContain('intents/kettle.yml has this one, take it out there');
  });

  it('begins the file of a proposal, and the check tells what is missing in it', async () => {
    await missed(text(SAMOVAR));
    expect(await teach('1', '--new-intent', 'samovar')).toContain('begins intents/samovar.yml');
    expect(await refusal('1', '--take-back', '--drop')).toContain('TEACH_OPTION');
    expect(await teach('--examples')).toContain('proposed');
    expect(await exportIntents()).toMatch(/samovar\.yml: begun, with 1 example\n[^]*firstline check/);
    expect(await states()).toEqual([`exported: ${SAMOVAR}`]);
    const checked = loadRequiredContent(content);
    const faults = checked.ok ? [] : checked.faults.map(({ file, message }) => `${file} ${message}`);
    expect(faults.filter((fault) => fault.includes('samovar')).join('\n')).toMatch(
      /samovar\.yml `ru` is empty[^]*`en` is empty/,
    );
    expect(await exportIntents()).toBe('nothing is new for the files\n');
  });

  it('writes nothing where one of the files cannot be added to', async () => {
    await missed(text(SAMOVAR), text('where is my parcel, please tell me'));
    await teach('1', '--intent', 'kettle');
    await teach('2', '--new-intent', 'parcel');
    writeFileSync(join(content, 'intents/parcel.yml'), 'id: [unclosed\n');
    await expect(exportIntents()).rejects.toMatchObject({ code: 'INTENT_FILE' });
    expect(readFileSync(join(content, 'intents/kettle.yml'), 'utf8')).toBe(KETTLE);
    await expect(exportIntents('--dir', join(content, 'none'))).rejects.toMatchObject({
      code: 'INTENT_FILE',
    });
  });
});
