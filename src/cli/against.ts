import { flowOf } from '../dialogue/content.js';
import { readState, type Frame } from '../dialogue/state.js';
import { recall } from '../engine/memory.js';
import { compileVersions, type Versions } from '../flow-versions.js';
import type { Content } from '../flow/content.js';
import { resumeFlow } from '../flow/run.js';
import type { OpenConversation, Survey } from '../store/sqlite/survey.js';

/** What content does to a conversation, from nothing to the end of the bot's part. */
const FATES = ['unchanged', 'own-version', 'moved', 'handed-over'] as const;
export type Fate = (typeof FATES)[number];

/** What content does to one conversation that is in a flow. */
export interface Affected {
  case: number;
  /** Null where the state cannot be read. */
  flow: string | null;
  step: string | null;
  fate: Fate;
  /** Why it is handed over. */
  reason: 'no-flow' | 'no-step' | 'broken' | 'unreadable' | null;
}

/** What content does to the conversations of a database. */
export interface Against {
  counts: Record<Fate, number>;
  conversations: Affected[];
}

const WORDS: Readonly<Record<Fate, string>> = {
  unchanged: 'as it is',
  'own-version': 'goes on in the version that it began with',
  moved: 'moved to the step of the same name',
  'handed-over': 'handed over',
};

const REASONS: Readonly<Record<NonNullable<Affected['reason']>, string>> = {
  'no-flow': 'there is no such flow any more',
  'no-step': 'there is no such step any more',
  broken: 'what was answered does not fit the flow',
  unreadable: 'its state cannot be read',
};

/**
 * Tells for each conversation that the bot leads and that is in a flow what it comes to once this content is in
 * force.
 */
export function heldAgainst(content: Content, { conversations, versions }: Survey): Against {
  const stored = compileVersions(versions, { warn: () => undefined });
  const affected = conversations.flatMap((each) => affectedBy(each, content, stored));
  const counts = { unchanged: 0, 'own-version': 0, moved: 0, 'handed-over': 0 };
  for (const { fate } of affected) counts[fate] += 1;
  return { counts, conversations: affected };
}

/** The same as lines: one for each conversation, and how many there are of each kind. */
export function againstLines({ counts, conversations }: Against): string[] {
  const lines = conversations.map(({ case: number, flow, step, fate, reason }) => {
    const place = flow === null ? '' : ` ${flow}, step ${step ?? '—'}`;
    return `#${String(number)}${place}: ${WORDS[fate]}${reason === null ? '' : `, ${REASONS[reason]}`}`;
  });
  const total = conversations.length;
  const kinds = FATES.filter((fate) => counts[fate] > 0).map((fate) => `${String(counts[fate])} ${fate}`);
  const sum = `${String(total)} open ${total === 1 ? 'conversation' : 'conversations'} in a flow`;
  return [...lines, [sum, ...kinds].join(', ')];
}

function affectedBy(
  { number, owner, state }: OpenConversation,
  content: Content,
  versions: Versions,
): Affected[] {
  if (owner !== 'bot') return [];
  const dialogue = readState(recall(state, null, null).dialogue);
  if (dialogue === null) {
    return [{ case: number, flow: null, step: null, fate: 'handed-over', reason: 'unreadable' }];
  }
  // The running flow is the last; of those below, one that cannot go on is what ends it.
  const [worst] = dialogue.episode.stack
    .toReversed()
    .map((frame) => ({ case: number, ...fateOf(frame, content, versions) }))
    .sort((a, b) => FATES.indexOf(b.fate) - FATES.indexOf(a.fate));
  return worst === undefined ? [] : [worst];
}

function fateOf({ flow: snapshot }: Frame, content: Content, versions: Versions): Omit<Affected, 'case'> {
  const outcome = resumeFlow(flowOf({ ...content, versions }, snapshot), snapshot);
  const place = { flow: snapshot.flow, step: stepOf(snapshot.machine) };
  if (outcome.kind === 'outdated') return { ...place, fate: 'handed-over', reason: outcome.reason };
  if (outcome.kind === 'moved') return { ...place, fate: 'moved', reason: null };
  const current = content.flows.get(snapshot.flow)?.hash === snapshot.hash;
  return { ...place, fate: current ? 'unchanged' : 'own-version', reason: null };
}

function stepOf(machine: unknown): string | null {
  const value: unknown =
    typeof machine === 'object' && machine !== null ? Reflect.get(machine, 'value') : null;
  return typeof value === 'string' ? value : null;
}
