import type { HandoverReason } from '../model/case.js';
import type { Department, Intent, Priority } from '../model/intent.js';
import { plain } from '../model/text.js';
import { intentFor } from './content.js';
import { dossierOf } from './dossier.js';
import { named, sayPhrase, withEffect, withEpisode, type Draft } from './draft.js';
import type { DialogueContent } from './content.js';
import type { DialogueContext, DialogueStep } from './event.js';
import { finish } from './finish.js';
import { newDraft } from './draft.js';
import { titlesOf, without } from './later.js';
import type { PhraseKey } from './phrases.js';
import { askedByFlow } from './question.js';
import { initialState, newEpisode } from './state.js';

/** Why a person comes, said before the notice. No words where the person or the flow has said it. */
const WHY: Readonly<Record<HandoverReason, PhraseKey | null>> = {
  'asked-for-person': null,
  flow: null,
  'not-understood': 'handover.why-not-understood',
  'out-of-scope': 'handover.why-out-of-scope',
  anger: 'handover.why-anger',
  dangerous: 'handover.why-dangerous',
  'steps-failed': 'handover.why-steps-failed',
  'answer-failed': 'handover.why-answer-failed',
  'files-only': 'handover.why-files-only',
  upgrade: 'handover.why-upgrade',
  error: 'handover.why-error',
};

const RANK: Readonly<Record<Priority, number>> = { normal: 0, high: 1, urgent: 2 };

/** What a flow's end may say about where the case goes; `saidWhy`: its words have said why. */
export interface HandoverTo {
  department?: Department | null;
  priority?: Priority | null;
  saidWhy?: boolean;
  /** Why, for the agent. */
  note?: string | null;
}

/**
 * Gives the case to a person with all that was found, and tells the person so, with the case's number and, out of
 * hours, with the hours. The episode is parked in case an agent gives it back.
 */
export function handOver(draft: Draft, reason: HandoverReason, to: HandoverTo = {}): Draft {
  const { scene, state } = draft;
  const { understood } = state.episode;
  // What the case is about may have been told again, beside other problems.
  const episode = {
    ...state.episode,
    later: without(state.episode.later, understood === null ? [] : [understood.intent]),
  };
  const intent = understoodIntent(draft);
  const why = to.saidWhy === true ? null : WHY[reason];
  const explained = why === null ? draft : sayPhrase(draft, why);
  const told = sayPhrase(explained, scene.context.deskOpen ? 'handover.open' : 'handover.closed');
  const number = scene.context.caseNumber;
  const numbered = number === null ? told : sayPhrase(told, 'handover.number', { number: String(number) });
  const also = episode.later.length > 0;
  const others = also
    ? sayPhrase(numbered, 'several.handed-over', { titles: plain(titlesOf(draft, episode.later)) })
    : numbered;
  const wordless = understood === null && reason === 'asked-for-person';
  const invited = wordless && !also ? sayPhrase(others, 'handover.describe') : others;
  const handed = withEffect(invited, {
    kind: 'handover',
    department:
      to.department ?? intent?.department ?? (scene.context.audience === 'staff' ? 'it' : 'support'),
    priority: priorityOf(draft, reason, [to.priority ?? 'normal', intent?.priority ?? 'normal']),
    dossier: dossierOf(scene, episode, reason, to.note ?? null),
  });
  // What cannot be continued is not kept for a return.
  const kept = reason === 'upgrade' || reason === 'error' ? withEpisode(handed, { stack: [] }) : handed;
  return { ...named(withEpisode(kept, { pending: null }), 'handover'), outcome: 'handed-over' };
}

function understoodIntent({ scene, state }: Draft): Intent | null {
  const { understood } = state.episode;
  return understood === null ? null : intentFor(scene.content, scene.context.audience, understood.intent);
}

function priorityOf(draft: Draft, reason: HandoverReason, given: readonly Priority[]): Priority {
  const pressing = draft.state.episode.urgent || reason === 'anger' || reason === 'dangerous';
  const all: Priority[] = pressing ? ['high', ...given] : [...given];
  return all.reduce((highest, next) => (RANK[next] > RANK[highest] ? next : highest), 'normal');
}

/** An agent gave the case back: goes on where the dialogue stood, or asks how to help. */
export function takeBack(draft: Draft): Draft {
  const parked = draft.state.parked ?? newEpisode();
  const running = parked.stack.length > 0;
  const state = {
    ...draft.state,
    parked: null,
    episode: {
      ...parked,
      pending: running ? null : { kind: 'open' as const, variant: 'help' as const },
      clarifications: 0,
      offers: 0,
      elses: 0,
      misfits: 0,
      fileMessages: 0,
      stillBroken: 0,
      asked: null,
    },
  };
  const scene = { ...draft.scene, context: { ...draft.scene.context, owner: 'bot' as const } };
  const returned = sayPhrase(named({ ...draft, scene, state }, 'handed-back'), 'handover.returned');
  if (!running) return returned;
  if (askedByFlow(scene, state).kind === 'outdated') return handOver({ ...returned, said: [] }, 'upgrade');
  return sayPhrase(returned, 'handover.returned-flow');
}

/**
 * The step for when the stored state cannot be read (`upgrade`) or a turn failed (`error`): a person takes over,
 * with what was written if the caller has it.
 */
export function giveUp(
  reason: 'upgrade' | 'error',
  problem: readonly string[],
  context: DialogueContext,
  content: DialogueContent,
): DialogueStep {
  const draft = newDraft({ context, content, language: context.language }, initialState());
  return finish(handOver(withEpisode(draft, { problem: [...problem] }), reason));
}
