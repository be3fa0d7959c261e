import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, GOOD } from './folder.js';
import { faultsOf, flow, issue, phrases, tells } from './faults.js';

afterAll(cleanUp);

const RIGHT = "resolve: { ru: 'Хорошо', en: 'Good' }";
const LABEL = "label: { ru: 'Ошибка', en: 'An error' }";

describe('languages: a fault is told for', () => {
  tells([
    {
      name: 'English where Russian belongs',
      code: 'untranslated',
      ...flow([RIGHT, "resolve: { ru: @'It works again', en: 'It works again' }"]),
      step: 'done',
      remedy: /Translate/,
    },
    {
      name: 'Russian where English belongs',
      code: 'untranslated',
      ...flow([RIGHT, "resolve: { ru: 'Хорошо', en: @'Хорошо' }"]),
      step: 'done',
    },
    {
      name: 'a Russian word left in an English text',
      code: 'untranslated',
      ...flow([RIGHT, "resolve: { ru: 'Хорошо', en: @'Good, всё' }"]),
      step: 'done',
    },
    {
      name: 'a label in English only',
      code: 'untranslated',
      ...flow([LABEL, "label: { ru: @'It shows an error', en: 'An error' }"]),
      step: 'seen',
    },
    {
      name: 'a phrase in Russian only',
      code: 'untranslated',
      ...phrases(["en: 'Hello, {name}'", "en: @'Здравствуйте, {name}'"]),
    },
    {
      name: 'a solution in English only',
      code: 'untranslated',
      ...issue(['check: Видно новое', 'check: @The new page is seen']),
    },
  ]);
});

describe('languages: no fault is told for', () => {
  const says = (ru: string, en: string) => flow([RIGHT, `resolve: { ru: ${ru}, en: ${en} }`]);
  const labels = (ru: string, en: string) => flow([LABEL, `label: { ru: ${ru}, en: ${en} }`]);
  it.each([
    ['names', labels("'Windows 11'", "'Windows 11'")],
    ['short names in small letters', labels("'nginx + apache'", "'nginx + apache'")],
    ['names of languages in themselves', labels("'English'", "'Русский'")],
    ['names that are a whole text', says("'WordPress, Joomla'", "'WordPress, Joomla'")],
    [
      'code, placeholders, addresses, digits',
      says("'`see this page` {site} example.com/help 24'", "'{site} 24'"),
    ],
    ['words quoted to be typed', says("'Хорошо'", `'Write "сбросить пароль" or «новый» to me'`)],
    ['code in the other language', says("'Хорошо'", "'Run `пароль`'")],
  ])('%s', (_, { path, text }) => {
    expect(faultsOf({ ...GOOD, [path]: text }).filter(({ code }) => code === 'untranslated')).toEqual([]);
  });
});
