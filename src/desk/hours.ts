import { WEEKDAYS, type DayRange, type Weekday, type WorkingHours } from '../model/hours.js';
import type { LocalText } from '../model/language.js';

const DAY_NAMES: Readonly<Record<Weekday, LocalText>> = {
  mon: { ru: 'пн', en: 'Mon' },
  tue: { ru: 'вт', en: 'Tue' },
  wed: { ru: 'ср', en: 'Wed' },
  thu: { ru: 'чт', en: 'Thu' },
  fri: { ru: 'пт', en: 'Fri' },
  sat: { ru: 'сб', en: 'Sat' },
  sun: { ru: 'вс', en: 'Sun' },
};

/** Whether agents are at work at a moment (ms since the epoch), by the clock of the deployment's time zone. */
export function isOpen(hours: WorkingHours, at: number): boolean {
  if (hours.always) return true;
  const { day, minute } = localTime(hours.timeZone, at);
  return hours.days[day].some((range) => minute >= range.from && minute < range.to);
}

/** The working hours in words: "Mon–Fri 09:00–18:00, Sat 10:00–15:00 (Europe/Moscow)". */
export function describeHours(hours: WorkingHours): LocalText {
  if (hours.always) return { ru: 'круглосуточно', en: 'round the clock' };
  return { ru: inWords(hours, 'ru'), en: inWords(hours, 'en') };
}

function inWords(hours: WorkingHours, language: 'ru' | 'en'): string {
  const groups: { first: Weekday; last: Weekday; times: string }[] = [];
  let previous: string | null = null;
  for (const day of WEEKDAYS) {
    const times = hours.days[day].map(rangeInWords).join(', ');
    const group = groups.at(-1);
    if (times !== '' && times === previous && group !== undefined) group.last = day;
    else if (times !== '') groups.push({ first: day, last: day, times });
    previous = times;
  }
  const parts = groups.map(({ first, last, times }) => {
    const days =
      first === last
        ? DAY_NAMES[first][language]
        : `${DAY_NAMES[first][language]}–${DAY_NAMES[last][language]}`;
    return `${days} ${times}`;
  });
  return `${parts.join(', ')} (${hours.timeZone})`;
}

function rangeInWords({ from, to }: DayRange): string {
  return `${clock(from)}–${clock(to)}`;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** By time zone: making one takes far longer than using it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timeZone, made);
  return made;
}

function localTime(timeZone: string, at: number): { day: Weekday; minute: number } {
  const parts = clockOf(timeZone).formatToParts(at);
  const value = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const name = value('weekday').toLowerCase();
  const day = WEEKDAYS.find((candidate) => candidate === name) ?? 'mon';
  return { day, minute: Number(value('hour')) * 60 + Number(value('minute')) };
}
