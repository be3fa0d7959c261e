import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { intentSchema } from '../model/intent.js';
import { train } from '../nlu/train.js';
import { packModel } from './model-file.js';
import { modelKey } from './model-key.js';

/** What the thread is given: the intents as they were checked, and what else decides. */
const taskSchema = z.object({ intents: z.array(intentSchema), expectedOutOfScope: z.number() });

/*
 * A thread of its own: learns once, gives the packed model back and ends. The key is made here, of the code that
 * learned: it differs from the asker's where the program was exchanged on the disk meanwhile.
 */
const given: unknown = workerData;
const { intents, ...options } = taskSchema.parse(given);
const bytes = packModel(modelKey(intents, options), train(intents, options));
parentPort?.postMessage(bytes);
