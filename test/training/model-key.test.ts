import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Intent } from '../../src/model/intent.js';
import type { IssueText } from '../../src/model/issue.js';
import { codeVersion, modelKey } from '../../src/training/model-key.js';
import { tempFolder } from '../support/cli.js';
import { shippedContent } from '../support/shipped.js';

const temp = tempFolder('model-key');
afterAll(() => temp.remove());

const { intents, issues } = shippedContent();
const OPTIONS = { expectedOutOfScope: 0.15 };
const KEY = modelKey({ intents, issues }, OPTIONS);

/** The key where the second intent is another. */
function keyWith(change: (intent: Intent) => Partial<Intent>): string {
  const changed = intents.map((intent, at) => (at === 1 ? { ...intent, ...change(intent) } : intent));
  return modelKey({ intents: changed, issues }, OPTIONS);
}

/** The key where the English text of the second issue is another. */
function keyWithIssue(change: Partial<IssueText>): string {
  const changed = issues.map((issue, at) =>
    at === 1 ? { ...issue, en: { ...issue.en, ...change } } : issue,
  );
  return modelKey({ intents, issues: changed }, OPTIONS);
}

describe('the key of a model', () => {
  it('is a hash, and the same for the same', () => {
    expect(KEY).toMatch(/^[0-9a-f]{64}$/);
    expect(modelKey(structuredClone({ intents, issues }), { ...OPTIONS })).toBe(KEY);
  });

  it('changes with whatever is learned from', () => {
    const keys = [
      KEY,
      keyWith(({ examples }) => ({ examples: { ...examples, ru: [...examples.ru, 'новый пример'] } })),
      keyWith(({ examples }) => ({ examples: { ...examples, en: [...examples.en, 'a new example'] } })),
      keyWith(({ examples }) => ({ examples: { ...examples, en: [...examples.en].reverse() } })),
      keyWith(({ examples }) => ({ examples: { ru: examples.en, en: examples.ru } })),
      keyWith(({ title }) => ({ title: { ...title, en: 'Another title' } })),
      keyWith(({ title }) => ({ title: { ...title, ru: 'Другое название' } })),
      keyWith(({ audience }) => ({ audience: audience === 'staff' ? 'customer' : 'staff' })),
      keyWith(() => ({ id: 'another-id' })),
      keyWithIssue({ problem: 'Another problem' }),
      keyWithIssue({ symptoms: ['Another symptom'] }),
      modelKey({ intents, issues: issues.slice(1) }, OPTIONS),
      modelKey({ intents: intents.slice(1), issues }, OPTIONS),
      modelKey({ intents: [...intents].reverse(), issues }, OPTIONS),
      modelKey({ intents, issues }, { expectedOutOfScope: 0.2 }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('stays where only what follows from an intent changes', () => {
    expect(keyWith(() => ({ reply: { ru: 'Другой ответ', en: 'Another reply' }, priority: 'urgent' }))).toBe(
      KEY,
    );
    expect(keyWith(() => ({ department: 'security', dangerous: true }))).toBe(KEY);
    expect(keyWithIssue({ cause: 'Another cause', solution: ['Another step'], check: '-' })).toBe(KEY);
  });
});

describe('the version of the code', () => {
  const path = join(temp.path, 'code');
  mkdirSync(join(path, 'deep'), { recursive: true });
  const folder = pathToFileURL(`${path}/`);
  const lock = join(temp.path, 'package.json');
  const write = (name: string, text: string): void => writeFileSync(join(path, name), text);
  const version = (): string => codeVersion([folder], '.ts', [pathToFileURL(lock)]);

  it('changes with any of its files and with nothing else', () => {
    write('one.ts', 'a');
    write('deep/two.ts', 'b');
    writeFileSync(lock, '{}');
    const versions = [version()];
    const changed = (): boolean => {
      const now = version();
      const known = versions.includes(now);
      versions.push(now);
      return !known;
    };
    expect(version()).toBe(versions[0]);
    write('one.ts', 'c');
    expect(changed()).toBe(true);
    write('deep/two.ts', 'd');
    expect(changed()).toBe(true);
    write('three.ts', '');
    expect(changed()).toBe(true);
    writeFileSync(lock, '{"dependencies":{}}');
    expect(changed()).toBe(true);
    write('one.js', 'built');
    write('notes.md', 'words');
    expect(changed()).toBe(false);
  });
});
