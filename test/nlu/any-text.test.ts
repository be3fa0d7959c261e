import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLexicon } from '../../src/nlu/lexicon.js';
import { read } from '../../src/nlu/reading.js';
import { createUnderstanding } from '../../src/nlu/understand.js';
import { INTENTS, ISSUES } from './content.js';

const nlu = createUnderstanding({ intents: INTENTS, issues: ISSUES });
const understand = (text: string): ReturnType<typeof nlu.understand> =>
  nlu.understand(text, { audience: 'customer', language: null, inFlow: false });

/** What holds for any text; `text` is only there to be shown when it does not. */
function expectSane(text: string): void {
  const { intents, entities, p, margin, decision, issues } = understand(text);
  let before = 1;
  for (const candidate of intents) {
    expect(candidate.p).toBeGreaterThanOrEqual(0);
    expect(candidate.p).toBeLessThanOrEqual(before + 1e-9);
    before = candidate.p;
  }
  expect(Number.isFinite(p) && Number.isFinite(margin)).toBe(true);
  expect(['answer', 'choose', 'clarify', 'handover']).toContain(decision);
  expect(issues.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
  for (const { offset, length, value } of entities) {
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(length).toBeGreaterThan(0);
    expect(offset + length).toBeLessThanOrEqual(text.length);
    expect(value).not.toBe('');
  }
}

const LONG = 100_000;
const filled = (part: string): string => part.repeat(Math.ceil(LONG / part.length));

describe('any text', () => {
  it.each([
    '',
    ' ',
    '\n\n\t',
    '🙂',
    '👨‍👩‍👧‍👦🇷🇺',
    '...',
    '!!!',
    '\u200b\u200d\ufeff',
    '\u202e\u2066\u2069',
    '\ud800',
    '\udc00\ud800',
    '\0\0',
  ])('without words (%j) decides nothing', (text) => {
    expectSane(text);
    expect(understand(text).decision).toBe('clarify');
  });

  it.each([
    ['zero-width characters', (text: string) => text.split('').join('\u200b')],
    ['right-to-left marks', (text: string) => `\u202e${text}\u202c`],
    ['combining marks', (text: string) => text.split('').join('\u0301\u0302')],
    ['lone surrogates', (text: string) => `\ud800 ${text} \udc00`],
    [
      'full-width letters',
      (text: string) =>
        text.replace(/[a-z]/gu, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
    ],
    ['a million spaces', (text: string) => `${' '.repeat(1_000)}${text}${' '.repeat(1_000_000)}`],
    ['emoji', (text: string) => text.replaceAll(' ', ' 😡 ')],
  ])('is understood through %s', (_, disguised) => {
    for (const text of ['my website does not open', 'сайт не открывается']) {
      expect(understand(disguised(text)).intents[0]?.intent).toBe('site-unavailable');
    }
  });

  it.each([
    ['one word', filled('сайт ')],
    ['one letter', filled('а')],
    ['junk', Array.from({ length: LONG }, (_, at) => String.fromCharCode((at * 7919) % 0x2800)).join('')],
    ['a tower of marks', `и${'\u0306'.repeat(LONG)}`],
    ['signs that are sentences', filled('\ufdfa')],
    ['dots', filled('a.')],
    ['keys of letters', filled("[;',.")],
    ['codes', filled('A_B_')],
    ['begun phrases', filled('не хочу позовите мне ')],
    ['digits', filled('4 1 1 1 ')],
    ['spaces', ' '.repeat(1_000_000)],
  ])('of 100 KB, %s, gives a result', (_, text) => {
    expectSane(text);
  });

  it('has no more words than its length tells, whatever its signs stand for', () => {
    const lexicon = createLexicon();
    for (const sign of ['\ufdfa ', '\ufdfb ', '\u3316 ', '\ufdf2 ']) {
      expect(read(filled(sign), lexicon, null).tokens.length).toBeLessThanOrEqual(
        read(filled('a '), lexicon, null).tokens.length,
      );
    }
  });

  it('gives a result, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary', maxLength: 20 }),
            fc.string({ unit: 'grapheme', maxLength: 20 }),
            fc.uint16Array({ maxLength: 8 }).map((units) => String.fromCharCode(...units)),
            fc.constantFrom(
              'сайт ',
              'cfqn ',
              'sait ',
              'example.ru',
              ' 502 ',
              '\u200f',
              'не',
              '://',
              '@',
              "[;'",
            ),
          ),
          { maxLength: 12 },
        ),
        (parts) => {
          expectSane(parts.join(''));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives the same result each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(understand(text)).toEqual(understand(text));
      }),
      { numRuns: 100 },
    );
  });
});
