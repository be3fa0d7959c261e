import { Worker } from 'node:worker_threads';
import { FirstlineError, messageOf } from '../errors.js';
import type { Intent } from '../model/intent.js';
import { unpackModel } from './model-file.js';
import { modelKey, type LearningOptions } from './model-key.js';
import type { Model } from '../nlu/model.js';

/** What was learned, and the same packed, for keeping. */
export interface Learned {
  model: Model;
  bytes: Uint8Array;
}

const FROM_SOURCES = import.meta.url.endsWith('.ts');

/**
 * Learns in a thread of its own, so that this one goes on with its work; the same as `train` would learn here.
 * Rejects with the signal's reason once it is aborted, when the thread is being ended, and with `TRAINING_FAILED`.
 */
export async function trainApart(
  intents: readonly Intent[],
  options: LearningOptions,
  signal: AbortSignal,
): Promise<Learned> {
  signal.throwIfAborted();
  const key = modelKey(intents, options);
  const worker = new Worker(FROM_SOURCES ? sourceEntry() : new URL('./worker.js', import.meta.url), {
    workerData: { intents, ...options },
  });
  const end = (): void => void worker.terminate();
  signal.addEventListener('abort', end, { once: true });
  try {
    const bytes = await answerOf(worker);
    const read = unpackModel(bytes, key);
    if (read.kind === 'unfit') {
      throw new FirstlineError(
        'TRAINING_FAILED',
        `What the training thread learned cannot be used: ${read.why}.`,
        'If Firstline was upgraded since it started, start it again.',
      );
    }
    return { model: read.model, bytes };
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', end);
    await worker.terminate();
  }
}

/** Threads do not inherit what compiles the sources, however this process was begun: it is registered in them. */
function sourceEntry(): URL {
  const compiler = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const worker = JSON.stringify(new URL('./worker.ts', import.meta.url).href);
  const script = `import { register } from ${compiler}; register(); await import(${worker});`;
  return new URL(`data:text/javascript,${encodeURIComponent(script)}`);
}

/** The one message of a thread. */
function answerOf(worker: Worker): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: unknown) => {
      if (answer instanceof Uint8Array) resolve(answer);
      else reject(failed('it gave no model'));
    });
    worker.once('messageerror', (error) => reject(failed(messageOf(error), error)));
    worker.once('error', (error) => reject(failed(messageOf(error), error)));
    worker.once('exit', (code) => reject(failed(`its thread ended with ${code}`)));
  });
}

function failed(why: string, cause?: unknown): FirstlineError {
  return new FirstlineError(
    'TRAINING_FAILED',
    `The content could not be learned: ${why}.`,
    'Try once more; if it fails again with content that `firstline check` finds right, please report it.',
    cause,
  );
}
