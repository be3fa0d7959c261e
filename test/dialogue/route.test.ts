import { describe, expect, test } from 'vitest';
import type { DialogueContext, DialogueEvent } from '../../src/dialogue/event.js';
import { askedNow } from '../../src/dialogue/question.js';
import { route, type Move } from '../../src/dialogue/route.js';
import { initialState, type DialogueState } from '../../src/dialogue/state.js';
import { step } from '../../src/dialogue/step.js';
import { content, idle, understanding } from './fixture.js';

type Heard = Parameters<typeof understanding>[0];

function wrote(text: string, heard: Heard = {}): DialogueEvent {
  return { kind: 'message', text, understanding: understanding(heard), files: 0, masked: [] };
}

/** The state after some messages, with the case the bot's from the first on. */
function after(...events: DialogueEvent[]): DialogueState {
  return events.reduce(
    (state, event, index) => step(state, event, index === 0 ? idle : busy, content).state,
    initialState(),
  );
}

function routed(state: DialogueState, event: DialogueEvent, context: DialogueContext): Move {
  const scene = { context, content, language: context.language };
  return route(scene, state, askedNow(scene, state), event);
}

const busy: DialogueContext = { ...idle, owner: 'bot' };
const alpha: Heard = { decision: 'answer', intents: [{ intent: 'alpha', p: 0.95 }] };
const domain: Heard = { entities: [{ kind: 'domain', value: 'example.com', offset: 0, length: 11 }] };
const anger = { human: false, anger: true, urgent: false };

const states: [string, DialogueState, DialogueContext][] = [
  ['nothing under way', initialState(), idle],
  ['an ask', after(wrote('alpha', alpha)), busy],
  ['a choice', after(wrote('alpha', alpha), wrote('example.com', domain)), busy],
  ['a free text', after(wrote('alpha', alpha), wrote('example.com', domain), wrote('red one')), busy],
  ['a try', after(wrote('alpha', alpha), wrote('example.com', domain), wrote('blue one')), busy],
  ['a clarification', after(wrote('well')), busy],
  [
    'candidates',
    after(
      wrote('well', {
        decision: 'choose',
        intents: [
          { intent: 'alpha', p: 0.5 },
          { intent: 'beta', p: 0.4 },
        ],
      }),
    ),
    busy,
  ],
  [
    'a digression',
    after(
      wrote('alpha', alpha),
      wrote('beta', { decision: 'answer', intents: [{ intent: 'beta', p: 0.9 }] }),
    ),
    busy,
  ],
];

describe.each(states)('with %s open', (_, state, context) => {
  test('a person is called by asking, by anger and by danger', () => {
    const human = { human: true, anger: false, urgent: false };
    const asks = { kind: 'handover', reason: 'asked-for-person' };
    expect(routed(state, wrote('a person', { signals: human }), context)).toEqual(asks);
    const intent = { decision: 'answer' as const, intents: [{ intent: 'human', p: 0.9 }] };
    expect(routed(state, wrote('a person', intent), context)).toEqual(asks);
    expect(routed(state, wrote('you fools', { signals: anger }), context)).toEqual({
      kind: 'handover',
      reason: 'anger',
    });
    const danger = { decision: 'answer' as const, intents: [{ intent: 'danger', p: 0.9 }] };
    expect(routed(state, wrote('clicked', danger), context)).toMatchObject({
      kind: 'intent',
      intent: { id: 'danger' },
    });
  });

  test.each(['cancel', 'repeat', 'back', 'works-now', 'not-that'] as const)('%s is an act', (act) => {
    expect(routed(state, wrote('short', { act }), context)).toEqual({ kind: 'act', act });
  });

  test('a button of another question is stale', () => {
    expect(routed(state, { kind: 'choice', token: 'o999.1' }, context)).toEqual({ kind: 'stale' });
    expect(routed(state, { kind: 'choice', token: 'nonsense' }, context)).toEqual({ kind: 'stale' });
  });

  test('while a person has the case, words are not the dialogue’s', () => {
    expect(routed(state, wrote('alpha', alpha), { ...context, owner: 'agent' })).toEqual({ kind: 'nothing' });
  });
});

describe('the open question', () => {
  test('a number is an option where options are, and else is not', () => {
    const [ask, choice] = [states[1], states[2]];
    if (ask === undefined || choice === undefined) throw new Error('no states');
    expect(routed(choice[1], wrote('2'), busy)).toEqual({ kind: 'option', value: 'blue', text: '2' });
    expect(routed(ask[1], wrote('2'), busy)).toEqual({ kind: 'answer' });
  });

  test('an exact label goes before an act and before a signal', () => {
    const choice = states[2];
    if (choice === undefined) throw new Error('no states');
    const heard = { act: 'cancel' as const, signals: anger };
    expect(routed(choice[1], wrote('Red one', heard), busy)).toMatchObject({ kind: 'option', value: 'red' });
  });

  test('a staff topic is nobody’s sure intent among customers', () => {
    const heard = { decision: 'answer' as const, intents: [{ intent: 'secret-topic', p: 0.99 }] };
    const taken = step(initialState(), wrote('staff', heard), idle, content);
    expect(taken.flow).toBeNull();
    expect(taken.effects.some((effect) => effect.kind === 'intent')).toBe(false);
  });
});
