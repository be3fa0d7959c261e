import { describe, expect, test } from 'vitest';
import type { DialogueContext, DialogueEvent, DialogueStep } from '../../src/dialogue/event.js';
import { initialState, type DialogueState } from '../../src/dialogue/state.js';
import { step } from '../../src/dialogue/step.js';
import type { Understanding } from '../../src/model/understanding.js';
import { content, idle, understanding } from './fixture.js';

const busy: DialogueContext = { ...idle, owner: 'bot' };
const closed = (resolution: 'silence' | 'confirmed' | 'cancelled', intent = 'alpha'): DialogueContext => ({
  ...idle,
  closed: { number: 4, intent, resolution },
});

function wrote(text: string, made: Partial<Understanding> = {}): DialogueEvent {
  return { kind: 'message', text, understanding: understanding(made), files: 0, masked: [] };
}

const sure = (intent: string): Partial<Understanding> => ({
  decision: 'answer',
  intents: [{ intent, p: 0.95 }],
});

function said({ effects }: DialogueStep): string {
  return effects.flatMap((effect) => (effect.kind === 'say' ? [effect.text.text] : [])).join('');
}

/** Asked for the domain, and then silent until the case was closed. */
function silenced(): DialogueState {
  const begun = step(initialState(), wrote('x', sure('alpha')), idle, content);
  expect(begun.step).toBe('domain');
  return step(begun.state, { kind: 'silence', timer: 'close' }, busy, content).state;
}

describe('a case that silence has closed', () => {
  test('goes on at the question that was open, and takes the answer', () => {
    const entities = [{ kind: 'domain' as const, value: 'example.org', offset: 0, length: 11 }];
    const back = step(silenced(), wrote('example.org', { entities }), closed('silence'), content);
    expect(back.effects[0]).toEqual({ kind: 'reopen' });
    expect(said(back)).toContain('[resume] reopened');
    expect(back).toMatchObject({ flow: 'alpha', step: 'kind', move: 'reopen' });
    expect(said(back)).toContain('Which kind for example.org?');
  });

  test('takes the button of the question that was open', () => {
    const entities = [{ kind: 'domain' as const, value: 'example.org', offset: 0, length: 11 }];
    const begun = step(initialState(), wrote('x', { ...sure('alpha'), entities }), idle, content);
    const token = begun.effects.flatMap((effect) => (effect.kind === 'say' ? effect.choices : []))[0]?.token;
    const shut = step(begun.state, { kind: 'silence', timer: 'close' }, busy, content).state;
    const back = step(shut, { kind: 'choice', token: token ?? '' }, closed('silence'), content);
    expect(back).toMatchObject({ flow: 'alpha', step: 'words' });
    expect(back.effects[0]).toEqual({ kind: 'reopen' });
  });

  test('stays closed for another problem, a courtesy, and after too long', () => {
    const state = silenced();
    for (const [event, context] of [
      [wrote('y', sure('beta')), closed('silence')],
      [wrote('hello', sure('greeting')), closed('silence')],
      [wrote('example.org'), idle],
    ] as const) {
      const taken = step(state, event, context, content);
      expect(taken.effects.some(({ kind }) => kind === 'reopen')).toBe(false);
    }
  });
});

describe('a case that was solved', () => {
  const solved = (): DialogueState => {
    const begun = step(initialState(), wrote('x', sure('alpha')), idle, content);
    return step(begun.state, wrote('works', { act: 'works-now' }), busy, content).state;
  };

  test('is opened again by the same problem, and that begins anew', () => {
    const again = step(solved(), wrote('x again', sure('alpha')), closed('confirmed'), content);
    expect(again.effects[0]).toEqual({ kind: 'reopen' });
    expect(again).toMatchObject({ flow: 'alpha', step: 'domain' });
    expect(again.state.episode.problem).toEqual(['x again']);
  });

  test('goes to a person when it did not help after all, with what was found', () => {
    const after = step(
      solved(),
      wrote('no, still broken', { act: 'still-broken' }),
      closed('confirmed'),
      content,
    );
    expect(after.effects[0]).toEqual({ kind: 'reopen' });
    const handover = after.effects.find(({ kind }) => kind === 'handover');
    expect(handover).toMatchObject({
      dossier: { reason: 'steps-failed', problem: ['x', 'no, still broken'] },
    });
    expect(said(after)).toContain('[handover.number] 4');
  });

  test('is another one after another problem', () => {
    const other = step(solved(), wrote('y', sure('beta')), closed('confirmed'), content);
    expect(other.effects.some(({ kind }) => kind === 'reopen')).toBe(false);
    expect(other.flow).toBe('beta');
  });
});
