import { describe, expect, it } from 'vitest';
import { readUntil } from '../../src/desk/until.js';

const HOUR_MS = 60 * 60_000;

describe('until when something is put aside', () => {
  it.each([
    ['30m', 0.5],
    ['2h', 2],
    ['2 ч', 2],
    [' 3D ', 72],
    ['3 дня', 72],
    ['1w', 168],
    ['90d', 2160],
  ])('%j is read', (words, hours) => {
    expect(readUntil(words, 1_000)).toBe(1_000 + hours * HOUR_MS);
  });

  it.each(['', '0h', '-2h', '2', 'h', '91d', '2 fortnights', '1e9h', 'tomorrow-ish'])(
    '%j is not understood',
    (words) => {
      expect(readUntil(words, 1_000)).toBeNull();
    },
  );
});
