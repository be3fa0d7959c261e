import { describe, expect, it } from 'vitest';
import { inOrder, placeOf } from '../../src/desk/queue.js';
import type { QueuedCase } from '../../src/model/queue.js';

let number = 0;

function queued(given: Partial<QueuedCase>): QueuedCase {
  number += 1;
  return {
    id: `case-${String(number)}`,
    number,
    owner: 'queue',
    agentName: null,
    department: 'support',
    priority: 'normal',
    language: 'ru',
    personName: 'Анна',
    reason: 'asked-for-person',
    title: '',
    waitingSince: 1_000,
    desk: null,
    ...given,
  };
}

const calm = queued({ title: 'calm', waitingSince: 50 });
const longer = queued({ title: 'longer', waitingSince: 40 });
const angry = queued({ title: 'angry', reason: 'anger', priority: 'high' });
const paid = queued({ title: 'paid', priority: 'high', waitingSince: 2_000 });
const hacked = queued({ title: 'hacked', reason: 'dangerous', priority: 'high', waitingSince: 3_000 });
const urgent = queued({ title: 'urgent', priority: 'urgent', waitingSince: 2_500 });

describe('the queue', () => {
  it('takes the dangerous first, then what blocks a paid service, then anger, then who waits longest', () => {
    const titles = inOrder([calm, angry, hacked, longer, paid, urgent]).map(({ title }) => title);
    expect(titles).toEqual(['urgent', 'hacked', 'paid', 'angry', 'longer', 'calm']);
  });

  it('has a place for each case among those of its department that nobody has', () => {
    const queue = [
      calm,
      longer,
      angry,
      { ...paid, department: 'billing' as const },
      { ...urgent, owner: 'agent' as const },
    ];
    expect(placeOf(calm, queue)).toBe(2);
    expect(placeOf(angry, queue)).toBe(0);
    expect(placeOf(paid, queue)).toBe(0);
  });
});
