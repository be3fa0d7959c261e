import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Case } from '../../src/model/case.js';
import type { Effect } from '../../src/model/effect.js';
import { agentAt } from '../support/agent.js';
import { dossierOf } from '../support/desk.js';
import { bench, type Bench } from '../support/engine.js';
import { says, scripted, type Scripted } from '../support/scripted.js';

const DAY = 24 * 60 * 60_000;
const TIMERS: Effect = { kind: 'timers', on: true };
const CLOSE: Effect = { kind: 'close', resolution: 'confirmed' };
const HAND_OVER: Effect = {
  kind: 'handover',
  department: 'support',
  priority: 'normal',
  dossier: dossierOf({ reason: 'flow', problem: ['it is down'] }),
};

let b: Bench;
let script: Scripted;
const agent = agentAt(() => b);

beforeEach(async () => {
  script = scripted();
  b = await bench({ brain: script.brain });
});
afterEach(() => b.close());

async function latest(): Promise<Case> {
  const { latest: found } = await b.store.loadTurn('telegram:bot:1:');
  if (found === null) throw new Error('there is no case');
  return found;
}

/** A message to which the bot does this. */
async function turn(...effects: Effect[]): Promise<void> {
  script.answers(() => effects);
  await b.writes('1', 'a message');
}

const closed = (): unknown => script.heard.at(-1)?.context.closed;

describe('a case that has ended', () => {
  it('can be told of until its days are over, and not while another is open', async () => {
    await turn(says('hello'), TIMERS);
    expect(closed()).toBeNull();
    await turn(CLOSE);
    await turn(says('hm'));
    expect(closed()).toEqual({ number: 1, intent: null, resolution: 'confirmed' });
    await b.pass(7 * DAY - 60_000);
    await turn(says('hm'));
    expect(closed()).toEqual({ number: 1, intent: null, resolution: 'confirmed' });
    await b.pass(60_000);
    await turn(says('hm'));
    expect(closed()).toBeNull();
    await turn(TIMERS);
    await turn(says('hm'));
    expect(closed()).toBeNull();
  });

  it('is the open one again, under its number, with all that was found', async () => {
    await turn(says('hello'), HAND_OVER);
    await agent.press('claim');
    await agent.press('resolve');
    const ended = await latest();
    expect(ended).toMatchObject({ owner: 'nobody', resolution: 'by-agent', awaitingSolution: true });
    await turn(says('welcome back'), { kind: 'reopen' }, TIMERS);
    expect({ ...(await latest()), cardMessage: null }).toEqual({
      ...ended,
      cardMessage: null,
      owner: 'bot',
      agent: null,
      awaitingSolution: false,
      closedAt: null,
      resolution: null,
    });
    expect(await b.store.reserveCaseNumber()).toBe(2);
    const history = await b.store.history(ended.id);
    expect(history.slice(-3).map(({ kind, text }) => [kind, text])).toEqual([
      ['event', 'reopen'],
      ['person', 'a message'],
      ['bot', 'welcome back'],
    ]);
    expect(b.telegram.arrived('card').at(-1)).toMatchObject({ card: { caseId: ended.id, actions: [] } });
  });

  it('is reminded of and ends as any other once it is open again', async () => {
    await turn(says('hello'), TIMERS);
    await turn(CLOSE);
    await turn({ kind: 'reopen' }, TIMERS);
    script.answers(() => []);
    await b.pass(30 * 60_000);
    expect(script.heard.at(-1)?.event).toEqual({ kind: 'silence', timer: 'remind' });
    await turn(CLOSE);
    expect(await latest()).toMatchObject({ number: 1, owner: 'nobody', resolution: 'confirmed' });
  });

  it('goes to a person again in its thread, with what was said since', async () => {
    await turn(says('hello'), HAND_OVER);
    await agent.press('claim');
    await agent.press('resolve');
    await turn(says('welcome back'), { kind: 'reopen' }, TIMERS);
    await turn(says('a person comes'), HAND_OVER);
    expect(await latest()).toMatchObject({ owner: 'queue', number: 1 });
    expect(b.telegram.arrived('open-thread')).toHaveLength(1);
    const again = b.telegram.arrived('post').at(-1);
    const text = again?.kind === 'post' ? again.text.text : '';
    expect(text).toContain('welcome back');
    expect(text).not.toContain('hello');
    await agent.press('claim');
    await agent.writes('This is for the person, not what helped');
    expect(b.telegram.said('1').at(-1)).toContain('This is for the person');
  });

  it('stays ended where another case begins', async () => {
    await turn(says('hello'), TIMERS);
    await turn(CLOSE);
    await turn(says('a new one'), TIMERS);
    expect(await latest()).toMatchObject({ number: 2, owner: 'bot' });
  });
});
