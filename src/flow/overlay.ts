import type { Intent } from '../model/intent.js';
import { audiencesMeet, LANGUAGES, type Language } from '../model/language.js';
import { foldText } from '../model/likeness.js';
import type { TaughtExample } from '../model/taught-example.js';

/**
 * Content with an overlay of examples that were taught: each joins those of its intent, behind what the files say, in
 * the order given. Left out is what is said already in the same words, under its intent or under one that the same
 * person may meet (the file counts, then what was taught first), and what is of an intent that the content has not.
 */
export function withExamples<C extends { intents: Intent[] }>(
  content: C,
  examples: readonly TaughtExample[],
): C {
  if (examples.length === 0) return content;
  const intents = new Map(content.intents.map((intent) => [intent.id, intent]));
  const said = new Map<string, Intent[]>();
  const say = (intent: Intent, language: Language, text: string): void => {
    const key = `${language} ${foldText(text)}`;
    said.set(key, [...(said.get(key) ?? []), intent]);
  };
  for (const intent of content.intents) {
    for (const language of LANGUAGES) {
      for (const text of intent.examples[language]) say(intent, language, text);
    }
  }
  const added = new Map<string, TaughtExample[]>();
  for (const example of examples) {
    const { language, text } = example;
    const intent = intents.get(example.intent);
    if (intent === undefined) continue;
    const same = said.get(`${language} ${foldText(text)}`) ?? [];
    if (same.some((other) => audiencesMeet(other.audience, intent.audience))) continue;
    say(intent, language, text);
    added.set(intent.id, [...(added.get(intent.id) ?? []), example]);
  }
  return { ...content, intents: content.intents.map((intent) => joined(intent, added.get(intent.id) ?? [])) };
}

function joined(intent: Intent, added: readonly TaughtExample[]): Intent {
  if (added.length === 0) return intent;
  const all = (language: Language): string[] => [
    ...intent.examples[language],
    ...added.filter((example) => example.language === language).map(({ text }) => text),
  ];
  return { ...intent, examples: { ru: all('ru'), en: all('en') } };
}
