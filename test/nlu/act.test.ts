import { describe, expect, it } from 'vitest';
import type { Act } from '../../src/model/act.js';
import { actOf } from '../../src/nlu/act.js';
import { findEntities } from '../../src/nlu/entity.js';

const act = (text: string): Act | null => actOf(text, findEntities(text));

const SAID: Record<Act, string[]> = {
  yes: [
    'да',
    'Да!',
    'ага',
    'угу',
    'ну да',
    'да, спасибо',
    'конечно',
    'ок',
    'yes',
    'Yep',
    'yeah',
    'sure',
    '👍',
    '+',
    'да, все верно',
  ],
  no: ['нет', 'Нет.', 'неа', 'no', 'nope', 'not really', 'нет, спасибо', 'no thanks', 'пока нет', '👎'],
  partly: [
    'частично',
    'Не совсем.',
    'стало лучше',
    'и да и нет',
    'partly',
    'Not quite',
    'a bit better',
    'it helped a little',
  ],
  unknown: [
    'не знаю',
    'хз',
    'без понятия',
    'я не знаю',
    'не знаю, честно говоря',
    'dunno',
    "I don't know",
    'no idea',
    'idk',
    'not sure',
  ],
  cancel: [
    'отмена',
    'стоп',
    'Отменить',
    'отмените пожалуйста',
    'не важно',
    'cancel',
    'stop',
    'never mind',
    'nvm',
    'отмнеа',
  ],
  back: ['назад', 'вернись назад', 'go back', 'back', 'предыдущий вопрос', 'previous step'],
  repeat: [
    'повтори',
    'повторите пожалуйста',
    'что?',
    'чего?',
    '?',
    'не понял',
    'repeat',
    'what?',
    'pardon?',
    'come again',
    'say that again please',
  ],
  'not-that': [
    'не то',
    'нет, не это',
    'это не то',
    'ничего из этого',
    'не мой случай',
    'у меня другая проблема',
    "no, that's not it",
    'not that',
    'none of these',
    'something else',
  ],
  correction: [
    'нет, домен example.org',
    'ой, ошибся, example.org',
    'точнее 12 марта',
    'не example.com, а example.org',
    'no, it is info@example.org',
    'sorry, I meant example.org',
    'wait, the domain is shop.example.com',
    'нет, пример.рф',
  ],
  'works-now': [
    'заработало',
    'Заработало!!!',
    'всё ок теперь',
    'все работает, спасибо',
    'ура, заработало',
    'да, помогло',
    'it works now',
    'works',
    'fixed, thanks',
    'that helped',
    "it's working now",
  ],
  'still-broken': [
    'всё равно не работает',
    'не помогло',
    'нет, не помогло',
    'та же ошибка',
    'ничего не изменилось',
    'still nothing',
    'still not working',
    "didn't help",
    'same error',
    "no, it still doesn't work",
    'не заработало',
  ],
  skip: ['пропустить', 'дальше', 'следующий вопрос', 'skip', 'skip this step', 'next', 'давай пропустим'],
};

describe('actOf', () => {
  for (const name of Object.keys(SAID)) {
    it(`understands ${name}`, () => {
      const said = Object.entries(SAID).find(([other]) => other === name)?.[1] ?? [];
      expect(said.length).toBeGreaterThan(0);
      expect(said.map((text) => [text, act(text)])).toEqual(said.map((text) => [text, name]));
    });
  }

  it('leaves messages alone that merely contain such a word', () => {
    const messages = [
      'да у меня сайт не открывается уже третий день подряд',
      'отмена подписки не проходит, деньги списываются',
      'как отменить заказ домена',
      'сайт не открывается',
      'не работает почта на телефоне',
      'не приходят письма на ящик info@example.ru',
      'yes but now the mail is broken and the site shows 502',
      'I cannot go back to the previous version of my plugin',
      'the backup stops with an error every night',
      'my mail does not work',
      'нет, example.org всё равно не открывается',
      "no, example.org still doesn't open",
      'example.org',
      '12.03.2024',
      'привет',
      '',
      '   ',
    ];
    expect(messages.map((text) => [text, act(text)])).toEqual(messages.map((text) => [text, null]));
  });

  it('never turns a refusal into its opposite by forgiving a typo', () => {
    for (const text of ['не заработало', 'не помоголо', 'it doesnt work', 'не решено']) {
      expect([text, act(text)]).not.toEqual([text, 'works-now']);
    }
  });
});
