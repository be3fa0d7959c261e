/** Days of the week as they are written in the configuration, Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A stretch of a day in minutes since midnight, `to` not included. */
export interface DayRange {
  from: number;
  to: number;
}

/**
 * Days without work, both included: `2026-12-31`, or `12-31` for every year. Both ends are written the same way; a
 * yearly stretch may run over the end of the year.
 */
export interface Holiday {
  from: string;
  to: string;
}

/**
 * When agents are at work, in the deployment's time zone. `always`: round the clock, `days` then has no say; on
 * holidays nobody is, either way.
 */
export interface WorkingHours {
  always: boolean;
  days: Readonly<Record<Weekday, readonly DayRange[]>>;
  holidays: readonly Holiday[];
  /** IANA name. */
  timeZone: string;
}

/** Whether a holiday is on a date, `2026-12-31`; dates in this form are in order as texts are. */
export function isOn({ from, to }: Holiday, date: string): boolean {
  const day = date.slice(date.length - from.length);
  return from <= to ? day >= from && day <= to : day >= from || day <= to;
}
