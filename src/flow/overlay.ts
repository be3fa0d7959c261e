import type { Intent } from '../model/intent.js';
import type { Language } from '../model/language.js';
import { foldText } from '../model/likeness.js';
import type { TaughtExample } from '../model/taught-example.js';
import { createTwinIndex, examplesOf } from './example.js';

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
  const twins = createTwinIndex();
  examplesOf(content.intents).forEach(twins.add);
  const added = new Map<string, TaughtExample[]>();
  for (const { intent: id, language, text } of examples) {
    const intent = intents.get(id);
    if (intent === undefined || twins.find({ intent, language, text }) !== undefined) continue;
    twins.add({ intent, language, text });
    added.set(id, [...(added.get(id) ?? []), { intent: id, language, text }]);
  }
  return { ...content, intents: content.intents.map((intent) => joined(intent, added.get(intent.id) ?? [])) };
}

/** The examples that these intents have already, in the same words. */
export function standingIn<E extends TaughtExample>(intents: readonly Intent[], examples: readonly E[]): E[] {
  if (examples.length === 0) return [];
  const said = new Set(
    examplesOf(intents).map(({ intent, language, text }) => `${intent.id} ${language} ${foldText(text)}`),
  );
  return examples.filter(({ intent, language, text }) => said.has(`${intent} ${language} ${foldText(text)}`));
}

function joined(intent: Intent, added: readonly TaughtExample[]): Intent {
  if (added.length === 0) return intent;
  const all = (language: Language): string[] => [
    ...intent.examples[language],
    ...added.filter((example) => example.language === language).map(({ text }) => text),
  ];
  return { ...intent, examples: { ru: all('ru'), en: all('en') } };
}
