import type { DeskContext } from '../desk/action.js';
import { onPersonDeletion, onPersonEdit } from '../desk/amendment.js';
import { deskFor } from '../desk/place.js';
import { onReach } from '../desk/reach.js';
import { onLargeFiles, onPersonMessage } from '../desk/person-message.js';
import type { ChannelName, MessageRef } from '../model/address.js';
import type { Case } from '../model/case.js';
import { formatHistoryEvent } from '../model/history-event.js';
import type { HistoryEntry } from '../model/history.js';
import type { InboundDeletion, InboundEdit, InboundMessage, InboundReach } from '../model/inbound.js';
import type { TurnDeps } from './deps.js';
import { isOpen, record, type Draft } from './draft.js';
import { applyEffects } from './effects.js';
import { NOTHING_HEARD, type Heard } from './report.js';

/** Whether people have the case. */
export function isHeld({ subject }: Draft): boolean {
  return subject?.owner === 'queue' || subject?.owner === 'agent';
}

/** A person changed or deleted a message: the agents see it; where the bot has the case, it is noted. */
export function onAmendment(draft: Draft, inbound: InboundEdit | InboundDeletion, deps: TurnDeps): Heard {
  const context = deskContext(deps);
  if (inbound.kind === 'edit') {
    record(draft, {
      kind: 'person',
      author: inbound.person.id,
      name: inbound.person.name,
      text: `(amended) ${inbound.text}`,
      attachments: [],
      inbound: inbound.id,
    });
  } else {
    record(draft, eventOf(inbound, 'deleted'));
  }
  if (isHeld(draft)) {
    const effects =
      inbound.kind === 'edit' ? onPersonEdit(inbound, context) : onPersonDeletion(inbound, context);
    applyEffects(draft, effects, deps);
  } else {
    // Whoever corrects a message is not silent; what is waited for is waited for all the same.
    const { wait } = draft.memory;
    if (wait === null || wait.aside)
      applyEffects(draft, [{ kind: 'timers', on: isOpen(draft.subject) }], deps);
  }
  return { ...NOTHING_HEARD, move: 'amend' };
}

/** A person shut the bot out, or let it in again. */
export function onReachChange(draft: Draft, inbound: InboundReach, deps: TurnDeps): Heard {
  record(draft, eventOf(inbound, inbound.reachable ? 'let-in' : 'shut-out'));
  if (isHeld(draft)) applyEffects(draft, onReach(inbound, deskContext(deps)), deps);
  return { ...NOTHING_HEARD, move: 'reach' };
}

function eventOf(
  { person }: InboundDeletion | InboundReach,
  kind: 'deleted' | 'let-in' | 'shut-out',
): Omit<HistoryEntry, 'at'> {
  const text = formatHistoryEvent({ kind });
  return { kind: 'event', author: person.id, name: person.name, text, attachments: [], inbound: null };
}

/** What a person wrote while people have the case goes to its thread. */
export function relayToDesk(
  draft: Draft,
  message: InboundMessage,
  deps: TurnDeps,
  sources?: readonly MessageRef[],
): void {
  const { subject } = draft;
  if (subject === null) return;
  const effects = onPersonMessage(subject, message, deskOf(subject, deps), deskContext(deps), sources);
  applyEffects(draft, effects, deps);
}

/** Whoever sends what no agent could be given later is told so now, while they still have it at hand. */
export function tellOfLargeFiles(draft: Draft, message: InboundMessage, deps: TurnDeps): void {
  const { subject } = draft;
  if (!isOpen(subject)) return;
  applyEffects(draft, onLargeFiles(subject, message, deskOf(subject, deps), deskContext(deps)), deps);
}

/** The platform of a case's desk; without a desk nothing is passed on, as if it were the person's own. */
function deskOf(subject: Case, { desks }: TurnDeps): ChannelName {
  return deskFor(desks, subject)?.channel ?? subject.address.channel;
}

function deskContext(deps: TurnDeps): Pick<DeskContext, 'phrases' | 'deskLanguage'> {
  return { phrases: deps.brain().phrases, deskLanguage: deps.deskLanguage };
}
