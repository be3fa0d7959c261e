import type { Understanding } from '../model/understanding.js';
import { HUMAN, HUMAN_SETS, PEOPLE_TOLD_OF } from './human-phrases.js';
import { cut, foldWord } from './normalize.js';
import { compilePhrases } from './phrase.js';
import { ANGER, CALM, TONE_SETS, UNHURRIED, URGENT, URGENT_SETS } from './tone-phrases.js';

type Signals = Understanding['signals'];

const ASKS_FOR_PERSON = compilePhrases(HUMAN, HUMAN_SETS);
const TOLD_OF = compilePhrases(PEOPLE_TOLD_OF, HUMAN_SETS);
const ANGRY = compilePhrases(ANGER, TONE_SETS);
const NOT_ANGRY = compilePhrases(CALM, TONE_SETS);
const HASTY = compilePhrases(URGENT, URGENT_SETS);
const NOT_HASTY = compilePhrases(UNHURRIED, URGENT_SETS);

/** What the tone of a text says, in either language. Reads the text as the person wrote it. */
export function signalsOf(text: string): Signals {
  const short = cut(text).text;
  const folded = foldText(short);
  const unhurried = NOT_HASTY.leftOf(folded);
  return {
    human: ASKS_FOR_PERSON.occursIn(TOLD_OF.leftOf(folded)),
    anger: ANGRY.occursIn(NOT_ANGRY.leftOf(folded)) || shouts(short),
    urgent: HASTY.occursIn(unhurried) || (unhurried === folded && presses(short, folded)),
  };
}

/** Words joined by single spaces, each folded; punctuation is gone. */
export function foldText(text: string): string {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}'’]+/gu)].map(([word]) => foldWord(word)).join(' ');
}

/** What is said with exclamation marks for joy and politeness. */
const GLAD = new Set(
  (
    'спасибо благодарю спс большое огромное вам привет здравствуйте ура отлично супер класс круто заработало работает ' +
    'помогло пожалуйста да нет ок все очень thanks thank you so much great awesome perfect works it hello hi hey yes no ok ' +
    'very please wow cool yay'
  ).split(' '),
);

/** A row of exclamation marks behind more than joy and politeness. */
function presses(text: string, folded: string): boolean {
  return text.includes('!!!') && folded.split(' ').some((word) => word.length > 1 && !GLAD.has(word));
}

/**
 * Most words in capitals, with exclamation marks, or "?!?!" in a row. Codes and names are in capitals anyway;
 * exclamation marks alone are only haste.
 */
function shouts(text: string): boolean {
  if (/(?:\?!){2}|(?:!\?){2}/u.test(text) && /\p{L}{3}/u.test(text)) return true;
  const words = text.match(/(?<![\p{L}\p{N}_])\p{L}{3,}(?![\p{L}\p{N}_])/gu) ?? [];
  const loud = words.filter((word) => word === word.toUpperCase() && word !== word.toLowerCase());
  const enough = /[!?]*![!?]*!/u.test(text) ? 2 : 3;
  return loud.length >= enough && loud.length >= words.length * 0.6 && text.includes('!');
}
