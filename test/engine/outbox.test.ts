import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import type { Store } from '../../src/store/store.js';
import { agentAt } from '../support/agent.js';
import { bench, chatAt, messageFrom, olga, PAUSE_MS, type Bench } from '../support/engine.js';
import { shippedBrain } from '../support/shipped.js';

let b: Bench;
const agent = agentAt(() => b);

beforeAll(() => {
  shippedBrain();
});
afterEach(() => b.close());

async function commands(name: 'new' | 'status', id: string): Promise<void> {
  const at = b.clock.now();
  await b.give({ kind: 'command', id, at, address: chatAt('1'), person: olga, name, argument: '' });
}

describe('a desk that refuses a thread', () => {
  it('is tried again, and nothing that waits for it is lost', async () => {
    b = await bench();
    for (let i = 0; i < 3; i += 1) {
      b.telegram.answerNext({ kind: 'failed', reason: 'refused', error: 'not enough rights' }, 'open-thread');
    }
    await b.writes('1', 'оператор');
    await b.writes('1', 'сайт лежит с утра');
    expect(b.telegram.arrived('open-thread')).toEqual([]);
    for (let i = 0; i < 4; i += 1) await b.pass(5_000);
    expect(b.telegram.arrived('open-thread')).toHaveLength(1);
    const posts = b.telegram.arrived('post').map((post) => post.text.text);
    expect(posts.filter((line) => line.includes('сайт лежит с утра'))).toHaveLength(1);
  });

  it('for a day gets the case announced anew, with all that was said', async () => {
    b = await bench();
    const day = 24 * 60 * 60_000;
    for (let i = 0; i < 1_000; i += 1) {
      b.telegram.answerNext({ kind: 'failed', reason: 'refused', error: 'not enough rights' }, 'open-thread');
    }
    await b.writes('1', 'оператор');
    await b.writes('1', 'сайт лежит с утра');
    for (let hour = 0; hour < 25; hour += 1) await b.pass(day / 24);
    b.telegram.forgetPlans();
    await b.pass(2 * 60 * 60_000);
    await b.pass(60 * 60_000);
    expect((await agent.case()).desk).not.toBeNull();
    const posts = b.telegram.arrived('post').map((post) => post.text.text);
    expect(posts.join('\n')).toContain('сайт лежит с утра');
  });
});

describe('a thread that is lost', () => {
  it('after other trouble is still opened anew', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    for (let i = 0; i < 4; i += 1) {
      b.telegram.answerNext({ kind: 'retry', afterMs: 1_000, error: '500' }, 'post');
    }
    b.telegram.answerNext({ kind: 'thread-gone', error: 'message thread not found' }, 'post');
    await b.writes('1', 'ещё одно');
    for (let i = 0; i < 6; i += 1) await b.pass(2_000);
    expect(b.telegram.arrived('open-thread')).toHaveLength(2);
    expect(b.telegram.arrived('post').at(-1)).toMatchObject({ text: { text: 'ещё одно' } });
  });

  it('again and again is given up, and threads are not opened for ever', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    for (let i = 0; i < 100; i += 1) {
      b.telegram.answerNext({ kind: 'thread-gone', error: 'message thread not found' }, 'post');
    }
    await b.writes('1', 'ещё одно');
    for (let i = 0; i < 20; i += 1) await b.pass(1_000);
    expect(b.telegram.arrived('open-thread').length).toBeLessThan(10);
  });

  it('while a card is written again is opened anew', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    b.telegram.answerNext({ kind: 'thread-gone', error: 'message to edit not found' }, 'card');
    await agent.press('claim');
    await b.pass(1_000);
    expect(b.telegram.arrived('open-thread')).toHaveLength(2);
    expect((await agent.case()).desk).not.toBeNull();
  });
});

describe('what was asked', () => {
  it('in a case that is over is not asked any more', async () => {
    b = await bench();
    b.telegram.answerNext({ kind: 'retry', afterMs: 60_000, error: '429' }, 'say');
    await b.writes('1', 'сайт не открывается');
    await commands('new', 'new');
    await b.writes('1', 'оператор');
    await agent.press('claim');
    await b.pass(61_000);
    expect(b.telegram.said('1').filter((text) => text.includes('Какой сайт'))).toEqual([]);
    expect(b.telegram.said('1').at(-1)).toContain('На связи Olga');
  });
});

