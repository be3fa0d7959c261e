import type { Intent } from '../model/intent.js';
import { audiencesMeet, LANGUAGES, type Language } from '../model/language.js';
import { createAlikeIndex, foldText, type AlikeIndex } from '../model/likeness.js';
import type { Fault } from './fault.js';
import type { Sourced, Sources } from './sources.js';

/** From here on two examples of one intent are one in two wordings, and the second teaches nothing. */
const ALIKE = 0.75;
/** Under two intents one word may be what tells them apart; from here on it is a letter or an ending. */
const ALIKE_APART = 0.85;

/** Of texts with fewer letters, the few that there are to write are alike by nature ("bye", "bye bye"). */
const FEWEST_LETTERS = 12;

interface Example {
  intent: Sourced<Intent>;
  language: Language;
  index: number;
  text: string;
}

/** The same words under two intents that one person may see, or twice under one. */
export function checkExamples(sources: Sources): Fault[] {
  const same = new Map<string, Example[]>();
  return examplesOf(sources).flatMap((example) => {
    const key = foldText(example.text);
    const before = same.get(key) ?? [];
    const twin = before.find((other) => clash(other, example));
    same.set(key, [...before, example]);
    return twin === undefined ? [] : [faultOf(example, twin, true)];
  });
}

/** Nearly the same words under two intents that one person may see, or twice under one. */
export function checkLikeness(sources: Sources): Fault[] {
  const examples = examplesOf(sources).filter(
    ({ text }) => foldText(text).replaceAll(' ', '').length >= FEWEST_LETTERS,
  );
  const alike = createAlikeIndex<Example>(
    ALIKE,
    examples.map(({ text }) => text),
  );
  return examples.flatMap((example) => {
    const near = nearlyTwin(example, alike);
    alike.add(example.text, example);
    return near === undefined ? [] : [faultOf(example, near, false)];
  });
}

function examplesOf({ intents }: Sources): Example[] {
  return intents.read.flatMap((intent) =>
    LANGUAGES.flatMap((language) =>
      intent.value.examples[language].map((text, index): Example => ({ intent, language, index, text })),
    ),
  );
}

/** An earlier example that says nearly the same where it must not. With other numbers it is something else: a code. */
function nearlyTwin(example: Example, alike: AlikeIndex<Example>): Example | undefined {
  return alike
    .find(example.text)
    .find(
      ({ key: other, likeness }) =>
        foldText(other.text) !== foldText(example.text) &&
        clash(other, example) &&
        (other.intent === example.intent ||
          (likeness >= ALIKE_APART && numbersIn(other.text) === numbersIn(example.text))),
    )?.key;
}

function numbersIn(text: string): string {
  return (text.match(/\d+/g) ?? []).join(' ');
}

/** Under one intent a language's own examples clash, under two whatever one person may see. */
function clash(a: Example, b: Example): boolean {
  return a.intent === b.intent
    ? a.language === b.language
    : audiencesMeet(a.intent.value.audience, b.intent.value.audience);
}

function faultOf({ intent, language, index, text }: Example, near: Example, equal: boolean): Fault {
  const apart = near.intent !== intent;
  const where = apart ? `under \`${near.intent.value.id}\`` : 'above';
  const message = equal
    ? `the example \`${text}\` stands ${where} too`
    : `the example \`${text}\` is nearly \`${near.text}\` ${where}`;
  const remedy = apart
    ? 'Keep it where it belongs, or make both clearer'
    : equal
      ? 'Remove one'
      : 'Keep one, and write another that differs in what is told';
  const code = equal ? 'duplicate-example' : 'examples-alike';
  return intent.source.fault(['examples', language, index], code, message, remedy);
}
