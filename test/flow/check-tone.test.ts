import { afterAll, describe } from 'vitest';
import { cleanUp } from './folder.js';
import { change, fits, flow, issue, other, phrases, tells } from './faults.js';

afterAll(cleanUp);

const RIGHT = "resolve: { ru: 'Хорошо', en: 'Good' }";
const ends = (ru: string, en: string) => flow([RIGHT, `resolve: { ru: ${ru}, en: ${en} }`]);
const long = (word: string): string => `'${`${word} `.repeat(80).trim()}'`;
const list = (word: string): string =>
  `"${[1, 2, 3].map((number) => `${number}. ${`${word} `.repeat(30).trim()}`).join('\\n')}"`;

describe('tone: a fault is told for', () => {
  tells([
    {
      name: 'more in one piece than is read at a glance',
      code: 'text-dense',
      ...ends("'Хорошо'", `@${long('words')}`),
      step: 'done',
      remedy: /numbered list/,
    },
    {
      name: 'two questions in one message',
      code: 'several-questions',
      ...ends("@'Какой домен? И какая почта?'", "'Which domain, and which mail?'"),
      step: 'done',
    },
    {
      name: 'exclamation marks in a row',
      code: 'exclamation',
      ...phrases(["en: 'Hello, {name}'", "en: @'Hello, {name}!!'"]),
    },
    {
      name: 'a capital letter for the person',
      code: 'capital-you',
      ...ends("@'Хорошо, что Вы написали.'", "'Good that you wrote.'"),
      step: 'done',
      remedy: /lower case/,
    },
    {
      name: 'blame in Russian',
      code: 'blame',
      ...issue(['check: Видно новое', 'check: @Видно, что вы ошиблись']),
      remedy: /what to do/,
    },
    {
      name: 'blame in English',
      code: 'blame',
      path: 'intents/other.yml',
      text: change(
        other,
        ['flow: no-site', "reply: { ru: 'Ясно', en: @'You should have paid' }"],
        ['audience: customer', 'audience: staff'],
      ),
    },
  ]);
});

describe('tone: no fault is told for', () => {
  fits([
    { name: 'steps in a numbered list', ...ends(list('слово'), list('words')) },
    {
      name: 'a question that is quoted',
      ...ends("'Увидев «Сохранить?», нажали «Да»?'", `'At "Save?", did you press Yes?'`),
    },
    { name: 'code', ...ends("'Выполните `!!` и `a?b?`'", "'Run `!!` and `a?b?`'") },
    {
      name: 'the first word of a sentence',
      ...ends("'Готово. Вам ничего делать не нужно.'", "'Done. There is nothing to do.'"),
    },
    { name: 'one mark of joy', ...ends("'Работает!'", "'It works!'") },
  ]);
});