describe('a chat that moves', () => {
  it('while another thread of it is being written to does not make that one be sent twice', async () => {
    b = await bench();
    const open = b.telegram.hold();
    const begun = b.telegram.begins('say');
    await b.engine.sink.accept(messageFrom('1', 'сайт не открывается', { id: 'slow', at: b.clock.now() }));
    b.clock.advance(PAUSE_MS);
    await begun;
    // From here on sends do not wait; the one that has begun still does.
    b.telegram.hold()();
    b.telegram.answerNext({ kind: 'moved', from: '1', to: '-1001' }, 'say');
    const other = { ...messageFrom('1', 'оператор', { id: 'fast', at: b.clock.now() }) };
    await b.engine.sink.accept({ ...other, address: { ...chatAt('1'), thread: '5' } });
    b.clock.advance(PAUSE_MS);
    await turnsOfTheLoop();
    open();
    await b.pass(1_000);
    expect(b.telegram.said('1')).toHaveLength(1);
    expect(b.telegram.said('-1001')).toHaveLength(1);
  });
});

/** A store in memory, with some of its calls replaced. */
async function storeWith(change: (store: Store) => Partial<Store>): Promise<Store> {
  const store = await openSqliteStore({ url: 'file::memory:' });
  return { ...store, ...change(store) };
}

describe('a store in trouble', () => {
  it('does not make the bot say the same thing again', async () => {
    let failures = 3;
    const store = await storeWith((sound) => ({
      settle: (...args) => {
        failures -= 1;
        return failures < 0 ? sound.settle(...args) : Promise.reject(new Error('the disk is full'));
      },
    }));
    b = await bench({ store });
    const begun = b.telegram.begins('say');
    await b.engine.sink.accept(messageFrom('1', 'сайт не открывается', { id: 'a', at: b.clock.now() }));
    b.clock.advance(PAUSE_MS);
    await begun;
    await turnsOfTheLoop();
    for (let i = 0; i < 4; i += 1) {
      b.clock.advance(10_000);
      await turnsOfTheLoop();
    }
    await b.engine.idle();
    expect(failures).toBeLessThan(0);
    expect(b.telegram.said('1')).toHaveLength(1);
    await commands('status', 'status');
    expect(b.telegram.said('1')).toHaveLength(2);
  });
});

/** Lets everything go on that waits for nothing but its turn. */
async function turnsOfTheLoop(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('stopping', () => {
  it('does not wait for ever for a platform that hangs, and the next start goes on', async () => {
    b = await bench();
    const open = b.telegram.hold();
    const begun = b.telegram.begins('say');
    await b.engine.sink.accept(messageFrom('1', 'сайт не открывается', { id: 'a', at: b.clock.now() }));
    b.clock.advance(PAUSE_MS);
    await begun;
    const stopped = b.engine.stop();
    await turnsOfTheLoop();
    b.clock.advance(10_000);
    await stopped;
    expect(b.telegram.said('1')).toEqual([]);
    open();
  });
});

describe('a backlog', () => {
  it('is listed once and not once for each turn, and every conversation is handled', async () => {
    let listed = 0;
    const store = await storeWith((sound) => ({
      pending: (scope) => {
        listed += 1;
        return sound.pending(scope);
      },
    }));
    b = await bench({ store });
    const at = b.clock.now() - PAUSE_MS;
    for (let i = 0; i < 200; i += 1) {
      await store.accept(messageFrom(String(i), 'оператор', { id: `m${String(i)}`, at }));
    }
    listed = 0;
    await b.restart();
    expect(b.reports).toHaveLength(200);
    expect(listed).toBeLessThan(10);
  });

  it('of more lanes than are sent at once does not make the engine ask the store again and again', async () => {
    let asked = 0;
    const store = await storeWith((sound) => ({
      nextDue: (...args) => {
        asked += 1;
        return sound.nextDue(...args);
      },
    }));
    b = await bench({ store });
    const open = b.telegram.hold();
    const at = b.clock.now();
    for (let i = 0; i < 60; i += 1) {
      await b.engine.sink.accept(messageFrom(String(i), 'сайт не открывается', { id: `m${String(i)}`, at }));
    }
    const begun = b.telegram.begins('say');
    b.clock.advance(PAUSE_MS);
    await begun;
    await turnsOfTheLoop();
    asked = 0;
    for (let i = 0; i < 50; i += 1) {
      b.clock.advance(1);
      await turnsOfTheLoop();
    }
    expect(asked).toBe(0);
    open();
    await b.engine.idle();
    for (let i = 0; i < 60; i += 1) expect(b.telegram.said(String(i))).toHaveLength(1);
  });
});
