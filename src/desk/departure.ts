import type { Case } from '../model/case.js';
import type { Effect } from '../model/effect.js';
import type { DeskDeparture } from '../model/inbound.js';
import type { MoveContext } from './move.js';
import { phrase } from './phrases.js';

/** The agent who has the case left the desk: it is in the queue again. Nothing where somebody else has it by now. */
export function onDeparture(
  subject: Case,
  { agent }: DeskDeparture,
  { phrases, deskLanguage }: MoveContext,
): Effect[] {
  if (subject.owner !== 'agent' || subject.agent?.id !== agent.id) return [];
  const text = phrase(phrases, 'desk-thread.agent-left', deskLanguage, { agent: subject.agent.name });
  return [
    { kind: 'release', agent: subject.agent },
    { kind: 'post', author: null, text, attachments: [] },
  ];
}
