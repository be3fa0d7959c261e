import { describe, expect, it } from 'vitest';
import { deskFor, moveOf, type Desk } from '../../src/desk/place.js';
import { caseOf } from '../support/desk.js';

const group = (chat: string, department: Desk['department'] = null): Desk => ({
  address: { channel: 'telegram', account: '100', chat, thread: '' },
  department,
});
const telegram = group('-1001');
const slack: Desk = {
  address: { channel: 'slack', account: 'T1', chat: 'C1', thread: '' },
  department: null,
};

describe('the desk for a case', () => {
  it('is the person’s own platform’s, else the first there is', () => {
    expect(deskFor([slack, telegram], caseOf())).toEqual(telegram.address);
    expect(deskFor([slack], caseOf())).toEqual(slack.address);
    expect(deskFor([], caseOf())).toBeNull();
  });

  it('is its department’s, wherever that is, else the one of all that have none', () => {
    const billing: Desk = { ...slack, department: 'billing' };
    const desks = [billing, group('-1002', 'security'), telegram];
    expect(deskFor(desks, caseOf({ department: 'billing' }))).toEqual(slack.address);
    expect(deskFor(desks, caseOf({ department: 'domains' }))).toEqual(telegram.address);
    expect(deskFor([billing], caseOf({ department: 'domains' }))).toEqual(slack.address);
  });
});

describe('a case with a thread', () => {
  const desks = [telegram, group('-1002', 'billing'), group('-1002', 'security')];

  it('moves when its department works elsewhere', () => {
    expect(moveOf(desks, caseOf({ department: 'billing' }))?.chat).toBe('-1002');
    const atBilling = { ...telegram.address, chat: '-1002', thread: '9' };
    expect(moveOf(desks, caseOf({ desk: atBilling, department: 'support' }))?.chat).toBe('-1001');
    expect(moveOf(desks, caseOf({ desk: atBilling, department: 'security' }))).toBeNull();
  });

  it('stays where its department works too, and where hand-overs do not go any more', () => {
    expect(moveOf([slack, telegram], caseOf({ address: { ...slack.address, chat: 'D1' } }))).toBeNull();
    expect(moveOf([slack], caseOf())).toBeNull();
    expect(moveOf(desks, caseOf({ desk: null, department: 'billing' }))).toBeNull();
  });
});
