import { isAside } from '../dialogue/aside.js';
import { intentFor, type DialogueContent } from '../dialogue/content.js';
import type { DialogueContext, DialogueStep, MessageEvent } from '../dialogue/event.js';
import { explained } from '../dialogue/glossary.js';
import { nextIssue } from '../dialogue/issue.js';
import { sureIntent } from '../dialogue/route.js';
import type { Scene } from '../dialogue/scene.js';
import { initialState, newEpisode, type DialogueState, type Episode } from '../dialogue/state.js';
import { step } from '../dialogue/step.js';
import type { Intent } from '../model/intent.js';
import type { IntentCandidate, Understanding } from '../model/understanding.js';
import type { Understander } from '../nlu/understand.js';
import type { Place, ReplayMessage } from './message.js';

/** What decides: content, what texts mean by it, and what the deployment is called and allows. */
export interface Version {
  content: DialogueContent;
  understand: Understander['understand'];
  deployment: Pick<DialogueContext, 'names' | 'limits'>;
}

/** What the bot does about a message; `guess` is the likeliest intent, with its probability, null without any. */
export type Decision = { guess: IntentCandidate | null } & (
  | {
      kind: 'act';
      intent: string;
      /** What else the message told of, and waits. */
      also: string[];
      /** The nearest solved issues of this intent, as many as are suggested, in their order. */
      issues: string[];
      /** Whether it comes to suggest them; else agents alone are shown them, and flows those that they name. */
      suggests: boolean;
    }
  /** It offers what it may be. */
  | { kind: 'offer'; intents: IntentCandidate[] }
  /** It asks what is meant. */
  | { kind: 'clarify' }
  /** It knows nothing like it: it asks for other words once, and gives it to a person. */
  | { kind: 'out-of-scope' }
  /** A person is asked for, or wanted by the tone; `intent`: the one that means to ask for a person, null for the tone. */
  | { kind: 'person'; intent: string | null }
  /** A short reply, or nothing but a courtesy in words of no intent: it decides nothing. */
  | { kind: 'reply' }
  /** In a flow: words that surely mean none of what would lead out of it are an answer. */
  | { kind: 'answer' }
);

/**
 * Decides about a message by itself, as the dialogue does in the place where it stands: with nothing said before, or with a
 * clarifying question open. What a flow had asked is not known any more, so that in a flow only that is told which leads
 * out of it: an intent that is sure, or a person that is asked for.
 */
export function decide(message: ReplayMessage, version: Version): Decision {
  const { text, audience, language, place } = message;
  const inFlow = place.kind === 'in-flow';
  const understand = (words: string): Understanding =>
    version.understand(words, { audience, language, inFlow });
  const own = understand(text);
  const context: DialogueContext = {
    ...{ owner: place.kind === 'begins' ? 'nobody' : 'bot', caseNumber: null, agentName: null },
    ...{
      waitingMs: null,
      collector: null,
      deskOpensAt: null,
      queuePlace: null,
      audience,
      language: language ?? own.language,
      closed: null,
    },
    ...{ personName: '', deskOpen: true, deskHours: { ru: '', en: '' }, ...version.deployment },
  };
  const scene: Scene = { context, content: version.content, language: context.language };
  if (inFlow) return decideInFlow(scene, own);
  const event: MessageEvent = {
    ...{ kind: 'message', text, understanding: own, files: 0, masked: [] },
    ...(place.kind === 'clarifies' && place.earlier.length > 0
      ? { together: understand([...place.earlier, text].join('\n')) }
      : {}),
  };
  return readStep(scene, event, step(stateAt(place), event, context, version.content));
}

function stateAt(place: Place): DialogueState {
  const state = initialState();
  if (place.kind !== 'clarifies') return state;
  const pending = { kind: 'clarify', variant: 'details', topic: null, flow: null } as const;
  return {
    ...state,
    episode: { ...state.episode, problem: [...place.earlier], pending, clarifications: 1 },
  };
}

function decideInFlow(scene: Scene, understanding: Understanding): Decision {
  const guess = understanding.intents[0] ?? null;
  const sure = sureIntent(scene, understanding);
  if (sure?.dangerous !== true) {
    if (understanding.signals.human || sure?.action === 'human') {
      return { kind: 'person', guess, intent: intentThatAsksForPerson(scene) };
    }
    if (understanding.signals.anger) return { kind: 'person', guess, intent: null };
  }
  if (sure === null) return { kind: 'answer', guess };
  return { kind: 'act', guess, intent: sure.id, also: [], issues: [], suggests: false };
}

