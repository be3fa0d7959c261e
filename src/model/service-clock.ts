import { z } from 'zod';
import type { Priority } from './intent.js';

/**
 * What agents are reminded of. `soon` comes before the time for it is up, `due` when it is, `late` some time after;
 * `unclaimed`: nobody has the case yet.
 */
export const reminderSchema = z.enum([
  'answer-soon',
  'answer-due',
  'answer-late',
  'resolution-soon',
  'resolution-due',
  'resolution-late',
  'unclaimed',
]);
export type Reminder = z.infer<typeof reminderSchema>;

/** The clocks of a case that people have, since the person's wait began. Times are ms since the epoch. */
export const serviceClockSchema = z.strictObject({
  /** When the wait began: at the hand-over, or when an agent opened the case again. */
  startedAt: z.number().int(),
  /** When an agent first wrote to the person since; null: not yet. This ends the first answer's clock. */
  answeredAt: z.number().int().nullable(),
  /** An agent has written, and the person has not since: the resolution's clock stands. */
  waitsForPerson: z.boolean(),
  /** When the resolution's clock ran, up to where it stopped. */
  ran: z.array(z.strictObject({ from: z.number().int(), to: z.number().int() })),
  /** Since when it runs now; null: it stands. */
  runsSince: z.number().int().nullable(),
  /** Reminders that were given. */
  given: z.array(reminderSchema),
  /** When the desk was last told that nobody has the case, the earliest first. */
  announcedAt: z.array(z.number().int()),
});
export type ServiceClock = z.infer<typeof serviceClockSchema>;

/** How long things may take by priority, ms of working time; null: as long as they do. */
export type Target = Readonly<Record<Priority, number | null>>;

/** What people are promised to take at most. */
export interface ServiceTargets {
  /** From the beginning of a wait until an agent first writes to the person. */
  firstAnswer: Target;
  /** Until the case ends, without the time in which the person's answer is waited for. */
  resolution: Target;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Nothing is promised. */
export const NO_TARGET: Target = { urgent: null, high: null, normal: null };

/** What a deployment that says nothing else promises. */
export const USUAL_TARGETS: ServiceTargets = {
  firstAnswer: { urgent: 15 * MINUTE_MS, high: HOUR_MS, normal: 4 * HOUR_MS },
  resolution: { urgent: 4 * HOUR_MS, high: 9 * HOUR_MS, normal: 27 * HOUR_MS },
};

/** The clocks of a wait that begins. */
export function startedClock(at: number): ServiceClock {
  return {
    startedAt: at,
    answeredAt: null,
    waitsForPerson: false,
    ran: [],
    runsSince: at,
    given: [],
    announcedAt: [],
  };
}

/** An agent has written to the person. */
export function answered(clock: ServiceClock, at: number): ServiceClock {
  return { ...stopped(clock, at), answeredAt: clock.answeredAt ?? at, waitsForPerson: true };
}

/** The person has written. `snoozed`: the case is put aside all the same. */
export function heard(clock: ServiceClock, at: number, snoozed: boolean): ServiceClock {
  const waiting = { ...clock, waitsForPerson: false };
  return snoozed ? waiting : running(waiting, at);
}

/** How many announcements of an unclaimed case are remembered: as many as there may be in a day. */
export const MOST_ANNOUNCEMENTS = 3;

/** Agents were reminded. */
export function reminded(clock: ServiceClock, reminders: readonly Reminder[], at: number): ServiceClock {
  const announced = reminders.includes('unclaimed') ? [...clock.announcedAt, at] : clock.announcedAt;
  return {
    ...clock,
    given: [...clock.given, ...reminders.filter((name) => name !== 'unclaimed')],
    announcedAt: announced.slice(-MOST_ANNOUNCEMENTS),
  };
}

/** The resolution's clock stops; one that stands goes on standing. */
export function stopped(clock: ServiceClock, at: number): ServiceClock {
  if (clock.runsSince === null) return clock;
  return { ...clock, ran: [...clock.ran, { from: clock.runsSince, to: at }], runsSince: null };
}

/** The resolution's clock goes on, unless it is the person who is waited for. */
export function running(clock: ServiceClock, at: number): ServiceClock {
  return clock.waitsForPerson ? clock : { ...clock, runsSince: clock.runsSince ?? at };
}
