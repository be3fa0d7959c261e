import { createClassifier, describe } from '../../../src/nlu/classify.js';
import { collectModel } from '../../../src/nlu/linear.js';
import { trainMachines, TRAINING_DEFAULTS } from '../../../src/nlu/machine.js';
import { normalize } from '../../../src/nlu/normalize.js';
import type { System } from './system.js';

/** The classifier alone: its share of the time, and what it gets right without the rest of understanding. */
export const classifier: System = {
  train({ train }) {
    const examples = train.map((example) => ({
      ...example,
      tokens: normalize(example.text).tokens,
      said: true,
    }));
    const described = describe(examples);
    const { model, take } = collectModel(described, described.space.size);
    trainMachines(described, TRAINING_DEFAULTS, take);
    const { intents, labels, rows, space } = described;
    const texts = train.map(({ text }) => text);
    const trained = createClassifier({ intents, labels, texts, rows, space: space.data, linear: model });
    return {
      guess: (text) => trained.weigh(normalize(text).tokens, () => true).guesses[0]?.intent ?? null,
    };
  },
};
