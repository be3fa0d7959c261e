import { Worker } from 'node:worker_threads';
import { FirstlineError, messageOf } from '../errors.js';
import type { Content } from '../flow/content.js';
import type { Model } from '../nlu/model.js';
import { unpackModel } from './model-file.js';
import { modelKey } from './model-key.js';
import { contentFrom } from './plain-content.js';
import { answerSchema, type Answer, type Origin, type Task } from './task.js';

/** What came of it: every mistake in the content, in words, or the content, and how it is to be understood. */
export type Prepared =
  | { kind: 'faults'; faults: readonly string[] }
  | {
      kind: 'content';
      content: Content;
      /** The numbers of those of the task's examples that the files have themselves. */
      standing: readonly number[];
      key: string;
      from: Origin;
      /** Null where the model is the one that the task says is in force. */
      learned: { model: Model; packed: Uint8Array } | null;
      /** Why the model in the file is not used, or null. */
      unused: string | null;
    };

const FROM_SOURCES = import.meta.url.endsWith('.ts');

/**
 * Reads content, checks it and finds or learns the model for it, all in a thread of its own, so that this one goes
 * on with its work. Nothing is written. Rejects once the signal is aborted, after the thread has ended, and with
 * `TRAINING_FAILED`.
 */
export async function prepareApart(task: Task, signal: AbortSignal): Promise<Prepared> {
  signal.throwIfAborted();
  const worker = new Worker(FROM_SOURCES ? sourceEntry() : new URL('./worker.js', import.meta.url), {
    workerData: task,
  });
  const end = (): void => void worker.terminate();
  signal.addEventListener('abort', end, { once: true });
  try {
    const answer = await answerOf(worker);
    return answer.kind === 'faults' ? answer : await opened(answer, task, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', end);
    await worker.terminate();
  }
}

async function opened(
  answer: Extract<Answer, { kind: 'content' }>,
  task: Task,
  signal: AbortSignal,
): Promise<Prepared> {
  const { kind, standing, key, from, packed, unused } = answer;
  const content = await contentFrom(answer.content, signal);
  // The thread loaded its code anew, from what is on the disk now.
  if (modelKey(content, task) !== key) {
    throw new FirstlineError(
      'TRAINING_FAILED',
      'The program on the disk is not the version that is running.',
      'Start it again: it begins with the new version and the new content.',
    );
  }
  if (packed === null) return { kind, content, standing, key, from, unused, learned: null };
  const read = unpackModel(packed, key);
  if (read.kind === 'unfit') throw failed(`the model cannot be used, for ${read.why}`);
  return { kind, content, standing, key, from, unused, learned: { model: read.model, packed } };
}

/** Threads do not inherit what compiles the sources, however this process was begun: it is registered in them. */
function sourceEntry(): URL {
  const compiler = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const worker = JSON.stringify(new URL('./worker.ts', import.meta.url).href);
  const script = `import { register } from ${compiler}; register(); await import(${worker});`;
  return new URL(`data:text/javascript,${encodeURIComponent(script)}`);
}

/** The one message of a thread. */
function answerOf(worker: Worker): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: unknown) => {
      const read = answerSchema.safeParse(message);
      if (read.success) resolve(read.data);
      else reject(failed(`its thread gave something else (${read.error.message})`, read.error));
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
