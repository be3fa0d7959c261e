import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Effect } from '../../src/model/effect.js';
import { bench, chatAt, messageFrom, PAUSE_MS, type Bench } from '../support/engine.js';
import { says, scripted, type Scripted } from '../support/scripted.js';

const MINUTE = 60_000;
const wait = (run: number, minutes: number): Effect => ({ kind: 'timers', on: true, wait: { run, minutes } });
const SILENCE: Effect = { kind: 'timers', on: true };

let b: Bench;
let script: Scripted;
/** What the dialogue waits for, in minutes of the clock. */
let waits: Effect;

beforeEach(async () => {
  script = scripted();
  waits = wait(1, 60);
  script.answers(({ kind }) =>
    kind === 'elapsed' ? [says('time is over'), SILENCE] : [says('I wait'), waits],
  );
  b = await bench({ brain: script.brain });
});
afterEach(() => b.close());

const events = (): string[] =>
  script.heard.map(({ event }) => (event.kind === 'elapsed' ? `elapsed ${String(event.run)}` : event.kind));

describe('a wait', () => {
  it('ends once, after its time, and silence is no matter until then', async () => {
    await b.writes('1', 'it will take an hour');
    await b.pass(59 * MINUTE);
    expect(events()).toEqual(['message']);
    await b.pass(MINUTE);
    expect(events()).toEqual(['message', 'elapsed 1']);
    expect(b.telegram.said('1')).toEqual(['I wait', 'time is over']);
    await b.pass(30 * MINUTE);
    expect(events()).toEqual(['message', 'elapsed 1', 'silence']);
  });

  it('is not put off by what the person writes, corrects or sends meanwhile', async () => {
    await b.writes('1', 'it will take an hour');
    for (let minutes = 0; minutes < 50; minutes += 10) {
      await b.pass(10 * MINUTE);
      await b.writes('1', 'still waiting');
    }
    const { id, at, address, message, masked, person } = messageFrom('1', '', {
      id: 'edit',
      at: b.clock.now(),
    });
    await b.give({ kind: 'edit', id, at, address, message, masked, person, text: 'two hours' });
    await b.pass(10 * MINUTE);
    expect(events().at(-1)).toBe('elapsed 1');
  });

  it('keeps its end while something else is open, and is over at once where that took longer', async () => {
    await b.writes('1', 'it will take an hour');
    await b.pass(20 * MINUTE);
    waits = SILENCE;
    await b.writes('1', 'something else meanwhile');
    await b.pass(20 * MINUTE);
    waits = wait(1, 60);
    await b.writes('1', 'back to it');
    await b.pass(20 * MINUTE);
    expect(events().at(-1)).toBe('elapsed 1');

    waits = wait(2, 60);
    await b.writes('1', 'it will take another hour');
    waits = SILENCE;
    await b.writes('1', 'something else meanwhile');
    for (let minutes = 0; minutes < 80; minutes += 20) {
      await b.pass(20 * MINUTE);
      await b.writes('1', 'still something else');
    }
    waits = wait(2, 60);
    await b.writes('1', 'back to it');
    await b.pass(0);
    expect(events().at(-1)).toBe('elapsed 2');
  });

  it('leaves what is open meanwhile its reminder, also where the person corrects a message', async () => {
    await b.writes('1', 'it will take an hour');
    waits = SILENCE;
    await b.writes('1', 'something else meanwhile');
    await b.pass(20 * MINUTE);
    const { id, at, address, message, masked, person } = messageFrom('1', '', {
      id: 'edit',
      at: b.clock.now(),
    });
    await b.give({ kind: 'edit', id, at, address, message, masked, person, text: 'something other' });
    await b.pass(20 * MINUTE);
    expect(events()).toEqual(['message', 'message']);
    await b.pass(10 * MINUTE);
    expect(events()).toEqual(['message', 'message', 'silence']);
  });

  it('of an earlier case says nothing about one of the same number, after an upgrade', async () => {
    await b.writes('1', 'it will take an hour');
    script.answers(() => [{ kind: 'close', resolution: 'cancelled' }]);
    await b.writes('1', 'never mind');
    await b.pass(90 * MINUTE);
    script.answers(() => [says('I wait'), wait(1, 60)]);
    await b.writes('1', 'another problem');
    await b.pass(59 * MINUTE);
    expect(events()).toEqual(['message', 'message', 'message']);
  });

  it('keeps its end across a restart', async () => {
    await b.writes('1', 'it will take an hour');
    await b.restart();
    await b.pass(40 * MINUTE);
    await b.writes('1', 'still waiting');
    await b.restart();
    await b.pass(20 * MINUTE);
    expect(events().at(-1)).toBe('elapsed 1');
  });

  it('of another run begins anew, and the one before it never ends', async () => {
    await b.writes('1', 'it will take an hour');
    await b.pass(30 * MINUTE);
    waits = wait(2, 60);
    await b.writes('1', 'no, begin again');
    await b.pass(45 * MINUTE);
    expect(events()).toEqual(['message', 'message']);
    await b.pass(15 * MINUTE);
    expect(events()).toEqual(['message', 'message', 'elapsed 2']);
  });

  it('that is over in the moment in which something else is waited for is not told', async () => {
    await b.writes('1', 'it will take an hour');
    await b.pass(60 * MINUTE - PAUSE_MS);
    waits = wait(2, 600);
    await b.engine.sink.accept(messageFrom('1', 'no, begin again', { id: 'late', at: b.clock.now() }));
    await b.pass(PAUSE_MS);
    expect(events()).toEqual(['message', 'message']);
    expect(b.reports.map(({ move }) => move)).toEqual(['message', 'message', 'late-timer']);
  });

  it('ends with the case', async () => {
    await b.writes('1', 'it will take an hour');
    script.answers(() => [{ kind: 'close', resolution: 'cancelled' }]);
    await b.give({
      kind: 'command',
      id: 'c',
      at: b.clock.now(),
      address: chatAt('1'),
      person: { id: 'anna', name: 'Anna', locale: null },
      name: 'cancel',
      argument: '',
    });
    await b.pass(24 * 60 * MINUTE);
    expect(events()).toEqual(['message', 'command']);
  });
});
