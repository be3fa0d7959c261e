import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../../src/channels/split.js';
import { plain, type RichText, type Span } from '../../src/model/text.js';

/** Each character that is not white space, with the spans on it: what splitting must keep. */
function inked(texts: readonly RichText[]): string[] {
  return texts.flatMap(({ text, spans }) =>
    Array.from({ length: text.length }, (_, at) => at)
      .filter((at) => !/\s/.test(text.charAt(at)))
      .map((at) => {
        const kinds = spans
          .filter((span) => span.offset <= at && at < span.offset + span.length)
          .map((span) => span.kind)
          .sort();
        return `${text.charAt(at)}${kinds.join('')}`;
      }),
  );
}

const word = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
  fc.constantFrom('привет', '<b>_*[', '👩‍👩‍👧', '\n', '\n\n', '   '),
);

const richText = fc
  .tuple(
    fc.array(word, { maxLength: 60 }),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 40 }), fc.constantFrom('code', 'bold', 'italic')), {
      maxLength: 4,
    }),
  )
  .map(([words, marks]): RichText => {
    const text = words.join(' ').replaceAll(/\p{Surrogate}/gu, '\uFFFD');
    const spans: Span[] = marks
      .map(([at, length, kind]) => {
        const characters = Array.from(text);
        const first = characters.length === 0 ? 0 : at % characters.length;
        const offset = characters.slice(0, first).join('').length;
        return { kind, offset, length: characters.slice(first, first + length).join('').length };
      })
      .filter((span) => span.length > 0);
    return { text, spans };
  });

describe('splitting', () => {
  it('keeps every character and its formatting, in parts that fit', () => {
    fc.assert(
      fc.property(richText, fc.integer({ min: 8, max: 80 }), (rich, limit) => {
        const parts = splitText(rich, limit);
        expect(inked(parts)).toEqual(inked([rich]));
        for (const { text, spans } of parts) {
          expect(text.length).toBeLessThanOrEqual(limit);
          expect(text.trim()).not.toBe('');
          expect(text).not.toMatch(/\p{Surrogate}/u);
          for (const span of spans) {
            expect(span.length).toBeGreaterThan(0);
            expect(span.offset + span.length).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('cuts a span only when it is longer than a part', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 60 }),
        (before, length, after) => {
          const text = `${'a '.repeat(before)}${'c c'.repeat(20).slice(0, length)}${' b'.repeat(after)}`;
          const span: Span = { kind: 'code', offset: before * 2, length };
          const parts = splitText({ text, spans: [span] }, 20);
          expect(parts.flatMap((part) => part.spans)).toHaveLength(1);
        },
      ),
    );
  });

  it('prefers paragraphs to lines, and lines to words', () => {
    const first = 'one two three four';
    const texts = (text: string): string[] => splitText(plain(text), 32).map((part) => part.text);
    expect(texts(`${first}\n\nfive\nsix seven eight nine ten`)).toEqual([
      first,
      'five\nsix seven eight nine ten',
    ]);
    expect(texts(`${first}\nfive six seven eight nine`)).toEqual([first, 'five six seven eight nine']);
    expect(texts(`${first} five six seven eight nine`)).toEqual([`${first} five six`, 'seven eight nine']);
  });

  it('does not leave a small part for the sake of a border', () => {
    const parts = splitText(plain(`a\n\n${'word '.repeat(30)}`), 100).map((part) => part.text);
    expect(parts[0]?.length).toBeGreaterThan(50);
  });

  it('cuts a text without borders at the limit, but no character in two', () => {
    const parts = splitText(plain('😀'.repeat(11)), 7).map((part) => part.text);
    expect(parts).toEqual(['😀😀😀', '😀😀😀', '😀😀😀', '😀😀']);
  });

  it('moves spans that begin or end inside a character, or outside the text', () => {
    const spans: Span[] = [
      { kind: 'bold', offset: 1, length: 2 },
      { kind: 'code', offset: 3, length: 9 },
      { kind: 'italic', offset: 9, length: 1 },
    ];
    expect(splitText({ text: '😀😀', spans }, 100)).toEqual([
      {
        text: '😀😀',
        spans: [
          { kind: 'bold', offset: 0, length: 4 },
          { kind: 'code', offset: 2, length: 2 },
        ],
      },
    ]);
  });

  it('makes no part of nothing, and something of a lone surrogate', () => {
    expect(splitText(plain(''), 100)).toEqual([]);
    expect(splitText(plain(' \n\t '), 100)).toEqual([]);
    expect(splitText(plain('a\ud800b'), 100)).toEqual([plain('a\uFFFDb')]);
  });
});
