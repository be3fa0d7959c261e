import { beforeEach, describe, expect, test } from 'vitest';
import type { DialogueContext, DialogueEvent } from '../../src/dialogue/event.js';
import { initialState, type DialogueState } from '../../src/dialogue/state.js';
import { step } from '../../src/dialogue/step.js';
import type { Act } from '../../src/model/act.js';
import { formatHistoryEvent } from '../../src/model/history-event.js';
import { content, idle, understanding } from './fixture.js';

let state: DialogueState;
let owner: DialogueContext['owner'];
beforeEach(() => {
  state = initialState();
  owner = 'nobody';
});

/** What a case's history would tell of an event, besides what was said. */
function told(event: DialogueEvent): string[] {
  const taken = step(state, event, { ...idle, owner }, content);
  ({ state } = taken);
  const kinds = taken.effects.map(({ kind }) => kind);
  owner = kinds.includes('close') ? 'nobody' : kinds.includes('handover') ? 'queue' : 'bot';
  return taken.effects.flatMap((effect) =>
    effect.kind === 'outcome' ? [formatHistoryEvent(effect.outcome)] : [],
  );
}

function writes(text: string, heard: Parameters<typeof understanding>[0] = {}): string[] {
  return told({ kind: 'message', text, understanding: understanding(heard), files: 0, masked: [] });
}
const says = (act: Act): string[] => writes(act, { act });
const asks = (intent: string, issues: string[] = []): string[] =>
  writes(`about ${intent}`, {
    decision: 'answer',
    intents: [{ intent, p: 0.95 }],
    issues: issues.map((issue) => ({ issue, score: 1 })),
  });
const domain = { kind: 'domain' as const, value: 'example.com', offset: 0, length: 11 };
const silence = (timer: 'remind' | 'close'): string[] => told({ kind: 'silence', timer });

describe('what a case tells of intents', () => {
  test('it was begun with, rejected, and others were offered and chosen', () => {
    expect(
      writes('hm', {
        decision: 'answer',
        intents: [
          { intent: 'beta', p: 0.9 },
          { intent: 'delta', p: 0.05 },
          { intent: 'gamma', p: 0.02 },
        ],
      }),
    ).toEqual(['intent: beta', 'flow: beta']);
    expect(says('not-that')).toEqual([
      'not-that: beta',
      'offered: delta',
      'offered: gamma',
      'flow-left: beta, sure',
    ]);
    expect(writes('Title of delta')).toEqual(['chosen: delta', 'intent: delta', 'flow: delta']);
    expect(writes('4')).toEqual(['flow-end: delta, end, resolve', 'finished: delta, answered']);
  });

  test('one that came up in between is over, and the other goes on', () => {
    asks('alpha');
    asks('beta');
    expect(says('yes')).toEqual(['intent: beta', 'flow: beta']);
    expect(says('yes')).toEqual(['flow-end: beta, end, resolve', 'finished: beta, answered']);
    asks('delta');
    says('yes');
    expect(says('cancel')).toEqual(['finished: delta, cancelled', 'flow-left: delta, number']);
    expect(says('works-now')).toEqual(['finished: alpha, confirmed', 'flow-left: alpha, domain']);
  });

  test('danger is begun with, though a person has it at once', () => {
    expect(asks('danger')).toEqual(['intent: danger']);
  });
});

describe('what it tells of solved issues', () => {
  test('each that was suggested, and what came of it', () => {
    expect(asks('gamma', ['gamma-one', 'gamma-two'])).toEqual(['intent: gamma', 'suggested: gamma-one']);
    expect(says('no')).toEqual(['tried: gamma-one, did-not-help', 'suggested: gamma-two']);
    expect(says('works-now')).toEqual(['tried: gamma-two, helped', 'finished: gamma, confirmed']);
  });

  test('nothing, where a person was asked for instead of an answer', () => {
    asks('gamma', ['gamma-one']);
    expect(told({ kind: 'command', name: 'human', argument: '' })).toEqual([]);
  });
});

describe('what it tells of silence', () => {
  test('after something to try it is assumed that it helped', () => {
    asks('alpha');
    writes('example.com', { entities: [domain] });
    writes('blue one');
    expect(silence('remind')).toEqual([]);
    expect(silence('close')).toEqual(['silence: solution', 'flow-left: alpha, try-it']);
  });

  test('to any other question the person has given up', () => {
    asks('alpha');
    expect(silence('close')).toEqual(['silence: question', 'flow-left: alpha, domain']);
  });
});

test('a flow that gives the case to a person has come to its end', () => {
  asks('alpha');
  writes('example.com', { entities: [domain] });
  writes('blue one');
  expect(says('no')).toEqual(['flow-end: alpha, bad, handover']);
});
