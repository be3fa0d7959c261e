import { describe, expect, it } from 'vitest';
import { CONCEPT_WORDS } from '../../src/nlu/concept-words.js';
import { conceptsOf } from '../../src/nlu/concept.js';
import { wordsOf } from '../../src/nlu/normalize.js';
import { createUnderstanding } from '../../src/nlu/understand.js';
import type { Intent } from '../../src/model/intent.js';

const conceptsIn = (text: string): string[] => wordsOf(text).flatMap(({ stem }) => conceptsOf(stem));

describe('concepts', () => {
  it('have a name of their own and words, each once', () => {
    const lines = CONCEPT_WORDS.map((line) => line.split(' '));
    const names = lines.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [name, ...words] of lines) {
      expect(words.length, name).toBeGreaterThan(1);
      expect([...new Set(words)], name).toEqual(words);
    }
  });

  it.each([
    ['Вспомнить пароль', 'forgot my passwords'],
    ['продлить домен', 'renewing the domain'],
    ['письма возвращаются', 'the emails bounced'],
    ['сайт взломали', 'the site was hacked'],
  ])('are the same in both languages: %s, %s', (ru, en) => {
    expect(conceptsIn(en)).toEqual(expect.arrayContaining(conceptsIn(ru)));
  });

  it('let examples in one language teach the other', () => {
    const intent = (id: string, ru: string[]): Intent => ({
      id,
      audience: 'both',
      title: { ru: id, en: id },
      department: 'support',
      priority: 'normal',
      dangerous: false,
      examples: { ru, en: [] },
    });
    const nlu = createUnderstanding({
      intents: [
        intent('a', ['забыл пароль от панели', 'не помню пароль в кабинет', 'пароль не подходит, сбросьте']),
        intent('b', [
          'пришёл счёт, а оплатить не могу',
          'карта не проходит при оплате',
          'заплатил, денег нет',
        ]),
        intent('c', ['домен закончился, продлить', 'истёк срок домена', 'домен просрочен']),
      ],
      issues: [],
    });
    const best = (text: string): string | undefined =>
      nlu.understand(text, { audience: 'customer', language: null, inFlow: false }).intents[0]?.intent;
    expect(best('forgot the password')).toBe('a');
    expect(best('my card is declined when I pay')).toBe('b');
    expect(best('domain expired, how to renew')).toBe('c');
  });
});
