import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { agentAt } from '../support/agent.js';
import { bench, chatAt, olga, type Bench } from '../support/engine.js';
import { shippedBrain } from '../support/shipped.js';

let b: Bench;
const agent = agentAt(() => b);
const HOUR_MS = 60 * 60_000;
const pavel = { id: 'pavel', name: 'Pavel', locale: null };

beforeAll(() => {
  shippedBrain();
});
afterEach(() => b.close());

function posts(): string[] {
  return b.telegram.arrived('post').map((post) => post.text.text);
}

/** What the buttons below the latest line order, with their arguments. */
function buttons(): string[] {
  const { actions = [] } = b.telegram.arrived('post').at(-1)?.buttons ?? {};
  return actions.map((one) => [one.action, ...(one.argument === undefined ? [] : [one.argument])].join(' '));
}

describe('an agent', () => {
  it('gives a case to a colleague, by name or by a button, and only to one who is known', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await agent.press('assign');
    expect(posts().at(-1)).toContain('Nobody but you has worked here');
    await agent.writes('// hello', pavel);
    await agent.press('claim');
    await agent.writes('!assign Pavle');
    expect(posts().at(-1)).toContain('Perhaps you meant Pavel');
    await agent.press('assign');
    expect(buttons()).toEqual(['assign pavel']);
    await agent.press('assign', olga, 'pavel');
    expect(await agent.case()).toMatchObject({ owner: 'agent', agent: pavel });
    expect(b.telegram.said('1').at(-1)).toContain('Pavel');
    await agent.writes('is this read?', olga);
    expect(b.telegram.arrived('relay')).toEqual([]);
    await agent.writes('!assign me', olga);
    await agent.writes('Hello', olga);
    expect(b.telegram.said('1').at(-1)).toBe('Hello');
  });

  it('says once what they speak, and is told who speaks what they do not', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await agent.writes('!languages ru', pavel);
    await agent.writes('!languages de');
    expect(posts().at(-1)).toContain('nothing was changed');
    await agent.writes('!languages en');
    await agent.writes('// back again');
    await agent.press('claim');
    expect(posts().at(-1)).toContain('Who answers in it: Pavel');
    await agent.press('assign');
    expect(buttons()).toEqual(['assign pavel']);
    await agent.press('assign', olga, 'pavel');
    expect(posts().at(-1)).not.toContain('Who answers in it');
  });

  it('chooses department and priority from buttons', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await agent.press('more');
    expect(buttons()).toEqual([
      'template',
      'collect',
      'assign',
      'department',
      'priority',
      'intent',
      'snooze',
      'ban',
    ]);
    await agent.press('priority');
    expect(buttons()).toEqual(['priority high', 'priority urgent']);
    await agent.press('priority', olga, 'urgent');
    await agent.press('department');
    expect(buttons()).toContain('department billing');
    await agent.press('department', olga, 'billing');
    await agent.press('department', olga, 'sales');
    expect(posts().at(-1)).toContain('There is no order');
    expect(await agent.case()).toMatchObject({ department: 'billing', priority: 'urgent' });
  });

  it('puts a case aside until a time is over, the person writes, or it is taken up again', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await agent.writes('!snooze 1d', pavel);
    await agent.press('claim');
    expect((await agent.case()).snoozedUntil).toBeNull();
    await agent.writes('!snooze a while');
    expect(posts().at(-1)).toContain('nothing was changed');
    await agent.press('snooze');
    expect(buttons()).toContain('snooze 4h');
    await agent.press('snooze', olga, '4h');
    expect((await agent.case()).snoozedUntil).toBe(b.clock.now() + 4 * HOUR_MS);
    expect(b.telegram.arrived('card').at(-1)?.card.body.text).toContain('Snoozed until');
    await b.restart();
    await b.pass(4 * HOUR_MS);
    expect(posts().at(-1)).toContain('is over');
    expect((await agent.case()).snoozedUntil).toBeNull();

    await agent.writes('!snooze 1d');
    await b.writes('1', 'ещё вопрос');
    expect(posts().slice(-2)).toEqual([expect.stringContaining('not snoozed any more'), 'ещё вопрос']);
    const told = posts().length;
    await b.pass(25 * HOUR_MS);
    expect(posts()).toHaveLength(told);

    await agent.writes('!snooze 1d');
    await agent.writes('!wake');
    expect((await agent.case()).snoozedUntil).toBeNull();
    await agent.writes('!wake');
    expect(posts().at(-1)).toBe('The case is not snoozed.');
    await agent.writes('!snooze 1d');
    await agent.press('resolve');
    expect((await agent.case()).snoozedUntil).toBeNull();
  });

  it('merges a case into an earlier one of the same person, which goes on', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await agent.press('claim');
    await agent.press('resolve');
    await agent.writes('//');
    await b.pass(8 * 24 * HOUR_MS);
    await b.writes('1', 'позовите оператора');
    await b.writes('1', 'счёт 42 не оплачен');
    const second = await agent.case();
    await agent.press('claim', pavel);
    for (const [order, told] of [
      ['!merge 99', 'There is no case #99'],
      ['!merge 2', 'this very case'],
    ] as const) {
      await agent.writes(order, pavel);
      expect(posts().at(-1)).toContain(told);
    }
    await agent.writes('!merge #1', pavel);
    expect(await b.store.caseById(second.id)).toMatchObject({ owner: 'nobody', mergedInto: 1 });
    expect(await agent.case()).toMatchObject({ number: 1, owner: 'agent', agent: pavel });
    expect(posts().at(-1)).toContain('счёт 42 не оплачен');
    expect(b.telegram.said('1').at(-1)).toContain('№1');
    await b.writes('1', 'хорошо');
    const { delivery, thread } = b.telegram.tried.at(-1) ?? {};
    expect(delivery).toMatchObject({ kind: 'post', text: { text: 'хорошо' } });
    expect(thread).toEqual((await agent.case()).desk);
    await agent.writes('Добрый день', pavel);
    expect(b.telegram.said('1').at(-1)).toBe('Добрый день');
  });

  it('does not merge the cases of two people', async () => {
    b = await bench();
    await b.give({
      ...{ kind: 'command', id: 'c', at: b.clock.now(), address: chatAt('2') },
      ...{ person: pavel, name: 'human', argument: '' },
    });
    await b.writes('1', 'оператор');
    await agent.press('claim');
    await agent.writes('!merge 1');
    expect(posts().at(-1)).toContain('another person');
    expect(await agent.case()).toMatchObject({ number: 2, owner: 'agent' });
  });

  it('refuses spam: the bot is silent until the mark is taken back', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await agent.press('ban');
    expect(await agent.case()).toMatchObject({ owner: 'nobody', resolution: 'spam' });
    const said = b.telegram.said('1').length;
    await b.writes('1', 'купите слона');
    await b.restart();
    await b.writes('1', 'сайт не открывается');
    expect(b.telegram.said('1')).toHaveLength(said);
    expect(b.reports.at(-1)).toMatchObject({ move: 'banned', case: 1 });
    expect(await b.store.bans()).toMatchObject([{ person: { id: 'anna' }, by: 'olga' }]);
    await agent.writes('!follow-up 1d');
    expect(posts().at(-1)).toContain('will not be asked');
    await agent.press('reopen', pavel);
    await b.writes('1', 'я не робот');
    expect(posts().at(-1)).toBe('я не робот');
    await agent.press('resolve', pavel);
    const silent = b.telegram.said('1').length;
    await b.writes('1', 'сайт не открывается');
    expect(b.telegram.said('1')).toHaveLength(silent);
    await agent.writes('!not-spam', pavel);
    await b.writes('1', 'сайт не открывается');
    expect(b.telegram.said('1').length).toBeGreaterThan(silent);
  });
});

