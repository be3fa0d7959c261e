import { describe, expect, it } from 'vitest';
import { goalsOf } from './goal.js';
import type { Measured, SystemName } from './job.js';
import { meanOf, type Outcome } from './outcome.js';
import { tableOf } from './table.js';

function measured(changed: Partial<Measured>): Measured {
  return {
    tests: 100,
    right: 92,
    loadSeconds: 0.1,
    trainSeconds: 4,
    warmTrainSeconds: 3,
    coldMs: 2,
    medianMs: 0.5,
    p99Ms: 2,
    longest: null,
    modelMb: 20,
    rssMb: 150,
    saved: null,
    ...changed,
  };
}

function outcome(set: string, system: SystemName, changed: Partial<Measured>): Outcome {
  return { set, system, result: { ok: true, measured: measured(changed) } };
}

describe('what was measured', () => {
  it('is put in proportion to firstline on the same set', () => {
    const table = tableOf([
      outcome('a', 'firstline', { trainSeconds: 2, medianMs: 1 }),
      outcome('a', 'bayes', { trainSeconds: 5, medianMs: 0.25 }),
      outcome('b', 'bayes', { trainSeconds: 7 }),
    ]).split('\n');
    expect(table[2]).toContain('| 2.00 ');
    expect(table[3]).toMatch(/5\.00 \(×2\.5\).*0\.250 \(×0\.25\)/);
    expect(table[4]).toMatch(/\| 7\.00 +\|/);
  });

  it('shows what failed', () => {
    const failed: Outcome = { set: 'a', system: 'bayes', result: { ok: false, why: 'no memory' } };
    expect(tableOf([failed])).toMatch(/\| a +\| bayes +\| failed/);
  });

  it('is the mean of several draws; of what only some have, nothing', () => {
    const mean = meanOf([
      measured({ right: 90, warmTrainSeconds: null, longest: { name: 'dots', ms: 3 } }),
      measured({ right: 80, saved: { mb: 1, openSeconds: 1 }, longest: { name: 'junk', ms: 5 } }),
    ]);
    expect(mean).toMatchObject({
      right: 85,
      warmTrainSeconds: null,
      saved: null,
      longest: { name: 'junk', ms: 5 },
    });
    expect(meanOf([])).toBeNull();
  });
});

describe('goals', () => {
  it.each([
    [93.7, 2, 'aim', 'aim'],
    [91.8, 6, 'reached', 'reached'],
    [91.7, 6.1, 'missed', 'missed'],
  ])('at %d %% in %d s', (right, trainSeconds, accuracy, training) => {
    const rows = goalsOf([outcome('banking77', 'firstline', { right, trainSeconds })]).split('\n');
    expect(rows[2]).toMatch(new RegExp(`^\\| BANKING77, all training data.*\\| ${accuracy} +\\|$`));
    expect(rows[3]).toMatch(new RegExp(`^\\| training on BANKING77.*\\| ${training} +\\|$`));
  });

  it('are left out where nothing was measured for them', () => {
    expect(goalsOf([outcome('shipped', 'firstline', {})])).toBe('');
  });
});
