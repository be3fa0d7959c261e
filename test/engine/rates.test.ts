import { describe, expect, it } from 'vitest';
import { createRates } from '../../src/engine/rates.js';
import { backoff } from '../../src/engine/retry.js';

const chat = { key: 'chat', rate: { burst: 2, perSecond: 1 } };

describe('rates', () => {
  it('lets a burst through, then one a second', () => {
    const rates = createRates();
    expect(rates.take([chat], 0)).toBe(0);
    expect(rates.take([chat], 0)).toBe(0);
    expect(rates.take([chat], 0)).toBe(1_000);
    expect(rates.take([chat], 1_000)).toBe(0);
  });

  it('takes from all or from none', () => {
    const rates = createRates();
    const all = { key: 'all', rate: { burst: 1, perSecond: 1 } };
    expect(rates.take([all], 0)).toBe(0);
    expect(rates.take([chat, all], 0)).toBe(1_000);
    expect(rates.take([chat], 0)).toBe(0);
    expect(rates.take([chat], 0)).toBe(0);
  });

  it('rests as long as the platform asked', () => {
    const rates = createRates();
    rates.pause('chat', 5_000);
    expect(rates.take([chat], 1_000)).toBe(4_000);
    expect(rates.take([chat], 5_000)).toBe(0);
  });
});

describe('backoff', () => {
  it('doubles from a second to five minutes', () => {
    expect([1, 2, 3, 9, 10, 1_000].map((attempts) => backoff(attempts, null))).toEqual([
      1_000, 2_000, 4_000, 256_000, 300_000, 300_000,
    ]);
  });

  it('does what the platform asked for', () => {
    expect(backoff(3, 17_000)).toBe(17_000);
  });
});
