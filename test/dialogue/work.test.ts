import { describe, expect, test } from 'vitest';
import type { DialogueContent } from '../../src/dialogue/content.js';
import type { DialogueContext, DialogueEvent, DialogueStep } from '../../src/dialogue/event.js';
import { initialState, readState, type DialogueState } from '../../src/dialogue/state.js';
import { step } from '../../src/dialogue/step.js';
import { compileFlow } from '../../src/flow/compile.js';
import { flowSchema, type Flow } from '../../src/flow/schema.js';
import type { ProbeResult } from '../../src/model/probe.js';
import type { Entity, Understanding } from '../../src/model/understanding.js';
import { content as fixture, idle, understanding } from './fixture.js';

const both = (text: string) => ({ ru: `${text} (ru)`, en: text });
const flow = (id: string, steps: unknown[], inputs: string[] = []): Flow =>
  flowSchema.parse({ id, audience: 'both', title: both(`Flow ${id}`), inputs, steps });

const main = flow('alpha', [
  { id: 'domain', ask: both('Which domain?'), slot: 'domain', type: 'domain', next: 'look' },
  {
    id: 'look',
    probe: [
      { check: 'dns', of: 'domain', keep: { addresses: 'found' } },
      { check: 'tls', of: 'domain' },
    ],
    next: 'by-dns',
  },
  {
    id: 'by-dns',
    branch: [{ slot: 'dns', is: 'elsewhere', next: 'call-other' }],
    else: 'pause',
  },
  { id: 'call-other', call: 'other', keep: ['colour'], next: 'more' },
  {
    id: 'more',
    suggest: both('Similar:'),
    issues: ['gamma-two', 'gamma-one'],
    solved: 'good',
    unsolved: 'try-it',
  },
  { id: 'pause', wait: both('Give it ten minutes.'), minutes: 10, next: 'try-it' },
  {
    id: 'try-it',
    confirm: both('{dns} It leads to {found}. Try it. Did it help?'),
    yes: 'good',
    no: 'bad',
    partly: 'rest',
  },
  { id: 'rest', ask: both('What is left?'), slot: 'left', type: 'text', next: 'bad' },
  { id: 'good', resolve: both('Good.') },
  {
    id: 'bad',
    handover: both('Somebody will look.'),
    department: 'domains',
    reason: both('Leads to {found}'),
  },
]);
const other = flow(
  'other',
  [
    { id: 'seen', say: both('About {domain}.'), next: 'colour' },
    {
      id: 'colour',
      choose: both('Which colour?'),
      slot: 'colour',
      options: [
        { value: 'red', label: both('Red one'), next: 'done' },
        { value: 'blue', label: both('Blue one'), next: 'done' },
      ],
    },
    { id: 'done', resolve: both('Colour noted.') },
  ],
  ['domain'],
);
const walked = flow('beta', [
  { id: 'try', confirm: both('Do as in two. Did it help?'), issue: 'gamma-two', yes: 'good', no: 'which' },
  {
    id: 'which',
    choose: both('Do as in three. Is it done?'),
    issue: 'gamma-three',
    options: [
      { value: 'done', label: both('It is'), next: 'more' },
      { value: 'cannot', label: both('I cannot'), next: 'more' },
    ],
  },
  {
    id: 'more',
    suggest: both('Similar:'),
    issues: ['gamma-three', 'gamma-two', 'gamma-one'],
    solved: 'good',
    unsolved: 'bad',
  },
  { id: 'good', resolve: both('Good.') },
  { id: 'bad', handover: both('Somebody will look.') },
]);
const flows = [main, other, walked].map((one): [string, ReturnType<typeof compileFlow>] => [
  one.id,
  compileFlow(one),
]);
const content: DialogueContent = { ...fixture, flows: new Map([...fixture.flows, ...flows]) };

const busy: DialogueContext = { ...idle, owner: 'bot' };

/** A conversation in which every state is stored and read again. */
function talk(context: DialogueContext = idle) {
  let state: DialogueState = initialState();
  let now = context;
  const give = (event: DialogueEvent): DialogueStep => {
    const taken = step(state, event, now, content);
    const stored = readState(JSON.parse(JSON.stringify(taken.state)));
    expect(stored).toEqual(taken.state);
    state = taken.state;
    const closed = taken.effects.some(({ kind }) => kind === 'close');
    now = closed
      ? idle
      : { ...busy, owner: taken.effects.some(({ kind }) => kind === 'handover') ? 'queue' : 'bot' };
    return taken;
  };
  const writes = (text: string, made: Partial<Understanding> = {}): DialogueStep =>
    give({ kind: 'message', text, understanding: understanding(made), files: 0, masked: [] });
  return { give, writes };
}

const domain = (value: string): Entity => ({ kind: 'domain', value, offset: 0, length: value.length });
const sure = { decision: 'answer' as const, intents: [{ intent: 'alpha', p: 0.95 }] };
const said = (taken: DialogueStep): string =>
  taken.effects.flatMap((effect) => (effect.kind === 'say' ? [effect.text.text] : [])).join('\n\n');

