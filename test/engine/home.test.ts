import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { homeInWords } from '../../src/desk/home.js';
import { agentAt } from '../support/agent.js';
import { bench, deskAt, olga, type Bench } from '../support/engine.js';
import { shippedBrain } from '../support/shipped.js';

let b: Bench;
const agent = agentAt(() => b);
const desks = [deskAt('telegram')];

beforeAll(() => {
  shippedBrain();
});
afterEach(() => b.close());

describe('an agent at the desk', () => {
  it('sees their cases, the queue and today, as they are once what they pressed was handled', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    const { id, desk, address } = await agent.case();
    const before = await b.engine.sink.home({ agent: olga, desks, after: null });
    expect(homeInWords(before).text).toMatch(
      /My cases: 0\n[\s\S]*The queue: 1\n#1 [\s\S]*Handed over: 1\. Waiting now: 1/,
    );
    const claim = { kind: 'desk-action', id: 'claim', at: b.clock.now(), caseId: id } as const;
    await b.engine.sink.accept({ ...claim, address: desk ?? address, agent: olga, action: 'claim' });
    const after = await b.engine.sink.home({ agent: olga, desks, after: 'claim' });
    expect(homeInWords(after).text).toMatch(/My cases: 1\n#1 [\s\S]*The queue: 0\n/);
    await agent.writes('!home');
    expect(b.telegram.arrived('post').at(-1)?.text.text).toBe(homeInWords(after).text);
  });

  it('has what a form brings kept without secrets, also where the case has gone elsewhere meanwhile', async () => {
    const billing = { ...deskAt('telegram'), chat: 'billing' };
    b = await bench({ desks: ['telegram', { address: billing, department: 'billing' }] });
    await b.writes('1', 'оператор');
    const { desk, id } = await agent.case();
    if (desk === null) throw new Error('the case has no thread');
    await agent.press('claim');
    const form = { action: 'resolve', caseId: id, agent: olga, desk: deskAt('telegram') } as const;
    expect((await b.engine.sink.form(form))?.text?.label).toContain('What helped');
    await agent.press('note', olga, 'password: hunter2hunter2');
    await agent.writes('!department billing');
    await agent.press('resolve', olga, 'Renewed it.', desk);
    const notes = (await b.store.history(id)).filter(({ kind }) => kind === 'note').map(({ text }) => text);
    expect(notes).toEqual([expect.not.stringContaining('hunter2'), 'Renewed it.']);
    expect((await agent.case()).owner).toBe('queue');
  });
});