describe('the bot asks for an agent', () => {
  /** A case that Olga has, in which the bot asks what the flow for unreachable sites asks. */
  async function collecting(): Promise<void> {
    b = await bench();
    await b.writes('1', 'оператор');
    await agent.press('claim');
    await agent.writes('!ask site-unavailabel');
    expect(buttons()).toContain('collect site-unavailable');
    await agent.press('collect', olga, 'site-unavailable');
    expect(await agent.case()).toMatchObject({ owner: 'bot', agent: null, collector: olga });
  }

  it('and comes back with the answers', async () => {
    await collecting();
    await b.writes('2', 'оператор');
    expect(b.telegram.said('1').at(-1)).toContain('Olga просит уточнить');
    await b.writes('1', 'shop.example.org');
    await b.restart();
    await b.writes('1', 'позовите человека');
    expect(await agent.case()).toMatchObject({ owner: 'agent', agent: olga, collector: null });
    expect(posts().at(-1)).toMatch(/Olga has the case again[^]*shop\.example\.org/);
    // Nobody waits in a queue: Olga goes on.
    expect(b.telegram.said('1').at(-1)).toContain('снова отвечает Olga');
    expect(b.telegram.said('1').at(-1)).not.toMatch(/перед вашим|Пока ждёте|Номер/);
    expect(b.telegram.arrived('say').at(-1)?.choices).toEqual([]);
    expect((await b.store.misses()).misses).toEqual([]);
    expect(b.telegram.arrived('card').at(-1)?.card.body.text).toContain('shop.example.org');
    await agent.writes('Вижу, спасибо');
    expect(b.telegram.said('1').at(-1)).toBe('Вижу, спасибо');
    await b.writes('1', 'да');
    expect(posts().at(-1)).toBe('да');
  });

  it('and gives the case back when nobody answers', async () => {
    await collecting();
    await b.pass(26 * HOUR_MS);
    expect(await agent.case()).toMatchObject({ owner: 'agent', agent: olga });
    expect(posts().at(-1)).toContain('Olga has the case again');
  });

  it('until somebody does not want to wait', async () => {
    await collecting();
    await agent.press('claim', pavel);
    expect(await agent.case()).toMatchObject({ owner: 'agent', agent: pavel, collector: null });
    await b.writes('1', 'shop.example.org');
    expect(posts().at(-1)).toBe('shop.example.org');
    await agent.press('hand-back', pavel);
    expect((await agent.case()).owner).toBe('bot');
  });

  it('and gives the case to the queue where that agent leaves the desk meanwhile', async () => {
    await collecting();
    const { desk } = await agent.case();
    if (desk === null) throw new Error('the case has no thread');
    await b.engine.sink.left({ id: 'left', at: b.clock.now(), desk: { ...desk, thread: '' }, agent: olga });
    await b.engine.idle();
    expect(await agent.case()).toMatchObject({ owner: 'queue', agent: null, collector: null });
    expect(posts().at(-1)).toContain('Olga has left');
    await b.writes('1', 'shop.example.org');
    expect(posts().at(-1)).toBe('shop.example.org');
  });
});
