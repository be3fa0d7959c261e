import { describe, expect, it } from 'vitest';
import { eventsBetween } from '../../src/engine/events.js';
import type { Case } from '../../src/model/case.js';
import { caseOf } from '../support/desk.js';

const OLGA = { id: 'o', name: 'Olga', locale: null };
const PETR = { id: 'p', name: 'Petr', locale: null };

const bot = caseOf({ owner: 'bot' });
const queue = caseOf({ owner: 'queue' });
const olga = caseOf({ owner: 'agent', agent: OLGA });
const petr = caseOf({ owner: 'agent', agent: PETR });
const closed = caseOf({ owner: 'nobody', agent: OLGA, closedAt: 5, resolution: 'by-agent' });
const elsewhere: Partial<Case> = { department: 'billing' };

describe('what happened to a case', () => {
  it.each<[string, Case | null, Case, string[]]>([
    ['nothing', bot, bot, []],
    ['was opened', null, bot, ['case.opened']],
    ['was opened and handed over at once', null, queue, ['case.opened', 'case.handed_over']],
    ['was opened and ended at once', null, closed, ['case.opened', 'case.resolved']],
    ['was handed over', bot, { ...queue, ...elsewhere }, ['case.handed_over']],
    ['was handed over again while it waits', queue, queue, []],
    ['was claimed', queue, olga, ['case.claimed']],
    ['was taken by another agent', olga, petr, ['case.claimed']],
    ['stays with its agent', olga, { ...olga, language: 'en' }, []],
    ['was released', olga, queue, ['case.released']],
    [
      'was released to another department',
      olga,
      { ...queue, ...elsewhere },
      ['case.released', 'case.routed'],
    ],
    ['was handed back by its agent', olga, bot, ['case.handed_back']],
    ['goes on with the bot instead of waiting', queue, bot, ['case.handed_back']],
    ['changed its department', olga, { ...olga, ...elsewhere }, ['case.routed']],
    ['changed its urgency', queue, { ...queue, priority: 'urgent' }, ['case.routed']],
    ['is understood as another matter by the bot', bot, { ...bot, ...elsewhere }, []],
    ['ended', olga, closed, ['case.resolved']],
    ['ended while it waited', queue, { ...closed, resolution: 'cancelled' }, ['case.resolved']],
    ['was opened again by the person', closed, bot, ['case.reopened']],
    ['was opened again by an agent', closed, olga, ['case.reopened', 'case.claimed']],
    ['was opened again and handed over', closed, queue, ['case.reopened', 'case.handed_over']],
    ['stays closed', closed, { ...closed, awaitingSolution: true }, []],
    ['was opened again and ended', closed, { ...closed, closedAt: 9 }, ['case.reopened', 'case.resolved']],
  ])('it %s', (_, before, after, expected) => {
    expect(eventsBetween(before, after)).toEqual(expected);
  });
});
