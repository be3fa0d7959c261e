import { LANGUAGES } from '../model/language.js';
import { createNearTwinIndex, createTwinIndex, isShort, type Example, type TwinIndex } from './example.js';
import type { Fault } from './fault.js';
import type { Sources } from './sources.js';
import type { YamlSource } from './yaml.js';

/** An example with its place. */
interface Placed extends Example {
  source: YamlSource;
  index: number;
}

/** The same words under two intents that one person may see, or twice under one. */
export function checkExamples(sources: Sources): Fault[] {
  return twinsOf(placedIn(sources), createTwinIndex(), true);
}

/** Nearly the same words under two intents that one person may see, or twice under one. */
export function checkLikeness(sources: Sources): Fault[] {
  const examples = placedIn(sources).filter(({ text }) => !isShort(text));
  return twinsOf(examples, createNearTwinIndex(examples.map(({ text }) => text)), false);
}

function twinsOf(examples: readonly Placed[], index: TwinIndex<Placed>, equal: boolean): Fault[] {
  return examples.flatMap((example) => {
    const twin = index.find(example);
    index.add(example);
    return twin === undefined ? [] : [faultOf(example, twin, equal)];
  });
}

function placedIn({ intents }: Sources): Placed[] {
  return intents.read.flatMap(({ source, value: intent }) =>
    LANGUAGES.flatMap((language) =>
      intent.examples[language].map((text, index): Placed => ({ source, intent, language, index, text })),
    ),
  );
}

function faultOf({ source, intent, language, index, text }: Placed, near: Placed, equal: boolean): Fault {
  const apart = near.intent !== intent;
  const where = apart ? `under \`${near.intent.id}\`` : 'above';
  const message = equal
    ? `the example \`${text}\` stands ${where} too`
    : `the example \`${text}\` is nearly \`${near.text}\` ${where}`;
  const remedy = apart
    ? 'Keep it where it belongs, or make both clearer'
    : equal
      ? 'Remove one'
      : 'Keep one, and write another that differs in what is told';
  const code = equal ? 'duplicate-example' : 'examples-alike';
  return source.fault(['examples', language, index], code, message, remedy);
}
