import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/flow/yaml.js';

/** What is told about a file: code, line and column of each fault; the value when there is none. */
function told(content: string | Uint8Array): unknown {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const outcome = parseYaml('x.yml', bytes);
  return outcome.ok
    ? outcome.source.value
    : outcome.faults.map(({ code, line, column }) => [code, line, column]);
}

describe('parseYaml', () => {
  it('reads YAML 1.2: yes and no are words, dates are text, keys are text', () => {
    expect(told('yes: no\non: 2026-01-01\n404: x')).toEqual({ yes: 'no', on: '2026-01-01', '404': 'x' });
  });

  it('passes over a byte order mark', () => {
    expect(told('\ufeffid: x')).toEqual({ id: 'x' });
  });

  it('refuses what is not text', () => {
    expect(told(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]))).toEqual([['not-text', 1, 1]]);
    expect(told('id: a\0b')).toEqual([['not-text', 1, 1]]);
    expect(told(new TextEncoder().encode('id: привет').slice(0, -1))).toEqual([['not-text', 1, 1]]);
  });

  it('refuses a file of 2 MB without parsing it', () => {
    expect(told(`id: ${'x'.repeat(2_000_000)}`)).toEqual([['too-large', 1, 1]]);
  });

  it('finds a tab in the indentation, not one inside a text', () => {
    expect(told('a:\n  b: 1\n \tc: 2')).toEqual([['tab', 3, 2]]);
    expect(told('a: "x\ty"')).toEqual({ a: 'x\ty' });
  });

  it('tells every key that stands twice', () => {
    expect(told('a: 1\nb:\n  c: 1\n  c: 2\na: 2')).toEqual(
      expect.arrayContaining([
        ['duplicate-key', 4, 3],
        ['duplicate-key', 5, 1],
      ]),
    );
  });

  it('does not unfold aliases', () => {
    const levels = Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}]`);
    const bomb = ['a0: &a0 [x]', ...levels].join('\n');
    expect(told(bomb)).toContainEqual(['alias', 2, 10]);
    expect(told('a: *nobody')).toEqual([['alias', 1, 4]]);
    expect(told('a: &a\n  b: *a')).toContainEqual(['alias', 2, 6]);
  });

  it('refuses a second document', () => {
    expect(told('a: 1\n---\nb: 2')).toEqual([['documents', 2, 1]]);
  });

  it('tells broken syntax once, at the first place', () => {
    expect(told('a: [1, 2\nb: {c: 1\nd: e: f')).toEqual([['syntax', expect.any(Number), expect.any(Number)]]);
  });

  it('survives nesting without end', () => {
    expect(told('['.repeat(200_000))).toEqual([['syntax', expect.any(Number), expect.any(Number)]]);
    expect(told('- '.repeat(100_000))).toEqual([['syntax', expect.any(Number), expect.any(Number)]]);
  });

  it('gives places of values and keys, and of what is around a part that is missing', () => {
    const outcome = parseYaml(
      'x.yml',
      new TextEncoder().encode('steps:\n  - id: one\n    say:\n      ru: а\n'),
    );
    if (!outcome.ok) throw new Error('the fixture is right');
    const place = (path: (string | number)[], part?: 'key' | 'value') => {
      const { line, column, step } = outcome.source.fault(path, 'value', '', '', part);
      return [line, column, step];
    };
    expect(place(['steps', 0, 'say', 'ru'])).toEqual([4, 11, 'one']);
    expect(place(['steps', 0, 'say', 'ru'], 'key')).toEqual([4, 7, 'one']);
    expect(place(['steps', 0, 'say', 'en'])).toEqual([4, 7, 'one']);
    expect(place(['steps', 0, 'next', 'further'])).toEqual([2, 5, 'one']);
    expect(place(['steps', 7])).toEqual([2, 3, '#8']);
    expect(place(['title'])).toEqual([1, 1, null]);
  });
});
