import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { agentAt } from '../support/agent.js';
import { bench, type Bench } from '../support/engine.js';
import { shippedBrain } from '../support/shipped.js';

let b: Bench;
const agent = agentAt(() => b);

beforeAll(() => {
  shippedBrain();
});
afterEach(() => b.close());

function posts(): string[] {
  return b.telegram.arrived('post').map((post) => post.text.text);
}

async function command(chat: string, name: 'status', id: string): Promise<void> {
  await b.give({
    kind: 'command',
    id,
    at: b.clock.now(),
    address: { channel: 'telegram', account: 'bot', chat, thread: '' },
    person: { id: 'anna', name: 'Анна', locale: 'ru' },
    name,
    argument: '',
  });
}

describe('the queue', () => {
  it('has a place for who is handed over, as it is at that moment, and agents see it in a thread', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    expect(b.telegram.said('1').at(-1)).not.toContain('перед вашим');
    await b.writes('2', 'оператор');
    expect(b.telegram.said('2').at(-1)).toContain('Обращений перед вашим сейчас: 1.');
    // What is dangerous comes first, whoever waits longer.
    await b.writes('3', 'на наш сайт идёт ddos атака');
    expect(b.telegram.said('3').at(-1)).not.toContain('перед вашим');
    await agent.writes('!queue');
    const list = posts().at(-1)?.split('\n') ?? [];
    expect(list[0]).toBe('Cases that people have: 3');
    expect(list.slice(1).map((line) => line.slice(0, 2))).toEqual(['#3', '#1', '#2']);
    expect(list[1]).toContain('urgent · security');
    await agent.press('claim');
    await command('2', 'status', 's1');
    expect(b.telegram.said('2').at(-1)).not.toContain('перед вашим');
    await agent.writes('!очередь');
    expect(posts().at(-1)?.split('\n').at(-1)).toMatch(/^#1 · .* · claimed by Olga$/);
  });

  it('is left by who goes on with the bot, and the thread is told; with an agent it cannot be', async () => {
    b = await bench();
    await b.writes('1', 'сайт example.com не открывается');
    const question = b.telegram.said('1').at(-1) ?? '';
    await b.writes('1', 'позовите человека');
    await b.writes('1', 'продолжить с ботом');
    expect(await agent.case()).toMatchObject({ owner: 'bot', serviceClock: null, waitingSince: null });
    expect(b.telegram.said('1').at(-1)).toContain('Хорошо, продолжим здесь.');
    expect(b.telegram.said('1').at(-1)).toContain(question.split('\n').at(-1) ?? '');
    expect(posts().at(-1)).toContain('goes on with the bot');
    expect(await b.store.queue()).toEqual([]);
    await b.writes('1', 'позовите человека');
    await agent.press('claim');
    await b.writes('1', 'продолжить с ботом');
    expect((await agent.case()).owner).toBe('agent');
    expect(posts().at(-1)).toContain('продолжить с ботом');
  });
});
