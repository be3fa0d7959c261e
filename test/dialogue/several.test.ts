import { describe, expect, test } from 'vitest';
import type { DialogueContext, DialogueEvent, DialogueStep } from '../../src/dialogue/event.js';
import { initialState, readState, type DialogueState } from '../../src/dialogue/state.js';
import { step } from '../../src/dialogue/step.js';
import type { Dossier } from '../../src/model/case.js';
import type { Decision, Problem, Understanding } from '../../src/model/understanding.js';
import { content, idle, understanding } from './fixture.js';

const busy: DialogueContext = { ...idle, owner: 'bot' };

function problem(intent: string, decision: Decision = 'answer', issues: string[] = []): Problem {
  const p = decision === 'answer' ? 0.95 : 0.7;
  return {
    offset: 0,
    length: 1,
    intents: [{ intent, p }],
    issues: issues.map((issue) => ({ issue, score: 0.5 })),
    decision,
    p,
  };
}

function wrote(text: string, heard: Partial<Understanding> = {}): DialogueEvent {
  return { kind: 'message', text, understanding: understanding(heard), files: 0, masked: [] };
}

function told(problems: Problem[], more: Partial<Understanding> = {}): DialogueStep {
  return step(initialState(), wrote('this and that', { problems, ...more }), idle, content);
}

function go(state: DialogueState, event: DialogueEvent): DialogueStep {
  return step(state, event, busy, content);
}

const works: DialogueEvent = wrote('it works now', { act: 'works-now' });

function said({ effects }: DialogueStep): string {
  return effects.map((effect) => (effect.kind === 'say' ? effect.text.text : '')).join('');
}

function choices({ effects }: DialogueStep): string[] {
  return effects.flatMap((effect) => (effect.kind === 'say' ? effect.choices.map(({ label }) => label) : []));
}

function closed({ effects }: DialogueStep): string | null {
  return effects.flatMap((effect) => (effect.kind === 'close' ? [effect.resolution] : []))[0] ?? null;
}

function dossier({ effects }: DialogueStep): Dossier | null {
  return effects.flatMap((effect) => (effect.kind === 'handover' ? [effect.dossier] : []))[0] ?? null;
}

