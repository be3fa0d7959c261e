import { conversationKey } from '../../model/address.js';
import type { Inbound } from '../../model/inbound.js';
import type { AcceptOutcome } from '../store.js';
import type { Cases } from './cases.js';
import { caseByThread, type FormerThreads } from './former-threads.js';
import type { Inbounds } from './inbounds.js';
import type { Moves } from './moves.js';

/** Keeps an inbound once and finds whose it is. To be called inside a transaction. */
export function takeIn(
  inbound: Inbound,
  parts: { inbounds: Inbounds; cases: Cases; threads: FormerThreads; moves: Moves },
): AcceptOutcome {
  const { inbounds, moves } = parts;
  // What is delivered late may still carry the id that its chat had before.
  const current = { ...inbound, address: moves.address(inbound.address) };
  const conversation = conversationOf(current, parts);
  if (!inbounds.add(current, conversation)) return { kind: 'duplicate' };
  return conversation === null ? { kind: 'unrouted' } : { kind: 'new', conversation };
}

function conversationOf(inbound: Inbound, parts: { cases: Cases; threads: FormerThreads }): string | null {
  const { cases } = parts;
  switch (inbound.kind) {
    case 'message':
    case 'choice':
    case 'edit':
    case 'deletion':
    case 'reach':
    case 'command':
      return conversationKey(inbound.address);
    case 'timer':
    case 'probed':
    case 'desk-action':
    case 'desk-departure':
      return cases.conversationOf(inbound.caseId);
    case 'desk-message':
    case 'desk-edit':
    case 'desk-deletion': {
      const found = caseByThread(inbound.address, parts);
      return found && conversationKey(found.address);
    }
  }
}
