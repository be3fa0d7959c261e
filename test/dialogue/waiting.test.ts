import { describe, expect, test } from 'vitest';
import type { DialogueContext, DialogueEvent, DialogueStep } from '../../src/dialogue/event.js';
import { initialState } from '../../src/dialogue/state.js';
import { step } from '../../src/dialogue/step.js';
import type { Understanding } from '../../src/model/understanding.js';
import { content, idle, understanding } from './fixture.js';

const both = (text: string) => ({ ru: `${text} (ru)`, en: text });
const busy: DialogueContext = { ...idle, owner: 'bot' };
const queued: DialogueContext = { ...idle, owner: 'queue', waitingMs: 60_000 };
const closed = { deskOpen: false, deskOpensAt: both('on Monday at 09:00') };

function wrote(text: string, made: Partial<Understanding> = {}): DialogueEvent {
  return { kind: 'message', text, understanding: understanding(made), files: 0, masked: [] };
}
const asksForPerson = wrote('a person', { signals: { human: true, anger: false, urgent: false } });
const status: DialogueEvent = { kind: 'command', name: 'status', argument: '' };
const alpha = wrote('alpha', { decision: 'answer', intents: [{ intent: 'alpha', p: 0.95 }] });

function said({ effects }: DialogueStep): string {
  return effects.flatMap((effect) => (effect.kind === 'say' ? [effect.text.text] : [])).join('');
}

function choices({ effects }: DialogueStep): { label: string; token: string }[] {
  return effects.flatMap((effect) => (effect.kind === 'say' ? effect.choices : []));
}

describe('whoever waits for a person', () => {
  test('is told when somebody begins, where nobody is at work, and no place in a queue that nobody serves', () => {
    const handed = step(initialState(), asksForPerson, { ...idle, ...closed, queuePlace: 3 }, content);
    expect(said(handed)).toContain('[handover.begins] on Monday at 09:00');
    expect(said(handed)).not.toContain('[handover.place]');
    const asked = step(handed.state, status, { ...queued, ...closed, queuePlace: 3 }, content);
    expect(said(asked)).toContain('[handover.begins] on Monday at 09:00');
    const russian: DialogueContext = { ...idle, ...closed, language: 'ru' };
    const inRussian = wrote('оператор', {
      signals: { human: true, anger: false, urgent: false },
      language: 'ru',
    });
    expect(said(step(initialState(), inRussian, russian, content))).toContain('on Monday at 09:00 (ru)');
  });

  test('is told how many come before, and nothing where nobody does or it is not known', () => {
    const before = (queuePlace: number | null) =>
      said(step(initialState(), asksForPerson, { ...idle, queuePlace }, content));
    expect(before(3)).toContain('[handover.place] 3');
    expect(before(0)).not.toContain('[handover.place]');
    expect(before(null)).not.toContain('[handover.place]');
    expect(before(null)).not.toContain('[handover.begins]');
    const asked = step(initialState(), status, { ...queued, queuePlace: 2 }, content);
    expect(said(asked)).toContain('[handover.place] 2');
  });

  test('goes on with the bot where they had stopped, by the button or in its words', () => {
    const running = step(initialState(), alpha, idle, content);
    expect(running.flow).toBe('alpha');
    const handed = step(running.state, asksForPerson, busy, content);
    const [button] = choices(handed);
    expect(button?.label).toContain('[handover.go-on]');
    for (const event of [
      { kind: 'choice' as const, token: button?.token ?? '' },
      wrote('[handover.go-on]'),
    ]) {
      const back = step(handed.state, event, queued, content);
      expect(back.effects.map(({ kind }) => kind)).toEqual(['hand-back', 'say', 'timers']);
      expect(back).toMatchObject({ move: 'taken-back', flow: 'alpha', step: running.step });
      expect(back.effects).toContainEqual(expect.objectContaining({ kind: 'timers', on: true }));
    }
  });

  test('goes on from /status as well; where nothing was under way, the bot asks', () => {
    const handed = step(initialState(), asksForPerson, idle, content);
    expect(choices(handed)).toEqual([]);
    const asked = step(handed.state, status, queued, content);
    const back = step(
      asked.state,
      { kind: 'choice', token: choices(asked)[0]?.token ?? '' },
      queued,
      content,
    );
    expect(back).toMatchObject({ move: 'taken-back', flow: null });
    expect(back.state.episode.pending).toMatchObject({ kind: 'open' });
  });

  test('cannot go on with the bot once an agent has the case: the words are theirs', () => {
    const handed = step(initialState(), asksForPerson, idle, content);
    const claimed: DialogueContext = { ...queued, owner: 'agent', agentName: 'Olga' };
    expect(step(handed.state, { kind: 'choice', token: 'bot' }, claimed, content).move).toBe('stale');
    expect(step(handed.state, wrote('[handover.go-on]'), claimed, content).effects).toEqual([]);
    expect(step(initialState(), { kind: 'choice', token: 'bot' }, idle, content).move).toBe('stale');
  });
});