describe('two problems in one message', () => {
  test('both are named, the first is begun, the second is offered when that is finished', () => {
    const first = told([problem('alpha'), problem('beta')]);
    expect(first).toMatchObject({ move: 'several', flow: 'alpha' });
    expect(said(first)).toContain('[two-problems] seen Title of alpha Title of beta');
    const solved = go(first.state, works);
    expect(solved.flow).toBeNull();
    expect(closed(solved)).toBeNull();
    expect(said(solved)).toContain('[two-problems] next Title of beta');
    expect(go(solved.state, wrote('yes', { act: 'yes' }))).toMatchObject({ move: 'next', flow: 'beta' });
  });

  test('the second ends the case, and is not offered again', () => {
    const second = go(
      go(told([problem('alpha'), problem('beta')]).state, works).state,
      wrote('yes', { act: 'yes' }),
    );
    expect(closed(go(second.state, works))).toBe('confirmed');
  });

  test('the second is not wanted: the case ends as the first did', () => {
    const offered = go(told([problem('alpha'), problem('beta')]).state, works);
    const left = go(offered.state, wrote('no', { act: 'no' }));
    expect(closed(left)).toBe('confirmed');
    expect(said(left)).toContain('[two-problems] left Title of beta');
    const cancelled = go(told([problem('alpha'), problem('beta')]).state, wrote('cancel', { act: 'cancel' }));
    expect(said(cancelled)).toContain('[two-problems] next Title of beta');
    expect(closed(go(cancelled.state, wrote('no', { act: 'no' })))).toBe('cancelled');
  });

  test('each has the solved issues of its own', () => {
    const first = told([problem('alpha'), problem('gamma', 'answer', ['gamma-two'])], {
      issues: [{ issue: 'gamma-one', score: 0.9 }],
    });
    const second = go(go(first.state, works).state, wrote('yes', { act: 'yes' }));
    expect(said(second)).toContain('Problem gamma-two');
  });

  test('nothing that is not sure is begun: the person says which comes first, and the other is kept', () => {
    const asked = told([problem('alpha', 'choose'), problem('beta', 'choose')]);
    expect(asked.flow).toBeNull();
    expect(said(asked)).toContain('[choose-between] told');
    expect(choices(asked)).toEqual(['Title of alpha', 'Title of beta', '[choose-between.else]']);
    const begun = go(asked.state, wrote('Title of beta'));
    expect(begun.flow).toBe('beta');
    expect(said(go(begun.state, works))).toContain('[two-problems] next Title of alpha');
  });

  test('when neither is it, neither is kept', () => {
    const asked = told([problem('alpha', 'choose'), problem('beta', 'choose')]);
    const none = go(asked.state, wrote('3'));
    expect(none.state.episode.later).toEqual([]);
    expect(none.state.episode.rejected).toEqual(['alpha', 'beta']);
  });

  test('a dangerous one comes first, and the card names the other', () => {
    const first = told([problem('alpha'), problem('danger')], {
      decision: 'answer',
      intents: [{ intent: 'danger', p: 0.9 }],
    });
    expect(said(first)).toContain('First aid.');
    expect(dossier(first)).toMatchObject({
      reason: 'dangerous',
      understood: { intent: 'danger' },
      also: [{ intent: 'alpha', title: 'Title of alpha' }],
    });
    expect(said(first)).toContain('[several.handed-over] Title of alpha');
  });

  test('a dangerous one that only the whole message tells of comes first, and the card names the others', () => {
    const whole = { decision: 'answer', intents: [{ intent: 'danger', p: 0.9 }] } as const;
    for (const problems of [
      [problem('alpha'), problem('beta')],
      [problem('alpha'), problem('danger', 'choose'), problem('beta')],
    ]) {
      const first = told(problems, { ...whole, intents: [...whole.intents] });
      expect(said(first)).toContain('First aid.');
      expect(dossier(first)).toMatchObject({
        reason: 'dangerous',
        understood: { intent: 'danger', p: 0.9 },
        also: [{ intent: 'alpha' }, { intent: 'beta' }],
      });
    }
  });

  test('the dangerous comes before all others, and then the most pressing', () => {
    const pressing = {
      ...content,
      intents: content.intents.map((intent) => {
        if (intent.id === 'danger') return { ...intent, priority: 'normal' as const };
        return intent.id === 'beta' ? { ...intent, priority: 'high' as const } : intent;
      }),
    };
    const firstOf = (...intents: string[]): string | undefined => {
      const problems = intents.map((intent) => problem(intent));
      const first = step(initialState(), wrote('all of it', { problems }), idle, pressing);
      return (dossier(first) ?? first.state.episode).understood?.intent;
    };
    expect(firstOf('alpha', 'beta')).toBe('beta');
    expect(firstOf('beta', 'alpha')).toBe('beta');
    expect(firstOf('alpha', 'beta', 'danger')).toBe('danger');
    expect(firstOf('alpha', 'delta')).toBe('alpha');
  });

  test('solved issues shown for the first are no attempts at the second', () => {
    const omega = content.intents.filter(({ id }) => id === 'gamma').map((one) => ({ ...one, id: 'omega' }));
    const more = { ...content, intents: [...content.intents, ...omega] };
    const both = wrote('both', { problems: [problem('gamma', 'answer', ['gamma-one']), problem('omega')] });
    const shown = step(initialState(), both, idle, more);
    expect(said(shown)).toContain('Problem gamma-one');
    const solved = step(shown.state, works, busy, more);
    const second = step(solved.state, wrote('yes', { act: 'yes' }), busy, more);
    expect(dossier(second)).toBeNull();
    expect(said(second)).toContain('[clarify] details');
  });

  test('an answer in one message is given at once, and the flow of the other begins', () => {
    const both = told([problem('alpha'), problem('capabilities')]);
    expect(said(both)).toContain('I can do this.');
    expect(both.flow).toBe('alpha');
    expect(both.state.episode.later).toEqual([]);
  });

  test('when a person is asked for in the middle of one of them, the card names it once', () => {
    const running = told([], { decision: 'answer', intents: [{ intent: 'alpha', p: 0.95 }] });
    expect(running.flow).toBe('alpha');
    const signals = { human: true, anger: false, urgent: false };
    const handed = go(
      running.state,
      wrote('a person', { signals, problems: [problem('alpha'), problem('beta')] }),
    );
    expect(dossier(handed)).toMatchObject({
      understood: { intent: 'alpha' },
      also: [{ intent: 'beta' }],
    });
  });

  test('when a person is asked for, the card names both; with one problem, it names nothing else', () => {
    const signals = { human: true, anger: false, urgent: false };
    expect(
      dossier(told([problem('alpha'), problem('beta')], { signals }))?.also?.map(({ intent }) => intent),
    ).toEqual(['alpha', 'beta']);
    expect(dossier(told([], { signals }))).not.toHaveProperty('also');
  });
});

test('what the audience may not see, courtesy, and what it is not, are no problems', () => {
  const sure = { decision: 'answer' as const, intents: [{ intent: 'alpha', p: 0.95 }] };
  for (const other of ['secret-topic', 'greeting', 'human', 'no-such-intent']) {
    const one = told([problem('alpha'), problem(other)], sure);
    expect(one, other).toMatchObject({ move: 'start-flow', flow: 'alpha' });
    expect(one.state.episode.later, other).toEqual([]);
  }
});

test('what waits and is no longer in the content goes to a person', () => {
  const offered = go(told([problem('alpha'), problem('beta')]).state, works);
  const changed = { ...content, intents: content.intents.filter(({ id }) => id !== 'beta') };
  const taken = step(offered.state, wrote('yes', { act: 'yes' }), busy, changed);
  expect(dossier(taken)).toMatchObject({ reason: 'upgrade', also: [{ intent: 'beta' }] });
});

test('in the middle of a flow a message is an answer first, whatever it tells of', () => {
  const running = step(
    initialState(),
    wrote('x', { decision: 'answer', intents: [{ intent: 'delta', p: 0.9 }] }),
    idle,
    content,
  );
  expect(go(running.state, wrote('5', { problems: [problem('alpha'), problem('beta')] })).move).toBe(
    'answer',
  );
});

test('a state stored before there were several is read as it is', () => {
  const { state } = told([problem('alpha')], { decision: 'answer', intents: [{ intent: 'alpha', p: 0.95 }] });
  const { later, ...episode } = state.episode;
  expect(later).toEqual([]);
  expect(readState(JSON.parse(JSON.stringify({ ...state, episode })))).toEqual(state);
});
