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
