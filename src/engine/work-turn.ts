import type { DialogueEvent } from '../dialogue/event.js';
import { onSnoozeOver } from '../desk/relay.js';
import type { InboundProbed, InboundTimer } from '../model/inbound.js';
import { isAfterTimer, onAfterTimer } from './aftercare.js';
import type { TurnDeps } from './deps.js';
import { takeStep } from './dialogue-turn.js';
import type { Draft } from './draft.js';
import { applyEffects } from './effects.js';
import { isReminder, onReminder } from './reminders.js';
import { NOTHING_HEARD, placeOf, type Heard } from './report.js';

/** A timer ran out: a step of the dialogue, unless what it was set for is over. */
export async function onTimer(draft: Draft, inbound: InboundTimer, deps: TurnDeps): Promise<Heard> {
  if (inbound.timer === 'snooze') return onSnooze(draft, inbound, deps);
  if (isReminder(inbound)) return onReminder(draft, inbound, deps);
  if (isAfterTimer(inbound)) return onAfterTimer(draft, inbound, deps);
  const ours = draft.subject?.id === inbound.caseId && draft.subject.owner === 'bot';
  const event = ours ? eventOf(draft, inbound, deps) : null;
  if (event === null) return { ...NOTHING_HEARD, move: 'late-timer' };
  if (event.kind === 'elapsed') draft.memory = { ...draft.memory, wait: null };
  const step = await takeStep(draft, event, deps);
  return { ...NOTHING_HEARD, ...placeOf(step) };
}

/** The time for which an agent put the case aside is over. */
function onSnooze(draft: Draft, { caseId }: InboundTimer, deps: TurnDeps): Heard {
  if (draft.subject?.id !== caseId || draft.subject.snoozedUntil === null) {
    return { ...NOTHING_HEARD, move: 'late-timer' };
  }
  const context = { phrases: deps.brain().phrases, deskLanguage: deps.deskLanguage };
  applyEffects(draft, onSnoozeOver(context), deps);
  return { ...NOTHING_HEARD, move: 'snooze-over' };
}

/** What a timer means; null where the person has written, or something else is waited for, since it was set. */
function eventOf(
  { memory: { wait, heardAt } }: Draft,
  { timer, at }: InboundTimer,
  { silence: { remindAfterMs, closeAfterMs } }: TurnDeps,
): DialogueEvent | null {
  if (timer !== 'remind' && timer !== 'close') {
    return wait === null || at < wait.dueAt ? null : { kind: 'elapsed', run: wait.run };
  }
  const silence = timer === 'remind' ? remindAfterMs : remindAfterMs + closeAfterMs;
  const heardLately = heardAt !== null && at - heardAt < silence;
  return heardLately ? null : { kind: 'silence', timer };
}

/**
 * Checks are done: a step of the dialogue, whoever has the case by now. It knows its runs by number, and the owner
 * from the context.
 */
export async function onProbed(draft: Draft, inbound: InboundProbed, deps: TurnDeps): Promise<Heard> {
  const step = await takeStep(draft, { kind: 'probed', run: inbound.run, results: inbound.results }, deps);
  return { ...NOTHING_HEARD, ...placeOf(step) };
}
