import { describe, expect, it } from 'vitest';
import { compileFlow } from '../../src/flow/compile.js';
import { answerFlow, backFlow, resumeFlow, startFlow } from '../../src/flow/run.js';
import { flowSchema } from '../../src/flow/schema.js';
import type { FlowAnswer, FlowTurn } from '../../src/flow/turn.js';
import { does, presses, says, siteFlow, stored } from './sample.js';

const compiled = compileFlow(siteFlow);

/** Starts the sample flow and gives the answers one after another; each has to be taken. */
function walk(answers: readonly FlowAnswer[], slots: Record<string, string> = {}): FlowTurn {
  return answers.reduce(
    (turn, answer) => {
      const outcome = answerFlow(compiled, stored(turn), answer);
      if (outcome.kind === 'misfit') throw new Error(`misfit at ${outcome.waiting.step}`);
      return outcome.turn;
    },
    startFlow(compiled, slots),
  );
}

/** An ask of the sample flow. */
function askOf(id: string) {
  const step = siteFlow.steps.find((candidate) => candidate.id === id);
  if (step === undefined || !('ask' in step)) throw new Error(`${id} is not an ask`);
  return step;
}

describe('startFlow', () => {
  it('says what is said on the way and waits on the first question', () => {
    const turn = startFlow(compiled, {});
    expect(turn.said.map(({ step }) => step)).toEqual(['hello']);
    expect(turn.waiting).toEqual({
      step: 'which',
      kind: 'ask',
      text: { ru: 'Which domain? по-русски', en: 'Which domain?' },
      options: [],
      offers: false,
      partly: false,
      type: 'domain',
      slot: 'domain',
      long: false,
      example: null,
      times: null,
    });
    expect(turn.work).toBeNull();
    expect(turn.end).toBeNull();
  });

  it('skips an ask whose slot is known, but not one whose value is blank', () => {
    expect(startFlow(compiled, { domain: 'example.com' }).waiting?.step).toBe('seen');
    expect(startFlow(compiled, { domain: ' ' }).waiting?.step).toBe('which');
  });

  it('is not misled by slots named like members of every object', () => {
    const flow = compileFlow(
      flowSchema.parse({
        id: 'odd',
        audience: 'both',
        title: { ru: 'т', en: 't' },
        steps: [
          { id: 'constructor', ask: { ru: 'в', en: 'q' }, slot: 'constructor', type: 'text', next: 'end' },
          { id: 'end', resolve: { ru: 'к', en: 'e' } },
        ],
      }),
    );
    expect(startFlow(flow, {}).waiting?.step).toBe('constructor');
  });
});

