import type { DialogueContext, DialogueEvent, DialogueStep } from '../dialogue/event.js';
import { misunderstoodIn } from '../dialogue/misunderstood.js';
import type { DialogueState } from '../dialogue/state.js';
import { beginningAfter } from '../desk/beginning.js';
import { describeHours } from '../desk/hours.js';
import { placeOf } from '../desk/queue.js';
import { isOpen as isDeskOpen } from '../desk/working-time.js';
import type { Brain } from './brain.js';
import type { TurnDeps } from './deps.js';
import { isOpen, type Draft } from './draft.js';
import { applyEffects } from './effects.js';
import { noteMisunderstood } from './misses.js';
import { beginningOf } from './opening.js';

/**
 * Asks the dialogue for its next step and applies it. An open case whose state this version cannot read goes to
 * a person; what was never opened begins anew.
 */
export async function takeStep(draft: Draft, event: DialogueEvent, deps: TurnDeps): Promise<DialogueStep> {
  const brain = deps.brain();
  const state = dialogueState(draft, brain);
  if (state === null && draft.subject?.owner === 'bot') {
    const words = event.kind === 'message' ? [event.text] : [];
    return applyStep(draft, (context) => brain.giveUp('upgrade', words, context), deps);
  }
  const before = state ?? brain.initialState();
  const step = await applyStep(draft, (context) => brain.step(before, event, context), deps);
  const missed = misunderstoodIn(before, event, step);
  if (missed !== null) noteMisunderstood(draft, missed, deps);
  return step;
}

/**
 * Applies a step. It is taken again with what only some steps need: with the number of the case that it opens, and with
 * how many come before a case that it hands over, or tells the person of.
 */
export async function applyStep(
  draft: Draft,
  decide: (context: DialogueContext) => DialogueStep,
  deps: TurnDeps,
): Promise<DialogueStep> {
  let step = decide(dialogueContext(draft, deps));
  const opens = opensCase(draft, step);
  if (opens) draft.reserved = await deps.store.reserveCaseNumber();
  const queuePlace = await placeAfter(draft, step, deps);
  if (opens || queuePlace !== null) step = decide({ ...dialogueContext(draft, deps), queuePlace });
  draft.memory = { ...draft.memory, dialogue: step.state };
  applyEffects(draft, step.effects, deps);
  return step;
}

/** How many cases come before the one that a step hands over or speaks of; null where it does neither. */
async function placeAfter(
  { subject, at }: Draft,
  step: DialogueStep,
  deps: TurnDeps,
): Promise<number | null> {
  if (!isDeskOpen(deps.hours, at)) return null;
  const handover = step.effects.find((effect) => effect.kind === 'handover');
  if (handover !== undefined) {
    const { department, priority, dossier } = handover;
    const waitingSince = subject?.waitingSince ?? at;
    const { id = '', number = Infinity } = subject ?? {};
    const queued = { id, number, department, priority, reason: dossier.reason, waitingSince };
    return placeOf(queued, await deps.store.queue());
  }
  if (subject?.owner !== 'queue' || step.effects.every(({ kind }) => kind !== 'say')) return null;
  const queue = await deps.store.queue();
  const own = queue.find(({ id }) => id === subject.id);
  return own === undefined ? null : placeOf(own, queue);
}

/** A case that ends may be followed by the next one in the same turn. */
function opensCase(draft: Draft, { effects }: DialogueStep): boolean {
  if (!isOpen(draft.subject)) return beginningOf(effects, draft.closed) === 'open';
  const closes = effects.findIndex((effect) => effect.kind === 'close');
  return closes >= 0 && beginningOf(effects.slice(closes + 1), null) === 'open';
}

/** The dialogue's state in a draft; a beginning where there is none, null where this version cannot read it. */
export function dialogueState(draft: Draft, brain: Brain): DialogueState | null {
  return draft.memory.dialogue === null ? brain.initialState() : brain.readState(draft.memory.dialogue);
}

function dialogueContext(draft: Draft, deps: TurnDeps): DialogueContext {
  const subject = isOpen(draft.subject) ? draft.subject : null;
  return {
    owner: subject?.owner ?? 'nobody',
    caseNumber: subject?.number ?? draft.reserved,
    agentName: subject?.agent?.name ?? null,
    collector: subject?.collector?.name ?? null,
    waitingMs: subject?.waitingSince == null ? null : draft.at - subject.waitingSince,
    audience: draft.audience,
    language: draft.memory.language,
    personName: draft.person.name,
    deskOpen: isDeskOpen(deps.hours, draft.at),
    deskHours: describeHours(deps.hours),
    deskOpensAt: beginningAfter(deps.hours, draft.at),
    queuePlace: null,
    names: deps.names,
    closed: closedOf(draft),
    limits: deps.limits,
  };
}

function closedOf({ subject, closed }: Draft): DialogueContext['closed'] {
  const resolution = closed?.resolution ?? null;
  if (closed === null || resolution === null || isOpen(subject)) return null;
  return { number: closed.number, intent: closed.intent, resolution };
}
