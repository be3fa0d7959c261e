import { expect, it } from 'vitest';
import { ORDER_WORDS } from '../../src/desk/order-words.js';

it('no word orders two things', () => {
  const words = Object.values(ORDER_WORDS).flatMap(({ ru, en }) => [...ru, ...en]);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
});
