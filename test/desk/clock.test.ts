import { describe, expect, it } from 'vitest';
import { nextReminder, remindersAt, type ServicePromise } from '../../src/desk/clock.js';
import type { Case } from '../../src/model/case.js';
import type { WorkingHours } from '../../src/model/hours.js';
import {
  answered,
  heard,
  reminded,
  running,
  startedClock,
  stopped,
  USUAL_TARGETS,
  type ServiceClock,
} from '../../src/model/service-clock.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const nineToSix = [{ from: 9 * 60, to: 18 * 60 }];
const hours: WorkingHours = {
  always: false,
  timeZone: 'UTC',
  days: {
    mon: nineToSix,
    tue: nineToSix,
    wed: nineToSix,
    thu: nineToSix,
    fri: nineToSix,
    sat: [],
    sun: [],
  },
  holidays: [],
};
const promise: ServicePromise = { targets: USUAL_TARGETS, hours };
/** A Monday. */
const monday = (hour: number, minute = 0): number => Date.UTC(2026, 2, 2, hour, minute);
const days = (count: number): number => count * 24 * HOUR;

type Timed = Pick<Case, 'owner' | 'priority' | 'waitingSince' | 'snoozedUntil' | 'serviceClock'>;

function waiting(at: number, given: Partial<Timed> = {}): Timed {
  return {
    owner: 'queue',
    priority: 'normal',
    waitingSince: at,
    snoozedUntil: null,
    serviceClock: startedClock(at),
    ...given,
  };
}

/** Every reminder of a case that nothing happens to, with its time, up to a moment. */
function course(subject: Timed, until: number): [string, string][] {
  const told: [string, string][] = [];
  for (let due = nextReminder(subject, promise, 0); due !== null && due.dueAt <= until;) {
    const at = due.dueAt;
    const names = remindersAt(subject, promise, at).map(({ name }) => name);
    for (const name of names) told.push([name, new Date(at).toISOString().slice(0, 16)]);
    const { serviceClock } = subject;
    if (serviceClock !== null) {
      subject = { ...subject, serviceClock: reminded(serviceClock, names, at) };
    }
    due = nextReminder(subject, promise, at);
  }
  return told;
}

