import { describe, expect, test } from 'vitest';
import type { DialogueContext, DialogueEvent, DialogueStep } from '../../src/dialogue/event.js';
import { giveUp } from '../../src/dialogue/handover.js';
import { durationInWords } from '../../src/dialogue/duration.js';
import { wordsBefore } from '../../src/dialogue/problem.js';
import { initialState, readState } from '../../src/dialogue/state.js';
import { step } from '../../src/dialogue/step.js';
import { content, idle, understanding } from './fixture.js';

type Heard = Parameters<typeof understanding>[0];

const busy: DialogueContext = { ...idle, owner: 'bot' };

function wrote(text: string, heard: Heard = {}): DialogueEvent {
  return { kind: 'message', text, understanding: understanding(heard), files: 0, masked: [] };
}

function sure(intent: string, more: Heard = {}): Heard {
  return { decision: 'answer', intents: [{ intent, p: 0.95 }], ...more };
}

function said({ effects }: DialogueStep): string {
  return effects.map((effect) => (effect.kind === 'say' ? effect.text.text : '')).join('');
}

function domain(value: string): Heard {
  return { entities: [{ kind: 'domain', value, offset: 0, length: value.length }] };
}

describe('what is known is not asked', () => {
  test('one domain in the first message is taken', () => {
    const taken = step(initialState(), wrote('x', sure('alpha', domain('example.com'))), idle, content);
    expect(taken.step).toBe('kind');
    expect(said(taken)).toContain('Which kind for example.com?');
  });

  test('a mail service, the provider’s own site, or two domains are not', () => {
    for (const values of [['gmail.com'], ['p.example'], ['example.com', 'example.org']]) {
      const entities = values.map((value) => ({ kind: 'domain' as const, value, offset: 0, length: 1 }));
      const taken = step(initialState(), wrote('x', sure('alpha', { entities })), idle, content);
      expect(taken.step, values.join()).toBe('domain');
    }
  });
});

describe('what people write is taken literally', () => {
  test('braces, markup and back-quotes in a value stay characters', () => {
    const first = step(initialState(), wrote('x', sure('alpha', domain('example.com'))), idle, content);
    const second = step(first.state, wrote('red one'), busy, content);
    const third = step(second.state, wrote('{domain} <b>_*[ `x`'), busy, content);
    expect(third.step).toBe('try-it');
    const handed = step(third.state, wrote('no', { act: 'no' }), busy, content);
    const handover = handed.effects.find((effect) => effect.kind === 'handover');
    expect(handover?.dossier).toMatchObject({
      reason: 'steps-failed',
      answers: [
        { slot: 'domain', value: 'example.com', question: null },
        { slot: 'kind', value: 'Red one', question: 'Which kind for example.com?' },
        { slot: 'words', value: '{domain} <b>_*[ `x`' },
      ],
      tried: [{ step: 'try-it', text: 'Try Red one. Did it help?', result: 'did-not-help' }],
    });
    expect(handover?.department).toBe('domains');
  });

  test('a solved issue is shown numbered, its code drawn and its braces kept', () => {
    const heard = sure('gamma', { issues: [{ issue: 'gamma-one', score: 1 }] });
    const taken = step(initialState(), wrote('x', heard), idle, content);
    expect(said(taken)).toContain('1. Run df -h first\n2. Then {this} stays as it is');
    const say = taken.effects.find((effect) => effect.kind === 'say');
    const spans = say?.text.spans.map(({ kind, offset, length }) => [
      kind,
      say.text.text.slice(offset, offset + length),
    ]);
    expect(spans).toEqual([['code', 'df -h']]);
  });
});

describe('several flows', () => {
  test('a third may wait below, a fourth is not offered', () => {
    const digressions = ['beta', 'gamma', 'delta'];
    let taken = step(initialState(), wrote('x', sure('alpha')), idle, content);
    for (const intent of digressions) {
      const heard = sure(intent, { issues: [{ issue: 'gamma-one', score: 1 }] });
      taken = step(taken.state, wrote('something else', heard), busy, content);
      if (intent === 'delta') break;
      expect(taken.move).toBe('offer-digression');
      taken = step(taken.state, wrote('yes', { act: 'yes' }), busy, content);
    }
    expect(taken.move).toBe('ask-again');
    expect(taken.state.episode.stack.map(({ intent }) => intent)).toEqual(['alpha', 'beta', 'gamma']);
  });

  test('a new problem forgets the one that was parked', () => {
    const first = step(initialState(), wrote('x', sure('alpha')), idle, content);
    const ended = step(first.state, wrote('works', { act: 'works-now' }), busy, content);
    expect(ended.state.parked).not.toBeNull();
    expect(step(ended.state, wrote('hello', sure('greeting')), idle, content).state.parked).not.toBeNull();
    expect(step(ended.state, wrote('y', sure('beta')), idle, content).state.parked).toBeNull();
  });
});

