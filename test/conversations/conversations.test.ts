import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadContent } from '../../src/flow/content.js';
import { createUnderstanding } from '../../src/nlu/understand.js';
import { conversationFileSchema, holdConversation, type Conversation } from '../support/conversation.js';
import { createEngineHost, createTestBrain } from '../support/conversation-engine.js';
import { createDialogueHost, throughJson, type HostParts } from '../support/conversation-host.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const outcome = loadContent(fileURLToPath(new URL('../..', import.meta.url)));
if (!outcome.ok) throw new Error(`the shipped content is broken: ${JSON.stringify(outcome.faults)}`);
const { content } = outcome;
const { understand } = createUnderstanding(content);

const ways: { name: string; between: HostParts['between'] }[] = [
  { name: 'plainly', between: (state) => state },
  { name: 'stored and read again between all turns', between: throughJson },
];

describe.each(ways)('conversations, $name', ({ between }) => {
  for (const { file, conversations } of files()) {
    describe(file, () => {
      test.each(conversations)('$name', async (conversation: Conversation) => {
        const host = createDialogueHost(conversation, { content, understand, between });
        expect(await holdConversation(conversation, host)).toEqual([]);
      });
    });
  }
});

describe('conversations, through the whole engine with everything delivered three times', () => {
  const brainFor = createTestBrain(content);
  for (const { file, conversations } of files()) {
    describe(file, () => {
      test.each(conversations)('$name', async (conversation: Conversation) => {
        const host = await createEngineHost(conversation, brainFor);
        expect(await holdConversation(conversation, host)).toEqual([]);
        await host.close();
      });
    });
  }
});

test('there are conversations for every behaviour', () => {
  const folders = new Set(files().map(({ file }) => file.split('/')[0]));
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
  ]);
  expect(files().flatMap(({ conversations }) => conversations).length).toBeGreaterThanOrEqual(40);
});

function files(): { file: string; conversations: Conversation[] }[] {
  return readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((file) => ({
      file,
      ...conversationFileSchema.parse(parse(readFileSync(`${here}/${file}`, 'utf8'))),
    }));
}
