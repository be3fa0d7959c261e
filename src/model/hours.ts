/** Days of the week as they are written in the configuration, Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A stretch of a day in minutes since midnight, `to` not included. */
export interface DayRange {
  from: number;
  to: number;
}

/** When agents are at work, in the deployment's time zone. `always`: round the clock, `days` then has no say. */
export interface WorkingHours {
  always: boolean;
  days: Readonly<Record<Weekday, readonly DayRange[]>>;
  /** IANA name. */
  timeZone: string;
}
