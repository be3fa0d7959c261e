import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawEach, holdOut, largestIntents, limited } from './draw.js';
import type { Example } from './job.js';

function example(intent: string, at: number): Example {
  return { text: `${intent} ${at}`, language: 'en', intent };
}

const examples = ['a', 'b', 'c'].flatMap((intent, place) =>
  Array.from({ length: 10 * (place + 1) }, (_, at) => example(intent, at)),
);

describe('draws', () => {
  it('take as many of each intent as asked, none twice, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 40 }), (seed, count) => {
        const drawn = drawEach(examples, count, seed);
        expect(new Set(drawn.map(({ text }) => text)).size).toBe(drawn.length);
        for (const [intent, most] of [
          ['a', 10],
          ['b', 20],
          ['c', 30],
        ] as const) {
          expect(drawn.filter((one) => one.intent === intent)).toHaveLength(Math.min(count, most));
        }
        expect(drawEach(examples, count, seed)).toEqual(drawn);
      }),
    );
  });

  it('differ from seed to seed, and reach every example', () => {
    const drawn = Array.from({ length: 400 }, (_, seed) =>
      drawEach(examples, 3, seed).map(({ text }) => text),
    );
    expect(new Set(drawn.map((texts) => texts.join())).size).toBe(400);
    expect(new Set(drawn.flat()).size).toBe(examples.length);
  });
});

describe('parts of a set', () => {
  it('hold every fifth example out', () => {
    const { train, test } = holdOut(examples);
    expect(test.map(({ text }) => text)).toEqual([
      'a 4',
      'a 9',
      'b 4',
      'b 9',
      'b 14',
      'b 19',
      'c 4',
      'c 9',
      'c 14',
      'c 19',
      'c 24',
      'c 29',
    ]);
    expect(train).toHaveLength(examples.length - test.length);
  });

  it('are the intents with most examples', () => {
    expect(largestIntents(examples, 2)).toEqual(['c', 'b']);
  });

  it('are limited to the first intents, in training and in testing', () => {
    const lesson = limited({ ...holdOut(examples), issues: [], long: [] }, 2);
    expect(new Set([...lesson.train, ...lesson.test].map(({ intent }) => intent))).toEqual(
      new Set(['a', 'b']),
    );
  });
});
