import { describe, expect, it } from 'vitest';
import { readScore } from '../../src/desk/score.js';

describe('a score', () => {
  it.each([
    ['5', 5],
    [' 4! ', 4],
    ['3️⃣', 3],
    ['пять', 5],
    ['Пятёрка', 5],
    ['four', 4],
    ['5/5', 5],
    ['4 из 5', 4],
    ['2 out of 5', 2],
    ['ставлю 5 баллов', 5],
    ['I give it a 4', 4],
    ['⭐⭐⭐⭐', 4],
  ])('%s is %i and nothing more', (text, score) => {
    expect(readScore(text)).toEqual({ score, words: null });
  });

  it('may have a word with it, which is kept', () => {
    expect(readScore('отлично, 5')).toEqual({ score: 5, words: 'отлично, 5' });
    expect(readScore('2, ждал три дня')).toBeNull();
    expect(readScore('2, ждал слишком долго')).toEqual({ score: 2, words: '2, ждал слишком долго' });
  });

  it.each(['', 'да', '0', '6', '10', '15', '4 или 5', 'у меня 5 сайтов', '5 сайтов, 2 домена', '5.5.5.5'])(
    'is not in "%s"',
    (text) => {
      expect(readScore(text)).toBeNull();
    },
  );
});
