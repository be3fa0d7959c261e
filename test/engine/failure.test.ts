import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Brain } from '../../src/engine/brain.js';
import { USUAL_TARGETS } from '../../src/model/service-clock.js';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import type { Store } from '../../src/store/store.js';
import { agentAt } from '../support/agent.js';
import { bench, messageFrom, PAUSE_MS, type Bench } from '../support/engine.js';
import { shippedBrain } from '../support/shipped.js';

let b: Bench;
const agent = agentAt(() => b);

beforeAll(() => {
  shippedBrain();
});
afterEach(() => b.close());

/** A store in memory whose `history`, which every desk message needs, fails while `broken`. */
async function trouble(): Promise<{ store: Store; broken: boolean }> {
  const sound = await openSqliteStore({ url: 'file::memory:' });
  const state = {
    broken: false,
    store: {
      ...sound,
      history: (id: string) => (state.broken ? Promise.reject(new Error('boom')) : sound.history(id)),
    },
  };
  return state;
}

async function tries(): Promise<void> {
  for (let i = 0; i < 3; i += 1) await b.pass(1_000);
}

describe('a turn that fails for good', () => {
  it('of an agent is told in the thread, so that nobody believes it was done', async () => {
    const state = await trouble();
    b = await bench({ store: state.store });
    await b.writes('1', 'оператор');
    await agent.press('claim');
    state.broken = true;
    await agent.writes('Добрый день');
    await tries();
    state.broken = false;
    expect(b.telegram.arrived('relay')).toEqual([]);
    const last = b.telegram.arrived('post').at(-1);
    expect(last?.kind === 'post' ? last.text.text : '').toContain('was not done');
    await agent.writes('Добрый день, ещё раз');
    expect(b.telegram.said('1').at(-1)).toBe('Добрый день, ещё раз');
  });

  it('of a person whose case people have goes to the thread', async () => {
    let broken = false;
    const brain = (): Brain => ({
      ...shippedBrain(),
      understand: (...args) => {
        if (broken) throw new Error('boom');
        return shippedBrain().understand(...args);
      },
    });
    b = await bench({ brain });
    await b.writes('1', 'оператор');
    broken = true;
    await b.writes('1', 'это сломает бота');
    await tries();
    expect(b.telegram.arrived('post').at(-1)).toMatchObject({
      author: 'Анна',
      text: { text: 'это сломает бота' },
    });
  });
});

describe('a case that is handed over because a turn fails', () => {
  it('is announced again while nobody has it', async () => {
    const brain = (): Brain => ({
      ...shippedBrain(),
      understand: () => {
        throw new Error('boom');
      },
    });
    b = await bench({ brain, settings: { targets: USUAL_TARGETS } });
    await b.writes('1', 'это сломает бота');
    await tries();
    expect((await agent.case()).owner).toBe('queue');
    await b.pass(3 * 60 * 60_000);
    expect(b.telegram.arrived('post').at(-1)?.text.text).toContain('Nobody has claimed case #1 yet');
  });
});

describe('a memory of another version', () => {
  it('hands an open case over, and does not begin anew as if nothing had been said', async () => {
    const sound = await openSqliteStore({ url: 'file::memory:' });
    let foreign = false;
    const store: Store = {
      ...sound,
      loadTurn: async (conversation) => {
        const input = await sound.loadTurn(conversation);
        return foreign ? { ...input, state: { format: 2, whatever: true } } : input;
      },
    };
    b = await bench({ store });
    await b.writes('1', 'сайт не открывается');
    foreign = true;
    await b.writes('1', 'example.org');
    expect(await agent.case()).toMatchObject({ owner: 'queue', dossier: { reason: 'upgrade' } });
    expect(b.telegram.said('1').at(-1)).toMatch(/[а-я]/);
  });
});

describe('the log', () => {
  it('has one line a turn with its numbers, and no word of any message', async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    b = await bench({ settings: { log: pino({ level: 'info' }, sink) } });
    await b.writes('1', 'сайт не открывается secretword.example');
    await b.writes('1', 'secretword.example');
    await b.writes('1', 'позовите человека');
    b.telegram.answerNext({ kind: 'failed', reason: 'blocked', error: 'Forbidden' }, 'relay');
    await agent.press('claim');
    await agent.writes('secretword');
    b.telegram.answerNext({ kind: 'retry', afterMs: 10, error: '500' }, 'post');
    await b.engine.sink.accept(messageFrom('1', 'secretword', { id: 'last', at: b.clock.now() }));
    await b.pass(PAUSE_MS);
    await b.engine.sink.reject({
      id: 'r',
      at: 0,
      channel: 'telegram',
      account: 'bot',
      reason: 'no chat',
      raw: 'secretword',
    });
    const turns = lines.filter((line) => line.includes('"msg":"turn"'));
    expect(turns).toHaveLength(b.reports.length);
    for (const field of ['case', 'decision', 'p', 'margin', 'thresholds', 'ms', 'intent', 'move']) {
      expect(turns[0]).toContain(`"${field}":`);
    }
    expect(lines.length).toBeGreaterThan(turns.length);
    expect(lines.join('')).not.toContain('secretword');
  });
});
