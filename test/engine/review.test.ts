import { pino } from 'pino';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLiveBrain } from '../../src/live-brain.js';
import type { Attachment } from '../../src/model/attachment.js';
import { createStoredIssues } from '../../src/stored-issues.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import { agentAt } from '../support/agent.js';
import { bench, olga, type Bench } from '../support/engine.js';
import { PROJECT, shippedBrain } from '../support/shipped.js';

let b: Bench;
const agent = agentAt(() => b);
const igor = { id: 'igor', name: 'Igor', locale: null };

const TRAINING_MS = 120_000;
beforeAll(() => void shippedBrain(), TRAINING_MS);

/** A bot whose knowledge follows the store, as a deployment's does. */
beforeEach(async () => {
  const store = await openSqliteStore({ url: ':memory:' });
  const log = pino({ level: 'silent' });
  const config = { contentDir: PROJECT, modelFile: null, answerPrecision: 0.97, expectedOutOfScope: 0.15 };
  const issues = createStoredIssues(store, log);
  const live = createLiveBrain(config, { brain: shippedBrain() }, log, undefined, issues);
  b = await bench({ brain: () => live.brain(), store, settings: { catchUp: () => live.catchUp() } });
});
afterEach(() => b.close());

const last = (): string => b.telegram.arrived('post').at(-1)?.text.text ?? '';
const labels = (): string[] =>
  b.telegram
    .arrived('post')
    .at(-1)
    ?.buttons?.actions.map(({ label }) => label) ?? [];
const heard = (chat: string): string => b.telegram.said(chat).at(-1) ?? '';
const events = async (): Promise<string[]> =>
  (await b.store.history((await agent.case()).id))
    .filter(({ kind }) => kind === 'event')
    .map(({ name, text }) => `${name ?? ''}: ${text}`);
const caseOf = async (chat: string): Promise<unknown> =>
  (await b.store.loadTurn(`telegram:bot:${chat}:`)).latest;

const WORDS = 'настроить почту в программе the bat после смены кодировки не выходит';
const OTHER_WORDS = 'почта в the bat показывает кракозябры, как настроить программу';
const SOLUTION =
  '1. В The Bat откройте свойства ящика ivan@lutik.ru\n2. Смените кодировку на UTF-8, как мы сделали для Анны';

/** Tells the problem, as far as the script for it goes. */
async function tells(chat: string, words = WORDS): Promise<void> {
  await b.writes(chat, words);
  await b.writes(chat, 'Другое');
  await b.writes(chat, 'The Bat 9, кракозябры');
}

/** The case of chat 1 is resolved, and the agent asked what helped. */
async function isResolved(): Promise<void> {
  await tells('1');
  await agent.press('claim');
  await agent.press('resolve');
}

