import { isOn, WEEKDAYS, type DayRange, type WorkingHours } from '../model/hours.js';
import { dateOf, localTime, midnightOf, seasonsFrom } from './local-time.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const ROUND_THE_CLOCK: readonly DayRange[] = [{ from: 0, to: 24 * 60 }];
/** Who is not at work for as long as this never is. */
const FARTHEST_MS = 2 * 366 * DAY_MS;

/** A stretch of time in which agents are at work, ms since the epoch; `to` not included. */
interface Stretch {
  from: number;
  to: number;
}

/**
 * Whether agents are at work at a moment (ms since the epoch), by the clock of the deployment's time zone: an hour that
 * the clock skips is nobody's, and one that it repeats counts twice.
 */
export function isOpen(hours: WorkingHours, at: number): boolean {
  if (isNeverClosed(hours)) return true;
  const local = localTime(hours.timeZone, at);
  const minute = (local - midnightOf(local)) / MINUTE_MS;
  return rangesOn(hours, local).some(({ from, to }) => minute >= from && minute < to);
}

/** How much of the time from `from` until `to` is working time, ms; 0 where `to` is not later. */
export function workingMsBetween(hours: WorkingHours, from: number, to: number): number {
  if (to <= from) return 0;
  if (isNeverClosed(hours)) return to - from;
  let sum = 0;
  for (const stretch of stretchesFrom(hours, from, to)) {
    sum += Math.min(stretch.to, to) - stretch.from;
  }
  return sum;
}

/**
 * The first moment by which `ms` of working time have gone by since `from`: the very end of a working day, where they
 * are up just then. Null where agents are never at work.
 */
export function addWorkingMs(hours: WorkingHours, from: number, ms: number): number | null {
  if (ms <= 0) return from;
  if (isNeverClosed(hours)) return from + ms;
  let left = ms;
  for (let stretch = nextStretch(hours, from); stretch !== null; stretch = nextStretch(hours, stretch.to)) {
    const length = stretch.to - stretch.from;
    if (length >= left) return stretch.from + left;
    left -= length;
  }
  return null;
}

/** When agents are at work next: at once, where they are now. Null where they never are. */
export function nextOpening(hours: WorkingHours, at: number): number | null {
  if (isNeverClosed(hours)) return at;
  return nextStretch(hours, at)?.from ?? null;
}

/** The first moment of the day after the one that a moment lies in, by the deployment's clock. */
export function nextDay(hours: WorkingHours, at: number): number {
  const end = midnightOf(localTime(hours.timeZone, at)) + DAY_MS;
  for (const season of seasonsFrom(hours.timeZone, at)) {
    if (season.to + season.offset > end) return Math.max(season.from, end - season.offset);
  }
  return at + DAY_MS;
}

/** The date of a moment by the deployment's clock, `2026-12-31`. */
export function dayOf(hours: WorkingHours, at: number): string {
  return dateOf(localTime(hours.timeZone, at));
}

function isNeverClosed({ always, holidays }: WorkingHours): boolean {
  return always && holidays.length === 0;
}

function nextStretch(hours: WorkingHours, from: number): Stretch | null {
  for (const stretch of stretchesFrom(hours, from, from + FARTHEST_MS)) return stretch;
  return null;
}

/** Working time from a moment on, in order, cut where it begins; what begins by `until`. */
function* stretchesFrom(hours: WorkingHours, start: number, until: number): Generator<Stretch> {
  for (const { from, to, offset } of seasonsFrom(hours.timeZone, start)) {
    if (from >= until) return;
    for (let day = midnightOf(from + offset); day < to + offset; day += DAY_MS) {
      for (const range of rangesOn(hours, day)) {
        const begins = Math.max(day + range.from * MINUTE_MS - offset, from);
        const ends = Math.min(day + range.to * MINUTE_MS - offset, to);
        if (begins < ends && begins < until) yield { from: begins, to: ends };
      }
    }
  }
}

/** The working hours of the day that a local time lies in. */
function rangesOn({ always, days, holidays }: WorkingHours, local: number): readonly DayRange[] {
  const date = dateOf(local);
  if (holidays.some((holiday) => isOn(holiday, date))) return [];
  if (always) return ROUND_THE_CLOCK;
  // Sunday is day 0 to `Date`, and the last one here.
  const weekday = WEEKDAYS[(new Date(local).getUTCDay() + 6) % 7] ?? 'mon';
  return days[weekday];
}
