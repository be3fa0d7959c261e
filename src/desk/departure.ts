import type { Case } from '../model/case.js';
import type { Effect } from '../model/effect.js';
import type { DeskDeparture } from '../model/inbound.js';
import type { MoveContext } from './move.js';
import { threadPhrase } from './thread-line.js';

/** The agent who has the case left the desk: it is in the queue again. Nothing where somebody else has it by now. */
export function onDeparture(subject: Case, { agent }: DeskDeparture, context: MoveContext): Effect[] {
  if (subject.owner !== 'agent' || subject.agent?.id !== agent.id) return [];
  return [
    { kind: 'release', agent: subject.agent },
    threadPhrase('desk-thread.agent-left', context, { agent: subject.agent.name }),
  ];
}
