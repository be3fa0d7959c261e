import { describe, expect, it } from 'vitest';
import { describeHours } from '../../src/desk/hours.js';
import { isOpen } from '../../src/desk/working-time.js';
import type { WorkingHours } from '../../src/model/hours.js';

const nine = { from: 9 * 60, to: 18 * 60 };
const hours: WorkingHours = {
  always: false,
  timeZone: 'Europe/Berlin',
  days: {
    mon: [nine],
    tue: [nine],
    wed: [nine],
    thu: [nine],
    fri: [nine],
    sat: [{ from: 600, to: 900 }],
    sun: [],
  },
  holidays: [],
};

describe('working hours', () => {
  it('go by the clock of the deployment, summer and winter', () => {
    expect(isOpen(hours, Date.UTC(2026, 0, 5, 8, 0))).toBe(true);
    expect(isOpen(hours, Date.UTC(2026, 0, 5, 7, 59))).toBe(false);
    expect(isOpen(hours, Date.UTC(2026, 6, 6, 7, 0))).toBe(true);
    expect(isOpen(hours, Date.UTC(2026, 6, 6, 16, 0))).toBe(false);
  });

  it('know the days', () => {
    expect(isOpen(hours, Date.UTC(2026, 0, 10, 9, 30))).toBe(true);
    expect(isOpen(hours, Date.UTC(2026, 0, 11, 9, 30))).toBe(false);
  });

  it('are told in words', () => {
    expect(describeHours(hours)).toEqual({
      ru: 'пн–пт 09:00–18:00, сб 10:00–15:00 (Europe/Berlin)',
      en: 'Mon–Fri 09:00–18:00, Sat 10:00–15:00 (Europe/Berlin)',
    });
    expect(describeHours({ ...hours, always: true }).ru).toBe('круглосуточно');
  });
});
