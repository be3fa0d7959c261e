import type { Logger } from 'pino';
import { setImmediate as pause } from 'node:timers/promises';
import { createBrain, createBrainInTurn, type AdaptableBrain, type BrainOptions } from './brain.js';
import type { Config } from './config.js';
import { FirstlineError } from './errors.js';
import type { FlowVersions } from './flow-versions.js';
import type { Content } from './flow/content.js';
import { withExamples } from './flow/overlay.js';
import type { TaughtExample } from './model/taught-example.js';
import type { Model } from './nlu/model.js';
import { train } from './nlu/train.js';
import type { TaughtExamples } from './taught-examples.js';
import type { IssueMark, StoredIssues } from './stored-issues.js';
import { packModel, readModelFile, writeModelFile } from './training/model-file.js';
import { modelKey } from './training/model-key.js';
import { prepareApart } from './training/prepare-apart.js';
import type { Origin } from './training/task.js';

/** The part of the configuration that it is made by. */
export type LiveBrainConfig = Pick<
  Config,
  'contentDir' | 'modelFile' | 'answerPrecision' | 'expectedOutOfScope'
>;

/** What the engine thinks with, and how it is exchanged while turns go on. */
export interface LiveBrain {
  /** The one in force. */
  brain(): AdaptableBrain;
  /**
   * Reads the content again and puts it in force once it is checked and learned; what was in force stays until
   * then, and for good where anything is wrong. Asked for again meanwhile, it begins anew: the newest content wins.
   * What comes of it is in the log.
   */
  reload(): void;
  /**
   * Takes in the solved issues of the database that any process has put or removed since; resolves once they are in
   * force. Where nothing has changed it asks for one number.
   */
  catchUp(): Promise<void>;
  /** Ends whatever is under way; nothing is exchanged any more. */
  stop(): Promise<void>;
}

/**
 * What it begins with. `stored`: solved issues that are in no file; `mark`: how they stood before they were read;
 * `taught`: examples that are in force beside those of the files.
 */
type FirstContent = {
  content: Content;
  mark?: IssueMark;
  taught?: readonly TaughtExample[];
} & Pick<BrainOptions, 'versions' | 'stored'>;

/** So many solved issues are taken in before everything else that waits gets its turn. */
const AT_ONCE = 20;

/** More mistakes than this at once help nobody in a line of the log. */
const MOST_SHOWN = 20;

/**
 * Makes the first one, of content that was checked or from outside: with the model that the file holds, if it was
 * learned from just this, else it learns now, which takes a moment, and keeps what it learned in the file.
 * @param flows what keeps the flows of content that comes into force; without it, conversations go on in those alone
 * @param issues what has the solved issues that are in no file; without it, there are none but those of the first
 * @param examples what has the examples that were taught; without it, there are none but those of the first
 */
