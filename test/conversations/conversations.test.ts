import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { describeFault } from '../../src/flow/fault.js';
import { readFiles } from '../../src/rehearsal/files.js';
import { readConversations } from '../../src/rehearsal/read.js';
import { fileLines } from '../../src/rehearsal/report.js';
import { MODES, rehearse, rehearseFile } from '../../src/rehearsal/run.js';
import { PROJECT, shippedBrain, shippedContent } from '../support/shipped.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const { files, faults } = readFiles([here], here);
const cast = { content: shippedContent(), brain: shippedBrain() };

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
