import type { CompiledFlow } from '../flow/compile.js';
import type { FlowSnapshot } from '../flow/turn.js';
import type { Intent } from '../model/intent.js';
import type { SolvedIssue } from '../model/issue.js';
import { mayShow, type Audience, type Language, type LocalText } from '../model/language.js';

export { isCourtesy } from '../model/small-talk.js';

/** What the dialogue may say and do: the content as `loadContent` gives it. */
export interface DialogueContent {
  intents: readonly Intent[];
  issues: readonly SolvedIssue[];
  /** The ids of those that are in no file: no flow shows them. */
  learned?: ReadonlySet<string>;
  flows: ReadonlyMap<string, CompiledFlow>;
  /** Earlier versions of flows that conversations are still in, by hash. */
  versions?: ReadonlyMap<string, CompiledFlow>;
  /** By `pattern.name`. */
  phrases: ReadonlyMap<string, LocalText>;
}

/** The flow that shows a solved issue and asks whether it helped. */
export const SUGGEST_FLOW = 'suggest-issue';

/** The flow that a stored snapshot is of: in the version it began with, if that is known, else as it is now. */
export function flowOf(
  { flows, versions }: DialogueContent,
  snapshot: FlowSnapshot,
): CompiledFlow | undefined {
  const current = flows.get(snapshot.flow);
  return current?.hash === snapshot.hash ? current : (versions?.get(snapshot.hash) ?? current);
}

/** The intent of that id, if this audience may see it. */
export function intentFor(content: DialogueContent, audience: Audience, id: string): Intent | null {
  return content.intents.find((intent) => intent.id === id && mayShow(intent.audience, audience)) ?? null;
}

/** The solved issue of that id, if this audience may see it. */
export function issueFor(content: DialogueContent, audience: Audience, id: string): SolvedIssue | null {
  return content.issues.find((issue) => issue.id === id && mayShow(issue.audience, audience)) ?? null;
}

/** What an intent or flow is called to people, in their language; the id where the content no longer has it. */
export function titleOf(
  content: DialogueContent,
  audience: Audience,
  intent: string,
  language: Language,
): string {
  return intentFor(content, audience, intent)?.title[language] ?? intent;
}
