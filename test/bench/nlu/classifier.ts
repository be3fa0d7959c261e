import { featuresOf } from '../../../src/nlu/feature.js';
import { collectModel, score } from '../../../src/nlu/linear.js';
import { trainMachines, TRAINING_DEFAULTS } from '../../../src/nlu/machine.js';
import { normalize } from '../../../src/nlu/normalize.js';
import { createVectorSpace } from '../../../src/nlu/vector.js';
import type { System } from './system.js';

/** The classifier alone: its share of the time, and what it gets right without the rest of understanding. */
export const classifier: System = {
  train({ train }) {
    const names = [...new Set(train.map(({ intent }) => intent))];
    const places = new Map(names.map((intent, place) => [intent, place]));
    const { space, rows } = createVectorSpace(train.map(({ text }) => featuresOf(normalize(text).tokens)));
    const lesson = {
      rows,
      shared: space.shared,
      labels: Int32Array.from(train, ({ intent }) => places.get(intent) ?? 0),
      classes: names.length,
    };
    const { model, take } = collectModel(lesson, space.size);
    trainMachines(lesson, TRAINING_DEFAULTS, take);
    const scores = new Float64Array(names.length);
    return {
      guess(text) {
        score(model, space.vector(featuresOf(normalize(text).tokens)), scores);
        return names[scores.indexOf(Math.max(...scores))] ?? null;
      },
    };
  },
};
