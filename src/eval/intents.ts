import type { Intent } from '../model/intent.js';
import type { UnderstandingOptions } from '../nlu/understand.js';
import type { IntentSet, TrainingMessage } from './intent-set.js';
import { predictionOf, type Prediction } from './prediction.js';
import { summaryOf, type Summary } from './summary.js';
import { trainAndPromise } from './trained.js';

/**
 * Trains on a set's training messages, fits to its validation messages where there are any, and tests on the rest.
 * Each test message is understood as the first of its conversation. Options as `createUnderstanding` has them.
 */
export function evaluateIntents(
  set: IntentSet,
  options: Omit<UnderstandingOptions, 'validation'>,
): { predictions: Prediction[]; summary: Summary } {
  const { understander, limits, promises } = trainAndPromise(
    { intents: intentsOf(set.train), issues: [] },
    set.validation.length === 0
      ? options
      : {
          ...options,
          validation: set.validation.map(({ text, language, meant }) => ({
            ...{ text, lang: language, intent: meant, audience: null },
          })),
        },
  );
  const predictions = set.test.map((message) =>
    predictionOf(
      message,
      understander.understand(message.text, { audience: 'customer', language: null, inFlow: false }),
    ),
  );
  return { predictions, summary: summaryOf(predictions, limits, promises, set.notes) };
}

/** `card_arrival` reads "card arrival", in the language of its letters. */
function titleOf(name: string): Intent['title'] {
  const title = name.replaceAll(/[_-]+/g, ' ').trim();
  return /[а-яё]/iu.test(title) ? { ru: title, en: '' } : { ru: '', en: title };
}

/** Intents as content has them, named as the set names them. Their names are their titles, and so are learned from. */
function intentsOf(train: readonly TrainingMessage[]): Intent[] {
  const intents = new Map<string, Intent>();
  for (const { text, language, meant } of train) {
    let intent = intents.get(meant);
    if (intent === undefined) {
      intent = {
        id: meant,
        audience: 'both',
        title: titleOf(meant),
        department: 'support',
        priority: 'normal',
        dangerous: false,
        examples: { ru: [], en: [] },
      };
      intents.set(meant, intent);
    }
    intent.examples[language].push(text);
  }
  return [...intents.values()];
}
