import { nextReminder, remindersAt } from '../desk/clock.js';
import { deskFor } from '../desk/place.js';
import { remind } from '../desk/reminder.js';
import type { InboundTimer } from '../model/inbound.js';
import { reminderSchema, type Reminder } from '../model/service-clock.js';
import type { TurnDeps } from './deps.js';
import { keep, setTimers, type Draft } from './draft.js';
import { applyEffects } from './effects.js';
import { NOTHING_HEARD, type Heard } from './report.js';

/** A timer that reminds agents of what they promised. */
export function isReminder(inbound: InboundTimer): inbound is InboundTimer & { timer: Reminder } {
  return reminderSchema.safeParse(inbound.timer).success;
}

/** It is time to remind agents of a case, if it still is: whatever is due now is said, and what comes next is set. */
export function onReminder(draft: Draft, { caseId }: InboundTimer, deps: TurnDeps): Heard {
  const { subject } = draft;
  if (subject?.id !== caseId) return { ...NOTHING_HEARD, move: 'late-timer' };
  const desk = deskFor(deps.desks, subject);
  const due = remindersAt(subject, deps, draft.at);
  // What is not due any more is set anew.
  keep(draft, subject, subject);
  applyEffects(
    draft,
    remind(subject, due, {
      phrases: deps.brain().phrases,
      deskLanguage: deps.deskLanguage,
      timeZone: deps.hours.timeZone,
      lead: desk === null ? null : (deps.leads[desk.channel] ?? null),
    }),
    deps,
  );
  return { ...NOTHING_HEARD, move: due.length === 0 ? 'late-timer' : 'remind-agents' };
}

/** Sets the timer of the next reminder of each case that changed; what ends takes its timers along. */
export function setReminders(draft: Draft, deps: TurnDeps): void {
  for (const subject of draft.cases.values()) {
    const had = draft.before.get(subject.id)?.serviceClock ?? null;
    if (subject.owner === 'nobody' || (subject.serviceClock === null && had === null)) continue;
    const next = nextReminder(subject, deps, draft.at);
    const timers = next === null ? [] : [{ id: deps.ids.next(), name: next.name, dueAt: next.dueAt }];
    setTimers(draft, { caseId: subject.id, group: 'service', timers });
  }
}
