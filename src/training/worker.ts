import { parentPort, workerData } from 'node:worker_threads';
import { loadRequiredContent } from '../content.js';
import { describeFault } from '../flow/fault.js';
import { standingIn, withExamples } from '../flow/overlay.js';
import { train } from '../nlu/train.js';
import { packModel, readModelFile } from './model-file.js';
import { modelKey } from './model-key.js';
import { plainContent } from './plain-content.js';
import { taskSchema, type Answer, type Task } from './task.js';

/** Reads and checks content and finds or learns the model for it. */
function prepare({ contentDir, expectedOutOfScope, examples, modelFile, inForce }: Task): Answer {
  const outcome = loadRequiredContent(contentDir);
  if (!outcome.ok) return { kind: 'faults', faults: outcome.faults.map(describeFault) };
  const standing = standingIn(outcome.content.intents, examples).map(({ number }) => number);
  const content = withExamples(outcome.content, examples);
  const key = modelKey(content, { expectedOutOfScope });
  const answer = { kind: 'content', content: plainContent(content), standing, key, unused: null } as const;
  if (key === inForce) return { ...answer, from: 'in force', packed: null };
  const kept = modelFile === null ? null : readModelFile(modelFile, key);
  if (kept?.kind === 'model') return { ...answer, from: 'file', packed: kept.packed };
  return {
    ...answer,
    from: 'learned',
    packed: packModel(key, train(content, { expectedOutOfScope })),
    unused: kept?.kind === 'unfit' ? kept.why : null,
  };
}

// A thread of its own: it prepares once, answers and ends.
const given: unknown = workerData;
parentPort?.postMessage(prepare(taskSchema.parse(given)));
