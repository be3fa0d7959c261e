import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from '../../src/desk/place.js';
import type { Address } from '../../src/model/address.js';
import { START_MS } from '../support/app.js';
import { agentAt } from '../support/agent.js';
import { bench, deskAt, olga, type Bench } from '../support/engine.js';
import { shippedBrain } from '../support/shipped.js';

let b: Bench;
const agent = agentAt(() => b);
const pavel = { id: 'pavel', name: 'Pavel', locale: null };
const BILLING: Desk = { address: { ...deskAt('slack'), chat: 'billing' }, department: 'billing' };

beforeAll(() => {
  shippedBrain();
}, START_MS);
afterEach(() => b.close());

/** A case that Olga has, in Telegram's desk. */
async function claimed(): Promise<Address> {
  b = await bench({ desks: ['telegram', BILLING] });
  await b.writes('1', 'оператор');
  await agent.press('claim');
  await agent.writes('// he paid twice', pavel);
  const { desk } = await agent.case();
  if (desk === null) throw new Error('the case has no thread');
  return desk;
}

/** What was said in threads that cases have left, a line each. */
function toldInFormer(): string[] {
  return b.telegram.arrived('post').flatMap(({ former, text }) => (former === undefined ? [] : [text.text]));
}

describe('a case that is passed to a department with a desk of its own', () => {
  it('goes on there, with all that was said and noted, and whoever had it has it no longer', async () => {
    const left = await claimed();
    await agent.press('snooze');
    await agent.writes('!snooze 2h');
    await agent.writes('!department billing');
    expect(await agent.case()).toMatchObject({
      ...{ owner: 'queue', agent: null, department: 'billing', snoozedUntil: null },
      ...{ waitingSince: b.clock.now(), desk: { channel: 'slack', chat: 'billing' } },
    });
    const [opened] = b.slack.arrived('open-thread');
    expect(opened?.card).toMatchObject({ state: 'waiting' });
    const [told] = b.slack.arrived('post');
    expect(told?.text.text).toMatch(/passed here[\s\S]*оператор[\s\S]*Pavel \(note\): .*he paid twice/);
    expect(toldInFormer()).toEqual([expect.stringMatching(/billing now \(Olga\)[\s\S]*another thread/)]);
    const old = b.telegram.arrived('card').at(-1);
    expect(old).toMatchObject({ former: { address: left }, card: { state: 'elsewhere', actions: [] } });
    await b.writes('1', 'вы тут?');
    expect(b.slack.arrived('post').at(-1)?.text.text).toBe('вы тут?');
    await agent.press('claim', pavel);
    await agent.writes('It is done', pavel);
    expect(b.telegram.said('1').at(-1)).toBe('It is done');
  });

  it('is not to be acted on from the thread that it has left, and nothing from there reaches the person', async () => {
    const left = await claimed();
    await agent.writes('!department billing');
    const heard = b.telegram.said('1').length;
    await agent.press('claim', olga, undefined, left);
    await agent.writes('!claim', olga, undefined, left);
    await agent.writes('Sorry, one more thing', olga, undefined, left);
    expect(await agent.case()).toMatchObject({ owner: 'queue', agent: null });
    expect(b.telegram.said('1')).toHaveLength(heard);
    expect(toldInFormer().slice(1)).toEqual(
      Array(3).fill(expect.stringContaining('The person does not see what is written here')),
    );
    const notes = (await b.store.history((await agent.case()).id)).filter(({ kind }) => kind === 'note');
    expect(notes.at(-1)?.text).toBe('Sorry, one more thing');
  });

  it('moves when the bot hands it over again for another department, and not for its own', async () => {
    await claimed();
    await agent.writes('!department domains');
    expect(await agent.case()).toMatchObject({ owner: 'agent', desk: { chat: 'telegram-desk' } });
    expect(b.slack.tried).toEqual([]);
    await agent.press('hand-back');
    await b.writes('1', 'как вернуть деньги за хостинг');
    await b.writes('1', 'оператор');
    const again = await agent.case();
    expect(again).toMatchObject({ owner: 'queue', department: 'billing', desk: { chat: 'billing' } });
    expect(toldInFormer()).toEqual([
      expect.stringContaining('Case #1 goes on in another thread, with billing'),
    ]);
  });

  it('is not held up by a former desk where the bot cannot write any more', async () => {
    await claimed();
    b.telegram.answerNext({ kind: 'retry', afterMs: 60_000, error: 'kicked', deskAway: true }, 'post');
    b.telegram.answerNext({ kind: 'retry', afterMs: 60_000, error: 'kicked', deskAway: true }, 'card');
    await agent.writes('!department billing');
    expect((await agent.case()).desk).toMatchObject({ channel: 'slack' });
    expect(b.slack.arrived('post')).toHaveLength(1);
    b.telegram.answerNext({ kind: 'thread-gone', error: 'deleted' }, 'post');
    await b.pass(60_000);
    expect((await agent.case()).desk).toMatchObject({ channel: 'slack' });
  });
});

describe('an agent who leaves the desk', () => {
  it('gives back what they have there and nothing else, once', async () => {
    const desk = await claimed();
    const departure = { id: 'left-1', at: b.clock.now(), desk: { ...desk, thread: '' } };
    await b.engine.sink.left({ ...departure, agent: pavel });
    await b.engine.sink.left({ ...departure, id: 'left-2', desk: BILLING.address, agent: olga });
    await b.engine.idle();
    expect((await agent.case()).owner).toBe('agent');
    await b.pass(60_000);
    await b.engine.sink.left({ ...departure, agent: olga });
    await b.engine.sink.left({ ...departure, agent: olga });
    await b.engine.idle();
    expect(await agent.case()).toMatchObject({ owner: 'queue', agent: null, waitingSince: b.clock.now() });
    const lines = b.telegram.arrived('post').filter(({ text }) => text.text.includes('has left'));
    expect(lines.map(({ text }) => text.text)).toEqual([expect.stringContaining('Olga has left')]);
    expect(b.telegram.arrived('card').at(-1)?.card.state).toBe('waiting');
    expect((await b.store.agents('telegram', 'bot')).map(({ person }) => person.id)).toEqual([]);
    await agent.press('claim', pavel);
    await b.engine.sink.left({ ...departure, agent: olga });
    await b.engine.idle();
    expect((await agent.case()).agent).toMatchObject({ id: 'pavel' });
  });
});
