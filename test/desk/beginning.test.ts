import { describe, expect, it } from 'vitest';
import { beginningAfter } from '../../src/desk/beginning.js';
import type { WorkingHours } from '../../src/model/hours.js';

const nineToSix = [{ from: 9 * 60, to: 18 * 60 }];
const hours: WorkingHours = {
  always: false,
  timeZone: 'Europe/Moscow',
  days: {
    mon: nineToSix,
    tue: nineToSix,
    wed: nineToSix,
    thu: nineToSix,
    fri: nineToSix,
    sat: [],
    sun: [],
  },
  holidays: [{ from: '12-31', to: '01-08' }],
};

/** By Moscow's clock. */
const moscow = (month: number, day: number, hour: number): number => Date.UTC(2026, month - 1, day, hour - 3);

describe('when agents begin', () => {
  it.each([
    [moscow(3, 2, 8), 'сегодня в 09:00', 'today at 09:00'],
    [moscow(3, 2, 19), 'завтра в 09:00', 'tomorrow at 09:00'],
    // Still Friday in Moscow, though almost Saturday.
    [moscow(3, 6, 23), 'в понедельник в 09:00', 'on Monday at 09:00'],
    [moscow(12, 30, 20), '11 января в 09:00', 'on 11 January at 09:00'],
  ])('is said as one says it at %d', (now, ru, en) => {
    expect(beginningAfter(hours, now)).toEqual({ ru, en });
  });

  it('is not said while they are at work, or never are', () => {
    expect(beginningAfter(hours, moscow(3, 2, 12))).toBeNull();
    expect(beginningAfter({ ...hours, holidays: [{ from: '01-01', to: '12-31' }] }, 0)).toBeNull();
  });
});