describe('what an agent solved', () => {
  it('answers the next person with the same problem once it is published, until it is taken back', async () => {
    await isResolved();
    expect(last()).toContain('What helped?');
    await agent.writes(SOLUTION);
    expect(last()).toContain('Draft 1 of a solved issue');
    expect(last()).toContain(WORDS);
    expect(last()).toContain('2. Смените кодировку на UTF-8');
    expect(last()).not.toMatch(/lutik|Анн/);
    expect(labels()).toEqual(['Publish', 'Drop']);

    await agent.writes('!problem The Bat: письма кракозябрами после смены кодировки, пишет Анна', igor);
    expect(last()).toContain('The Bat: письма кракозябрами после смены кодировки');
    expect(last()).not.toContain('Анн');
    await agent.presses('Publish', igor);
    expect(last()).toMatch(/^Draft 1 is published as agents-the-bat-\S+ \(Igor\)\.[^]*in Russian only/);
    const [published] = (await b.store.drafts()).drafts;
    expect(published).toMatchObject({
      ...{ author: olga.id, status: 'published', decidedBy: 'Igor' },
      ...{ caseNumber: 1, intent: 'mail-client-setup' },
    });
    expect((await events()).slice(-2)).toEqual([
      'Igor: draft-rewritten: 1',
      `Igor: draft-published: 1, ${published?.issue ?? ''}`,
    ]);

    await tells('2', 'почта в the bat показывает кракозябры, как настроить программу');
    expect(heard('2')).toMatch(/^Похожий случай уже решали[^]*2\. Смените кодировку на UTF-8/);
    await b.writes('2', 'да, помогло');
    expect(await caseOf('2')).toMatchObject({ owner: 'nobody', resolution: 'confirmed', dossier: null });

    await tells('3');
    await b.writes('3', 'нет');
    expect(await caseOf('3')).toMatchObject({ owner: 'queue', dossier: { reason: 'steps-failed' } });

    await agent.presses('Take back');
    expect(last()).toContain('is removed and not suggested any more');
    await tells('4');
    expect(heard('4')).toContain('Передаю вопрос специалисту');
    expect((await b.store.storedIssues()).issues).toEqual([]);
  });

  it('is known within a second where another process publishes it or takes it back', async () => {
    await isResolved();
    await agent.writes(SOLUTION);
    await agent.presses('Publish');
    const [stored] = (await b.store.storedIssues()).issues;
    if (stored === undefined) throw new Error('nothing was published');
    expect(await b.store.decideDraft(1, { status: 'waiting', by: 'cli' }, 1)).toEqual({ kind: 'done' });
    await b.pass(1_000);
    await tells('2');
    expect(heard('2')).toContain('Передаю вопрос специалисту');
    const put = { status: 'published', by: 'cli', put: stored, replaces: null } as const;
    expect(await b.store.decideDraft(1, put, 2)).toEqual({ kind: 'done' });
    await b.pass(1_000);
    await tells('3');
    expect(heard('3')).toContain('Похожий случай уже решали');
  });

  it('is told in words, or by what helped before; anything else is asked again', async () => {
    await isResolved();
    const near = labels()[0]?.replace('As in: ', '').replace('…', '') ?? '';
    expect(labels()).toHaveLength(4);
    await agent.writes('…');
    expect(last()).toContain('does not say what helped');
    const sticker: Attachment = {
      ...{ kind: 'sticker', channel: 'telegram', file: 'f', name: null, mime: null, size: null },
    };
    await agent.writes('', olga, [sticker]);
    expect(last()).toContain('does not say what helped');
    await agent.writes('как в #mail-to-spam-spf-misssing');
    expect(last()).toContain('as in #mail-to-spam-spf-missing');
    expect(labels()).toEqual(['mail-to-spam-spf-missing', 'Nothing to write down']);
    await agent.writes('как в #nothing-of-this-kind-at-all');
    expect(last()).toContain('There is no solved issue nothing-of-this-kind-at-all');
    expect(await agent.case()).toMatchObject({ awaitingSolution: true });
    await agent.presses(near);
    expect(last()).toContain(near);
    expect((await events()).at(-1)).toMatch(/^Olga: solved-as: mail-/);
    expect(await agent.case()).toMatchObject({ awaitingSolution: false });
    await agent.writes('!as-in mail-to-spam-spf-missing', igor);
    expect(last()).toContain('Nobody is asked what helped');
    expect((await b.store.drafts()).drafts).toEqual([]);
    await agent.press('reopen');
    await agent.press('resolve');
    await agent.presses('Nothing to write down');
    expect(await agent.case()).toMatchObject({ awaitingSolution: false });
    expect((await b.store.drafts()).drafts).toEqual([]);
  });

  it('stands beside what is near to it, and is merged into that or kept', async () => {
    await isResolved();
    await agent.writes(SOLUTION);
    await agent.presses('Publish');
    for (const solution of ['Смените кодировку на UTF-8.\nПерезапустите программу', 'Ещё раз']) {
      await agent.press('reopen');
      await agent.press('resolve');
      await agent.writes(solution);
    }
    expect(last()).toMatch(/Solved issues near to it[^]*\d\d%[^]*1\. В The Bat/);
    expect(labels()).toEqual([
      'Keep both',
      expect.stringMatching(/^Merge into "настроить/),
      expect.stringMatching(/^Replace "настроить/),
      'Drop',
    ]);
    await agent.writes('!merge-into 2 agents-nastroit-pochtuu', igor);
    expect(last()).toContain('There is no solved issue');
    await agent.writes('!publish 9', igor);
    expect(last()).toContain('no such draft');
    await agent.writes('!drop', igor);
    expect(last()).toContain('Draft 3 is dropped (Igor)');
    await agent.presses('Keep both', igor);
    expect(last()).toContain('Draft 3 is dropped');
    await agent.presses('Take back', igor);
    await agent.presses('Keep both', igor);
    expect(last()).toMatch(/^Draft 3 is published as \S+-3 \(Igor\)/);
    const first = (await b.store.drafts()).drafts[0]?.issue ?? '';
    await agent.writes(`!merge-into 2 #${first}`, igor);
    expect(last()).toContain(`Draft 2 is part of ${first} now`);
    const merged = await b.store.storedIssue(first);
    expect(merged).toMatchObject({ by: 'Igor', issue: { ru: { solution: { length: 3 } } } });
    await agent.writes('!take-back 1');
    expect(last()).toContain('its issue holds drafts 2');
    await agent.writes('!take-back 2');
    expect(last()).toContain('that is not undone');
    await agent.writes('!solution something else');
    expect(last()).toContain('is published already');
  });

  it('is shown with what it would change, and held where that is worse until it is said again', async () => {
    await isResolved();
    await agent.writes(SOLUTION);
    await agent.presses('Publish');
    expect(last()).toMatch(
      /about the last 3 messages, 1 change: 1 better, 0 worse, 0 open\.\n• Better, case 1: "/,
    );
    const first = (await b.store.drafts()).drafts[0]?.issue ?? '';
    await tells('2', OTHER_WORDS);
    expect(heard('2')).toContain('Похожий случай уже решали');
    await b.writes('2', 'да, помогло');
    await agent.press('reopen');
    await agent.press('resolve');
    await agent.writes('Переустановите программу');
    await agent.writes(`!problem ${OTHER_WORDS}`);

    const stored = await b.store.issueHashes();
    await agent.presses('Keep both', igor);
    const harm = `• Worse, case 2: "${OTHER_WORDS}"\n    suggests ${first}, mail-\\S+ → suggests agents-pochta\\S+, ${first}`;
    expect(last()).toMatch(
      /^Draft 2 is not published[^]*!publish 2 anyway\.\nOf [^]*1 better, 1 worse, 0 open/,
    );
    expect(last()).toMatch(new RegExp(harm));
    expect(labels()).toEqual(['Publish all the same', 'Drop']);
    await agent.writes('!publish 2');
    expect(last()).toContain('is not published');
    expect(await b.store.issueHashes()).toEqual(stored);
    await tells('3', OTHER_WORDS);
    expect(heard('3')).toContain('1. В The Bat');

    await agent.presses('Publish all the same', igor);
    expect(last()).toMatch(/^Draft 2 is published as agents-pochta[^]*1 worse/);
    await tells('4', OTHER_WORDS);
    expect(heard('4')).toContain('Переустановите программу');
    await agent.presses('Take back', igor);

    await agent.presses('Replace "', igor);
    expect(last()).toMatch(new RegExp(`^Draft 2 stands in the place of what ${first} said[^]*not undone`));
    expect(await b.store.storedIssue(first)).toMatchObject({
      ...{ by: 'Igor', key: 'case-1-draft-1' },
      issue: { ru: { problem: OTHER_WORDS, solution: ['Переустановите программу'] } },
    });
    await tells('5', OTHER_WORDS);
    expect(heard('5')).toContain('Переустановите программу');
    await agent.writes('!take-back 2');
    expect(last()).toContain('that is not undone');
  });
});
