import { describe, expect, it } from 'vitest';
import type { Decision } from '../../src/replay/decision.js';
import { gainOf, isSame, rankOf } from '../../src/replay/verdict.js';

const act = (intent: string, ...issues: string[]): Decision => ({
  ...{ kind: 'act', guess: { intent, p: 0.9 }, intent, also: [], issues, suggests: true },
});
/** The flow shows those that it names: agents alone see these. */
const toAgents = (decision: Decision): Decision =>
  decision.kind === 'act' ? { ...decision, suggests: false } : decision;
const offer = (...intents: string[]): Decision => ({
  ...{ kind: 'offer', guess: null, intents: intents.map((intent) => ({ intent, p: 0.4 })) },
});
const clarify: Decision = { kind: 'clarify', guess: null };
const nothing: Decision = { kind: 'out-of-scope', guess: null };
const person: Decision = { kind: 'person', guess: null, intent: 'human' };

describe('a decision about a message that meant something', () => {
  it('is as good as what whoever wrote it gets', () => {
    const oven = { intent: 'oven' };
    expect([act('oven'), { ...act('door'), also: ['oven'] }].map((one) => rankOf(one, oven))).toEqual([
      'right',
      'right',
    ]);
    expect(rankOf(offer('door', 'oven'), oven)).toBe('offered');
    expect([offer('door'), clarify, nothing, person].map((one) => rankOf(one, oven))).toEqual(
      Array(4).fill('asked'),
    );
    expect(rankOf(act('door'), oven)).toBe('wrong');
    expect(rankOf(person, { intent: 'human' })).toBe('right');
  });

  it('is right about what belongs to nothing where it begins nothing', () => {
    const none = { intent: null };
    expect([nothing, clarify].map((one) => rankOf(one, none))).toEqual(['right', 'right']);
    expect([offer('oven'), person].map((one) => rankOf(one, none))).toEqual(['asked', 'asked']);
    expect(rankOf(act('oven'), none)).toBe('wrong');
  });

  it('is worse where what was right is only asked about, or the issue that helped comes later', () => {
    const meant = { intent: 'oven', issue: 'fuse' };
    const worst = [
      act('oven', 'fuse', 'plug'),
      act('oven', 'plug', 'fuse'),
      act('oven', 'plug'),
      offer('oven'),
      clarify,
      act('door', 'fuse'),
    ];
    for (const [index, decision] of worst.entries()) {
      const next = worst[index + 1];
      if (next === undefined) continue;
      expect(gainOf(decision, next, meant)).toBeLessThan(0);
      expect(gainOf(next, decision, meant)).toBeGreaterThan(0);
    }
    expect(gainOf(act('oven', 'plug'), act('oven'), { intent: 'oven', issue: null })).toBe(0);
    expect(gainOf(toAgents(act('oven', 'fuse')), toAgents(act('oven', 'plug')), meant)).toBe(0);
    expect(gainOf(clarify, nothing, meant)).toBe(0);
    expect(gainOf(act('oven'), act('door'), null)).toBe(0);
  });

  it('is another one where something else is done, whatever the probabilities', () => {
    expect(isSame(offer('oven', 'door'), offer('door', 'oven'))).toBe(true);
    expect(isSame(act('oven', 'fuse'), { ...act('oven', 'fuse'), guess: null })).toBe(true);
    expect(isSame(act('oven', 'fuse'), act('oven', 'plug'))).toBe(false);
    expect(isSame(offer('oven'), offer('oven', 'door'))).toBe(false);
    expect(isSame(clarify, nothing)).toBe(false);
  });
});