describe('the clocks of a case', () => {
  it('announce one that nobody has, each working day again, and tell what is late, in working hours alone', () => {
    // Monday, 16:00: two hours of the four for a first answer are left for Tuesday.
    expect(course(waiting(monday(16)), monday(18) + days(2))).toEqual([
      ['unclaimed', '2026-03-03T09:00'],
      ['answer-due', '2026-03-03T11:00'],
      ['answer-late', '2026-03-03T12:00'],
      ['unclaimed', '2026-03-03T13:00'],
      ['unclaimed', '2026-03-03T17:00'],
      ['unclaimed', '2026-03-04T12:00'],
      ['unclaimed', '2026-03-04T16:00'],
    ]);
  });

  it('announce a pressing one a few times a day, and from the next working day on again', () => {
    const told = course(waiting(monday(9), { priority: 'urgent' }), monday(10) + days(1));
    expect(told.filter(([name]) => name === 'unclaimed')).toEqual([
      ['unclaimed', '2026-03-02T09:07'],
      ['unclaimed', '2026-03-02T09:22'],
      ['unclaimed', '2026-03-02T09:37'],
      ['unclaimed', '2026-03-03T09:00'],
      ['unclaimed', '2026-03-03T09:15'],
      ['unclaimed', '2026-03-03T09:30'],
    ]);
  });

  it('count an urgent case round the clock, so that its reminders come at night', () => {
    const night = monday(22);
    expect(nextReminder(waiting(night, { owner: 'agent', priority: 'urgent' }), promise, 0)).toEqual({
      name: 'answer-soon',
      dueAt: night + 11.25 * MINUTE,
      deadline: night + 15 * MINUTE,
    });
    expect(nextReminder(waiting(night, { owner: 'agent', priority: 'high' }), promise, 0)).toEqual({
      name: 'answer-soon',
      dueAt: monday(9, 45) + days(1),
      deadline: monday(10) + days(1),
    });
  });

  it('remind the owner before, the department at, and the lead after the time is up, each once', () => {
    expect(course(waiting(monday(9), { owner: 'agent', waitingSince: null }), monday(18) + days(9))).toEqual([
      ['answer-soon', '2026-03-02T12:00'],
      ['answer-due', '2026-03-02T13:00'],
      ['answer-late', '2026-03-02T14:00'],
      // 20¼ of 27 hours; 27 hours end with Wednesday, and nobody is told before Thursday.
      ['resolution-soon', '2026-03-04T11:15'],
      ['resolution-due', '2026-03-05T09:00'],
      ['resolution-late', '2026-03-05T15:45'],
    ]);
  });

  it('stop for the resolution while the person is waited for or the case is put aside, and go on after it', () => {
    const begun = startedClock(monday(9));
    const written = answered(begun, monday(10));
    const owned = (serviceClock: ServiceClock): Timed =>
      waiting(monday(9), { owner: 'agent', waitingSince: null, serviceClock });
    expect(nextReminder(owned(written), promise, 0)).toBeNull();
    // A second message of the agent's changes nothing, and a third of the person's neither.
    expect(answered(written, monday(11))).toEqual(written);
    const back = heard(written, monday(9) + days(1), false);
    expect(heard(back, monday(11) + days(1), false)).toEqual(back);
    expect(nextReminder(owned(back), promise, 0)).toMatchObject({
      name: 'resolution-soon',
      // An hour was used up on Monday, so 19¼ are left from Tuesday, 09:00.
      dueAt: monday(10, 15) + days(3),
    });
    const aside = stopped(back, monday(10) + days(1));
    expect(nextReminder(owned(aside), promise, 0)).toBeNull();
    expect(heard(aside, monday(12) + days(1), true).runsSince).toBeNull();
    expect(nextReminder(owned(running(aside, monday(9) + days(2))), promise, 0)).toMatchObject({
      dueAt: monday(18) + days(3) + 15 * HOUR + 15 * MINUTE,
    });
    expect(running(written, monday(12))).toEqual(written);
  });

  it('go by the priority that the case has now', () => {
    const begun = waiting(monday(9), { owner: 'agent', waitingSince: null });
    expect(nextReminder({ ...begun, priority: 'high' }, promise, 0)?.dueAt).toBe(monday(9, 45));
    expect(nextReminder({ ...begun, priority: 'urgent' }, promise, 0)?.dueAt).toBe(monday(9, 11) + 15_000);
    const off: ServicePromise = {
      hours,
      targets: { ...USUAL_TARGETS, firstAnswer: { urgent: null, high: null, normal: null } },
    };
    expect(nextReminder(waiting(monday(9)), off, 0)).toMatchObject({ name: 'resolution-due' });
  });

  it('say once what came to be due meanwhile, and only the last of it', () => {
    const begun = waiting(monday(9), { owner: 'agent', waitingSince: null });
    const late = remindersAt(begun, promise, monday(17));
    expect(late.map(({ name }) => name)).toEqual(['answer-late']);
    const { serviceClock } = begun;
    if (serviceClock === null) throw new Error('the case has a clock');
    const after = { ...begun, serviceClock: reminded(serviceClock, ['answer-late'], monday(17)) };
    expect(remindersAt(after, promise, monday(17))).toEqual([]);
    // At night nobody is told; it comes when they are at work.
    expect(remindersAt(begun, promise, monday(20))).toEqual([]);
    expect(nextReminder(begun, promise, monday(20))?.dueAt).toBe(monday(9) + days(1));
    expect(nextReminder(begun, promise, monday(17))?.dueAt).toBe(monday(17));
  });

  it('are those of people: the bot and an end have none', () => {
    expect(nextReminder(waiting(monday(9), { owner: 'bot' }), promise, 0)).toBeNull();
    expect(nextReminder(waiting(monday(9), { owner: 'nobody' }), promise, 0)).toBeNull();
    expect(nextReminder(waiting(monday(9), { serviceClock: null }), promise, 0)).toBeNull();
  });

  it('begin to announce anew where an agent has released the case', () => {
    const clock = { ...answered(startedClock(monday(9)), monday(10)), announcedAt: [monday(9, 30)] };
    const released = waiting(monday(9), { waitingSince: monday(11), serviceClock: clock });
    expect(nextReminder(released, promise, 0)).toEqual({
      name: 'unclaimed',
      dueAt: monday(13),
      deadline: null,
    });
  });
});
