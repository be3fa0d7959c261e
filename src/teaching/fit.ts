import { createNearTwinIndex, createTwinIndex, examplesOf, isShort, type Example } from '../flow/example.js';
import type { Intent } from '../model/intent.js';
import type { Language } from '../model/language.js';

/** How a text would do as an example of an intent. */
export type Fit =
  /** It teaches something. */
  | { kind: 'new' }
  /** It stands there in the same words, or nearly, and would teach nothing. */
  | { kind: 'stands' | 'near'; other: Example }
  /** It stands under another intent that the same person may meet, in the same words or nearly. */
  | { kind: 'stands-elsewhere' | 'near-elsewhere'; other: Example }
  /** Too short to tell it by, or longer than what one problem takes. */
  | { kind: 'short' | 'long' };

/** Characters of an example: whoever writes more tells of more than one thing. */
const LONGEST = 300;

/**
 * How texts would do as examples of an intent, one after another: by the same rules as the files are checked.
 * @param intents those that there are, with what was taught already
 */
export function fitTexts(
  texts: readonly string[],
  intent: Intent,
  language: Language,
  intents: readonly Intent[],
): Fit[] {
  const standing = examplesOf(intents.includes(intent) ? intents : [...intents, intent]);
  const twins = createTwinIndex();
  const near = createNearTwinIndex([...standing.map(({ text }) => text), ...texts]);
  const add = (example: Example): void => {
    twins.add(example);
    near.add(example);
  };
  standing.forEach(add);
  return texts.map((text) => {
    const example = { intent, language, text };
    const fit = fitOf(example, twins.find(example), near.find(example));
    if (fit.kind === 'new') add(example);
    return fit;
  });
}

function fitOf(example: Example, twin: Example | undefined, near: Example | undefined): Fit {
  if (twin !== undefined) {
    return { kind: twin.intent === example.intent ? 'stands' : 'stands-elsewhere', other: twin };
  }
  if (near !== undefined) {
    return { kind: near.intent === example.intent ? 'near' : 'near-elsewhere', other: near };
  }
  if (isShort(example.text)) return { kind: 'short' };
  return example.text.length > LONGEST ? { kind: 'long' } : { kind: 'new' };
}

/** What becomes of a text: it is an example, it is known already, or it waits on, for it cannot or should not be one. */
export type Verdict = 'taught' | 'known' | 'left';

/** What becomes of a text that fits so; `chosen`: somebody asked for just this one, and knows what it is like. */
export function verdictOf({ kind }: Fit, chosen: boolean): Verdict {
  switch (kind) {
    case 'new':
      return 'taught';
    case 'stands':
      return 'known';
    case 'near':
      return chosen ? 'taught' : 'known';
    case 'stands-elsewhere':
      return 'left';
    case 'near-elsewhere':
    case 'short':
    case 'long':
      return chosen ? 'taught' : 'left';
  }
}