function result(probe: 'dns' | 'tls', verdict: string, addresses = '203.0.113.9'): ProbeResult {
  const facts: Record<string, string> =
    probe === 'dns'
      ? { addresses, alias: '—', nameservers: '—', expected: '—' }
      : { names: '—', issuer: '—', until: '—', days: '—', protocol: '—' };
  return { probe, target: 'example.org', verdict, facts, details: [`${probe} example.org`] };
}

function runOf(taken: DialogueStep): number {
  const effect = taken.effects.find(({ kind }) => kind === 'probe');
  return effect?.kind === 'probe' ? effect.run : -1;
}

function looking() {
  const talking = talk();
  const taken = talking.writes('x', { ...sure, entities: [domain('example.org')] });
  const found = (dns: string, run = runOf(taken)): DialogueStep =>
    talking.give({ kind: 'probed', run, results: [result('dns', dns), result('tls', 'ok')] });
  return { ...talking, taken, found };
}

describe('a step that checks', () => {
  test('asks for its checks at once, says so, and waits', () => {
    const { taken } = looking();
    expect(taken.effects.find(({ kind }) => kind === 'probe')).toEqual({
      kind: 'probe',
      run: 1,
      requests: [
        { probe: 'dns', target: 'example.org' },
        { probe: 'tls', target: 'example.org' },
      ],
    });
    expect(said(taken)).toContain('[work.checking] example.org');
    expect(taken).toMatchObject({ flow: 'alpha', step: 'look', move: 'start-flow' });
  });

  test('goes on by what was found, and a verdict is said in words', () => {
    const { found } = looking();
    const waiting = found('ok');
    expect(said(waiting)).toContain('Give it ten minutes.');
    expect(waiting.effects.at(-1)).toEqual({ kind: 'timers', on: true, wait: { run: 2, minutes: 10 } });
  });

  test('is told of another run, or twice, without harm', () => {
    const { found } = looking();
    expect(found('elsewhere', 7).effects).toEqual([]);
    expect(found('elsewhere').step).toBe('colour');
    expect(found('elsewhere').effects).toEqual([]);
  });

  test('keeps what comes while the person is asked something else', () => {
    const { writes, found } = looking();
    const offered = writes('y', { decision: 'answer', intents: [{ intent: 'beta', p: 0.95 }] });
    expect(offered.move).toBe('offer-digression');
    expect(found('elsewhere').effects).toEqual([]);
    const stayed = writes('no', { act: 'no' });
    expect(said(stayed)).toContain('[resume] stayed');
    expect(stayed.step).toBe('colour');
  });

  test('is still running when the person writes in between', () => {
    const { writes, found } = looking();
    expect(said(writes('hello?', { act: null }))).toBe('[work.still-checking] ');
    expect(said(writes('again', { act: 'repeat' }))).toContain('[work.still-checking]');
    expect(found('elsewhere').step).toBe('colour');
  });

  test('looks at the right name after a correction, and only then again', () => {
    const { writes, found } = looking();
    const corrected = writes('no, example.net', { act: 'correction', entities: [domain('example.net')] });
    expect(said(corrected)).toContain('[correct] example.net');
    expect(runOf(corrected)).toBe(2);
    expect(found('elsewhere').effects).toEqual([]);
    expect(found('elsewhere', 2).step).toBe('colour');
  });

  test('when a person has the case by then, the desk is told', () => {
    const { writes, found } = looking();
    expect(writes('a person please', { signals: { human: true, anger: false, urgent: false } }).move).toBe(
      'handover',
    );
    const late = found('elsewhere');
    expect(late.effects).toHaveLength(1);
    expect(late.effects[0]).toMatchObject({ kind: 'post', author: null });
    expect(JSON.stringify(late.effects[0])).toContain('dns example.org: elsewhere');
  });
});

describe('work of which nothing runs', () => {
  test('is begun again with the next thing that happens, as after an upgrade', () => {
    const first = step(
      initialState(),
      {
        kind: 'message',
        text: 'x',
        understanding: understanding({ ...sure, entities: [domain('example.org')] }),
        files: 0,
        masked: [],
      },
      idle,
      content,
    );
    const { episode } = first.state;
    const lost = {
      ...first.state,
      episode: { ...episode, stack: episode.stack.map((frame) => ({ ...frame, run: null })) },
    };
    const again = step(lost, { kind: 'choice', token: 'o9.1' }, busy, content);
    expect(runOf(again)).toBe(2);
    expect(again).toMatchObject({ flow: 'alpha', step: 'look' });
  });

  test('is not ended by silence: the person waits for the bot', () => {
    const { give } = looking();
    expect(give({ kind: 'silence', timer: 'close' }).effects).toEqual([]);
  });
});

