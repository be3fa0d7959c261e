import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMessageSet } from '../../src/eval/message-set.js';
import { LANGUAGES } from '../../src/model/language.js';
import { createAlikeIndex, foldText } from '../../src/model/likeness.js';
import { PROJECT, shippedContent } from '../support/shipped.js';

const FILE = 'data/eval/messages.jsonl';
/** Sentences with this much in common are one sentence. */
const SAME = 0.75;
/** Of fewer letters only the very same words are shared: "wifi down" and "wifi slow" are different messages. */
const FEWEST_LETTERS = 12;

const { intents, issues, validation } = shippedContent();
const { messages, notes } = readMessageSet(readFileSync(join(PROJECT, FILE), 'utf8'), FILE, intents, issues);

function sentences(text: string): string[] {
  return text
    .split(/(?<=[.!?…])\s+|\n+/u)
    .map(foldText)
    .filter((sentence) => sentence !== '');
}

describe('the held-out messages', () => {
  it('are of intents that there are, for who may see them, and are in nothing that is learned from', () => {
    expect(notes).toEqual([]);
  });

  it('are enough of each kind', () => {
    const count = (language: string, audience: string): number =>
      messages.filter((one) => one.meant !== null && one.language === language && one.audience === audience)
        .length;
    expect(count('ru', 'customer')).toBeGreaterThanOrEqual(500);
    expect(count('en', 'customer')).toBeGreaterThanOrEqual(300);
    expect(count('ru', 'staff') + count('en', 'staff')).toBeGreaterThanOrEqual(100);
    expect(messages.filter(({ meant }) => meant === null).length).toBeGreaterThanOrEqual(150);
    const asked = new Set(messages.map(({ meant }) => meant));
    expect(intents.filter(({ id }) => !asked.has(id))).toEqual([]);
  });

  it('share no sentence with an example, a solved issue, or a message by which confidence is fitted', () => {
    const learned = [
      ...intents.flatMap(({ examples }) => LANGUAGES.flatMap((language) => examples[language])),
      ...issues.flatMap((issue) =>
        LANGUAGES.flatMap((language) => [issue[language].problem, ...issue[language].symptoms]),
      ),
      ...validation.map(({ text }) => text),
    ].flatMap(sentences);
    const same = new Set(learned);
    const long = learned.filter((sentence) => sentence.replaceAll(' ', '').length >= FEWEST_LETTERS);
    const index = createAlikeIndex<string>(SAME, long);
    long.forEach((sentence) => index.add(sentence, sentence));
    const shared = messages.flatMap(({ text }) =>
      sentences(text).flatMap((sentence) => {
        if (same.has(sentence)) return [`${text} — ${sentence}`];
        if (sentence.replaceAll(' ', '').length < FEWEST_LETTERS) return [];
        return index
          .find(sentence)
          .slice(0, 1)
          .map(({ key }) => `${text} — ${key}`);
      }),
    );
    expect(shared).toEqual([]);
  });
});
