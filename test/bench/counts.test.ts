import { expect, it } from 'vitest';
import { countsIn } from './counts.js';

it('counts of a bench are whole numbers from 1 up', () => {
  expect(countsIn(['1000', '7'])).toEqual([1000, 7]);
  expect(countsIn([])).toEqual([]);
  for (const wrong of ['--help', '', '0', '-1', '1.5', '1e3', '99999999999']) {
    expect(countsIn(['10', wrong]), wrong).toBeNull();
  }
});
