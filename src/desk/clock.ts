import type { Case } from '../model/case.js';
import type { WorkingHours } from '../model/hours.js';
import {
  MOST_ANNOUNCEMENTS,
  type Reminder,
  type ServiceClock,
  type ServiceTargets,
} from '../model/service-clock.js';
import { addWorkingMs, dayOf, isOpen, nextDay, nextOpening, workingMsBetween } from './working-time.js';

/** What a deployment promises, and when its agents are at work. */
export interface ServicePromise {
  targets: ServiceTargets;
  hours: WorkingHours;
}

/** A reminder, when it is to be given, and the deadline that it is about (null: about none), ms since the epoch. */
export interface ReminderDue {
  name: Reminder;
  dueAt: number;
  deadline: number | null;
}

/** Until when something is promised, ms since the epoch. */
export interface Deadline {
  of: 'answer' | 'resolution';
  at: number;
}

/** A case as its clocks need it. */
type Timed = Pick<Case, 'owner' | 'priority' | 'waitingSince' | 'snoozedUntil' | 'serviceClock'>;

/** When each reminder of a clock comes, as a share of the time that there is; in order. */
const SHARES = { soon: 0.75, due: 1, late: 1.25 } as const;
const STAGES = ['soon', 'due', 'late'] as const;

/**
 * The reminder of a case that comes next, from `now` on, or null where none does. What was to be said while nothing ran
 * comes at once, or as soon as agents are at work.
 */
export function nextReminder(subject: Timed, promise: ServicePromise, now: number): ReminderDue | null {
  const [first] = scheduled(subject, promise).sort((a, b) => a.dueAt - b.dueAt);
  if (first === undefined || first.dueAt >= now) return first ?? null;
  const dueAt = nextOpening(hoursOf(subject, promise), now);
  return dueAt === null ? null : { ...first, dueAt };
}

/** The reminders to be given at a moment: of each clock only the last one that is due; none out of hours. */
export function remindersAt(subject: Timed, promise: ServicePromise, at: number): ReminderDue[] {
  if (!isOpen(hoursOf(subject, promise), at)) return [];
  const last = new Map<string, ReminderDue>();
  for (const each of scheduled(subject, promise)) {
    if (each.dueAt <= at) last.set(each.name.split('-')[0] ?? each.name, each);
  }
  return [...last.values()];
}

/** What is promised next of a case, also where that time is over; null where nothing is, or its clock stands. */
export function nextDeadline(subject: Timed, promise: ServicePromise): Deadline | null {
  const counted = hoursOf(subject, promise);
  const deadlines = runningClocks(subject, promise).flatMap(({ of, from, ms, spent }): Deadline[] => {
    const at = addWorkingMs(counted, from, ms - spent);
    return at === null ? [] : [{ of, at }];
  });
  return deadlines.sort((one, other) => one.at - other.at)[0] ?? null;
}

/** An urgent case counts round the clock, and its reminders come at any time; every other goes by working hours. */
function hoursOf({ priority }: Timed, { hours }: ServicePromise): WorkingHours {
  return priority === 'urgent' ? { ...hours, always: true, holidays: [] } : hours;
}

/** Every reminder of a case that was not given yet, in the order of each clock. */
function scheduled(subject: Timed, promise: ServicePromise): ReminderDue[] {
  const { targets, hours } = promise;
  const { serviceClock: clock, priority, owner } = subject;
  if (clock === null || (owner !== 'queue' && owner !== 'agent')) return [];
  const counted = hoursOf(subject, promise);
  const answer = targets.firstAnswer[priority];
  const due = runningClocks(subject, promise).flatMap((running) => staged(running, subject, clock, counted));
  const announced = answer === null ? null : announcement(subject, clock, answer, counted, hours);
  if (announced !== null) due.push({ name: 'unclaimed', dueAt: announced, deadline: null });
  return due;
}

/** A clock that runs: `ms` of it may be used up, and `spent` were before it began to run at `from`. */
interface Running {
  of: Deadline['of'];
  from: number;
  ms: number;
  spent: number;
}

function runningClocks(subject: Timed, promise: ServicePromise): Running[] {
  const { targets } = promise;
  const { serviceClock: clock, priority } = subject;
  const answer = targets.firstAnswer[priority];
  const resolution = targets.resolution[priority];
  const running: Running[] = [];
  if (clock === null) return running;
  if (answer !== null && clock.answeredAt === null) {
    running.push({ of: 'answer', from: clock.startedAt, ms: answer, spent: 0 });
  }
  if (resolution !== null && clock.runsSince !== null) {
    const counted = hoursOf(subject, promise);
    const spent = clock.ran.reduce((sum, { from, to }) => sum + workingMsBetween(counted, from, to), 0);
    running.push({ of: 'resolution', from: clock.runsSince, ms: resolution, spent });
  }
  return running;
}

/** The reminders of one clock. */
function staged(
  { of: name, from, ms, spent }: Running,
  { owner }: Timed,
  { given }: ServiceClock,
  hours: WorkingHours,
): ReminderDue[] {
  const deadline = addWorkingMs(hours, from, ms - spent);
  const last = STAGES.findLastIndex((stage) => given.includes(`${name}-${stage}`));
  return STAGES.slice(last + 1).flatMap((stage): ReminderDue[] => {
    // The owner is reminded before the time is up: of a case that nobody has, all are, by its announcements.
    if (stage === 'soon' && owner !== 'agent') return [];
    const up = addWorkingMs(hours, from, ms * SHARES[stage] - spent);
    const dueAt = up === null ? null : nextOpening(hours, up);
    return dueAt === null ? [] : [{ name: `${name}-${stage}`, dueAt, deadline }];
  });
}

/**
 * When a case that nobody has is announced again: after half of the time that there is for the first answer, then each
 * time after all of it; so often a day at most, and from the next working day on again.
 */
function announcement(
  { owner, waitingSince, snoozedUntil }: Timed,
  { startedAt, announcedAt }: ServiceClock,
  ms: number,
  counted: WorkingHours,
  hours: WorkingHours,
): number | null {
  if (owner !== 'queue' || snoozedUntil !== null) return null;
  const since = waitingSince ?? startedAt;
  const last = announcedAt.at(-1) ?? since;
  const up = last > since ? addWorkingMs(counted, last, ms) : addWorkingMs(counted, since, ms / 2);
  const next = up === null ? null : nextOpening(counted, up);
  if (next === null) return null;
  const today = announcedAt.filter((at) => dayOf(hours, at) === dayOf(hours, next));
  return today.length < MOST_ANNOUNCEMENTS ? next : nextOpening(hours, nextDay(hours, next));
}
