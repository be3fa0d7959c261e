import { describe, expect, it } from 'vitest';
import { deskFor } from '../../src/desk/place.js';
import { caseOf } from '../support/desk.js';

const telegram = { channel: 'telegram', account: '100', chat: '-1001', thread: '' } as const;
const slack = { channel: 'slack', account: 'T1', chat: 'C1', thread: '' } as const;
const unseen = caseOf({ desk: null });

describe('the desk for a case', () => {
  it('is the person’s own platform’s, else the first there is', () => {
    expect(deskFor([slack, telegram], unseen)).toEqual(telegram);
    expect(deskFor([slack], unseen)).toEqual(slack);
    expect(deskFor([], unseen)).toBeNull();
  });

  it('stays where the case has a thread, also when hand-overs go elsewhere by now', () => {
    expect(deskFor([slack], caseOf())).toEqual(caseOf().desk);
  });
});
