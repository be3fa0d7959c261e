import type { Intent } from '../model/intent.js';
import { audiencesMeet, LANGUAGES, type Language } from '../model/language.js';
import { createAlikeIndex, foldText } from '../model/likeness.js';

/** A text by which an intent is told. */
export interface Example {
  intent: Intent;
  language: Language;
  text: string;
}

/** Examples among which one is found that says what a given one must not say as well. */
export interface TwinIndex<E extends Example> {
  add(example: E): void;
  /** The first that clashes with it. */
  find(example: Example): E | undefined;
}

/** From here on two examples of one intent are one in two wordings, and the second teaches nothing. */
const ALIKE = 0.75;
/** Under two intents one word may be what tells them apart; from here on it is a letter or an ending. */
const ALIKE_APART = 0.85;

/** Of texts with fewer letters, the few that there are to write are alike by nature ("bye", "bye bye"). */
const FEWEST_LETTERS = 12;

/** All examples of some intents, in order. */
export function examplesOf(intents: readonly Intent[]): Example[] {
  return intents.flatMap((intent) =>
    LANGUAGES.flatMap((language) =>
      intent.examples[language].map((text): Example => ({ intent, language, text })),
    ),
  );
}

/** Whether a text is so short that many others are like it. */
export function isShort(text: string): boolean {
  return foldText(text).replaceAll(' ', '').length < FEWEST_LETTERS;
}

/** Finds the same words under two intents that one person may see, or twice under one. */
export function createTwinIndex<E extends Example>(): TwinIndex<E> {
  const same = new Map<string, E[]>();
  return {
    add(example) {
      const key = foldText(example.text);
      const before = same.get(key);
      if (before === undefined) same.set(key, [example]);
      else before.push(example);
    },
    find: (example) => same.get(foldText(example.text))?.find((other) => clash(other, example)),
  };
}

/**
 * Finds nearly the same words there. What is short is left out, and with other numbers it is something else: a code.
 * @param known all texts that will be added, or many of them
 */
export function createNearTwinIndex<E extends Example>(known: Iterable<string>): TwinIndex<E> {
  const alike = createAlikeIndex<E>(ALIKE, known);
  return {
    add(example) {
      if (!isShort(example.text)) alike.add(example.text, example);
    },
    find(example) {
      if (isShort(example.text)) return undefined;
      return alike
        .find(example.text)
        .find(
          ({ key: other, likeness }) =>
            foldText(other.text) !== foldText(example.text) &&
            clash(other, example) &&
            (other.intent === example.intent ||
              (likeness >= ALIKE_APART && numbersIn(other.text) === numbersIn(example.text))),
        )?.key;
    },
  };
}

function numbersIn(text: string): string {
  return (text.match(/\d+/g) ?? []).join(' ');
}

/** Under one intent a language's own examples clash, under two whatever one person may see. */
function clash(a: Example, b: Example): boolean {
  return a.intent === b.intent
    ? a.language === b.language
    : audiencesMeet(a.intent.audience, b.intent.audience);
}
