import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../src/model/case.js';
import { agentAt } from '../support/agent.js';
import { bench, type Bench } from '../support/engine.js';
import { shippedBrain } from '../support/shipped.js';

let b: Bench;
const agent = agentAt(() => b);
const LONG = 'я'.repeat(10_000);
const pavel = { id: 'pavel', name: 'Pavel', locale: null };

beforeAll(() => {
  shippedBrain();
});
afterEach(() => b.close());

/** What the thread and the person are told by something, and how the case stands before and after it. */
async function after(
  act: () => Promise<void>,
): Promise<{ posts: string[]; told: string[]; before: Case; now: Case }> {
  const before = await agent.case();
  const posts = b.telegram.arrived('post').length;
  const told = b.telegram.said('1').length;
  await act();
  return {
    before,
    now: await agent.case(),
    posts: b.telegram
      .arrived('post')
      .slice(posts)
      .map(({ text }) => text.text),
    told: b.telegram.said('1').slice(told),
  };
}

/** What an agent may get wrong in a case that they have, and what the answer says. */
const WRONG: readonly (readonly [written: string, answer: string])[] = [
  ['!relase', '!release'],
  ['!xyzzy', 'no order !xyzzy'],
  [`!${LONG}`, 'no order'],
  ['!template xyzzy', 'no template "xyzzy"'],
  [`!template ${LONG}`, 'no template'],
  ['!send no-such-issue', 'no solved issue "no-such-issue"'],
  [`!send ${LONG}`, 'no solved issue'],
  ['!find', '!find …'],
  [`!find ${LONG}`, 'found'],
  ['!note', '!note …'],
  ['!merge', '!merge 12'],
  ['!merge twelve', '!merge 12'],
  ['!merge 99', 'no case #99'],
  ['!department marss', '!department'],
  ['!priority urgentt', '!priority urgent'],
  ['!snooze a while', 'no time that is understood'],
  [`!snooze ${LONG}`, 'no time that is understood'],
  ['!assign nobody-at-all', 'Nobody called "nobody-at-all"'],
  [`!assign ${LONG}`, 'not given to anybody'],
  ['!ask no-such-topic-at-all', 'asks nothing'],
  [`!ask ${LONG}`, 'asks nothing'],
  ['!intent xyzzy', 'no intent "xyzzy"'],
  [`!intent ${LONG}`, 'no intent'],
  ['!as-in something', 'Nobody is asked what helped'],
  ['!skip', 'Nobody is asked what helped'],
  ['!publish 99', 'no such draft'],
  ['!wake', 'not snoozed'],
  ['!reopen', 'not closed'],
];

describe('what an agent gets wrong', () => {
  it('is answered in the thread, in one line that can be read; nothing changes, and the person hears nothing', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await agent.press('claim');
    const came = [];
    for (const [written, answer] of WRONG) {
      const { posts, told, before, now } = await after(() => agent.writes(written));
      expect(now).toEqual(before);
      const readable = posts.map((line) => (line.length < 1_000 && line.includes(answer) ? answer : line));
      came.push({ written: written.slice(0, 40), readable, told });
    }
    expect(came).toEqual(
      WRONG.map(([written, answer]) => ({ written: written.slice(0, 40), readable: [answer], told: [] })),
    );
  });

  it('is answered in a case that is over too: who writes is told that nobody reads it, and orders do nothing', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await agent.press('claim');
    await agent.press('resolve');
    await agent.press('skip');
    for (const action of [
      'claim',
      'release',
      'hand-back',
      'resolve',
      'template',
      'snooze',
      'assign',
    ] as const) {
      const { posts, told, before, now } = await after(() => agent.press(action, pavel));
      expect(posts, action).toEqual(['The case is closed already.']);
      expect(told, action).toEqual([]);
      expect(now, action).toEqual(before);
    }
    const { posts, told } = await after(() => agent.writes('One more thing'));
    expect(posts).toHaveLength(1);
    expect(posts[0]).toContain('the case is closed');
    expect(told).toEqual([]);
  });

  it('loses no word of ten thousand characters, to the person or in a note', async () => {
    b = await bench();
    await b.writes('1', 'оператор');
    await agent.press('claim');
    const { told } = await after(() => agent.writes(LONG));
    expect(told).toEqual([LONG]);
    await agent.writes(`!note ${LONG}`);
    expect((await b.store.history((await agent.case()).id)).at(-1)).toMatchObject({
      kind: 'note',
      text: LONG,
    });
  });
});
