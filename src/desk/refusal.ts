import type { Person } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { DeskActionName } from '../model/inbound.js';
import { REVIEW_ORDERS } from './review-order.js';
import type { DeskPhrase } from './phrases.js';

/** What is everybody's business on the desk, whoever has the case. */
const ANYBODYS: ReadonlySet<DeskActionName> = new Set([
  ...(['note', 'orders', 'more', 'find', 'intent', 'queue', 'home', 'languages', 'as-in', 'skip'] as const),
  ...REVIEW_ORDERS,
]);
/** What colleagues may change of a case that somebody else has. */
const COLLEAGUES: ReadonlySet<DeskActionName> = new Set(['department', 'priority', 'assign']);
/** What may be done about the person once the case is over. */
const AFTERWARDS: ReadonlySet<DeskActionName> = new Set(['ban', 'unban', 'follow-up']);

/**
 * Why an agent may not order this now, or null. Once somebody has claimed a case, only they decide what becomes of it;
 * which department it is for, how urgent it is, and who is to have it instead, is everybody's business.
 */
export function refusalOf(
  subject: Case,
  agent: Person,
  name: DeskActionName,
  { otherOpen }: { otherOpen: boolean },
): DeskPhrase | null {
  if (ANYBODYS.has(name)) return null;
  if (name === 'reopen') {
    if (subject.owner !== 'nobody') return 'desk-thread.not-closed';
    return otherOpen ? 'desk-thread.other-open' : null;
  }
  switch (subject.owner) {
    case 'nobody':
      return AFTERWARDS.has(name) ? null : 'desk-thread.already-closed';
    case 'bot':
      // Whoever had the bot ask may go on without the answers, and so may a colleague.
      if (name === 'claim' && subject.collector !== null) return null;
      return name === 'unban' ? null : 'desk-thread.bot-has-it';
    case 'queue':
      if (name === 'wake' && subject.snoozedUntil === null) return 'desk-thread.not-snoozed';
      return name === 'release' ? 'desk-thread.nobody-has-it' : null;
    case 'agent':
      if (name === 'claim') return 'desk-thread.already-claimed';
      if (COLLEAGUES.has(name)) return null;
      if (subject.agent?.id !== agent.id) return 'desk-thread.not-claimed-by-you';
      return name === 'wake' && subject.snoozedUntil === null ? 'desk-thread.not-snoozed' : null;
  }
}
