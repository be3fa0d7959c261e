import type { DialogueEvent, DialogueStep } from '../dialogue/event.js';
import type { DialogueState } from '../dialogue/state.js';
import { onPersonEdit, onPersonMessage } from '../desk/relay.js';
import type {
  InboundChoice,
  InboundCommand,
  InboundEdit,
  InboundMessage,
  InboundTimer,
  PersonInbound,
} from '../model/inbound.js';
import type { Understanding } from '../model/understanding.js';
import type { TurnDeps } from './deps.js';
import { dialogueState, takeStep } from './dialogue-turn.js';
import { record, type Draft } from './draft.js';
import { applyEffects } from './effects.js';
import { NOTHING_HEARD, type Heard } from './report.js';

/**
 * What a person did: a step of the dialogue; where people have the case and it answers nothing that the bot asked
 * in between, the person's words go to the desk.
 */
export async function onPersonInbounds(
  draft: Draft,
  first: PersonInbound,
  messages: readonly InboundMessage[],
  deps: TurnDeps,
): Promise<Heard> {
  draft.memory = { ...draft.memory, heardAt: draft.at };
  if (first.kind === 'edit') return onEdit(draft, first, deps);
  const held = draft.subject?.owner === 'queue' || draft.subject?.owner === 'agent';
  if (first.kind === 'message') {
    const message = merge(first, messages);
    if (!held) return onMessage(draft, message, deps);
    const answer = await onMessage(draft, message, deps);
    if (draft.deliveries.length > 0) return answer;
    applyEffects(draft, onPersonMessage(message), deps);
    return { ...NOTHING_HEARD, move: 'relay' };
  }
  return onChoiceOrCommand(draft, first, deps);
}

/** The person has been silent; not so where they have written since the timer was set. */
export async function onTimer(draft: Draft, inbound: InboundTimer, deps: TurnDeps): Promise<Heard> {
  const { remindAfterMs, closeAfterMs } = deps.silence;
  const silence = inbound.timer === 'remind' ? remindAfterMs : remindAfterMs + closeAfterMs;
  const heardLately = draft.memory.heardAt !== null && inbound.at - draft.memory.heardAt < silence;
  if (draft.subject?.id !== inbound.caseId || draft.subject.owner !== 'bot' || heardLately) {
    return { ...NOTHING_HEARD, move: 'late-timer' };
  }
  const step = await takeStep(draft, { kind: 'silence', timer: inbound.timer }, deps);
  return { ...NOTHING_HEARD, ...place(step) };
}

async function onMessage(draft: Draft, message: InboundMessage, deps: TurnDeps): Promise<Heard> {
  const state = dialogueState(draft, deps.brain());
  const understanding = understand(draft, message.text, state, deps);
  const earlier = state === null ? null : deps.brain().wordsBefore(state);
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
    if (own !== undefined) draft.history.splice(said, 0, own);
  }
  return {
    intent: understanding.intents[0]?.intent ?? null,
    p: understanding.p,
    margin: understanding.margin,
    decision: understanding.decision,
    thresholds: understanding.thresholds,
    ...place(step),
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
  record(draft, {
    kind: 'event',
    author: inbound.person.id,
    name: inbound.person.name,
    text:
      inbound.kind === 'choice' ? `choice: ${inbound.token}` : `/${inbound.name} ${inbound.argument}`.trim(),
    attachments: [],
    inbound: inbound.id,
  });
  const step = await takeStep(draft, event, deps);
  return { ...NOTHING_HEARD, ...place(step) };
}

function onEdit(draft: Draft, inbound: InboundEdit, deps: TurnDeps): Heard {
  record(draft, {
    kind: 'person',
    author: inbound.person.id,
    name: inbound.person.name,
    text: `(amended) ${inbound.text}`,
    attachments: [],
    inbound: inbound.id,
  });
  if (draft.subject?.owner === 'queue' || draft.subject?.owner === 'agent') {
    const context = { phrases: deps.brain().phrases, deskLanguage: deps.deskLanguage };
    applyEffects(draft, onPersonEdit(inbound, context), deps);
  }
  return { ...NOTHING_HEARD, move: 'amend' };
}

function understand(draft: Draft, text: string, state: DialogueState | null, deps: TurnDeps): Understanding {
  const brain = deps.brain();
  const understanding = brain.understand(text, {
    audience: draft.audience,
    language: draft.memory.language,
    inFlow: state !== null && brain.inFlow(state),
  });
  deps.log.debug({ reasons: understanding.reasons, intents: understanding.intents }, 'understood');
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

function merge(first: InboundMessage, messages: readonly InboundMessage[]): InboundMessage {
  return {
    ...first,
    text: messages
      .map((message) => message.text)
      .filter((text) => text.trim() !== '')
      .join('\n'),
    attachments: messages.flatMap((message) => message.attachments),
    masked: [...new Set(messages.flatMap((message) => message.masked))],
  };
}

function place(step: DialogueStep): Pick<Heard, 'move' | 'flow' | 'step'> {
  return { move: step.move, flow: step.flow, step: step.step };
}
