import type { Config } from '../config.js';
import type { Model } from '../nlu/model.js';
import { train, type TrainingContent } from '../nlu/train.js';
import { readModelFile } from '../training/model-file.js';
import { modelKey } from '../training/model-key.js';

/** The model that `start` keeps, where it is of this content; else it is learned now, and not kept. */
export function keptModel(
  content: TrainingContent,
  { modelFile, expectedOutOfScope }: Pick<Config, 'modelFile' | 'expectedOutOfScope'>,
): Model {
  const kept =
    modelFile === null ? null : readModelFile(modelFile, modelKey(content, { expectedOutOfScope }));
  return kept?.kind === 'model' ? kept.model : train(content, { expectedOutOfScope });
}
