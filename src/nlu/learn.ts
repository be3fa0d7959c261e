import type { ContentAudience } from '../model/language.js';
import { createClassifier, describe, type Classifier, type Example } from './classify.js';
import { collectModel } from './linear.js';
import { trainMachines, TRAINING_DEFAULTS } from './machine.js';
import { planTrials, type Trial } from './trial.js';

/** What is learned from examples: a classifier, and how it did on those that it was trained without. */
export interface Learned {
  classifier: Classifier;
  trials: Trial[];
}

/** Trains on the examples, and in the same pass over the intents on all but those that are tried. */
export function learn(
  examples: readonly Example[],
  audiences: ReadonlyMap<string, ContentAudience>,
): Learned {
  const described = describe(examples);
  const { model, take } = collectModel(described, described.space.size);
  const trials = planTrials(examples, described, audiences);
  trainMachines(described, TRAINING_DEFAULTS, (label, machine, without) => {
    take(label, machine);
    trials.take(label, without);
  });
  return { classifier: createClassifier(examples, described, model), trials: trials.finish() };
}
