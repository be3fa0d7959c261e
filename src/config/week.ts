import { WEEKDAYS } from '../model/hours.js';
import type { DayRange, Weekday, WorkingHours } from '../model/hours.js';

/** When agents are at work, but for the time zone. */
export type Week = Pick<WorkingHours, 'always' | 'days'>;

const DAY = 24 * 60;

/**
 * Reads working hours: `always`, or entries such as `mon-fri 09:00-13:00 14:00-18:00` separated by commas. Days
 * and hours may run over midnight or the week's end (`fri-mon 22:00-06:00`); stretches that touch become one.
 * Null where the text is anything else.
 */
export function readWeek(text: string): Week | null {
  const ranges: Record<Weekday, DayRange[]> = {
    mon: [],
    tue: [],
    wed: [],
    thu: [],
    fri: [],
    sat: [],
    sun: [],
  };
  const written = text.trim().toLowerCase();
  if (written === 'always') return { always: true, days: ranges };
  for (const entry of written.split(',')) {
    const [dayWords = '', ...rangeWords] = entry.trim().split(/\s+/);
    const days = readDays(dayWords);
    if (days === null || rangeWords.length === 0) return null;
    for (const word of rangeWords) {
      const range = readRange(word);
      if (range === null) return null;
      for (const day of days) add(ranges, day, range);
    }
  }
  for (const day of WEEKDAYS) ranges[day] = joined(ranges[day]);
  return { always: false, days: ranges };
}

function readDays(words: string): Weekday[] | null {
  const [first, last, ...more] = words.split('-').map((word) => WEEKDAYS.findIndex((day) => day === word));
  if (first === undefined || first < 0 || last === -1 || more.length > 0) return null;
  const length = last === undefined ? 1 : ((last - first + 7) % 7) + 1;
  return [...WEEKDAYS, ...WEEKDAYS].slice(first, first + length);
}

function readRange(word: string): DayRange | null {
  const match = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/.exec(word);
  if (match === null) return null;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);
  const range = { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute };
  const fits = fromMinute < 60 && toMinute < 60 && range.from < DAY && range.to <= DAY;
  return fits && range.from !== range.to ? range : null;
}

function add(ranges: Record<Weekday, DayRange[]>, day: Weekday, { from, to }: DayRange): void {
  if (from < to) {
    ranges[day].push({ from, to });
    return;
  }
  ranges[day].push({ from, to: DAY });
  const next = WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % 7];
  if (next !== undefined && to > 0) ranges[next].push({ from: 0, to });
}

function joined(ranges: readonly DayRange[]): DayRange[] {
  const merged: DayRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else merged.push({ ...range });
  }
  return merged;
}
