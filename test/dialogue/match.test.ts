import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leadingAct, matchOption, matchYesNo, optionWithin } from '../../src/dialogue/match.js';
import { languageToken, optionToken, readToken } from '../../src/dialogue/offer.js';

const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000_007);
process.stdout.write(`match.test: FC_SEED=${seed}\n`);

const labels = [
  { ru: 'Не отвечает, сброс, таймаут', en: 'No answer, refused, timed out' },
  { ru: 'Сайт не найден (NXDOMAIN)', en: 'Site not found (NXDOMAIN)' },
  { ru: 'Приём писем', en: 'Receiving mail' },
  { ru: 'Сайт открывается медленно', en: 'Site is slow' },
];

describe('a typed text means an option', () => {
  test.each([
    ['2', 1, 'exact'],
    ['2.', 1, 'exact'],
    ['№ 2', 1, 'exact'],
    ['вариант 2', 1, 'exact'],
    ['вторая', 1, 'exact'],
    ['второй вариант, пожалуйста', 1, 'exact'],
    ['The second one', 1, 'exact'],
    ['one', 0, 'exact'],
    ['третье', 2, 'exact'],
    ['последний', 3, 'exact'],
    ['ПРИЕМ ПИСЕМ!', 2, 'exact'],
    ['receiving mail', 2, 'exact'],
    ['сайт не найден nxdomain', 1, 'exact'],
    ['не отвечает', 0, 'close'],
    ['прием писме', 2, 'close'],
    ['Site ist slow', 3, 'close'],
    ['сайт не', 1, 'close'],
    ['про таймауты', 0, 'close'],
    ['медленный сайт', 3, 'close'],
    ['медленно', 3, 'close'],
    ['slowly', 3, 'close'],
    ['about receiving', 2, 'close'],
  ])('%s', (text, index, how) => {
    expect(matchOption(text, labels)).toEqual({ index, how });
  });

  test.each([
    '',
    '...',
    '0',
    '5',
    '22',
    'сайт',
    'site',
    'сайтом',
    'не письма',
    'письма медленно',
    'медленно открывается почта на телефоне',
    'да',
    'нет',
    'пятая',
    'мой сайт не найден в поиске',
    'п',
    '2 раза пробовал',
    '😀',
  ])('not %s', (text) => {
    expect(matchOption(text, labels)).toBeNull();
  });

  test('a label is met without its yes or no and without its brackets', () => {
    const answers = [
      { ru: 'Да, это был я', en: 'Yes, it was me' },
      { ru: 'Нет, это был не я (взлом)', en: 'No, it was not me (break-in)' },
    ];
    expect(matchOption('it was not me', answers)).toEqual({ index: 1, how: 'exact' });
    expect(matchOption('это был я', answers)).toEqual({ index: 0, how: 'exact' });
    expect(matchOption('нет, это был не я', answers)).toEqual({ index: 1, how: 'exact' });
  });

  test.each([
    ['нет, у нас другое', 'no'],
    ['Да — теперь открывается', 'yes'],
    ['no. nothing changed', 'no'],
    ['нет', null],
    ['да', null],
    ['никакой разницы', null],
    ['нетология, сайт', null],
    ['yesterday, it broke', null],
  ])('%s begins with %s', (text, act) => {
    expect(leadingAct(text)).toBe(act);
  });

  test('a beginning or a typo that fits two options fits none', () => {
    const near = [
      { ru: 'Почта входящая', en: 'Mail in' },
      { ru: 'Почта исходящая', en: 'Mail out' },
    ];
    expect(matchOption('почта', near)).toBeNull();
    expect(matchOption('почта ходящая', near)).toBeNull();
    expect(matchOption('2', [])).toBeNull();
  });

  test('whatever the labels and the text, an option is one of them', () => {
    const label = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
    fc.assert(
      fc.property(
        fc.array(fc.record({ ru: label, en: label }), { maxLength: 8 }),
        fc.string(),
        (some, text) => {
          const met = matchOption(text, some);
          if (met !== null) expect(met.index).toBeLessThan(some.length);
        },
      ),
      { seed },
    );
  });

  test('whoever begins with yes means no option that begins with no', () => {
    const paid = [
      { ru: 'Да, проверьте', en: 'Yes, please check' },
      { ru: 'Нет, оплатить не получается', en: 'No, I cannot pay' },
    ];
    expect(matchOption('да, оплатил', paid)).toBeNull();
    expect(matchOption('no, cannot pay', paid)?.index).toBe(1);
  });

  test('a negation that the label has as well says nothing against it', () => {
    const shown = [
      { ru: 'Не отвечает, сброс, таймаут', en: 'No answer, refused, timed out' },
      { ru: 'Сайт не найден', en: 'Site not found' },
    ];
    expect(matchOption('не отвечает, таймаут', shown)?.index).toBe(0);
    expect(matchOption('не таймаут', [{ ru: 'Таймаут', en: 'Timed out' }])).toBeNull();
  });

  test('a label within a sentence is found where only one is', () => {
    const shown = [
      { ru: 'Сайт не найден (NXDOMAIN)', en: 'Site not found (NXDOMAIN)' },
      { ru: 'Предупреждение о безопасности', en: 'A security warning' },
    ];
    expect(optionWithin('ой, точнее сайт не найден', shown)).toBe(0);
    expect(optionWithin('I was wrong, it is a security warning', shown)).toBe(1);
    expect(optionWithin('сайт не найден и предупреждение о безопасности', shown)).toBeNull();
  });

  test.each([
    ['не знаю где это', false, 'unknown'],
    ['а я не знаю, мне его делал программист', false, 'unknown'],
    ["I don't know where that is", false, 'unknown'],
    ['не знаю', false, null],
    ['незнакомая ошибка', false, null],
    ['нет ничего не трогали', false, null],
    ['нет ничего не трогали', true, 'no'],
    ['помогло, впн мешал', true, 'yes'],
    ['не помогло, всё так же', true, 'no'],
    ['нетбук не включается', true, null],
  ] as const)('%s (plainly: %s) begins with %s', (text, plainly, act) => {
    expect(leadingAct(text, plainly)).toBe(act);
  });

  test('yes and no mean the one option that begins so', () => {
    const incident = [
      { ru: 'Да, там сбой', en: 'Yes, there is an incident' },
      { ru: 'Нет, всё в порядке', en: 'No, all is well there' },
      { ru: 'Нетерпение', en: 'Nothing' },
    ];
    expect(matchYesNo('yes', incident)).toBe(0);
    expect(matchYesNo('no', incident)).toBe(1);
    expect(matchYesNo('yes', labels)).toBeNull();
    expect(matchYesNo('no', [...incident, ...incident])).toBeNull();
  });
});

describe('tokens', () => {
  test('what is given out is read back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.integer({ min: 0, max: 98 }),
        (offer, index) => {
          const token = optionToken(offer, index);
          expect(token).toMatch(/^[\x21-\x7e]{1,64}$/);
          expect(readToken(token)).toEqual({ kind: 'option', offer, index });
        },
      ),
      { seed },
    );
    expect(readToken(languageToken('ru'))).toEqual({ kind: 'language', language: 'ru' });
  });

  test.each(['', 'o1', 'o1.0', 'o1.1x', 'lang.de', 'o99999999999.1', 'claim:7'])('%s is nothing', (token) => {
    expect(readToken(token)).toBeNull();
  });
});