describe('a step that waits', () => {
  test('goes on when the time is over', () => {
    const { give, found } = looking();
    found('ok');
    const over = give({ kind: 'elapsed', run: 2 });
    expect(said(over)).toContain(
      '[probe-dns.ok] example.org 203.0.113.9 — — — It leads to 203.0.113.9. Try it.',
    );
    expect(over.step).toBe('try-it');
  });

  test('or when the person says so, and then the time over changes nothing', () => {
    const { writes, give, found } = looking();
    found('ok');
    expect(said(writes('by the way', {}))).toContain('[work.still-waiting]');
    expect(writes('next', { act: 'skip' }).step).toBe('try-it');
    expect(give({ kind: 'elapsed', run: 2 }).effects).toEqual([]);
  });
});

describe('a step that calls another flow, and one that suggests', () => {
  test('the flow is given what is known, and what it learned comes back', () => {
    const { writes, found } = looking();
    const called = found('elsewhere');
    expect(said(called)).toContain('About example.org.');
    expect(called).toMatchObject({ flow: 'other', step: 'colour' });
    const back = writes('Red one');
    expect(said(back)).toContain('Colour noted.');
    expect(said(back)).toContain('Similar:');
    expect(said(back)).toContain('Problem gamma-two');
    const next = writes('no', { act: 'no' });
    expect(said(next)).toContain('Problem gamma-one');
    const none = writes('no', { act: 'no' });
    expect(none).toMatchObject({ flow: 'alpha', step: 'try-it' });
    const handed = writes('no', { act: 'no' });
    const handover = handed.effects.find(({ kind }) => kind === 'handover');
    expect(handover).toMatchObject({
      department: 'domains',
      dossier: {
        reason: 'steps-failed',
        note: 'Leads to 203.0.113.9',
        answers: [
          { slot: 'domain', value: 'example.org' },
          { slot: 'colour', value: 'Red one' },
        ],
        probes: [
          { probe: 'dns', target: 'example.org', verdict: 'elsewhere', details: ['dns example.org'] },
          { probe: 'tls', verdict: 'ok' },
        ],
      },
    });
  });

  test('what the flow walked through is not suggested once more', () => {
    const { writes } = talk();
    writes('x', { ...sure, intents: [{ intent: 'beta', p: 0.95 }] });
    writes('no', { act: 'no' });
    const suggested = said(writes('It is'));
    expect(suggested).toContain('Problem gamma-one');
    expect(suggested).not.toMatch(/gamma-t/);
    expect(said(writes('no', { act: 'no' }))).toContain('Somebody will look.');
  });

  test('an issue that helped ends what was suggested for', () => {
    const { writes, found } = looking();
    found('elsewhere');
    writes('Red one');
    const solved = writes('yes', { act: 'yes' });
    expect(said(solved)).toBe('Good.');
    expect(solved.effects).toContainEqual({ kind: 'close', resolution: 'confirmed' });
  });

  test('going back leads into the flow that called, and stops at the first question', () => {
    const { writes, give } = talk();
    expect(writes('x', sure).step).toBe('domain');
    const asked = writes('example.org', { entities: [domain('example.org')] });
    give({ kind: 'probed', run: runOf(asked), results: [result('dns', 'elsewhere'), result('tls', 'ok')] });
    const back = writes('back', { act: 'back' });
    expect(back).toMatchObject({ flow: 'alpha', step: 'domain' });
    expect(said(writes('back', { act: 'back' }))).toContain('[answers.back-none]');
    const other = writes('example.net', { entities: [domain('example.net')] });
    expect(runOf(other)).toBe(2);
  });

  test('a correction leads back to where it mattered, from inside the flow that was called', () => {
    const { writes, found } = looking();
    found('elsewhere');
    const corrected = writes('no, example.net', { act: 'correction', entities: [domain('example.net')] });
    expect(corrected).toMatchObject({ flow: 'alpha', step: 'look' });
    expect(runOf(corrected)).toBe(2);
  });

  test('"it works now" ends all of it, cancelling too', () => {
    const first = looking();
    first.found('elsewhere');
    expect(first.writes('works', { act: 'works-now' }).effects).toContainEqual({
      kind: 'close',
      resolution: 'confirmed',
    });
    const second = looking();
    second.found('elsewhere');
    expect(second.writes('cancel', { act: 'cancel' }).effects).toContainEqual({
      kind: 'close',
      resolution: 'cancelled',
    });
  });
});

describe('"partly"', () => {
  test('is offered where the step has a way for it, and is kept for the card', () => {
    const { writes, give, found } = looking();
    found('ok');
    const asked = give({ kind: 'elapsed', run: 2 });
    const labels = asked.effects.flatMap((effect) => (effect.kind === 'say' ? effect.choices : []));
    expect(labels.map(({ label }) => label)).toEqual([
      '[answers.yes] ',
      '[answers.partly] ',
      '[answers.no] ',
    ]);
    expect(writes('a bit better', { act: 'partly' }).step).toBe('rest');
    const handover = writes('the pictures').effects.find(({ kind }) => kind === 'handover');
    expect(handover).toMatchObject({ dossier: { tried: [{ step: 'try-it', result: 'partly' }] } });
  });
});
