import type { Language } from '../model/language.js';
import { named, sayPhrase, withEffect, type Draft } from './draft.js';
import type { DialogueContext, DialogueEvent } from './event.js';
import type { DialogueState } from './state.js';

/** Words of letters from which on a message in another language changes the language of the conversation. */
const WORDS = 3;

/**
 * The language an event is answered in. A new conversation takes the language it begins in; later a message of
 * some words in the other language changes it, unless the person has chosen one. What is quoted as an error text
 * changes nothing (`quotes`: a free text is being asked for).
 */
export function languageOf(
  state: DialogueState,
  event: DialogueEvent,
  context: DialogueContext,
  quotes: boolean,
): Language {
  if (event.kind !== 'message' || state.chosen !== null || event.text.trim() === '') return context.language;
  const { language, act, entities } = event.understanding;
  if (language === context.language) return language;
  if (context.owner === 'nobody' && act === null) return language;
  const named = entities.map(({ offset, length }) => event.text.slice(offset, offset + length));
  // A domain's name is in no language.
  const own = named.reduce((text, name) => (name === '' ? text : text.replaceAll(name, ' ')), event.text);
  const words = own.match(/\p{L}{2,}/gu) ?? [];
  return !quotes && act === null && words.length >= WORDS ? language : context.language;
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
