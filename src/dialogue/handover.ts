import type { HandoverReason } from '../model/case.js';
import type { Department, Intent, Priority } from '../model/intent.js';
import { plain } from '../model/text.js';
import { intentFor } from './content.js';
import { dossierOf } from './dossier.js';
import { ask, named, sayPhrase, withEffect, withEpisode, type Draft } from './draft.js';
import type { DialogueContent } from './content.js';
import type { DialogueContext, DialogueStep } from './event.js';
import { finish } from './finish.js';
import { newDraft } from './draft.js';
import { titlesOf, without } from './later.js';
import { beginPattern, saySaid, tell } from './pattern.js';
import { humanInputs } from './playing.js';
import { initialState } from './state.js';
import { offerToGoOn, sayBeginning, sayPlace } from './waiting.js';

const RANK: Readonly<Record<Priority, number>> = { normal: 0, high: 1, urgent: 2 };

/** What a flow's end may say about where the case goes; `saidWhy`: its words have said why. */
export interface HandoverTo {
  department?: Department | null;
  priority?: Priority | null;
  saidWhy?: boolean;
  /** Why, for the agent. */
  note?: string | null;
}

/** What is said of why, where something was not understood. */
const NOT_UNDERSTOOD: Readonly<Partial<Record<HandoverReason, string>>> = {
  'not-understood': 'problem',
  'out-of-scope': 'scope',
  'answer-failed': 'failed',
};

/** Where nothing more may be asked: danger does not wait, and what broke is not trusted with questions. */
const AT_ONCE: readonly HandoverReason[] = ['dangerous', 'upgrade', 'error'];

/**
 * Gives the case to a person, with the words of the pattern for that. Where the deployment's pattern asks something
 * before, that is asked first, once.
 */
export function handOver(draft: Draft, reason: HandoverReason, to: HandoverTo = {}): Draft {
  const { scene, state } = draft;
  const { saidWhy = false, department = null, priority = null, note = null } = to;
  const why = saidWhy ? undefined : NOT_UNDERSTOOD[reason];
  const explained = why === undefined ? draft : tell(draft, 'not-understood', { why, hint: '' });
  const pattern = beginPattern(scene, 'human', humanInputs(scene, saidWhy ? 'said' : reason));
  const already = state.episode.pending?.kind === 'handing-over';
  if (pattern.turn.waiting === null || already || AT_ONCE.includes(reason)) {
    return handOverNow(saySaid(explained, pattern), reason, to);
  }
  const handing = { reason, department, priority, note, saidWhy };
  return ask(named(explained, 'handing-over'), { kind: 'handing-over', ...handing });
}

/**
 * Gives the case to a person with all that was found, and tells the person so, with the case's number and, out of
 * hours, with the hours; where an agent had the bot ask, that they go on. The episode is parked in case an agent gives
 * it back.
 */
export function handOverNow(draft: Draft, reason: HandoverReason, to: HandoverTo): Draft {
  const { scene, state } = draft;
  const { understood } = state.episode;
  // What the case is about may have been told again, beside other problems.
  const episode = {
    ...state.episode,
    later: without(state.episode.later, understood === null ? [] : [understood.intent]),
  };
  const intent = understoodIntent(draft);
  const { collector } = scene.context;
  const told =
    collector === null ? tellOfWait(draft) : sayPhrase(draft, 'collect.goes-on', { agent: collector });
  const also = episode.later.length > 0;
  const others = also
    ? sayPhrase(told, 'several.handed-over', { titles: plain(titlesOf(draft, episode.later)) })
    : told;
  const wordless = collector === null && understood === null && reason === 'asked-for-person';
  const invited = wordless && !also ? sayPhrase(others, 'handover.describe') : others;
  // Who stopped in the middle of something may want to finish it meanwhile; the bot's other reasons leave nothing to do.
  const interrupted = collector === null && reason === 'asked-for-person' && state.episode.stack.length > 0;
  const offered = interrupted ? offerToGoOn(invited) : invited;
  const handed = withEffect(offered, {
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

/** When somebody answers, as far as that is known, and by which number they know the case. */
function tellOfWait(draft: Draft): Draft {
  const { deskOpen, caseNumber: number } = draft.scene.context;
  const told = deskOpen ? sayPlace(draft) : sayBeginning(tell(draft, 'out-of-hours', {}));
  return number === null ? told : sayPhrase(told, 'handover.number', { number: String(number) });
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
