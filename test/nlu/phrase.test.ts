import { describe, expect, it } from 'vitest';
import { compilePhrases } from '../../src/nlu/phrase.js';

const occurs = (lines: string, text: string): boolean =>
  compilePhrases(lines, { pet: 'кот собак* морская+свинка' }).occursIn(text);

describe('compilePhrases', () => {
  it.each([
    ['мой кот', 'это мой кот спит', true],
    ['мой кот', 'это мой котик', false],
    ['мой кот*', 'это мой котик', true],
    ['кот/пес спит', 'пес спит', true],
    ['мой <pet> спит', 'мой собакен спит', true],
    ['мой <pet> спит', 'моя морская свинка спит', false],
    ['<pet>/пес спит', 'морская свинка спит', true],
    ['мой рыжий? кот', 'мой кот', true],
    ['мой рыжий? кот', 'мой рыжий кот', true],
    ['мой _ кот', 'мой кот', false],
    ['мой _2 кот', 'мой большой рыжий кот', true],
    ['мой _2 кот', 'мой большой рыжий старый кот', false],
    ['^ кот', 'мой кот', false],
    ['^ кот', 'кот спит', true],
    ['кот $', 'кот спит', false],
    ['кот $/спит', 'мой кот', true],
    ['кот $/спит', 'кот спит', true],
    ['# кот\n пес', 'кот', false],
    ['кот', '', false],
  ])('looks for «%s» in «%s»', (lines, text, expected) => {
    expect(occurs(lines, text)).toBe(expected);
  });

  it('leaves out what it finds', () => {
    expect(compilePhrases('мой кот\nпес').leftOf('тут мой кот и пес и дом')).toBe('тут и и дом');
  });

  it('says which set is missing', () => {
    expect(() => compilePhrases('<nobody>')).toThrow('nobody');
  });
});
