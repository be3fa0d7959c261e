import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { describeFault } from '../../src/flow/fault.js';
import type { Turn } from '../../src/rehearsal/conversation.js';
import { readFiles } from '../../src/rehearsal/files.js';
import { readConversations } from '../../src/rehearsal/read.js';
import { fileLines } from '../../src/rehearsal/report.js';
import { MODES, rehearse, rehearseFile } from '../../src/rehearsal/run.js';
import { remembering } from '../support/remembering.js';
import { PROJECT, shippedBrain, shippedContent } from '../support/shipped.js';

const NOT_KNOWN =
  /не знаю|не помню|не увер|без понятия|понятия не имею|не могу (?:проверить|сказать)|don.t (?:know|remember)|not sure|no idea|cannot (?:check|tell)/iu;
const INTERRUPTING = new Set([
  'offer-digression',
  'explain',
  'aside',
  'repeat',
  'cancel',
  'back',
  'correction',
  'not-that',
]);
const INTERRUPTS = /что такое|what is|отмен|cancel|^назад|^back/iu;
const here = fileURLToPath(new URL('.', import.meta.url));
const { files, faults } = readFiles([here], here);
const cast = { content: shippedContent(), brain: remembering(shippedBrain()) };

describe.each(MODES)('conversations, %s', (mode) => {
  for (const { source, value } of files) {
    describe(source.file, () => {
      test.each(value.conversations)('$name', async (conversation) => {
        const { differences, turn, transcript } = await rehearse(conversation, mode, cast);
        expect(differences, `turn ${String(turn + 1)}\n${transcript.join('\n')}`).toEqual([]);
      });
    });
  }
});

test('the example in the README is held as it stands there', async () => {
  const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
  const block = /```yaml\n(# yaml-language-server: \S+conversation\.schema\.json\n.*?)```/su.exec(
    readme,
  )?.[1];
  const outcome = readConversations('README.md', Buffer.from(block ?? ''));
  if (!outcome.ok) throw new Error(outcome.faults.map(describeFault).join('\n'));
  expect(fileLines(await rehearseFile(outcome.read, cast))).toEqual(['ok      README.md: 1 conversation']);
});

test('every file is right', () => {
  expect(faults.map(describeFault)).toEqual([]);
});

describe('each flow that an intent starts has a conversation', () => {
  const { content } = cast;
  const all = files.flatMap(({ source, value }) =>
    value.conversations.map(({ turns }) => ({ name: basename(source.file, '.yml'), turns })),
  );
  const starting = new Map<string, string[]>();
  for (const { id, flow } of content.intents) {
    if (flow !== undefined) starting.set(flow, [...(starting.get(flow) ?? []), id]);
  }
  const isAbout = (flow: string, { name, turns }: (typeof all)[number]): boolean =>
    name === flow ||
    turns.some(
      ({ bot, understood }) =>
        bot.flow === flow ||
        bot.start === flow ||
        understood?.intents.some((intent) => starting.get(flow)?.includes(intent) === true),
    );
  const KINDS: Readonly<Record<string, (turn: Turn) => boolean>> = {
    'that ends well': ({ bot }) => bot.close === 'confirmed' || bot.close === 'answered',
    'that ends at a person': ({ bot }) => bot.handover !== undefined,
    'with something that the person does not know': ({ user = '', press = '', understood }) =>
      understood?.act === 'unknown' || NOT_KNOWN.test(`${user} ${press}`),
    'with an interruption': ({ user = '', command, silence, restart, bot }) =>
      [command, silence, restart, bot.resume].some((one) => one !== undefined) ||
      bot.handover === 'asked-for-person' ||
      INTERRUPTING.has(bot.move ?? '') ||
      INTERRUPTS.test(user),
  };

  test.each(Object.entries(KINDS))('%s', (_, is) => {
    const without = [...starting.keys()].filter(
      (flow) => !all.some((conversation) => isAbout(flow, conversation) && conversation.turns.some(is)),
    );
    expect(without).toEqual([]);
  });
});

test('there are conversations for every behaviour', () => {
  const folders = new Set(files.map(({ source }) => source.file.split('/')[0]));
  expect([...folders].sort()).toEqual([
    'cancellations',
    'clarifications',
    'commands',
    'corrections',
    'digressions',
    'files',
    'handovers',
    'happy',
    'languages',
    'refusals',
    'secrets',
    'several',
    'silence',
    'upgrades',
  ]);
  expect(files.flatMap(({ value }) => value.conversations).length).toBeGreaterThanOrEqual(120);
});
