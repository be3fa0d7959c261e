import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { describeError } from '../../src/cli/exit.js';
import { issuesCommand } from '../../src/cli/issues.js';
import type { NewSolutionDraft } from '../../src/model/solution-draft.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { caseOf, draftOf, turnOf } from '../contracts/store-samples.js';
import { runCli, tempFolder } from '../support/cli.js';
import { PROJECT } from '../support/shipped.js';

const temp = tempFolder('issues-review');
afterAll(() => temp.remove());
const content = temp.smallContent();
const FILE_ISSUE = 'mail-to-spam-spf-missing';
mkdirSync(join(content, 'data/issues'), { recursive: true });
copyFileSync(join(PROJECT, `data/issues/${FILE_ISSUE}.yml`), join(content, `data/issues/${FILE_ISSUE}.yml`));
writeFileSync(
  join(content, 'intents/canary.yml'),
  readFileSync(join(content, 'intents/greeting.yml'), 'utf8')
    .replace(/^id: .*$/m, 'id: canary')
    .replace(/^audience: .*$/m, 'audience: staff'),
);

let printed = '';
let complained = '';
let folder = '';
let runs = 0;
beforeEach(() => {
  runs += 1;
  folder = join(temp.path, `run-${runs}`);
  mkdirSync(folder);
  vi.stubEnv('CONTENT_DIR', content);
  vi.stubEnv('DATABASE_URL', `file:${join(folder, 'test.db')}`);
  vi.stubEnv('USER', 'anna');
  complained = '';
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
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function issues(...args: string[]): Promise<string> {
  printed = '';
  await issuesCommand().parseAsync(args, { from: 'user' });
  return printed;
}

const review = (...args: string[]): Promise<string> => issues('review', ...args);

/** What a command is refused with, as it is told. */
async function refusal(...args: string[]): Promise<string> {
  try {
    await review(...args);
  } catch (thrown) {
    return describeError(thrown);
  }
  throw new Error(`not refused: ${args.join(' ')}`);
}

const exported = z.object({
  source: z.string(),
  key: z.string(),
  issue: z.looseObject({ id: z.string() }),
});

/** The stored issues, as they are exported. */
async function stored(): Promise<z.infer<typeof exported>[]> {
  const lines = (await issues('export')).split('\n').filter((line) => line !== '');
  return lines.map((line) => exported.parse(JSON.parse(line)));
}

/** A mail problem of case 12, told by a customer in English. */
const mail = (fields: Partial<NewSolutionDraft> = {}): NewSolutionDraft =>
  draftOf('k1', {
    ...{
      language: 'en',
      intent: 'greeting',
      area: 'mail',
      problem: 'The mail from our domain lands in spam',
    },
    ...{ symptoms: ['Gmail says softfail'], findings: ['example.com has no SPF record.'] },
    ...{ failed: ['Mark it as no spam'], solution: '1. Remove the old record\n2. Add `v=spf1 a mx ~all`' },
    ...fields,
  });

/** Keeps drafts, numbered from 1. */
async function keep(...drafts: Omit<NewSolutionDraft, 'number'>[]): Promise<void> {
  const store = await openSqliteStore({ url: `file:${join(folder, 'test.db')}` });
  const numbered = drafts.map((draft, index) => ({ ...draft, number: index + 1 }));
  await store.commitTurn(turnOf('c1', 0, { cases: [caseOf('k1', 12, 'c1')], drafts: numbered }));
  await store.close();
}

const ID = 'agents-the-mail-from-our-domain-lands-in-spam';

describe('firstline issues review', () => {
  it('lists what waits with its nearest issue, and shows them side by side', async () => {
    expect(await review()).toBe('no draft waits to be reviewed\n');
    await keep(mail(), draftOf('k1', { problem: 'Канарейка', solution: 'Open the window' }));
    const [first, second] = (await review()).split('\n');
    expect(first).toMatch(
      new RegExp(
        `^1 +case 12 +en +greeting +waiting +The mail from our domain.* ${FILE_ISSUE} \\(\\d\\d %\\)$`,
      ),
    );
    expect(second).toMatch(/^2 +case 12 +ru +— +waiting +Канарейка$/);
    const shown = await review('1');
    expect(shown).toMatch(/THE DRAFT +│ NEAR 1/);
    for (const part of [
      ...['• Gmail says softfail', '1. Remove the old record', 'did not help: Mark it as no spam'],
      ...['example.com has no SPF', 'review 1 --publish', `near 1: ${FILE_ISSUE}`],
    ]) {
      expect(shown).toContain(part);
    }
    expect(await review('2')).toContain('the solution seems to be in English, the problem in Russian');
    const json = z
      .object({
        drafts: z.array(z.object({ number: z.number(), near: z.array(z.object({ id: z.string() })) })),
      })
      .parse(JSON.parse(await review('--json')));
    expect(json.drafts.map(({ number, near }) => [number, near.map(({ id }) => id)])).toEqual([
      [1, [FILE_ISSUE]],
      [2, []],
    ]);
  });

  it('publishes, keeps who, when and from where, and takes back', async () => {
    await keep(mail());
    const out = await review('1', '--publish', '--by', 'Olga');
    expect(out).toContain(`draft 1 is published as \`${ID}`);
    expect(out).toContain('by Olga');
    expect(out).toContain('it is not known in ru');
    expect(out).toContain('within a few seconds');
    const [one] = await stored();
    expect(one).toMatchObject({
      ...{ source: 'agents', key: 'case-12-draft-1' },
      issue: {
        ...{ intent: 'greeting', audience: 'customer', area: 'mail', date: '1970-01-01' },
        en: {
          problem: 'The mail from our domain lands in spam',
          symptoms: ['Gmail says softfail', 'example.com has no SPF record.'],
          solution: ['Remove the old record', 'Add `v=spf1 a mx ~all`'],
        },
      },
    });
    expect(one?.issue).not.toHaveProperty('ru');
    expect(await issues('search', 'mail in spam')).toContain(ID);
    expect(await review()).toBe('no draft waits to be reviewed\n');
    expect(await review('--all')).toMatch(/published as agents-\S+ by Olga on \d{4}-\d\d-\d\d/);
    expect(await refusal('1', '--publish')).toContain('--take-back');
    await expect(review('1', '--drop')).rejects.toMatchObject({ code: 'DRAFT_DECIDED' });
    expect(await review('1', '--take-back')).toMatch(
      /^draft 1 waits again, and `agents-.*` is removed, by anna\n.*within a few seconds/,
    );
    expect(await stored()).toEqual([]);
    await expect(review('1', '--take-back')).rejects.toMatchObject({ code: 'DRAFT_DECIDED' });
    expect(JSON.parse(await review('1', '--drop', '--json'))).toMatchObject({
      ...{ draft: 1, case: 12, status: 'dropped', issue: null, by: 'anna' },
    });
  });

  it('writes a file to fill in, and reads it back with its mistakes by field', async () => {
    await keep(mail({ solution: '' }));
    expect(await refusal('1', '--publish')).toContain('en.solution');
    const file = join(folder, 'draft.yml');
    expect(await review('1', '--write', file)).toContain(file);
    await expect(review('1', '--write', file)).rejects.toMatchObject({ code: 'DRAFT_FILE' });
    const written = readFileSync(file, 'utf8');
    expect(written).toContain('# did not help: Mark it as no spam');
    expect(written).toContain("ru:\n  problem: ''\n");
    const edit = (...changes: [string, string][]): void => {
      writeFileSync(
        file,
        changes.reduce((text, [from, to]) => text.replace(from, to), written),
      );
    };
    expect(await refusal('1', '--publish', '--edit', file)).toMatch(/draft\.yml:\d+:\d+ value: `solution`/);
    edit(['audience: customer', 'audience: clients'], ['area: mail', 'aera: mail']);
    const mistakes = review('1', '--edit', file);
    await expect(mistakes).rejects.toMatchObject({ code: 'DRAFT_FILE' });
    await expect(mistakes).rejects.toThrow(/`audience` is `clients`[^]*aera/);
    await expect(review('1', '--edit', join(folder, 'none.yml'))).rejects.toMatchObject({
      code: 'DRAFT_FILE',
    });

    const last = written.lastIndexOf("    - ''");
    writeFileSync(
      file,
      `${written.slice(0, last)}    - Set the password\n    - 'password: Qwerty123!'${written.slice(last + 8)}`.replace(
        "ru:\n  problem: ''\n  symptoms:\n    - ''\n  cause: ''\n  solution:\n    - ''",
        'ru:\n  problem: Письма в спаме\n  symptoms: []\n  solution:\n    - Уберите запись',
      ),
    );
    const out = await review('1', '--publish', '--edit', file, '--id', 'spf-again', '--audience', 'both');
    expect(out).toContain('a password is masked');
    expect(await stored()).toMatchObject([
      {
        issue: {
          ...{ id: 'spf-again', audience: 'both' },
          ru: { problem: 'Письма в спаме', symptoms: [], solution: ['Уберите запись'] },
          en: { solution: ['Set the password', 'password: •••'] },
        },
      },
    ]);
  });

  it('merges into a stored issue, and names the file of one that is in a file', async () => {
    await keep(
      mail(),
      mail({ problem: 'Spam folder again', solution: 'Remove the old record\n\nWait for an hour' }),
      mail({ audience: 'staff' }),
    );
    await review('1', '--publish', '--id', 'spf');
    expect(await refusal('2', '--merge-into', FILE_ISSUE)).toContain(`data/issues/${FILE_ISSUE}.yml`);
    expect(await refusal('2', '--merge-into', 'spff')).toContain('`spf`');
    await expect(review('3', '--merge-into', 'spf')).rejects.toMatchObject({ code: 'DRAFT_AUDIENCE' });
    expect(await review('2', '--merge-into', 'spf')).toContain('draft 2 is part of `spf` now, by anna');
    expect(await stored()).toMatchObject([
      {
        ...{ source: 'agents', key: 'case-12-draft-1' },
        issue: {
          ...{ id: 'spf', intent: 'greeting' },
          en: {
            problem: 'The mail from our domain lands in spam',
            symptoms: ['Gmail says softfail', 'example.com has no SPF record.', 'Spam folder again'],
            solution: [
              ...['Remove the old record', 'Add `v=spf1 a mx ~all`'],
              'Remove the old record\nWait for an hour',
            ],
          },
        },
      },
    ]);
    expect(await refusal('1', '--take-back')).toContain('draft 2');
    await expect(review('2', '--take-back')).rejects.toMatchObject({ code: 'DRAFT_DECIDED' });
  });

  it('puts a draft in the place of what a stored issue says in its language', async () => {
    await keep(
      mail(),
      mail({ language: 'ru', problem: 'Письма в спаме', solution: 'Уберите запись' }),
      mail({ problem: 'All mail is spam', solution: 'Remove the old record' }),
    );
    await review('1', '--publish', '--id', 'spf');
    await review('2', '--merge-into', 'spf');
    expect(await refusal('3', '--replace', FILE_ISSUE)).toContain(`data/issues/${FILE_ISSUE}.yml`);
    await expect(review('3', '--replace', 'spf', '--id', 'x')).rejects.toMatchObject({
      code: 'DRAFT_OPTION',
    });
    await expect(review('3', '--replace', 'spf', '--publish')).rejects.toMatchObject({
      code: 'DRAFT_OPTION',
    });
    expect(await review('3', '--replace', 'spf')).toMatch(
      /what `spf` said in this language is gone, and that is not undone\ndraft 3 is part of `spf` now, by anna/,
    );
    expect(await stored()).toMatchObject([
      {
        ...{ source: 'agents', key: 'case-12-draft-1' },
        issue: {
          ...{ id: 'spf', intent: 'greeting' },
          en: { problem: 'All mail is spam', solution: ['Remove the old record'] },
          ru: { problem: 'Письма в спаме', solution: ['Уберите запись'] },
        },
      },
    ]);
    expect(await refusal('1', '--take-back')).toContain('draft 2 and draft 3');
    await expect(review('3', '--take-back')).rejects.toMatchObject({ code: 'DRAFT_DECIDED' });
  });

  it('refuses what cannot be meant, and changes nothing', async () => {
    await keep(mail(), mail({ intent: 'gone' }));
    const refused: [string, ...string[]][] = [
      ['DRAFT_NONE', '7'],
      ['DRAFT_NONE', '7', '--drop'],
      ['DRAFT_ID_TAKEN', '1', '--publish', '--id', FILE_ISSUE],
      ['DRAFT_OPTION', '1', '--publish', '--id', 'Not An Id'],
      ['DRAFT_INTENT', '1', '--publish', '--intent', 'greting'],
      ['DRAFT_INTENT', '2', '--publish'],
      ['DRAFT_AUDIENCE', '1', '--publish', '--audience', 'staff'],
      ['DRAFT_AUDIENCE', '1', '--publish', '--intent', 'canary'],
      ['DRAFT_OPTION', '1', '--publish', '--drop'],
      ['DRAFT_OPTION', '1', '--drop', '--id', 'x'],
      ['DRAFT_OPTION', '1', '--publish', '--write', join(folder, 'x.yml')],
      ['DRAFT_OPTION', '--publish'],
    ];
    for (const [code, ...args] of refused) {
      await expect(review(...args), args.join(' ')).rejects.toMatchObject({ code });
    }
    expect(await stored()).toEqual([]);
    expect((await review()).split('\n')).toHaveLength(3);
    expect(await review('2', '--publish', '--intent', 'none')).toContain('no intent');
    const [one] = await stored();
    expect(await refusal('1', '--publish', '--id', one?.issue.id ?? '')).toMatch(
      /^DRAFT_ID_TAKEN[^]*--merge-into/,
    );
  });

  it('goes on without a damaged row, which can be dropped', async () => {
    await keep(mail(), mail());
    const db = new Sqlite(join(folder, 'test.db'));
    db.exec(`UPDATE drafts SET findings = 'no' WHERE seq = 1`);
    db.close();
    expect(await review()).toMatch(/^2 /);
    expect(complained).toContain('Draft 1 is damaged and left out (findings: is not JSON)');
    await expect(review('1')).rejects.toMatchObject({ code: 'DRAFT_DAMAGED' });
    await expect(review('1', '--publish')).rejects.toMatchObject({ code: 'DRAFT_DAMAGED' });
    await review('1', '--drop');
    complained = '';
    await review();
    expect(complained).toBe('');
  });

  it('hides what drafts of earlier versions tell of people', async () => {
    await keep(
      mail({ problem: 'romashka.ru is down\nwrite to ivan@romashka.ru', symptoms: [], findings: [] }),
    );
    await review('1', '--publish');
    expect(await stored()).toMatchObject([
      { issue: { en: { problem: 'example.com is down', symptoms: ['write to name@example.com'] } } },
    ]);
  });

  it('is a command of the program', { timeout: 60_000 }, async () => {
    vi.restoreAllMocks();
    const options = { cwd: folder, env: { CONTENT_DIR: content } };
    expect(await runCli(['issues', 'review'], options)).toMatchObject({
      ...{ code: 0, stdout: 'no draft waits to be reviewed\n' },
    });
    const wrong = await runCli(['issues', 'review', 'first'], options);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('Write the number of a draft');
  });
});
