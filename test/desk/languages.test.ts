import { describe, expect, it } from 'vitest';
import { betterPlaced, bySkill, readLanguages } from '../../src/desk/languages.js';

const olga = { id: 'olga', name: 'Olga', locale: null };
const pavel = { id: 'pavel', name: 'Pavel', locale: null, languages: ['ru' as const] };
const john = { id: 'john', name: 'John', locale: null, languages: ['en' as const] };
const agents = [john, olga, pavel];
const russian = { language: 'ru' } as const;

describe('the languages of agents', () => {
  it('are read in either language', () => {
    expect(readLanguages('ru en')).toEqual(['ru', 'en']);
    expect(readLanguages('английский и русский')).toEqual(['ru', 'en']);
    expect(readLanguages('English')).toEqual(['en']);
    for (const wrong of ['', 'de', 'ru de']) expect(readLanguages(wrong)).toBeNull();
  });

  it('decide who is offered first, and are told to whoever takes a case in another one', () => {
    expect(bySkill(agents, russian).map(({ id }) => id)).toEqual(['pavel', 'olga', 'john']);
    expect(betterPlaced(john, agents, russian)).toEqual(['Pavel']);
    expect(betterPlaced(john, [john], russian)).toEqual([]);
    expect(betterPlaced(olga, agents, russian)).toBeNull();
    expect(betterPlaced(pavel, agents, russian)).toBeNull();
  });
});
