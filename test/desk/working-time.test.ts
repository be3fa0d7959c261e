import { describe, expect, it } from 'vitest';
import {
  addWorkingMs,
  dayOf,
  isOpen,
  nextDay,
  nextOpening,
  workingMsBetween,
} from '../../src/desk/working-time.js';
import { WEEKDAYS, type DayRange, type Weekday, type WorkingHours } from '../../src/model/hours.js';
import { seeded } from '../bench/random.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const nineToSix = [{ from: 9 * 60, to: 18 * 60 }];
const office: WorkingHours = {
  always: false,
  timeZone: 'Europe/Berlin',
  days: {
    mon: nineToSix,
    tue: nineToSix,
    wed: nineToSix,
    thu: nineToSix,
    fri: nineToSix,
    sat: [],
    sun: [],
  },
  holidays: [
    { from: '2026-12-31', to: '2026-12-31' },
    { from: '01-01', to: '01-01' },
    { from: '12-24', to: '12-26' },
  ],
};

/** Hours that begin and end on any minute, with a break on some days, and none on others. */
function anyHours(random: () => number, timeZone: string, always: boolean): WorkingHours {
  const minute = (from: number, to: number): number => from + Math.floor(random() * (to - from));
  const day = (): DayRange[] => {
    const kind = random();
    if (kind < 0.15) return [];
    if (kind < 0.3) return [{ from: 0, to: 24 * 60 }];
    const [first, second, third] = [minute(0, 240), minute(241, 600), minute(601, 900)];
    return [
      { from: first, to: second },
      { from: third, to: minute(901, 1_441) },
    ];
  };
  const days: Record<Weekday, DayRange[]> = {
    mon: day(),
    tue: day(),
    wed: day(),
    thu: day(),
    fri: day(),
    sat: day(),
    sun: day(),
  };
  return { always, timeZone, days, holidays: random() < 0.5 ? [] : [{ from: '03-30', to: '04-05' }] };
}

/** Whether each minute of a time is working time, by what the zone's clock shows in it. */
function slowly(hours: WorkingHours, from: number, to: number): boolean[] {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: hours.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const open: boolean[] = [];
  for (let at = from; at < to; at += MINUTE) {
    const [date = '', time = ''] = clock.format(at).split(' ');
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    const weekday = WEEKDAYS[(new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7] ?? 'mon';
    const now = hour * 60 + minute;
    const free = hours.holidays.length > 0 && date.slice(5) >= '03-30' && date.slice(5) <= '04-05';
    const works = hours.always || hours.days[weekday].some((range) => now >= range.from && now < range.to);
    open.push(works && !free);
  }
  return open;
}

describe('working time', () => {
  // Around a change of the clock, where the zone has one: an hour is skipped, or repeated; half an hour on Lord Howe.
  const times: [string, number][] = [
    ['Europe/Berlin', Date.UTC(2026, 2, 28)],
    ['Europe/Berlin', Date.UTC(2026, 9, 24)],
    ['America/New_York', Date.UTC(2026, 2, 7)],
    ['America/New_York', Date.UTC(2026, 9, 31)],
    ['Australia/Lord_Howe', Date.UTC(2026, 3, 3)],
    ['Australia/Lord_Howe', Date.UTC(2026, 9, 2)],
    ['Europe/Moscow', Date.UTC(2026, 2, 28)],
    ['UTC', Date.UTC(2026, 3, 4)],
  ];

  it.each(times)('is what a clock on the wall of %s counts, minute by minute, from %d', (zone, start) => {
    for (const seed of [1, 2, 3]) {
      const random = seeded(seed * 1_000 + start);
      const hours = anyHours(random, zone, seed === 3);
      const open = slowly(hours, start, start + 3 * DAY);
      const counted = [0];
      for (const each of open) counted.push((counted.at(-1) ?? 0) + Number(each));
      for (let turn = 0; turn < 60; turn += 1) {
        const [a, b] = [Math.floor(random() * open.length), Math.floor(random() * open.length)];
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const told = `seed ${seed}, ${zone}, from ${start} + ${from} to ${to} min`;
        const length = (counted[to] ?? 0) - (counted[from] ?? 0);
        expect(isOpen(hours, start + from * MINUTE), told).toBe(open[from]);
        expect(workingMsBetween(hours, start + from * MINUTE, start + to * MINUTE), told).toBe(
          length * MINUTE,
        );
        const first = counted.findIndex((sum) => sum - (counted[from] ?? 0) >= length);
        const later = addWorkingMs(hours, start + from * MINUTE, length * MINUTE);
        expect(later, told).toBe(start + (length === 0 ? from : first) * MINUTE);
        const opening = open.indexOf(true, from);
        if (opening >= 0) {
          expect(nextOpening(hours, start + from * MINUTE), told).toBe(start + opening * MINUTE);
        }
      }
    }
  });

  it('passes over nights, weekends and holidays, in weeks of one time as in years', () => {
    // Wednesday, 23 December 2026, 17:00 in Berlin: an hour that day, then Monday, 28.
    const wednesday = Date.UTC(2026, 11, 23, 16);
    expect(addWorkingMs(office, wednesday, 60 * MINUTE)).toBe(Date.UTC(2026, 11, 23, 17));
    expect(addWorkingMs(office, wednesday, 61 * MINUTE)).toBe(Date.UTC(2026, 11, 28, 8, 1));
    expect(nextOpening(office, Date.UTC(2026, 11, 30, 17))).toBe(Date.UTC(2027, 0, 4, 8));
    expect(isOpen(office, Date.UTC(2026, 11, 31, 12))).toBe(false);
    expect(isOpen(office, Date.UTC(2027, 11, 31, 12))).toBe(true);
    const year = workingMsBetween(office, Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1));
    // 261 working days, of which 1 January, 24, 25 and 31 December are holidays.
    expect(year).toBe((261 - 4) * 9 * 60 * MINUTE);
  });

  it('knows when a day ends, also where the clock is changed at midnight', () => {
    const havana = { ...office, timeZone: 'America/Havana' };
    expect(nextDay(office, Date.UTC(2026, 2, 28, 23, 30))).toBe(Date.UTC(2026, 2, 29, 22));
    // On 8 March 2026 the day begins at one o'clock.
    expect(nextDay(havana, Date.UTC(2026, 2, 7, 20))).toBe(Date.UTC(2026, 2, 8, 5));
    expect(dayOf(havana, Date.UTC(2026, 2, 8, 4, 59))).toBe('2026-03-07');
    expect(dayOf(havana, Date.UTC(2026, 2, 8, 5))).toBe('2026-03-08');
  });

  it('never comes where nobody is ever at work, and always where somebody is at any time', () => {
    const never = { ...office, holidays: [{ from: '01-01', to: '12-31' }] };
    expect(nextOpening(never, 0)).toBeNull();
    expect(addWorkingMs(never, 0, 1)).toBeNull();
    const always = { ...office, always: true, holidays: [] };
    expect(addWorkingMs(always, 7, 5)).toBe(12);
    expect(workingMsBetween(always, 7, 12)).toBe(5);
    expect(workingMsBetween(always, 12, 7)).toBe(0);
    expect(nextOpening(always, 7)).toBe(7);
    expect(isOpen({ ...always, holidays: office.holidays }, Date.UTC(2026, 11, 25))).toBe(false);
  });
});
