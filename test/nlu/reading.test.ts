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

  it('undoes transliteration where every run of letters could be English, and no word is', () => {
    const bilingual = createLexicon();
    for (const word of 'оплата домен дом работает open people place late data down random home men'.split(
      ' ',
    ))
      bilingual.add(word);
    for (const [spelling, meant] of [
      ['oplata', 'оплата'],
      ['domen ne rabotaet', 'домен не работает'],
      ['oplata no ne rabotaet', 'оплата но не работает'],
    ] as const) {
      expect(read(spelling, bilingual, null)).toMatchObject({ language: 'ru', way: 'transliterated', meant });
    }
    for (const text of ['oplatex', 'home men', 'place no data', 'dom']) {
      expect(read(text, bilingual, null)).toMatchObject({ language: 'en', way: 'as-written' });
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

  it.each([
    ['сайт не открываетя', 'сайт не открывается', 'a letter dropped'],
    ['сайт не окрытвается', 'сайт не открывается', 'letters swapped, and one dropped'],
    ['сайт не рабтает', 'сайт не работает', 'a letter dropped'],
    ['сертифкиат', 'сертификат', 'letters swapped'],
    ['сайт неработает', 'сайт не работает', 'a space forgotten'],
    ['не работаетсайт', 'не работает сайт', 'a space forgotten'],
    ['не работает са йт', 'не работает сайт', 'a space too many'],
    ['cfqn не работает', 'сайт не работает', 'one word in the other layout'],
    ['ыыд не работает', 'ssl не работает', 'a brand in the other layout'],
    ['сайт ne rabotaet', 'сайт не работает', 'half of it transliterated'],
    ['cfqn wordpress yt jnrhsdftncz', 'сайт wordpress не открывается', 'a brand among the other layout'],
    ['gbcmvj yt jnrhsdftncz', 'письмо не открывается', 'signs on the keys of letters'],
    ['сAЙТ нE paбoтaeт', 'сайт не работает', 'lookalike letters'],
    ['сайт не раб0тает', 'сайт не работает', 'a digit for a letter'],
    ['НЕ РАБОТАЕТ САЙТ', 'не работает сайт', 'capitals'],
  ])('reads «%s» as «%s»: %s', (text, meant) => {
    expect(stems(text)).toBe(stems(meant));
  });

  it('tells what was meant only where it differs', () => {
    expect(read('сайт не рабтает', lexicon, null).meant).toBe('сайт не работает');
    expect(read('Сайт не работает', lexicon, null).meant).toBeNull();
  });

  it('leaves words alone that could be anything', () => {
    for (const text of ['сойка', 'кот', 'письмена', 'peace', 'трос', 'дымок']) {
      expect(read(text, lexicon, null).meant).toBeNull();
    }
  });

  it('never loses a denial to a slip', () => {
    expect(stems('неработает')).toBe(stems('не работает'));
    expect(stems('неоткрывается')).toBe(stems('не открывается'));
  });

  it('takes no word in the other layout for a domain', () => {
    lexicon.add('пользуюсь');
    const reading = read('gjkmpe.cm gjxnf', lexicon, null);
    expect(reading.entities).toEqual([]);
    expect(stems('gjkmpe.cm gjxnf')).toBe(stems('пользуюсь почта'));
  });

  it('keeps entities where they stand', () => {
    const reading = read('cfqn example.com yt hf,jnftn', lexicon, null);
    expect(reading.tokens.map(({ form }) => form)).toEqual(['сайт', '#domain', 'не', 'работает']);
    expect(reading.entities).toMatchObject([{ value: 'example.com', offset: 5, length: 11 }]);
  });
});
