import type { DialogueEvent } from '../dialogue/event.js';
import type { DialogueState } from '../dialogue/state.js';
import { readAfterToken } from '../desk/aftercare-token.js';
import { eventIn } from '../model/history-event.js';
import { onTakenBack } from '../desk/relay.js';
import type {
  Inbound,
  InboundChoice,
  InboundCommand,
  InboundMessage,
  PersonInbound,
} from '../model/inbound.js';
import type { Understanding } from '../model/understanding.js';
import { onAfterMessage, onAfterPress } from './after-answer.js';
import { mergeBurst } from './burst.js';
import type { TurnDeps } from './deps.js';
import { dialogueState, takeStep } from './dialogue-turn.js';
import { isOpen, record, type Draft } from './draft.js';
import { applyEffects } from './effects.js';
import { isHeld, onAmendment, onReachChange, relayToDesk, tellOfLargeFiles } from './person-to-desk.js';
import { NOTHING_HEARD, placeOf, type Heard } from './report.js';

/**
 * What a person did: a step of the dialogue; where people have the case and it answers nothing that the bot asked
 * in between, the person's words go to the desk.
 */
export async function onPersonInbounds(
  draft: Draft,
  first: PersonInbound,
  group: readonly Inbound[],
  deps: TurnDeps,
): Promise<Heard> {
  const waited = draft.subject?.owner === 'queue';
  const heard = await hear(draft, first, group, deps);
  if (waited && draft.subject?.owner === 'bot') {
    const context = { phrases: deps.brain().phrases, deskLanguage: deps.deskLanguage };
    applyEffects(draft, onTakenBack(context), deps);
  }
  return heard;
}

async function hear(
  draft: Draft,
  first: PersonInbound,
  group: readonly Inbound[],
  deps: TurnDeps,
): Promise<Heard> {
  const { channel, account } = draft.address;
  if (!isForAgent(draft, first) && (await deps.store.isBanned(channel, account, first.person.id))) {
    return { ...NOTHING_HEARD, move: 'banned' };
  }
  if (first.kind === 'reach') return onReachChange(draft, first, deps);
  draft.memory = { ...draft.memory, heardAt: draft.at };
  if (first.kind === 'edit' || first.kind === 'deletion') return onAmendment(draft, first, deps);
  if (first.kind === 'message') {
    const { message, sources, amends } = mergeBurst(first, group);
    for (const amendment of amends) onAmendment(draft, amendment, deps);
    if (message === null) return { ...NOTHING_HEARD, move: 'amend' };
    const late = isLatePart(draft, message);
    draft.memory = { ...draft.memory, album: message.album };
    if (late && !isHeld(draft)) {
      recordMessage(draft, message);
      return { ...NOTHING_HEARD, move: 'album-part' };
    }
    if (!isHeld(draft)) {
      const heard = await onMessage(draft, message, deps);
      tellOfLargeFiles(draft, message, deps);
      return heard;
    }
    const answer = await onMessage(draft, message, deps);
    // A warning of a secret is no answer: the words go on to whoever has the case.
    if (draft.deliveries.length > 0 && answer.move !== 'secret') return answer;
    relayToDesk(draft, message, deps, sources);
    return { ...NOTHING_HEARD, move: 'relay' };
  }
  return onChoiceOrCommand(draft, first, deps);
}

/** An agent who has the case has chosen to talk with the person, whether or not the bot does. */
function isForAgent({ subject }: Draft, { kind }: PersonInbound): boolean {
  return subject?.owner === 'agent' && kind !== 'choice' && kind !== 'command';
}

/** Platforms deliver an album piece by piece, some of it seconds later: that says nothing new. */
function isLatePart(draft: Draft, message: InboundMessage): boolean {
  const { album } = draft.memory;
  return album !== null && message.album === album && message.text.trim() === '' && isOpen(draft.subject);
}

