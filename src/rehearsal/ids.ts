import type { Ids } from '../engine/ids.js';

/** Ids that count up: the same in every run. */
export function countingIds(prefix = 'id'): Ids {
  let count = 0;
  return {
    next() {
      count += 1;
      return `${prefix}${String(count)}`;
    },
  };
}
