import { parse } from 'yaml';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { intentStub, withMoreExamples } from '../../src/teaching/intent-file.js';
import { PROJECT } from '../support/shipped.js';

const HARD = ['plain words', "it's: #1", '- x', 'say "no"', '123', 'null', '<b>_*[ 😀 ё', '{a: b}'];

describe('more examples for the file of an intent', () => {
  it('are the only lines that change, in files that are shipped', () => {
    const folder = join(PROJECT, 'intents');
    for (const name of readdirSync(folder)
      .filter((file) => file.endsWith('.yml'))
      .slice(0, 5)) {
      const text = readFileSync(join(folder, name), 'utf8');
      const more = withMoreExamples(text, { ru: ['новый пример'], en: HARD }) ?? '';
      const added = ['новый пример', ...HARD].length;
      const kept = more.split('\n').filter((line) => text.split('\n').includes(line));
      expect([name, kept.join('\n')]).toEqual([name, text]);
      expect(more.split('\n').length).toBe(text.split('\n').length + added);
    }
  });

  it.each([
    [
      'comments',
      'id: a\nexamples:\n  ru: # these\n  - a # one\n  # after\n  en:\n      - b   # last\n# end\n',
      'id: a\nexamples:\n  ru: # these\n  - a # one\n  - ж\n  # after\n  en:\n      - b   # last\n      - z\n# end\n',
    ],
    [
      'no end of the last line',
      'examples:\n  en: [b]\n  ru:\n    - "a"',
      'examples:\n  en: [b, "z"]\n  ru:\n    - "a"\n    - ж',
    ],
    [
      'lines of another system',
      'examples:\r\n  ru:\r\n    - a\r\n  en:\r\n    - b\r\n',
      'examples:\r\n  ru:\r\n    - a\r\n    - ж\r\n  en:\r\n    - b\r\n    - z\r\n',
    ],
    [
      'texts in block form',
      'examples:\n  ru:\n    - |\n      a\n      b\n  en:\n    - >-\n      c\n      d\n',
      'examples:\n  ru:\n    - |\n      a\n      b\n    - ж\n  en:\n    - >-\n      c\n      d\n    - z\n',
    ],
    [
      'lists of a line, and empty ones',
      'examples: { ru: [], en: [ b, c ] }\n',
      'examples: { ru: ["ж"], en: [ b, c, "z" ] }\n',
    ],
    [
      'an empty list',
      'examples:\n  ru: []\n  en: [] # none yet\nx: 1\n',
      'examples:\n  ru:\n    - ж\n  en:\n    - z # none yet\nx: 1\n',
    ],
  ])('keep %s', (_, text, expected) => {
    expect(withMoreExamples(text, { ru: ['ж'], en: ['z'] })).toBe(expected);
    expect(withMoreExamples(text, { ru: [], en: [] })).toBe(text);
  });

  it.each([
    '',
    'id: a\n',
    'examples:\n  ru: text\n  en: []\n',
    'examples: [\n',
    'examples:\n  ru:\n    - [a]\n  en: []\n',
  ])('are nothing for %j', (text) => {
    expect(withMoreExamples(text, { ru: ['ж'], en: [] })).toBeNull();
  });

  it('begin a new file', () => {
    const text = intentStub('new-one', 'staff', { ru: HARD, en: [] });
    expect(parse(text)).toEqual({
      ...{ id: 'new-one', audience: 'staff', title: { ru: '', en: '' } },
      examples: { ru: HARD, en: [] },
    });
    expect(parse(withMoreExamples(text, { ru: [], en: ['z'] }) ?? '')).toMatchObject({
      examples: { en: ['z'] },
    });
  });
});