async function onMessage(draft: Draft, message: InboundMessage, deps: TurnDeps): Promise<Heard> {
  const state = dialogueState(draft, deps.brain());
  const understanding = understand(draft, message.text, state, deps);
  const earlier = state === null ? null : deps.brain().wordsBefore(state);
  const after = await onAfterMessage(
    draft,
    { text: message.text, understanding },
    () => {
      recordMessage(draft, message);
    },
    deps,
  );
  if (after !== null) return after;
  const before = draft.subject;
  if (before !== null) recordMessage(draft, message);
  const said = draft.history.length;
  const step = await takeStep(
    draft,
    {
      kind: 'message',
      text: message.text,
      understanding,
      ...(earlier === null
        ? {}
        : { together: understand(draft, `${earlier}\n${message.text}`, state, deps) }),
      files: message.attachments.length,
      masked: message.masked,
    },
    deps,
  );
  if (before === null && draft.subject !== null) {
    recordMessage(draft, message);
    const own = draft.history.pop();
    // Before what the bot says to it, but part of what was said since the case was opened again.
    const first = draft.history[said];
    const from = first !== undefined && eventIn(first.entry)?.kind === 'reopen' ? said + 1 : said;
    if (own !== undefined) draft.history.splice(from, 0, own);
  }
  return {
    intent: understanding.intents[0]?.intent ?? null,
    p: understanding.p,
    margin: understanding.margin,
    decision: understanding.decision,
    thresholds: understanding.thresholds,
    ...placeOf(step),
  };
}

async function onChoiceOrCommand(
  draft: Draft,
  inbound: InboundChoice | InboundCommand,
  deps: TurnDeps,
): Promise<Heard> {
  const event: DialogueEvent =
    inbound.kind === 'choice'
      ? { kind: 'choice', token: inbound.token }
      : { kind: 'command', name: inbound.name, argument: inbound.argument };
  const press = inbound.kind === 'choice' ? readAfterToken(inbound.token) : null;
  const recordIt = (): void => {
    recordChoiceOrCommand(draft, inbound);
  };
  if (press !== null) return onAfterPress(draft, press, recordIt, deps);
  recordIt();
  const step = await takeStep(draft, event, deps);
  return { ...NOTHING_HEARD, ...placeOf(step) };
}

function recordChoiceOrCommand(draft: Draft, inbound: InboundChoice | InboundCommand): void {
  record(draft, {
    ...inWords(draft, inbound),
    author: inbound.person.id,
    name: inbound.person.name,
    attachments: [],
    inbound: inbound.id,
  });
}

/** A button of the question asked last is an answer in words; any other press is only an event. */
function inWords(
  draft: Draft,
  inbound: InboundChoice | InboundCommand,
): { kind: 'person' | 'event'; text: string } {
  if (inbound.kind === 'command') {
    return { kind: 'event', text: `/${inbound.name} ${inbound.argument}`.trim() };
  }
  const pressed = draft.memory.offered.find(({ token }) => token === inbound.token);
  return pressed === undefined
    ? { kind: 'event', text: `choice: ${inbound.token}` }
    : { kind: 'person', text: pressed.label };
}

function understand(draft: Draft, text: string, state: DialogueState | null, deps: TurnDeps): Understanding {
  const brain = deps.brain();
  const understanding = brain.understand(text, {
    audience: draft.audience,
    language: draft.memory.language,
    inFlow: state !== null && brain.inFlow(state),
  });
  const { entities, ...made } = understanding;
  // What domains, addresses and numbers were found is the person's own; that there were some is a reason.
  deps.log.debug(
    { conversation: draft.input.conversation, ...made, entities: entities.map(({ kind }) => kind) },
    'understood',
  );
  return understanding;
}

function recordMessage(draft: Draft, message: InboundMessage): void {
  record(draft, {
    kind: 'person',
    author: message.person.id,
    name: message.person.name,
    text: message.text,
    attachments: message.attachments,
    inbound: message.id,
  });
}
