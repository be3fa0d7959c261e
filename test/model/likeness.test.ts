import { describe, expect, it } from 'vitest';
import { seeded } from '../bench/random.js';
import { createAlikeIndex, likenessOf } from '../../src/model/likeness.js';

describe('likenessOf', () => {
  it.each([
    ['Сайт НЕ открывается!', 'сайт не открывается', 1],
    ['ещё', 'еще', 1],
    ['', '', 1],
    ['abc', 'xyz', 0],
  ])('%j and %j: %d', (a, b, expected) => {
    expect(likenessOf(a, b)).toBe(expected);
  });

  it('is the same both ways, and more the more they share', () => {
    const text = 'the site does not open';
    expect(likenessOf(text, 'the site does not load')).toBe(likenessOf('the site does not load', text));
    expect(likenessOf(text, 'the site does not load')).toBeGreaterThan(
      likenessOf(text, 'the mail does not arrive'),
    );
  });
});

describe('createAlikeIndex', () => {
  it.each([11, 42, 2026])('finds just what comparing with each finds (seed %d)', (seed) => {
    const random = seeded(seed);
    const below = (limit: number): number => Math.floor(random() * limit);
    const words = [
      'site',
      'sites',
      'mail',
      'mails',
      'open',
      'opens',
      'not',
      'does',
      'my',
      'the',
      'почта',
      'почты',
    ];
    const texts = Array.from({ length: 60 }, () =>
      Array.from({ length: 2 + below(4) }, () => words[below(words.length)] ?? '').join(' '),
    );
    for (const least of [0.5, 0.75, 1]) {
      const index = createAlikeIndex<number>(least, texts.slice(0, below(texts.length)));
      texts.forEach((text, at) => index.add(text, at));
      for (const text of texts) {
        const alike = texts.flatMap((other, at) => (likenessOf(text, other) >= least ? [at] : []));
        expect(
          index
            .find(text)
            .map(({ key }) => key)
            .sort((a, b) => a - b),
        ).toEqual(alike);
      }
    }
  });
});
