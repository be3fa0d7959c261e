import { afterEach, describe, expect, it } from 'vitest';
import type { Brain } from '../../src/engine/brain.js';
import type { Effect } from '../../src/model/effect.js';
import type { WorkingHours } from '../../src/model/hours.js';
import { USUAL_TARGETS } from '../../src/model/service-clock.js';
import { agentAt } from '../support/agent.js';
import { bench, PAUSE_MS, type Bench } from '../support/engine.js';
import { scripted } from '../support/scripted.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const nineToSix = [{ from: 9 * 60, to: 18 * 60 }];
/** In Berlin; the clock is put forward on Sunday, 29 March 2026, and 1 April is a holiday. */
const hours: WorkingHours = {
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
  holidays: [{ from: '04-01', to: '04-01' }],
};
const settings = { hours, targets: USUAL_TARGETS, leads: { telegram: '77' } };

let b: Bench;
const agent = agentAt(() => b);
afterEach(() => b.close());

const handover: Effect = {
  kind: 'handover',
  department: 'support',
  priority: 'normal',
  dossier: {
    reason: 'asked-for-person',
    problem: [],
    understood: null,
    answers: [],
    tried: [],
    probes: [],
    note: null,
    nearest: [],
  },
};

/** A bot that hands everything over; lines are told by their names, and the lead's with what is filled in. */
function handingOver(effect: Effect = handover): Brain {
  const script = scripted();
  script.answers((event, { owner }) => (event.kind === 'message' && owner !== 'agent' ? [effect] : []));
  const late = { ru: '{lead}: {time}', en: '{lead}: {time}' };
  return { ...script.brain, phrases: new Map([['desk-thread.answer-late', late]]) };
}

/** Berlin's winter time until 29 March, summer time after it. */
function berlin(day: number, hour: number, minute = 0): number {
  const at = Date.UTC(2026, 2, day, hour, minute);
  return at - (day < 29 ? 1 : 2) * 60 * MINUTE;
}

/** Passes up to a moment, stopping wherever something is due; tells what came into the thread, and when. */
async function until(at: number): Promise<string[]> {
  const told: string[] = [];
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'short', hour: '2-digit', minute: '2-digit' },
    timeZone: 'Europe/Berlin',
  });
  for (;;) {
    const next = b.clock.next();
    const last = next === null || next > at;
    const before = b.telegram.arrived('post').length;
    await b.pass((last ? at : next) - b.clock.now());
    for (const { text } of b.telegram.arrived('post').slice(before)) {
      told.push(`${clock.format(b.clock.now())} ${text.text.replace('desk-thread.', '')}`);
    }
    if (last) return told;
  }
}

describe('the clocks of cases', () => {
  it('run a week in working time, over a change of the clock and a holiday, and a restart says nothing twice', async () => {
    b = await bench({ start: berlin(27, 16) - PAUSE_MS, settings, brain: handingOver() });
    await b.writes('1', 'help');
    // Friday evening, the weekend and its missing hour do not count; two hours of four are left for Monday.
    expect(await until(berlin(28, 12))).toEqual([]);
    await b.restart();
    expect(await until(berlin(30, 10, 30))).toEqual(['Mon 09:00 unclaimed']);
    await agent.press('claim');
    await b.restart();
    const monday = await until(berlin(30, 17));
    expect(monday).toEqual(['Mon 11:00 answer-due', 'Mon 12:00 lead: 30/03/2026, 11:00']);
    const late = b.telegram.arrived('post').at(-1);
    expect(late?.text.spans).toEqual([{ kind: 'mention', person: '77', offset: 0, length: 16 }]);
    expect(late?.broadcast).toBeUndefined();
    expect(b.telegram.arrived('post').at(-2)?.broadcast).toBe(true);
    // Two hours of Friday and eight of Monday are used up; while the person is waited for, nothing is.
    await agent.writes('Какой у вас домен?');
    expect(await until(berlin(31, 10))).toEqual([]);
    await b.writes('1', 'example.com');
    await b.restart();
    // Of 27 hours 10¼ are left to three quarters: eight on Tuesday, none on Wednesday, 2¼ on Thursday.
    expect(await until(berlin(31, 18) + 7 * DAY)).toEqual([
      'Thu 11:15 resolution-soon',
      'Fri 09:00 resolution-due',
      'Fri 15:45 resolution-late',
    ]);
  });

  it('begin anew with a new wait, end with it, and go by the priority of now', async () => {
    b = await bench({ start: berlin(30, 9) - PAUSE_MS, settings, brain: handingOver() });
    await b.writes('1', 'help');
    await agent.writes('!priority urgent');
    // A quarter of an hour, by day and night; it was to be announced after half of it.
    expect(await until(berlin(30, 9, 20))).toEqual([
      'Mon 09:07 unclaimed',
      'Mon 09:15 answer-due',
      'Mon 09:18 lead: 30/03/2026, 09:15',
    ]);
    await agent.press('resolve');
    expect(await until(berlin(31, 9))).toEqual([]);
    await agent.press('reopen');
    expect((await agent.case()).serviceClock?.startedAt).toBe(berlin(31, 9));
    expect((await until(berlin(31, 9, 15))).map((line) => line.slice(10))).toEqual([
      'answer-soon',
      'answer-due',
    ]);
    await agent.press('hand-back');
    expect((await agent.case()).serviceClock).toBeNull();
    expect(await until(berlin(31, 18))).toEqual([]);
  });

  it('stand while an agent has put the case aside, and remind at the first opening of what came due meanwhile', async () => {
    b = await bench({ start: berlin(30, 9) - PAUSE_MS, settings, brain: handingOver() });
    await b.writes('1', 'help');
    await agent.press('claim');
    await agent.writes('!snooze 2h');
    expect(await until(berlin(30, 12))).toEqual(['Mon 11:00 snooze-over', 'Mon 12:00 answer-soon']);
    expect((await agent.case()).serviceClock).toMatchObject({
      ran: [{ from: berlin(30, 9), to: berlin(30, 9) }],
      runsSince: berlin(30, 11),
    });
    await b.engine.stop();
    b.clock.advance(10 * 60 * MINUTE);
    await b.restart();
    expect(await until(berlin(31, 9))).toEqual(['Tue 09:00 lead: 30/03/2026, 13:00']);
  });
});