describe('answerFlow', () => {
  it('keeps the answer, goes on and ends well', () => {
    const turn = walk([says('example.com'), presses('blank'), does('works-now')]);
    expect(turn.end).toEqual({ kind: 'resolve', step: 'well', text: { ru: 'Good по-русски', en: 'Good' } });
    expect(turn.waiting).toBeNull();
    expect(turn.slots).toEqual({ domain: 'example.com', seen: 'blank' });
    const text = { ru: 'Clear the cache. Did it help? по-русски', en: 'Clear the cache. Did it help?' };
    expect(turn.tried).toEqual([{ step: 'cache', text, result: 'helped' }]);
  });

  it('hands over with department, priority and everything tried', () => {
    const turn = walk([says('example.com'), presses('blank'), does('no'), does('still-broken')]);
    expect(turn.end).toMatchObject({
      kind: 'handover',
      step: 'nobody',
      department: 'support',
      priority: 'high',
    });
    expect(turn.tried.map(({ step, result }) => [step, result])).toEqual([
      ['cache', 'did-not-help'],
      ['restart', 'did-not-help'],
    ]);
  });

  it('shows what the person is being asked to try as tried without a result', () => {
    expect(walk([says('example.com'), presses('blank')]).tried).toEqual([
      expect.objectContaining({ step: 'cache', result: null }),
    ]);
  });

  it('tells an answer that does not fit, with the words of the step, and stays', () => {
    const turn = startFlow(compiled, {});
    const outcome = answerFlow(compiled, turn.snapshot, says('the usual one'));
    expect(outcome).toEqual({
      kind: 'misfit',
      waiting: turn.waiting,
      retry: { ru: 'Write it like example.com по-русски', en: 'Write it like example.com' },
      failed: null,
    });
  });

  it('takes "I do not know" where there is a way for it', () => {
    expect(walk([does('unknown')]).end?.step).toBe('nobody');
    expect(walk([presses('unknown')]).said.map(({ step }) => step)).toEqual(['explain']);
    expect(walk([says('example.com'), does('unknown')]).end?.step).toBe('nobody');
    const [domain, error, skip] = [says('example.com'), presses('error'), does('unknown')];
    const turn = walk([domain, error, skip]);
    expect(turn.waiting?.step).toBe('mail');
    expect(turn.slots).not.toHaveProperty('error');
  });

  it('asks a confirm again when nothing was confirmed', () => {
    const turn = walk([says('example.com'), presses('blank')]);
    expect(answerFlow(compiled, turn.snapshot, does('unknown')).kind).toBe('misfit');
    expect(answerFlow(compiled, turn.snapshot, presses('blank')).kind).toBe('misfit');
  });

  it('branches by what is known, by equality and by membership; the first that holds wins', () => {
    expect(walk([presses('blank')], { domain: 'a.example' }).waiting?.step).toBe('cache');
    expect(walk([presses('blank')], { domain: 'a.example', plan: 'vps' }).waiting?.step).toBe('restart');
    expect(walk([presses('blank')], { domain: 'a.example', plan: 'shared' }).waiting?.step).toBe('cache');
    const known = { domain: 'a.example', mailbox: 'a@a.example' };
    expect(walk([presses('error'), says('500')], known).waiting?.step).toBe('restart');
  });

  it('asks a choose again on every pass', () => {
    expect(walk([presses('other'), presses('other')], { domain: 'a.example' }).waiting?.step).toBe('seen');
  });

  it('fills a later ask from the same answer when it is beyond doubt', () => {
    const turn = walk([
      says('example.com, write to ann@example.org', { domain: 'example.com', email: 'ann@example.org' }),
      presses('error'),
      says('500'),
    ]);
    expect(turn.slots.mailbox).toBe('ann@example.org');
    expect(turn.waiting?.step).toBe('restart');
  });

  it('fills no later ask when two could be meant', () => {
    const second = { ...askOf('mail'), id: 'mail-too', slot: 'sender', next: 'sort' };
    const steps = siteFlow.steps.map((step) =>
      step.id === 'mail' ? { ...askOf('mail'), next: 'mail-too' } : step,
    );
    const two = compileFlow({ ...siteFlow, steps: [...steps, second] });
    const answer = says('example.com ann@example.org', { domain: 'example.com', email: 'ann@example.org' });
    const outcome = answerFlow(two, startFlow(two, {}).snapshot, answer);
    expect(outcome).toMatchObject({ kind: 'taken', turn: { slots: { domain: 'example.com' } } });
    expect(outcome).not.toHaveProperty('turn.slots.mailbox');
  });

  it('refuses to answer a flow that has ended', () => {
    const { snapshot } = walk([does('unknown')]);
    expect(() => answerFlow(compiled, snapshot, does('yes'))).toThrow(
      expect.objectContaining({ code: 'FLOW_ENDED' }),
    );
  });

  it('refuses a snapshot of another version', () => {
    const { snapshot } = startFlow(compiled, {});
    expect(() => answerFlow(compiled, { ...snapshot, hash: '0' }, does('yes'))).toThrow(
      expect.objectContaining({ code: 'FLOW_OUTDATED' }),
    );
  });
});

describe('resumeFlow', () => {
  it('gives the same turn again, what was said included', () => {
    const turns = [
      startFlow(compiled, {}),
      walk([says('example.com'), presses('blank')]),
      walk([says('example.com'), presses('blank'), does('no'), does('no')]),
    ];
    for (const turn of turns) {
      expect(resumeFlow(compiled, stored(turn))).toEqual({ kind: 'resumed', turn });
    }
  });

  it('tells a flow that is gone, another version and a snapshot that makes no sense', () => {
    const { snapshot } = startFlow(compiled, {});
    const changed = compileFlow({
      ...siteFlow,
      title: { ...siteFlow.title, en: 'Site is down' },
    });
    const context = { slots: {}, said: [], tried: [], trail: [] };
    const machine = (value: unknown) => ({ ...snapshot, machine: value });
    expect(resumeFlow(undefined, snapshot)).toEqual({ kind: 'outdated', reason: 'no-flow' });
    expect(resumeFlow(compiled, { ...snapshot, flow: 'other' })).toEqual({
      kind: 'outdated',
      reason: 'no-flow',
    });
    // Another version goes on at the step of the same id and kind.
    expect(resumeFlow(changed, snapshot)).toMatchObject({
      kind: 'moved',
      turn: { waiting: { step: 'which' }, snapshot: { hash: changed.hash } },
    });
    const without = compileFlow({
      ...siteFlow,
      steps: siteFlow.steps.map((step) => (step.id === 'which' ? { id: 'which', goto: 'nobody' } : step)),
    });
    expect(resumeFlow(without, snapshot)).toEqual({ kind: 'outdated', reason: 'no-step' });
    const broken = { kind: 'outdated', reason: 'broken' };
    expect(resumeFlow(compiled, machine(null))).toEqual(broken);
    expect(resumeFlow(compiled, machine({ value: 'gone', context }))).toEqual(broken);
    expect(resumeFlow(compiled, machine({ value: 'toString', context }))).toEqual(broken);
    expect(resumeFlow(compiled, machine({ value: 'hello', context }))).toEqual(broken);
    expect(resumeFlow(compiled, machine({ value: 'which', context: { slots: { a: 1 } } }))).toEqual(broken);
    expect(
      resumeFlow(compiled, machine({ value: 'which', context: { ...context, said: ['gone'] } })),
    ).toEqual(broken);
    expect(resumeFlow(compiled, machine({ value: 'which', context })).kind).toBe('resumed');
  });
});

