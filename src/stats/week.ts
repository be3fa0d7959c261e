import type { Period } from './period.js';

const DAY_MS = 24 * 60 * 60_000;

/** A stretch of whole days. */
export type Days = { [Key in keyof Period]: string };

/** The Monday of a day's week; both are written as `YYYY-MM-DD`. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return before(day, weekday);
}

/** The weeks before a Monday, Monday to Sunday. */
export function weeksBefore(monday: string, weeks: number): Days {
  return { since: before(monday, 7 * weeks), until: before(monday, 1) };
}

function before(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}