/** What was decided, from what the step did and left open. */
function readStep(before: Scene, event: MessageEvent, { effects, state }: DialogueStep): Decision {
  const switched = effects.flatMap((effect) => (effect.kind === 'language' ? effect.language : []));
  const scene: Scene = { ...before, language: switched[0] ?? before.language };
  const handover = effects.flatMap((effect) => (effect.kind === 'handover' ? effect.dossier.reason : []));
  const episode = handover.length > 0 ? (state.parked ?? state.episode) : state.episode;
  const { pending, candidates, later } = episode;
  const guess = candidates[0] ?? event.understanding.intents[0] ?? null;
  const reason = handover[0] ?? (pending?.kind === 'handing-over' ? pending.reason : null);
  if (reason === 'asked-for-person') return { kind: 'person', guess, intent: intentThatAsksForPerson(scene) };
  if (reason === 'anger') return { kind: 'person', guess, intent: null };
  const begun = effects.flatMap((effect) => (effect.kind === 'intent' ? effect.intent : []));
  const acts = (intent: Intent, nearest: readonly string[]): Decision => ({
    ...{ kind: 'act', guess: candidates.find((one) => one.intent === intent.id) ?? guess, intent: intent.id },
    also: later.map((one) => one.intent),
    ...issuesFor(scene, intent, event.text, nearest),
  });
  const about = begun[0] === undefined ? null : intentFor(scene.content, scene.context.audience, begun[0]);
  if (about !== null) return acts(about, episode.nearest);
  if (pending?.kind === 'candidates')
    return { kind: 'offer', guess, intents: offered(pending.intents, episode) };
  if (pending?.kind === 'clarify') {
    return { kind: pending.variant === 'other-words' ? 'out-of-scope' : 'clarify', guess };
  }
  if (reason !== null) return { kind: 'out-of-scope', guess };
  const sure = sureIntent(scene, event.understanding);
  if (sure === null || !isAside(sure)) return { kind: 'reply', guess };
  return acts(
    sure,
    event.understanding.issues.map(({ issue }) => issue),
  );
}

function offered(intents: readonly string[], { candidates }: Episode): IntentCandidate[] {
  return intents.map((intent) => ({ intent, p: candidates.find((one) => one.intent === intent)?.p ?? 0 }));
}

function intentThatAsksForPerson({ content }: Scene): string | null {
  return content.intents.find(({ action }) => action === 'human')?.id ?? null;
}

/** The solved issues that come first of an intent; those of one that is answered in one message are in the answer. */
function issuesFor(
  scene: Scene,
  intent: Intent,
  text: string,
  nearest: readonly string[],
): { issues: string[]; suggests: boolean } {
  const { id, flow, reply, action } = intent;
  if (action === 'explain') {
    const issue = explained(scene, intent, text, nearest);
    return { issues: issue === null ? [] : [issue.id], suggests: true };
  }
  const issues: string[] = [];
  if (reply !== undefined || action !== undefined) return { issues, suggests: false };
  for (;;) {
    const issue = nextIssue(scene, { ...newEpisode(), nearest: [...nearest], suggested: issues }, id, null);
    if (issue === null) break;
    issues.push(issue.id);
  }
  // What agents have solved is suggested before a flow hands over, where it is the nearest.
  const learned = issues[0] !== undefined && scene.content.learned?.has(issues[0]) === true;
  return { issues, suggests: flow === undefined || learned || suggestsNearest(scene.content.flows, flow) };
}

/** Whether a flow, or one that it calls, has a step that suggests the nearest issues, and not those that it names. */
function suggestsNearest(
  flows: DialogueContent['flows'],
  id: string,
  callers: readonly string[] = [],
): boolean {
  const steps = callers.includes(id) ? [] : (flows.get(id)?.flow.steps ?? []);
  return steps.some(
    (one) =>
      ('suggest' in one && one.issues === undefined) ||
      ('call' in one && suggestsNearest(flows, one.call, [...callers, id])),
  );
}
