import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fill, join, placeholders, plain } from '../../src/model/text.js';

describe('fill', () => {
  it('draws code and puts values in', () => {
    expect(fill('Run `dig {domain}` for {domain}.', { domain: 'example.org' })).toEqual({
      text: 'Run dig example.org for example.org.',
      spans: [{ kind: 'code', offset: 4, length: 15 }],
    });
  });

  it('takes values literally: neither code nor placeholders in them mean anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const filled = fill('a {x} b', { x: value, y: 'no' });
        expect(filled).toEqual({ text: `a ${value} b`, spans: [] });
      }),
    );
    expect(fill('{x}', { x: '`{y}` <b>_*[', y: 'no' }).text).toBe('`{y}` <b>_*[');
  });

  it('leaves a placeholder that nobody fills, and names that objects inherit', () => {
    expect(fill('{unknown} {constructor}', {}).text).toBe('{unknown} {constructor}');
  });

  it('keeps the spans of a value in their place', () => {
    const value = { text: 'ok', spans: [{ kind: 'bold' as const, offset: 0, length: 2 }] };
    expect(fill('Is it {x}?', { x: value }).spans).toEqual([{ kind: 'bold', offset: 6, length: 2 }]);
  });
});

describe('join', () => {
  it('moves spans along', () => {
    const code = { text: 'b', spans: [{ kind: 'code' as const, offset: 0, length: 1 }] };
    expect(join([plain('a'), code, code], ', ')).toEqual({
      text: 'a, b, b',
      spans: [
        { kind: 'code', offset: 3, length: 1 },
        { kind: 'code', offset: 6, length: 1 },
      ],
    });
  });
});

describe('placeholders', () => {
  it('are named once, in order', () => {
    expect(placeholders('{b} `{a}` {b} {Not} {1}')).toEqual(['b', 'a']);
  });
});
