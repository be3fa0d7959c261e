import { intentFor, isCourtesy } from './content.js';
import { named, newDraft, withEffect, type Draft } from './draft.js';
import type { DialogueContext, DialogueEvent } from './event.js';
import { afresh } from './hand-back.js';
import { handOver } from './handover.js';
import { actOn } from './intent.js';
import { readToken } from './offer.js';
import { tell } from './pattern.js';
import { sureIntent } from './route.js';
import type { Scene } from './scene.js';
import { newEpisode, type DialogueState } from './state.js';

/**
 * How an event opens the case again that was closed last: `resume` goes on where silence ended it, `afresh` begins
 * the same problem anew, `failed` says that what ended it did not help after all. Null: it is about something else.
 */
export type Reopening = 'resume' | 'afresh' | 'failed' | null;

/** Finds out whether an event belongs to the case that was closed last. */
export function reopening(scene: Scene, state: DialogueState, event: DialogueEvent): Reopening {
  const { closed, owner } = scene.context;
  // Whoever began anew wants another case.
  if (owner !== 'nobody' || closed === null || closed.resolution === 'replaced') return null;
  const silent = closed.resolution === 'silence' && state.parked !== null;
  if (event.kind === 'choice') return silent && ofParked(state, event.token) ? 'resume' : null;
  if (event.kind === 'command') return silent && event.name === 'human' ? 'resume' : null;
  if (event.kind !== 'message') return null;
  const { understanding } = event;
  if (understanding.act === 'still-broken' && state.parked !== null && !silent) return 'failed';
  const sure = sureIntent(scene, understanding);
  const { human, anger } = understanding.signals;
  if (silent && (human || anger || sure?.action === 'human')) return 'resume';
  if (sure === null) return silent && speaksOn(event) ? 'resume' : null;
  if (isCourtesy(sure.id) || sure.reply !== undefined || sure.action !== undefined) return null;
  if (sure.id !== closed.intent) return null;
  return silent ? 'resume' : 'afresh';
}

/** The state that a case goes on from once it is open again. */
export function reopenedState(state: DialogueState, how: Exclude<Reopening, null>): DialogueState {
  const { parked } = state;
  if (how === 'afresh' || parked === null) return withoutCase(state);
  // An old button still belongs to the question that is put again.
  return { ...state, episode: { ...afresh(parked), asked: parked.asked }, parked: null };
}

/** A state in which nothing is left of any case: what the last one came to is not what another one goes on from. */
export function withoutCase(state: DialogueState): DialogueState {
  return { ...state, episode: newEpisode(), parked: null };
}

/** The context of a case that is open again. */
export function reopenedContext(context: DialogueContext): DialogueContext {
  return { ...context, owner: 'bot', caseNumber: context.closed?.number ?? null, closed: null };
}

/** A turn that begins with the case being opened again, and says so. */
export function reopenedDraft(scene: Scene, state: DialogueState, how: Exclude<Reopening, null>): Draft {
  const draft = withEffect(newDraft(scene, state), { kind: 'reopen' });
  const number = String(scene.context.caseNumber ?? '');
  const told = tell(draft, 'resume', { after: 'reopened', title: '', number });
  return how === 'failed' ? told : named(told, 'reopen');
}

/** The case is open again: the bot begins anew with what it was about. Where that is not known any more, a person does. */
export function beginAgain(draft: Draft, about: string | null): Draft {
  const { content, context } = draft.scene;
  const number = String(context.caseNumber ?? '');
  const clean = named({ ...draft, state: withoutCase(draft.state) }, 'reopen');
  const told = tell(clean, 'resume', { after: 'reopened', title: '', number });
  const intent = about === null ? null : intentFor(content, context.audience, about);
  return intent === null ? handOver(told, 'steps-failed') : actOn(told, intent, false);
}

/** Words, and no mere sign of life, go on with the question that was open. */
function speaksOn({ understanding, text, files }: Extract<DialogueEvent, { kind: 'message' }>): boolean {
  const [best] = understanding.intents;
  if (best !== undefined && isCourtesy(best.intent) && best.p >= understanding.thresholds.answer)
    return false;
  return text.trim() !== '' || files > 0;
}

function ofParked({ parked }: DialogueState, token: string): boolean {
  const pressed = readToken(token);
  return pressed?.kind === 'option' && pressed.offer === parked?.asked?.offer;
}
