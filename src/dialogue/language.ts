import type { Language } from '../model/language.js';
import { named, sayPhrase, withEffect, type Draft } from './draft.js';
import type { DialogueContext, DialogueEvent } from './event.js';
import type { DialogueState } from './state.js';

/** Words of letters from which on a message in another language changes the language of the conversation. */
const WORDS = 3;

/** From so many words on, the words of an alphabet are the person's own and no name of a thing. */
const OWN_WORDS = 2;

/**
 * Words that messages of browsers and servers are made of, apostrophes left out. Whoever speaks for themselves has
 * others among them: "my", "I", "does", "please".
 */
const MACHINE = new Set(
  (
    'this that the an site page webpage website web server host hostname address name domain dns ip url browser cant cannot ' +
    'couldnt could can not be been is isnt are has have hasnt by to of for in on at with from and or because your connection ' +
    'connect connecting connected refused reset closed timed time timeout out took too long respond responding response ' +
    'find finding found reached reach available unavailable temporarily temporary down moved private privacy secure ' +
    'security insecure untrusted trusted certificate expired invalid ssl tls https http error errors failed fail failure ' +
    'internal bad gateway forbidden denied access request requested rejected blocked unauthorized service unexpectedly ' +
    'unable establish establishing database unknown code empty no any data sent loading redirected redirects many ' +
    'occurred safely safari chrome firefox edge nginx apache cloudflare attackers might trying steal information warning ' +
    'potential risk ahead did issue network internet proxy firewall resource resources limit exceeded maintenance critical ' +
    'open fatal message mail mailbox user recipient relay undelivered returned sender delivered full quota login ' +
    'authentication incorrect wrong username password err net nxdomain ' +
    'сайт сайту сайта страница страницу страницы странице веб сервер сервера сервером адрес имя не удается удалось получить ' +
    'доступ запрещен запрещён найден найдена найти недоступен недоступна временно превышено время ожидания ответа истекло ' +
    'соединение соединения подключение подключиться сброшено прервано защищено установить установлено ваше является ' +
    'безопасным ошибка внутренняя сертификат недействителен сети открыть отправил данных'
  ).split(' '),
);

const QUOTED = /«[^»]*»|"[^"]*"|“[^”]*”|„[^“”]*[“”]|`[^`]*`/gu;

/** How many words of a text each alphabet has. */
interface Words {
  all: number;
  ru: number;
  en: number;
  first: Language | null;
}

function countWords(text: string, isCounted: (word: string) => boolean): Words {
  const words = text.replace(/['’]/gu, '').match(/\p{L}{2,}/gu) ?? [];
  const counted = words.filter((word) => isCounted(word.toLowerCase()));
  const [first] = counted;
  const russian = counted.filter(isCyrillic).length;
  return {
    all: counted.length,
    ru: russian,
    en: counted.length - russian,
    first: first === undefined ? null : isCyrillic(first) ? 'ru' : 'en',
  };
}

function isCyrillic(word: string): boolean {
  return /[а-яё]/iu.test(word);
}

/**
 * The language an event is answered in. A new conversation takes the language it begins in; later a message of
 * some words in the other language changes it, unless the person has chosen one. What is quoted changes nothing:
 * what stands in quotation marks, what only browsers and servers say, and anything where a free text is asked for
 * (`quotes`); nor does a message that has words in the language of the conversation around it.
 */
export function languageOf(
  state: DialogueState,
  event: DialogueEvent,
  context: DialogueContext,
  quotes: boolean,
): Language {
  if (event.kind !== 'message' || state.chosen !== null || event.text.trim() === '') return context.language;
  const { language: understood, act, entities } = event.understanding;
  const named = entities.map(({ offset, length }) => event.text.slice(offset, offset + length));
  // A domain's name is in no language.
  const text = named.reduce((rest, name) => (name === '' ? rest : rest.replaceAll(name, ' ')), event.text);
  const written = countWords(text, () => true);
  const own = countWords(text.replace(QUOTED, ' '), (word) => !MACHINE.has(word));
  const language = ownLanguage(written, own) ?? understood;
  if (language === context.language) return language;
  if (context.owner === 'nobody' && act === null) return language;
  const isQuotation = own.all === 0 || (written.ru > 0 && own[context.language] >= OWN_WORDS);
  return !quotes && !isQuotation && act === null && written.all >= WORDS ? language : context.language;
}

/** Where a text has both alphabets, the one that is not only quoted; null: as it was understood. */
function ownLanguage(written: Words, own: Words): Language | null {
  if (written.ru === 0 || written.en === 0) return null;
  if (own.ru >= OWN_WORDS && own.first === 'ru') return 'ru';
  return own.ru === 0 && own.en >= OWN_WORDS ? 'en' : null;
}

/** Reads the name of a language, as an argument or as an answer. */
export function readLanguage(text: string): Language | null {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/[.!«»"]/gu, '');
  if (/^(ru|rus|russian|рус|русский|по-русски|на русском)$/u.test(name)) return 'ru';
  if (/^(en|eng|english|англ|английский|по-английски|на английском|in english)$/u.test(name)) return 'en';
  return null;
}

/** Offers the languages. */
export function offerLanguages(draft: Draft): Draft {
  return { ...named(draft, 'offer-languages'), state: { ...draft.state, offeredLanguages: true } };
}

/** Goes on in the language the person chose; what they write does not change it any more. */
export function chooseLanguage(draft: Draft, language: Language): Draft {
  const scene = { ...draft.scene, language };
  const chosen = { ...named(draft, 'language'), scene, state: { ...draft.state, chosen: language } };
  return sayPhrase(withEffect(chosen, { kind: 'language', language }), 'language.changed');
}
