import { describe, expect, it } from 'vitest';
import { createLimits } from '../../src/engine/limits.js';
import { plain } from '../../src/model/text.js';
import type { DueDelivery } from '../../src/store/store.js';
import { recorder } from '../support/recorder.js';

const telegram = { channel: 'telegram', account: 'bot' } as const;
const slack = { channel: 'slack', account: 'T1' } as const;
const scope = { accounts: [telegram, slack] };
const channel = recorder('telegram');
const tight = {
  ...channel,
  rates: { ...channel.rates, all: { burst: 2, perSecond: 30 }, chat: () => ({ burst: 1, perSecond: 1 }) },
};

function sayTo(chat: string): DueDelivery {
  const to = { ...telegram, chat, thread: '' };
  return {
    id: chat,
    delivery: { kind: 'say', to, language: 'en', text: plain('hello'), choices: [], longAnswer: false },
    ...telegram,
    lane: chat,
    case: null,
    counterpart: null,
    onlyWhile: null,
    attempts: 0,
    createdAt: 0,
    receipt: null,
  };
}

describe('limits', () => {
  it('lets a chat at its limit rest, and no other', () => {
    const limits = createLimits();
    expect(limits.admit(sayTo('a'), tight, 0)).toBe(true);
    expect(limits.admit(sayTo('a'), tight, 0)).toBe(false);
    expect([...limits.lanes()]).toEqual(['a']);
    expect(limits.ends()).toEqual([1_000]);
    expect(limits.admit(sayTo('b'), tight, 0)).toBe(true);
    limits.wake(1_000);
    expect([...limits.lanes()]).toEqual([]);
    expect(limits.admit(sayTo('a'), tight, 1_000)).toBe(true);
  });

  it('lets an account at its limit rest as a whole: one rest, however many lanes wait', () => {
    const limits = createLimits();
    for (const chat of ['a', 'b']) expect(limits.admit(sayTo(chat), tight, 0)).toBe(true);
    for (let i = 0; i < 1_000; i += 1) expect(limits.admit(sayTo(`c${i}`), tight, 0)).toBe(false);
    expect([...limits.lanes()]).toEqual([]);
    expect(limits.awake(scope)).toEqual({ accounts: [slack] });
    expect(limits.ends()).toEqual([100]);
    limits.wake(100);
    expect(limits.awake(scope)).toEqual(scope);
    expect(limits.admit(sayTo('c0'), tight, 100)).toBe(true);
  });

  it('rests as long as the platform asked', () => {
    const limits = createLimits();
    limits.pause(sayTo('a'), 30_000);
    expect(limits.admit(sayTo('a'), tight, 0)).toBe(false);
    expect(limits.ends()).toEqual([30_000]);
  });
});
