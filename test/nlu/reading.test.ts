import { describe, expect, it } from 'vitest';
import { createLexicon } from '../../src/nlu/lexicon.js';
import { read } from '../../src/nlu/reading.js';

const lexicon = createLexicon();
for (const word of 'сайт почта открывается работает домен оплата письмо ошибка сертификат'.split(' '))
  lexicon.add(word);
const stems = (text: string): string =>
  read(text, lexicon, null)
    .tokens.map((token) => token.stem)
    .join(' ');

describe('read', () => {
  it.each([
    ['сайт не открывается', 'ru'],
    ['my site does not open', 'en'],
    ['как настроить SPF DKIM DMARC', 'ru'],
    ['what does «домен» mean here', 'en'],
    ['wordpress упал', 'ru'],
  ] as const)('tells the language of «%s»', (text, language) => {
    expect(read(text, lexicon, null).language).toBe(language);
    expect(read(text, lexicon, language === 'ru' ? 'en' : 'ru').language).toBe(language);
  });

  it.each(['', '502', '🙂🙂', 'ssl', 'nginx', '1.2.3.4'])(
    'leaves the language of «%s» to the conversation',
    (text) => {
      expect(read(text, lexicon, 'ru').language).toBe('ru');
      expect(read(text, lexicon, 'en').language).toBe('en');
    },
  );

  it('puts a wrong layout right', () => {
    expect(read('cfqn yt jnrhsdftncz', lexicon, null)).toMatchObject({ language: 'ru', way: 'other-layout' });
    expect(stems('cfqn yt jnrhsdftncz')).toBe(stems('сайт не открывается'));
    expect(stems('Cfqn yt hf,jnftn!')).toBe(stems('сайт не работает'));
    expect(read('ьн ышеу вщуы тще цщкл', lexicon, null)).toMatchObject({
      language: 'en',
      way: 'other-layout',
    });
  });

  it('undoes transliteration', () => {
    for (const spelling of ['sait ne otkryvaetsya', 'sayt ne otkrivaetsja', 'sajt ne otkryvaetsia']) {
      expect(read(spelling, lexicon, null)).toMatchObject({ language: 'ru', way: 'transliterated' });
      expect(stems(spelling)).toBe(stems('сайт не открывается'));
    }
  });

  it('leaves English alone', () => {
    for (const text of ['my site is down', 'please recommend a restaurant', 'the page will not load']) {
      expect(read(text, lexicon, null)).toMatchObject({ language: 'en', way: 'as-written' });
    }
  });

  it('folds case, ё, lengthened letters and mixed alphabets', () => {
    expect(stems('САЙТ ОЧЕЕЕНЬ')).toBe(stems('сайт очень'));
    expect(stems('ещё')).toBe(stems('еще'));
    expect(stems('cайт')).toBe(stems('сайт'));
    expect(stems('сертификаты')).toBe(stems('certificate'));
  });
});
