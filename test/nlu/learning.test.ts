import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featuresOf } from '../../src/nlu/feature.js';
import { createIdTable } from '../../src/nlu/id-table.js';
import { scoreVector, trainMachines, TRAINING_DEFAULTS } from '../../src/nlu/machine.js';
import { wordsOf } from '../../src/nlu/normalize.js';
import { fitTrust } from '../../src/nlu/trust.js';
import { createVectorSpace } from '../../src/nlu/space.js';

const parameters = { seed: Number(process.env.FC_SEED ?? 20_261_122) };

describe(`learning (FC_SEED=${parameters.seed})`, () => {
  it('numbers hashes in the order they come, as a map would', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -40, max: 40 }).map((n) => Math.imul(n, 0x01000193))),
        (hashes) => {
          const table = createIdTable(4);
          const expected = new Map<number, number>();
          for (const hash of hashes) {
            if (!expected.has(hash)) expected.set(hash, expected.size);
            expect(table.add(hash)).toBe(expected.get(hash));
          }
          expect(table.size).toBe(expected.size);
          for (const hash of hashes) expect(table.find(hash)).toBe(expected.get(hash));
          expect(table.find(0x7fffffff)).toBe(-1);
        },
      ),
      parameters,
    );
  });

  it('tells the classes apart, the same each time, and forgets what it is trained without', () => {
    const texts = [
      'mailbox full',
      'mailbox is full',
      'full mailbox',
      'site down',
      'down site',
      'site is down',
    ];
    const labels = Int32Array.from([0, 0, 0, 1, 1, 1]);
    const { space, rows } = createVectorSpace(texts.map((text) => featuresOf(wordsOf(text))));
    const lesson = { rows, shared: space.shared, labels, classes: 2 };
    const row = (text: number): { ids: Int32Array; values: Float32Array } => ({
      ids: rows.ids.subarray(rows.starts[text], rows.shared[text]),
      values: rows.values.subarray(rows.starts[text], rows.shared[text]),
    });
    const run = (): { full: number[][]; without: number[][] } => {
      const full: number[][] = [];
      const without: number[][] = [];
      trainMachines(lesson, TRAINING_DEFAULTS, (_, machine, leave) => {
        full.push(texts.map((__, text) => scoreVector(machine, row(text))));
        const less = leave(labels, 1);
        without.push(texts.map((__, text) => scoreVector(less, row(text))));
      });
      return { full, without };
    };
    const { full, without } = run();
    texts.forEach((_, text) => {
      const own = labels[text] ?? 0;
      expect(full[own]?.[text]).toBeGreaterThan(0);
      expect(full[1 - own]?.[text]).toBeLessThan(0);
    });
    // Nothing that is left knows "site down": it scores as what shares nothing.
    expect(without[1]?.[3]).toBeCloseTo(-1, 6);
    expect(without[0]?.[0]).toBeGreaterThan(0);
    expect(run()).toEqual({ full, without });
  });

  it('trusts a guess less where strangers were taken for the intent, and knows nothing of others', () => {
    const attempts = [
      ...Array.from({ length: 40 }, () => ({ guessed: 'mail', meant: 'mail', weight: 1 })),
      ...Array.from({ length: 20 }, () => ({ guessed: 'greeting', meant: 'greeting', weight: 1 })),
      ...Array.from({ length: 20 }, () => ({ guessed: 'greeting', meant: null, weight: 1 })),
      { guessed: 'rare', meant: null, weight: 1 },
      { guessed: null, meant: null, weight: 5 },
    ];
    const { trust, others } = fitTrust(attempts);
    expect(trust.get('mail')).toBeGreaterThan(0.3);
    expect(trust.get('greeting') ?? 0).toBeLessThan(-0.3);
    expect(Math.abs(trust.get('rare') ?? 0)).toBeLessThan(Math.abs(trust.get('greeting') ?? 0));
    // Without the one message that was wrong about it, nothing is known of the rare intent.
    expect(others[80]).toBeCloseTo(0, 12);
    expect(others[0]).toBeLessThan(trust.get('mail') ?? 0);
    expect(trust.get('never-seen')).toBeUndefined();
    expect(fitTrust([]).trust.size).toBe(0);
  });

  it('describes what is denied on either side of the denial', () => {
    const words = (text: string): Set<number> => new Set(featuresOf(wordsOf(text)).words);
    const shared = (a: string, b: string): number =>
      [...words(a)].filter((hash) => words(b).has(hash)).length;
    // Both deny the spam folder, with no neighbouring words in common but for the word itself.
    expect(shared('в спаме тоже нет', 'нет ничего в спаме')).toBeGreaterThan(
      shared('в спаме тоже есть', 'есть ничего в спаме'),
    );
  });
});
