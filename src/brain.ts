import { setImmediate as pause } from 'node:timers/promises';
import type { AskableFlow } from './desk/canned.js';
import type { DialogueContent } from './dialogue/content.js';
import { giveUp } from './dialogue/handover.js';
import { readyIssue } from './dialogue/issue-words.js';
import { wordsBefore } from './dialogue/problem.js';
import { withoutCase } from './dialogue/reopen.js';
import { initialState, readState } from './dialogue/state.js';
import { inFlow, step } from './dialogue/step.js';
import type { Brain } from './engine/brain.js';
import type { Versions } from './flow-versions.js';
import type { Content } from './flow/content.js';
import type { SolvedIssue } from './model/issue.js';
import { mayShow, type Audience } from './model/language.js';
import type { Model } from './nlu/model.js';
import { createIssueTrial } from './replay/trial.js';
import type { Knowledge } from './review/knowledge.js';
import { createUnderstanding, type Understander, type UnderstandingOptions } from './nlu/understand.js';

export { loadCheckedContent } from './content.js';

/**
 * How a brain is made. `versions`: earlier flows that conversations are still in. `stored`: solved issues that are in no
 * file; they are found and suggested like the others, and nothing is learned from them.
 */
export type BrainOptions = UnderstandingOptions & { versions?: Versions; stored?: readonly SolvedIssue[] };

/** A brain in which the solved issues of the database can be exchanged without learning anything. */
export interface AdaptableBrain extends Brain {
  /**
   * The same with these put, and these removed, in the time that it takes to read them; what a file has stays. A turn
   * that began with the one before may end with it, and no further one may begin: what finds issues is shared.
   */
  withStored(put: readonly SolvedIssue[], removed: readonly string[]): AdaptableBrain;
}

/**
 * What the engine thinks with, made from content that was checked. Takes a moment where no model is given: then the
 * classifier is trained.
 */
export function createBrain(content: Content, options: BrainOptions = {}): AdaptableBrain {
  const understanding = createUnderstanding(content, options);
  options.stored?.forEach(understanding.putIssue);
  return brainOf(content, understanding, options);
}

/**
 * The same, of a model. Solved issues are put one by one, and everything else that waits gets its turn in between.
 * Rejects once the signal is aborted.
 */
export async function createBrainInTurn(
  content: Content,
  options: BrainOptions & { model: Model },
  signal: AbortSignal,
): Promise<AdaptableBrain> {
  const understanding = createUnderstanding({ intents: content.intents, issues: [] }, options);
  for (const issue of [...content.issues, ...(options.stored ?? [])]) {
    await pause(undefined, { signal });
    understanding.putIssue(issue);
  }
  return brainOf(content, understanding, options);
}

function brainOf(loaded: Content, understanding: Understander, options: BrainOptions): AdaptableBrain {
  const { versions = new Map(), stored = [] } = options;
  const learned = new Set(stored.map(({ id }) => id));
  const content: DialogueContent = { ...loaded, issues: [...loaded.issues, ...stored], learned, versions };
  return {
    phrases: content.phrases,
    intents: content.intents,
    understand: (text, context) => understanding.understand(text, context),
    step: (state, event, context) => step(state, event, context, content),
    readState,
    initialState,
    withoutCase,
    inFlow,
    wordsBefore,
    askable: (audience) => askable(loaded, audience),
    templates: loaded.templates,
    readyIssue: (id, audience, language) => readyIssue(content, audience, id, language),
    intent: (id) => content.intents.find((intent) => intent.id === id) ?? null,
    areaOf: (intent) => areaOf(intent, content.issues),
    knowledge: knowledgeOf(loaded, content.issues, understanding),
    trial: (tried) => createIssueTrial(tried, content, understanding),
    giveUp: (reason, problem, context) => giveUp(reason, problem, context, content),
    withStored(put, removed) {
      const written = new Set(loaded.issues.map(({ id }) => id));
      const now = new Map(stored.map((issue) => [issue.id, issue]));
      for (const id of removed) {
        if (now.delete(id)) understanding.removeIssue(id);
      }
      for (const issue of put) {
        if (written.has(issue.id)) continue;
        now.set(issue.id, issue);
        understanding.putIssue(issue);
      }
      return brainOf(loaded, understanding, { ...options, stored: [...now.values()] });
    },
  };
}

function knowledgeOf(
  { issues: written, intents }: Content,
  issues: readonly SolvedIssue[],
  understanding: Understander,
): Knowledge {
  const known = new Map(issues.map((issue) => [issue.id, issue]));
  const inFiles = new Set(written.map(({ id }) => id));
  return {
    issue: (id) => known.get(id) ?? null,
    ids: () => known.keys(),
    isInFile: (id) => inFiles.has(id),
    near: (text, count) => understanding.near(text, count).flatMap((id) => known.get(id) ?? []),
    audiences: new Map(intents.map(({ id, audience }) => [id, audience])),
  };
}

/** Each flow once, by the first intent that starts it. */
function askable({ intents }: Content, audience: Audience): AskableFlow[] {
  const flows = new Map<string, AskableFlow>();
  for (const { id: intent, flow, title, audience: who } of intents) {
    if (flow === undefined || flows.has(flow) || !mayShow(who, audience)) continue;
    flows.set(flow, { id: flow, intent, title });
  }
  return [...flows.values()];
}

function areaOf(intent: string, issues: readonly SolvedIssue[]): string | null {
  const counts = new Map<string, number>();
  for (const issue of issues) {
    if (issue.intent !== intent || issue.area === undefined) continue;
    counts.set(issue.area, (counts.get(issue.area) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? null;
}
