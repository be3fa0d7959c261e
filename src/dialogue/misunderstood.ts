import type { MissReason } from '../model/miss.js';
import type { IntentCandidate, Understanding } from '../model/understanding.js';
import type { DialogueEvent, DialogueStep } from './event.js';
import type { DialogueState } from './state.js';

/** What a step shows that the bot did not know, was unsure of, or got wrong. */
export interface Misunderstood {
  why: Extract<MissReason, 'unknown' | 'unsure' | 'not-that'>;
  /** What the person had written, the likeliest to say what the problem is first. */
  words: readonly string[];
  /** What it was taken for, best first. */
  candidates: readonly IntentCandidate[];
}

/** The moves by which a bot that is unsure asks, or offers what it may be. */
const ASKS: ReadonlySet<string> = new Set(['clarify', 'choose']);
/** The moves that follow when the person says that it is none of that. */
const REJECTS: ReadonlySet<string> = new Set(['not-that', 'something-else']);

/** What an event and the step it led to say about how well the bot understood; null: nothing. */
export function misunderstoodIn(
  before: DialogueState,
  event: DialogueEvent,
  step: DialogueStep,
): Misunderstood | null {
  if (REJECTS.has(step.move)) return rejected(before);
  if (event.kind !== 'message' || !saysProblem(event.understanding)) return null;
  const { intents: candidates, decision } = event.understanding;
  const words = [event.text];
  const given = givenUp(step);
  if (given !== null) return { why: given, words, candidates };
  if (!ASKS.has(step.move)) return null;
  return { why: decision === 'handover' ? 'unknown' : 'unsure', words, candidates };
}

/** What was taken for something else than it is: the problem, or what it was left for. */
function rejected({ episode }: DialogueState): Misunderstood {
  const { problem, stack, understood, candidates } = episode;
  const intent = stack.at(-1)?.intent ?? understood?.intent ?? null;
  const taken = intent === null ? [] : [{ intent, p: likelihoodOf(intent, episode) }];
  return {
    why: 'not-that',
    words: stack.length > 1 ? [...problem].reverse() : problem,
    candidates: [...taken, ...candidates.filter((candidate) => candidate.intent !== intent)],
  };
}

function likelihoodOf(intent: string, { understood, candidates }: DialogueState['episode']): number {
  if (understood?.intent === intent) return understood.p;
  return candidates.find((candidate) => candidate.intent === intent)?.p ?? 0;
}

/** Whether a message is about a problem, and it was not plain which one. */
function saysProblem({ act, decision, signals }: Understanding): boolean {
  return act === null && decision !== 'answer' && !signals.human && !signals.anger;
}

/** Whether a person takes over, or is about to, because the bot did not understand. */
function givenUp({ effects, state }: DialogueStep): 'unknown' | 'unsure' | null {
  const { pending } = state.episode;
  const handed = effects.find((effect) => effect.kind === 'handover');
  const reason = handed?.dossier.reason ?? (pending?.kind === 'handing-over' ? pending.reason : null);
  if (reason === 'out-of-scope') return 'unknown';
  return reason === 'not-understood' ? 'unsure' : null;
}