describe('backFlow', () => {
  it('returns to the question before and forgets its answer', () => {
    const before = walk([says('example.com')]);
    const back = backFlow(compiled, stored(walk([says('example.com'), presses('blank')])));
    expect(back?.waiting).toEqual(before.waiting);
    expect(back?.slots).toEqual({ domain: 'example.com' });
    expect(back?.tried).toEqual([]);
  });

  it('goes back answer by answer to the first question, then no further', () => {
    const end = walk([says('example.com'), presses('blank'), does('no'), does('no')]);
    const steps: (string | undefined)[] = [];
    for (
      let turn = backFlow(compiled, end.snapshot);
      turn !== null;
      turn = backFlow(compiled, turn.snapshot)
    ) {
      steps.push(turn.waiting?.step);
    }
    expect(steps).toEqual(['restart', 'cache', 'seen', 'which']);
  });

  it('does not return to what was never asked', () => {
    expect(backFlow(compiled, startFlow(compiled, { domain: 'example.com' }).snapshot)).toBeNull();
  });

  it('puts back a value that the answer had replaced', () => {
    const turn = walk([presses('other'), presses('blank')], { domain: 'a.example' });
    expect(backFlow(compiled, turn.snapshot)?.slots.seen).toBe('other');
  });

  it('forgets what came along with the answer', () => {
    const turn = walk([says('a.example b@c.example', { domain: 'a.example', email: 'b@c.example' })]);
    expect(turn.slots).toHaveProperty('mailbox');
    expect(backFlow(compiled, turn.snapshot)?.slots).toEqual({});
  });
});

describe('compileFlow', () => {
  it('gives the same hash for the same flow and another for any change of steps or texts', () => {
    const [first, ...rest] = siteFlow.steps;
    if (first === undefined || !('say' in first)) throw new Error('the sample begins with a say');
    const copy = flowSchema.parse(JSON.parse(JSON.stringify(siteFlow)));
    const { steps, ...others } = siteFlow;
    expect(compileFlow(copy).hash).toBe(compiled.hash);
    expect(compileFlow({ steps, ...others }).hash).toBe(compiled.hash);
    expect(compiled.hash).toMatch(/^[0-9a-f]{16}$/);
    const text = { ...siteFlow, steps: [{ ...first, say: { ...first.say, ru: 'иначе' } }, ...rest] };
    const way = { ...siteFlow, steps: [{ ...first, next: 'seen' }, ...rest] };
    expect(new Set([compiled.hash, compileFlow(text).hash, compileFlow(way).hash]).size).toBe(3);
  });

  it('refuses a flow that leads nowhere, and one with two steps of one name', () => {
    expect(() => compileFlow({ ...siteFlow, steps: siteFlow.steps.slice(0, 3) })).toThrow(
      expect.objectContaining({ code: 'FLOW_BROKEN' }),
    );
    expect(() => compileFlow({ ...siteFlow, steps: [...siteFlow.steps, ...siteFlow.steps] })).toThrow(
      expect.objectContaining({ code: 'FLOW_BROKEN' }),
    );
  });

  it('ends a loop that an answer leads into with the same error', () => {
    const text = { ru: 'а', en: 'a' };
    const say = (id: string, next: string) => ({ id, say: text, next });
    const choice = { value: 'x', label: text, next: 'a' };
    const choose = { id: 'c', choose: text, options: [choice, { ...choice, value: 'y' }] };
    const loop = compileFlow({ ...siteFlow, steps: [choose, say('a', 'b'), say('b', 'a')] });
    const { snapshot } = startFlow(loop, {});
    expect(() => answerFlow(loop, snapshot, presses('x'))).toThrow(
      expect.objectContaining({ code: 'FLOW_BROKEN' }),
    );
  });

  it('ends a loop without a question with an error instead of hanging', () => {
    const step = (id: string, next: string) => ({ id, say: { ru: 'а', en: 'a' }, next });
    const loop = compileFlow({ ...siteFlow, steps: [step('a', 'b'), step('b', 'a')] });
    expect(() => startFlow(loop, {})).toThrow(expect.objectContaining({ code: 'FLOW_BROKEN' }));
  });
});
