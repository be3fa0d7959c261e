import type { ContentAudience } from '../model/language.js';
import { describe, type Example, type Learned } from './classify.js';
import { collectModel } from './linear.js';
import { trainMachines, TRAINING_DEFAULTS } from './machine.js';
import { planTrials, type Trial } from './trial.js';

/** Trains on the examples and, where `audiences` are given to try them as, on all but those tried in the same pass. */
export function learn(
  examples: readonly Example[],
  audiences: ReadonlyMap<string, ContentAudience> | null,
): { learned: Learned; trials: Trial[] } {
  const described = describe(examples);
  const { model, take } = collectModel(described, described.space.size);
  const trials = audiences === null ? null : planTrials(examples, described, audiences);
  trainMachines(described, TRAINING_DEFAULTS, (label, machine, without) => {
    take(label, machine);
    trials?.take(label, without);
  });
  return {
    learned: {
      intents: described.intents,
      labels: described.labels,
      texts: examples.map(({ text }) => text),
      space: described.space.data,
      rows: described.rows,
      linear: model,
    },
    trials: trials?.finish() ?? [],
  };
}
