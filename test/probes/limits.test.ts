import { describe, expect, it } from 'vitest';
import { createLimiter, type Admission, type Limiter } from '../../src/probes/limits.js';

const MINUTE = 60_000;
const limits = {
  person: { most: 3, ms: MINUTE },
  target: { most: 4, ms: MINUTE },
  all: { most: 6, ms: MINUTE },
  atOnce: 100,
};

function ask(limiter: Limiter, person: string, target: string, now: number): string {
  const admission = limiter.admit(person, target, now);
  if (admission.kind === 'admitted') admission.release();
  return say(admission);
}

function say(admission: Admission): string {
  return admission.kind === 'admitted' ? 'yes' : admission.why;
}

describe('limits', () => {
  it('of a person, whatever the target; they come back with time', () => {
    const limiter = createLimiter(limits);
    expect([1, 2, 3].map((target) => ask(limiter, 'ann', `t${target}`, 0))).toEqual(['yes', 'yes', 'yes']);
    expect(ask(limiter, 'ann', 't4', 0)).toBe('too many checks for this person');
    expect(ask(limiter, 'bob', 't4', 0)).toBe('yes');
    expect(ask(limiter, 'ann', 't4', MINUTE / 3)).toBe('yes');
    expect(ask(limiter, 'ann', 't4', MINUTE / 3)).toBe('too many checks for this person');
  });

  it('of a target, whoever asks', () => {
    const limiter = createLimiter(limits);
    const asked = ['a', 'b', 'c', 'd', 'e'].map((person) => ask(limiter, person, 'example.com', 0));
    expect(asked).toEqual(['yes', 'yes', 'yes', 'yes', 'too many checks of this target']);
  });

  it('in all; what is refused counts nowhere', () => {
    const limiter = createLimiter(limits);
    const asked = Array.from({ length: 60 }, (_, index) => ask(limiter, `p${index}`, `t${index}`, 0));
    expect(asked.filter((answer) => answer === 'yes')).toHaveLength(6);
    expect(asked.at(-1)).toBe('too many checks in all');
    expect(ask(limiter, 'p59', 't59', MINUTE)).toBe('yes');
  });

  it('at one time; released twice counts once', () => {
    const limiter = createLimiter({ ...limits, atOnce: 2 });
    const first = limiter.admit('a', 'x', 0);
    const second = limiter.admit('b', 'y', 0);
    expect(say(limiter.admit('c', 'z', 0))).toBe('too many checks are running');
    if (first.kind === 'admitted') {
      first.release();
      first.release();
    }
    expect(say(second)).toBe('yes');
    expect(say(limiter.admit('c', 'z', 0))).toBe('yes');
    expect(say(limiter.admit('d', 'z', 0))).toBe('too many checks are running');
  });

  it('a clock that goes back gives and takes nothing', () => {
    const limiter = createLimiter(limits);
    for (const target of ['x', 'y', 'z']) ask(limiter, 'ann', target, MINUTE);
    expect(ask(limiter, 'ann', 'x', 0)).toBe('too many checks for this person');
  });
});
