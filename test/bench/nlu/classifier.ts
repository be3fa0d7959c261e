import { createClassifier, describe } from '../../../src/nlu/classify.js';
import { collectModel } from '../../../src/nlu/linear.js';
import { trainMachines, TRAINING_DEFAULTS } from '../../../src/nlu/machine.js';
import { normalize } from '../../../src/nlu/normalize.js';
import type { System } from './system.js';
import { titleOf } from './title.js';

/** The classifier alone: its share of the time, and what it gets right without the rest of understanding. */
export const classifier: System = {
  train({ train }) {
    const titles = [...new Set(train.map(({ intent }) => intent))].map((intent) => ({
      intent,
      language: 'en' as const,
      text: titleOf(intent),
    }));
    const examples = [...train, ...titles].map((example, at) => ({
      ...example,
      tokens: normalize(example.text).tokens,
      said: at < train.length,
    }));
    const described = describe(examples);
    const { model, take } = collectModel(described, described.space.size);
    trainMachines(described, TRAINING_DEFAULTS, take);
    const { intents, labels, rows, space } = described;
    const texts = examples.map(({ text }) => text);
    const trained = createClassifier({ intents, labels, texts, rows, space: space.data, linear: model });
    return {
      guess: (text) => trained.weigh(normalize(text).tokens, () => true).guesses[0]?.intent ?? null,
    };
  },
};
