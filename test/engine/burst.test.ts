import { describe, expect, it } from 'vitest';
import { nextBurst } from '../../src/engine/burst.js';

const message = (at: number): { kind: 'message'; at: number } => ({ kind: 'message', at });

describe('nextBurst', () => {
  it('waits for the pause after a message', () => {
    expect(nextBurst([message(1_000)], 2_000)).toEqual({ count: 1, readyAt: 3_000 });
  });

  it('takes messages that follow each other as one', () => {
    expect(nextBurst([message(0), message(1_500), message(3_000)], 2_000)).toEqual({
      count: 3,
      readyAt: 5_000,
    });
  });

  it('ends a burst where there was a pause', () => {
    expect(nextBurst([message(0), message(5_000)], 2_000)).toEqual({ count: 1, readyAt: 2_000 });
  });

  it('does not keep a button waiting, nor the messages before it', () => {
    expect(nextBurst([{ kind: 'choice', at: 10 }, message(20)], 2_000)).toEqual({ count: 1, readyAt: 10 });
    expect(nextBurst([message(0), { kind: 'choice', at: 900 }], 2_000)).toEqual({ count: 1, readyAt: 0 });
  });

  it('cuts a burst that never pauses', () => {
    const endless = Array.from({ length: 100 }, (_, index) => message(index * 1_000));
    const burst = nextBurst(endless, 2_000);
    expect(burst?.count).toBe(11);
    expect(burst?.readyAt).toBeLessThanOrEqual(10_000);
  });

  it('is nothing where nothing waits', () => {
    expect(nextBurst([], 2_000)).toBeNull();
  });
});