describe('answers taken back', () => {
  test('are not on the card, however they are given again', () => {
    const first = step(initialState(), wrote('x', sure('alpha')), idle, content);
    const second = step(first.state, wrote('example.com', domain('example.com')), busy, content);
    const back = step(second.state, wrote('back', { act: 'back' }), busy, content);
    const again = step(back.state, wrote('example.org', domain('example.org')), busy, content);
    const handed = step(again.state, { kind: 'command', name: 'human', argument: '' }, busy, content);
    const handover = handed.effects.find((effect) => effect.kind === 'handover');
    expect(handover?.dossier.answers.map(({ value }) => value)).toEqual(['example.org']);
  });

  test('saying the same again corrects nothing', () => {
    const first = step(initialState(), wrote('x', sure('alpha', domain('example.com'))), idle, content);
    const heard = { act: 'correction' as const, ...domain('example.com') };
    const same = step(first.state, wrote('no, example.com', heard), busy, content);
    expect(same.move).toBe('ask-again');
    const other = step(
      first.state,
      wrote('no, example.org', { ...heard, ...domain('example.org') }),
      busy,
      content,
    );
    expect(other.move).toBe('correction');
    expect(said(other)).toContain('Which kind for example.org?');
  });
});

describe('language', () => {
  test('an answer in one word of the other language changes nothing, a new conversation begins in its own', () => {
    const first = step(initialState(), wrote('x', sure('alpha')), idle, content);
    const second = step(
      first.state,
      wrote('example.com, да да', { language: 'ru', ...domain('example.com') }),
      busy,
      content,
    );
    expect(second.effects.some((effect) => effect.kind === 'language')).toBe(false);
    const begun = step(initialState(), wrote('слово', { language: 'ru', ...sure('alpha') }), idle, content);
    expect(begun.effects).toContainEqual({ kind: 'language', language: 'ru' });
    expect(said(begun)).toContain('(ru)');
  });

  test('what was chosen stays', () => {
    const chosen = step(initialState(), { kind: 'command', name: 'lang', argument: 'en' }, idle, content);
    const later = step(chosen.state, wrote('совсем другой язык', { language: 'ru' }), idle, content);
    expect(later.effects.some((effect) => effect.kind === 'language')).toBe(false);
    expect(said(later)).not.toContain('(ru)');
  });
});

describe('a clarification', () => {
  test('is understood together with what was said before, where that says more', () => {
    const first = step(initialState(), wrote('white screen'), idle, content);
    expect(wordsBefore(first.state)).toBe('white screen');
    const event = wrote('since yesterday');
    if (event.kind !== 'message') throw new Error('no message');
    const together = understanding(sure('beta'));
    const taken = step(first.state, { ...event, together }, busy, content);
    expect(taken.flow).toBe('beta');
    expect(wordsBefore(taken.state)).toBeNull();
    expect(wordsBefore(initialState())).toBeNull();
  });
});

describe('state', () => {
  test('what is not a state of this format is told, not thrown', () => {
    for (const stored of [null, undefined, 7, 'x', {}, { format: 2 }, { ...initialState(), format: 0 }]) {
      expect(readState(stored)).toBeNull();
    }
    expect(readState(JSON.parse(JSON.stringify(initialState())))).toEqual(initialState());
  });

  test('where it cannot be read, a person takes over and is given the words', () => {
    const given = giveUp('upgrade', ['it is broken'], busy, content);
    expect(given.effects.find((effect) => effect.kind === 'handover')?.dossier).toMatchObject({
      reason: 'upgrade',
      problem: ['it is broken'],
    });
    expect(given.effects).toContainEqual({ kind: 'timers', on: false });
  });

  test('nothing given is changed', () => {
    const state = initialState();
    const before = JSON.stringify(state);
    step(state, wrote('x', sure('alpha')), idle, content);
    expect(JSON.stringify(state)).toBe(before);
  });
});

test('durations are in words of both languages', () => {
  expect(durationInWords(0, 'en')).toBe('1 minute');
  expect(durationInWords(5 * 60_000, 'ru')).toBe('5 минут');
  expect(durationInWords(2 * 3_600_000, 'ru')).toBe('2 часа');
  expect(durationInWords(3 * 86_400_000, 'en')).toBe('3 days');
});
