import { WEEKDAYS, type Weekday } from '../model/hours.js';
import { localTime, midnightOf, momentOf } from './local-time.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Longer than this nothing is put aside. */
const MOST_MS = 90 * DAY_MS;
/** A day without a time begins then, minutes since midnight. */
const MORNING = 9 * 60;

/** Minutes of each unit, with the words for it. */
const UNITS: readonly { words: readonly string[]; minutes: number }[] = [
  { words: ['m', 'min', 'м', 'мин'], minutes: 1 },
  { words: ['h', 'ч', 'час', 'часа', 'часов'], minutes: 60 },
  { words: ['d', 'д', 'день', 'дня', 'дней'], minutes: 24 * 60 },
  { words: ['w', 'н', 'нед'], minutes: 7 * 24 * 60 },
];

const DAY_WORDS: Readonly<Record<Weekday, RegExp>> = {
  mon: /^(mon(day)?|пн|понедельника?)$/,
  tue: /^(tue(sday)?|вт|вторника?)$/,
  wed: /^(wed(nesday)?|ср|сред[аыу])$/,
  thu: /^(thu(rsday)?|чт|четверга?)$/,
  fri: /^(fri(day)?|пт|пятниц[аыу])$/,
  sat: /^(sat(urday)?|сб|суббот[аыу])$/,
  sun: /^(sun(day)?|вс|воскресень[ея])$/,
};

/** Words that stand between and say nothing. */
const FILLERS: ReadonlySet<string> = new Set(['until', 'till', 'at', 'on', 'до', 'в', 'во', 'на', 'for']);

const LENGTH = /^(\d{1,5})\s*(\p{L}+)$/u;
const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/;
const ISO_DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const DOTTED_DATE = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?$/;

/**
 * Reads until when something is put aside, ms since the epoch, in either language: a length of time from `now` on (`30m`,
 * `2h`, `3d`, `1w`), or a moment by the clock of the time zone: `15:00`, `tomorrow`, `fri 10:00`, `2026-12-01`, `1.12`. A
 * day without a time begins at nine. Null for anything else, for what is over, and for more than ninety days.
 */
export function readUntil(words: string, now: number, timeZone: string): number | null {
  const parts = words
    .trim()
    .toLowerCase()
    .split(/[\s,]+/u)
    .filter((part) => part !== '' && !FILLERS.has(part));
  const until = lengthIn(parts.join(' '), now) ?? momentIn(parts, now, timeZone);
  return until !== null && until > now && until - now <= MOST_MS ? until : null;
}

function lengthIn(words: string, now: number): number | null {
  const [, number = '', unit = ''] = LENGTH.exec(words) ?? [];
  const minutes = UNITS.find((one) => one.words.includes(unit))?.minutes;
  return minutes === undefined ? null : now + Number(number) * minutes * MINUTE_MS;
}

function momentIn(parts: readonly string[], now: number, timeZone: string): number | null {
  const local = localTime(timeZone, now);
  const today = midnightOf(local);
  const [first = '', second, third] = parts;
  if (third !== undefined) return null;
  const alone = timeIn(first);
  if (alone !== null && second === undefined) {
    const at = today + alone;
    return momentOf(timeZone, at > local ? at : at + DAY_MS);
  }
  const day = dayIn(first, today);
  const time = second === undefined ? MORNING * MINUTE_MS : timeIn(second);
  return day === null || time === null ? null : momentOf(timeZone, day + time);
}

/** A time of day, ms since midnight. */
function timeIn(word: string): number | null {
  const [, hours, minutes] = TIME.exec(word) ?? [];
  return hours === undefined ? null : (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
}

/** The midnight of a day, as a local time. `today`: that of the day on which it is said. */
function dayIn(word: string, today: number): number | null {
  if (word === 'today' || word === 'сегодня') return today;
  if (word === 'tomorrow' || word === 'завтра') return today + DAY_MS;
  const weekday = WEEKDAYS.findIndex((name) => DAY_WORDS[name].test(word));
  if (weekday >= 0) {
    const current = (new Date(today).getUTCDay() + 6) % 7;
    return today + ((weekday - current + 6) % 7) * DAY_MS + DAY_MS;
  }
  const [, year, month, date] = ISO_DATE.exec(word) ?? [];
  if (year !== undefined) return dateOf(Number(year), Number(month), Number(date));
  const [, dotted, of, given] = DOTTED_DATE.exec(word) ?? [];
  if (dotted === undefined) return null;
  const thisYear = new Date(today).getUTCFullYear();
  const found = dateOf(given === undefined ? thisYear : Number(given), Number(of), Number(dotted));
  // A day that is over is meant in the year to come.
  return found !== null && found < today && given === undefined
    ? dateOf(thisYear + 1, Number(of), Number(dotted))
    : found;
}

/** Null for a date that there is not. */
function dateOf(year: number, month: number, day: number): number | null {
  const at = Date.UTC(year, month - 1, day);
  const date = new Date(at);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? at : null;
}