export function createLiveBrain(
  config: LiveBrainConfig,
  first: FirstContent | { brain: AdaptableBrain },
  log: Logger,
  flows?: FlowVersions,
  issues?: StoredIssues,
  examples?: TaughtExamples,
): LiveBrain {
  const { contentDir, modelFile, answerPrecision, expectedOutOfScope } = config;
  let known: { key: string; model: Model } | null = null;
  let brain = 'brain' in first ? first.brain : begin(first);
  let inForce = 'brain' in first ? undefined : first.content.flows;
  let mark = 'brain' in first ? null : (first.mark ?? null);
  let following = Promise.resolve();
  let asked = false;
  let stopped = false;
  let exchange: AbortController | null = null;
  let loop: Promise<void> | null = null;

  function begin({ content: files, versions, stored, taught = [] }: FirstContent): AdaptableBrain {
    const started = performance.now();
    const content = withExamples(files, taught);
    const key = modelKey(content, { expectedOutOfScope });
    const kept = read(key);
    const model = kept ?? train(content, { expectedOutOfScope });
    if (kept === null) keep(packModel(key, model));
    const made = createBrain(content, { model, answerPrecision, expectedOutOfScope, versions, stored });
    known = { key, model };
    report({ content, stored, taught }, kept === null ? 'learned' : 'file', started, 'content in force');
    return made;
  }

  function read(key: string): Model | null {
    if (modelFile === null) return null;
    const found = readModelFile(modelFile, key);
    if (found.kind === 'unfit') notUsed(found.why);
    return found.kind === 'model' ? found.model : null;
  }

  function notUsed(why: string): void {
    log.info({ file: modelFile, why }, 'the model file is not used');
  }

  function keep(bytes: Uint8Array): void {
    if (modelFile === null) return;
    const written = writeModelFile(modelFile, bytes);
    if (written.kind === 'written') return;
    const { why } = written;
    log.warn({ file: modelFile, why }, 'the model cannot be kept; the next start learns it again');
  }

  async function renew(signal: AbortSignal): Promise<void> {
    const started = performance.now();
    try {
      const taught = (await examples?.inForce()) ?? [];
      const task = {
        contentDir,
        expectedOutOfScope,
        modelFile,
        inForce: known?.key ?? null,
        examples: taught,
      };
      const found = await prepareApart(task, signal);
      if (found.kind === 'faults') {
        const faults = found.faults.slice(0, MOST_SHOWN);
        const more = found.faults.length - faults.length;
        log.error({ content: contentDir, faults, ...(more > 0 ? { more } : {}) }, NOT_EXCHANGED);
        return;
      }
      const { content, standing, key, from, learned, unused } = found;
      if (unused !== null) notUsed(unused);
      if (from === 'learned' && learned !== null) keep(learned.packed);
      const model = learned?.model ?? known?.model;
      if (model === undefined) throw new Error('a model is said to be in force, and there is none');
      const versions = await flows?.beside(content, inForce);
      const read = (await issues?.mark()) ?? null;
      const stored = await issues?.beside(content.issues);
      const options = { model, answerPrecision, expectedOutOfScope, versions, stored };
      brain = await createBrainInTurn(content, options, signal);
      inForce = content.flows;
      mark = read;
      known = { key, model };
      await examples?.arrived(standing);
      const joined = taught.filter(({ number }) => !standing.includes(number));
      report({ content, stored, taught: joined }, from, started, 'content exchanged');
    } catch (error) {
      if (signal.aborted) return;
      const told = error instanceof FirstlineError ? { code: error.code, remedy: error.remedy } : {};
      log.error({ content: contentDir, err: error, ...told }, NOT_EXCHANGED);
    }
  }

  async function follow(): Promise<void> {
    const before = mark;
    const change = await issues?.since(before);
    if (change === null || change === undefined || stopped) return;
    // Content was exchanged meanwhile: what has changed since is another question.
    if (mark !== before) return follow();
    const { put, removed } = change;
    mark = change.mark;
    brain = brain.withStored(put.slice(0, AT_ONCE), removed);
    for (let from = AT_ONCE; from < put.length && mark === change.mark; from += AT_ONCE) {
      await pause();
      brain = brain.withStored(put.slice(from, from + AT_ONCE), []);
    }
    log.info({ put: put.length, removed: removed.length }, 'solved issues of the database taken in');
  }

  function report(
    { content, stored = [], taught = [] }: FirstContent,
    from: Origin,
    started: number,
    what: string,
  ): void {
    const sizes = {
      intents: content.intents.length,
      flows: content.flows.size,
      issues: content.issues.length,
      ...(stored.length > 0 ? { stored: stored.length } : {}),
      ...(taught.length > 0 ? { taught: taught.length } : {}),
      phrases: content.phrases.size,
    };
    log.info(
      { content: contentDir, ...sizes, model: from, ms: Math.round(performance.now() - started) },
      what,
    );
  }

  async function run(): Promise<void> {
    while (asked && !stopped) {
      asked = false;
      exchange = new AbortController();
      await renew(exchange.signal);
    }
    // Nothing is awaited between the last look and this: a reload that comes now begins a loop of its own.
    loop = null;
  }

  return {
    brain: () => brain,
    reload() {
      if (stopped) return;
      asked = true;
      exchange?.abort();
      loop ??= run();
    },
    catchUp() {
      const caught = following.then(follow);
      following = caught.catch((error: unknown) => {
        log.error({ err: error }, 'the solved issues of the database could not be read; trying again');
      });
      return following;
    },
    async stop() {
      stopped = true;
      exchange?.abort();
      await Promise.all([loop, following]);
    },
  };
}

const NOT_EXCHANGED =
  'the content was not exchanged: what was in force stays. Mend what is told here, and send SIGHUP again unless its files are watched; `firstline check` shows every mistake';
