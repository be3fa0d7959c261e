import type { Intent } from '../../../src/model/intent.js';
import { createUnderstanding } from '../../../src/nlu/understand.js';
import type { Example } from './job.js';
import type { System } from './system.js';
import { titleOf } from './title.js';

/**
 * All of understanding as it is shipped: training here is classifier, cross-validation, calibration and thresholds,
 * a message is everything that a turn asks for. It is not told the language. The best candidate is the guess.
 */
export const firstline: System = {
  train({ train, issues }) {
    const nlu = createUnderstanding({ intents: intentsOf(train), issues });
    return {
      guess: (text) =>
        nlu.understand(text, { audience: 'customer', language: null, inFlow: false }).intents[0]?.intent ??
        null,
    };
  },
};

function intentsOf(examples: readonly Example[]): Intent[] {
  const intents = new Map<string, Intent>();
  for (const { text, language, intent: id } of examples) {
    const known = intents.get(id) ?? emptyIntent(id);
    known.examples[language].push(text);
    intents.set(id, known);
  }
  return [...intents.values()];
}

function emptyIntent(id: string): Intent {
  return {
    id,
    audience: 'both',
    title: { ru: '', en: titleOf(id) },
    department: 'support',
    priority: 'normal',
    dangerous: false,
    examples: { ru: [], en: [] },
  };
}
