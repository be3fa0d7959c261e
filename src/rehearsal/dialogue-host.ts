import { onOrder, type DeskContext } from '../desk/action.js';
import type { DeskOrder } from '../desk/order.js';
import type { DialogueContent } from '../dialogue/content.js';
import type { DialogueEvent } from '../dialogue/event.js';
import { step } from '../dialogue/step.js';
import { initialState, readState, type DialogueState } from '../dialogue/state.js';
import type { Brain } from '../engine/brain.js';
import type { ProbeRequest } from '../model/probe.js';
import type { Understanding } from '../model/understanding.js';
import { createAffairs } from './affairs.js';
import type { Conversation, Understood } from './conversation.js';
import type { Checks, Doing, Host } from './host.js';
import { NOWHERE, observe, type Place, type Seen } from './observed.js';
import { resultsOf } from './script.js';
import { AGENT } from './setting.js';
import { overridden } from './understood.js';
import { unknownIn, upgraded } from './upgrade.js';

const ORDERS = {
  claims: { name: 'claim' },
  'hands-back': { name: 'hand-back' },
  resolves: { name: 'resolve', helped: null },
} as const satisfies Record<string, DeskOrder>;

/** The state as it comes back from storage. */
export function throughJson(state: DialogueState): DialogueState {
  const stored: unknown = JSON.parse(JSON.stringify(state));
  const read = readState(stored);
  if (read === null) throw new Error('a stored state could not be read again');
  return read;
}

/**
 * The dialogue by itself, with as much of an engine as a conversation needs. `between`: what happens to the state
 * between two turns: nothing, or being stored and read again.
 */
export function createDialogueHost(
  conversation: Conversation,
  parts: { content: DialogueContent; brain: Brain; between: (state: DialogueState) => DialogueState },
): Host {
  const { brain, between } = parts;
  const { audience } = conversation;
  const affairs = createAffairs(conversation);
  let { content } = parts;
  let state = initialState();
  let place: Place = NOWHERE;
  let seen: Seen[] = [];
  /** Checks that were asked for and are not done. */
  const asked: { run: number; requests: readonly ProbeRequest[] }[] = [];
  /** Checks wait for an `arrive`, and so do those that are asked for meanwhile. */
  let held = false;

  function understand(text: string, given: Understood | null): Understanding {
    const context = { audience, language: affairs.language(), inFlow: brain.inFlow(state) };
    return overridden(brain.understand(text, context), given);
  }

  function written({ text, files, masked, understood }: Extract<Doing, { kind: 'write' }>): DialogueEvent {
    const before = understood === null ? brain.wordsBefore(state) : null;
    const together = before === null ? {} : { together: understand(`${before}\n${text}`, null) };
    return { kind: 'message', text, understanding: understand(text, understood), ...together, files, masked };
  }

  function tell(event: DialogueEvent, checks: Checks): void {
    const before = state;
    const taken = affairs.decide((context) => step(before, event, context, content));
    seen.push({ before, step: taken });
    state = between(taken.state);
    asked.push(...taken.effects.flatMap((effect) => (effect.kind === 'probe' ? [effect] : [])));
    if (!held) finishChecks(checks);
  }

  function finishChecks(checks: Checks): void {
    for (let next = asked.shift(); next !== undefined; next = asked.shift()) {
      tell({ kind: 'probed', run: next.run, results: resultsOf(checks.script, next.requests) }, checks);
    }
  }

  function tellOfPerson(event: DialogueEvent, checks: Checks): null {
    affairs.heard();
    tell(event, checks);
    return null;
  }

  function pass(ms: number, checks: Checks): null {
    const until = affairs.now() + ms;
    for (let event = affairs.pass(until); event !== 'over'; event = affairs.pass(until)) {
      if (event !== null) tell(event, checks);
    }
    return null;
  }

  function act(does: keyof typeof ORDERS, checks: Checks): string | null {
    const subject = affairs.latest();
    if (subject === null) return 'there is no case that an agent could have';
    const context: DeskContext = {
      ...{ phrases: content.phrases, deskLanguage: 'en', timeZone: 'UTC', now: affairs.now() },
      library: { templates: [], flows: [], names: {}, issue: () => null, find: () => [] },
      ...{ knowledge: brain.knowledge, review: null },
      ...{ intents: content.intents, otherOpen: false, agents: [], desks: [], other: null, queue: [] },
      home: null,
      typed: false,
    };
    affairs.apply(onOrder(subject, AGENT, ORDERS[does], context));
    const handedBack = subject.owner !== 'bot' && affairs.latest()?.owner === 'bot';
    if (handedBack) tell({ kind: 'handed-back' }, checks);
    return null;
  }

  /** Does it, or tells why it cannot be done. */
  function perform(doing: Doing, checks: Checks): string | null {
    switch (doing.kind) {
      case 'write':
        return tellOfPerson(written(doing), checks);
      case 'edit':
        affairs.amended();
        return null;
      case 'press':
        return tellOfPerson({ kind: 'choice', token: doing.token }, checks);
      case 'command':
        return tellOfPerson({ kind: 'command', name: doing.name, argument: doing.argument }, checks);
      case 'pass':
        return pass(doing.ms, checks);
      case 'arrive':
        if (asked.length === 0) return 'no checks are under way';
        held = false;
        finishChecks(checks);
        return null;
      case 'agent':
        return act(doing.does, checks);
      case 'restart':
        state = throughJson(state);
        return null;
      case 'upgrade': {
        const [unknown] = unknownIn(content, doing.lacks);
        if (unknown !== undefined) return `there is no \`${unknown}\` that it could lack`;
        content = upgraded(content, doing.lacks);
        return null;
      }
    }
  }

  return {
    take(doing, checks) {
      const before = affairs.latest();
      seen = [];
      held ||= checks.later;
      const impossible = perform(doing, checks);
      if (impossible !== null) return Promise.resolve({ impossible });
      const found = { ...affairs.collect(), seen, place, before, after: affairs.latest() };
      const observed = observe({ ...found, language: affairs.language() }, parts.content);
      place = { flow: observed.flow, step: observed.step };
      return Promise.resolve(observed);
    },
    close: () => Promise.resolve(),
  };
}
