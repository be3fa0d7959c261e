import { fileURLToPath } from 'node:url';
import { createBrain, loadCheckedContent, type AdaptableBrain } from '../../src/brain.js';
import type { Content } from '../../src/flow/content.js';
import type { Model } from '../../src/nlu/model.js';
import { train } from '../../src/nlu/train.js';
import { packModel, readModelFile, writeModelFile } from '../../src/training/model-file.js';
import { modelKey } from '../../src/training/model-key.js';

/** The project's folder: its content is the fixture. */
export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** What a deployment expects unless it is told otherwise. */
export const LEARNING = { expectedOutOfScope: 0.15 } as const;

let content: Content | null = null;
let model: Model | null = null;
let brain: AdaptableBrain | null = null;

/** The shipped content, read once a worker. */
export function shippedContent(): Content {
  content ??= loadCheckedContent(PROJECT);
  return content;
}

/** What is learned from it: from the file that all share, where somebody has learned it already. */
export function shippedModel(): Model {
  if (model !== null) return model;
  const { SHIPPED_MODEL_FILE: file } = process.env;
  const key = modelKey(shippedContent(), LEARNING);
  const kept = file === undefined ? null : readModelFile(file, key);
  if (kept?.kind === 'model') return (model = kept.model);
  model = train(shippedContent(), LEARNING);
  if (file !== undefined) writeModelFile(file, packModel(key, model));
  return model;
}

/** What the bot thinks with, of it. */
export function shippedBrain(): AdaptableBrain {
  brain ??= createBrain(shippedContent(), { model: shippedModel() });
  return brain;
}
