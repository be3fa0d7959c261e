import { describe, expect, test } from 'vitest';
import type { DialogueContent } from '../../src/dialogue/content.js';
import type { DialogueContext, DialogueEvent, DialogueStep } from '../../src/dialogue/event.js';
import { initialState } from '../../src/dialogue/state.js';
import { step } from '../../src/dialogue/step.js';
import { compileFlow } from '../../src/flow/compile.js';
import { flowSchema } from '../../src/flow/schema.js';
import type { Understanding } from '../../src/model/understanding.js';
import { content as fixture, idle, understanding } from './fixture.js';

const both = (text: string) => ({ ru: `${text} (ru)`, en: text });
const busy: DialogueContext = { ...idle, owner: 'bot' };

/** The fixture with one pattern written anew, as a deployment would. */
function withPattern(id: string, inputs: string[], steps: unknown[]): DialogueContent {
  const flow = flowSchema.parse({ id, audience: 'both', title: both(id), inputs, steps });
  return { ...fixture, flows: new Map([...fixture.flows, [id, compileFlow(flow)]]) };
}

function wrote(text: string, made: Partial<Understanding> = {}): DialogueEvent {
  return { kind: 'message', text, understanding: understanding(made), files: 0, masked: [] };
}

function said({ effects }: DialogueStep): string {
  return effects.flatMap((effect) => (effect.kind === 'say' ? [effect.text.text] : [])).join('');
}

const human = { signals: { human: true, anger: false, urgent: false } };

describe('a deployment that asks before a person takes over', () => {
  const content = withPattern(
    'human',
    ['why', 'desk'],
    [
      { id: 'before', say: both('A person will help.'), next: 'phone' },
      { id: 'phone', ask: both('How can we call you?'), slot: 'phone', type: 'text', next: 'urgent' },
      {
        id: 'urgent',
        choose: both('Is it urgent?'),
        slot: 'urgent',
        options: [
          { value: 'now', label: both('Yes, now'), next: 'thanks' },
          { value: 'later', label: both('No'), next: 'thanks' },
        ],
      },
      { id: 'thanks', say: both('Noted.'), next: 'go' },
      { id: 'go', then: 'handover' },
    ],
  );

  test('is answered first, and the answers are on the card', () => {
    const asked = step(initialState(), wrote('a person', human), idle, content);
    expect(said(asked)).toBe('A person will help.\n\nHow can we call you?');
    expect(asked.effects.some(({ kind }) => kind === 'handover')).toBe(false);
    const second = step(asked.state, wrote('555 0101'), busy, content);
    expect(said(second)).toBe('Is it urgent?');
    const handed = step(second.state, wrote('yes', { act: 'yes' }), busy, content);
    expect(said(handed)).toContain('Noted.');
    expect(handed.effects.find(({ kind }) => kind === 'handover')).toMatchObject({
      dossier: {
        reason: 'asked-for-person',
        answers: [
          { slot: 'phone', value: '555 0101' },
          { slot: 'urgent', value: 'now' },
        ],
      },
    });
  });

  test('whoever asks for a person once more is not asked again', () => {
    const asked = step(initialState(), wrote('a person', human), idle, content);
    const handed = step(asked.state, wrote('a PERSON', human), busy, content);
    expect(handed.effects.some(({ kind }) => kind === 'handover')).toBe(true);
  });

  test('danger does not wait for answers', () => {
    const sure = { decision: 'answer' as const, intents: [{ intent: 'danger', p: 0.95 }] };
    const handed = step(initialState(), wrote('help', sure), idle, content);
    expect(handed.effects.some(({ kind }) => kind === 'handover')).toBe(true);
  });

  test('an answer that does not fit is asked again, and then a person comes all the same', () => {
    const asked = step(initialState(), wrote('a person', human), idle, content);
    const second = step(asked.state, wrote('555 0101'), busy, content);
    const again = step(second.state, wrote('???'), busy, content);
    expect(again.move).toBe('ask-again');
    const handed = step(again.state, wrote('???'), busy, content);
    expect(handed.effects.some(({ kind }) => kind === 'handover')).toBe(true);
  });
});

describe('a deployment that never asks whether to switch', () => {
  const content = withPattern(
    'digress',
    ['title', 'current'],
    [
      { id: 'told', say: both('Going on to {title} first.'), next: 'switch' },
      { id: 'switch', then: 'switch' },
    ],
  );

  test('switches at once', () => {
    const sure = (intent: string) => ({ decision: 'answer' as const, intents: [{ intent, p: 0.95 }] });
    const begun = step(initialState(), wrote('x', sure('alpha')), idle, content);
    const other = step(begun.state, wrote('y', sure('beta')), busy, content);
    expect(other).toMatchObject({ flow: 'beta', step: 'sure' });
    expect(said(other)).toContain('Going on to Title of beta first.');
  });
});

describe('a deployment that asks twice what it is about', () => {
  const content = withPattern(
    'clarify',
    ['variant', 'audience'],
    [
      { id: 'where', ask: both('Where?'), slot: 'where', type: 'text', next: 'what' },
      { id: 'what', ask: both('And what?'), slot: 'what', type: 'text', next: 'heard' },
      { id: 'heard', then: 'heard' },
    ],
  );

  test('is understood by the last answer', () => {
    const first = step(initialState(), wrote('hm'), idle, content);
    expect(said(first)).toBe('Where?');
    const second = step(first.state, wrote('there'), busy, content);
    expect(said(second)).toBe('And what?');
    const sure = { decision: 'answer' as const, intents: [{ intent: 'alpha', p: 0.95 }] };
    expect(step(second.state, wrote('x', sure), busy, content).flow).toBe('alpha');
  });
});
