import { initialState, readState, type DialogueState } from '../../src/dialogue/state.js';
import { inFlow, step } from '../../src/dialogue/step.js';
import { wordsBefore } from '../../src/dialogue/problem.js';
import type { DialogueContent } from '../../src/dialogue/content.js';
import {
  USUAL_LIMITS,
  type DialogueContext,
  type DialogueEvent,
  type DialogueStep,
} from '../../src/dialogue/event.js';
import type { Owner } from '../../src/model/case.js';
import type { Effect } from '../../src/model/effect.js';
import type { Audience, Language } from '../../src/model/language.js';
import type { Understanding } from '../../src/model/understanding.js';
import type { Conversation, Doing, Host, Observed, Understood } from './conversation.js';

/** What a conversation is held with. */
export interface HostParts {
  content: DialogueContent;
  understand(
    text: string,
    context: { audience: Audience; language: Language | null; inFlow: boolean },
  ): Understanding;
  /** What happens to the state between two turns: nothing, or being stored and read again. */
  between(state: DialogueState): DialogueState;
}

/** The state as it comes back from storage. */
export function throughJson(state: DialogueState): DialogueState {
  const stored: unknown = JSON.parse(JSON.stringify(state));
  const read = readState(stored);
  if (read === null) throw new Error('a stored state could not be read again');
  return read;
}

/** The dialogue by itself, with as much of an engine as a conversation needs: who owns the case, and its number. */
export function createDialogueHost(conversation: Conversation, parts: HostParts): Host {
  let state = initialState();
  let content = parts.content;
  let owner: Owner = 'nobody';
  let language: Language = conversation.language;
  let intent: string | null = null;
  let number = 0;

  const context = (): DialogueContext => ({
    owner,
    caseNumber: owner === 'nobody' ? number + 1 : number,
    agentName: owner === 'agent' ? 'Olga' : null,
    waitingMs: owner === 'queue' ? 5 * 60_000 : null,
    audience: conversation.audience,
    language,
    personName: '<b>Иван_*[',
    deskOpen: conversation.desk === 'open',
    deskHours: { ru: 'пн–пт 09:00–18:00', en: 'Mon–Fri 09:00–18:00' },
    closed: null,
    limits: USUAL_LIMITS,
    names: {
      provider: 'Пример Хостинг',
      site: 'https://hosting.example',
      panel: 'Панель',
      status_page: 'https://status.hosting.example',
    },
  });

  const understood = (text: string, given: Understood | null): Understanding => {
    const real = parts.understand(text, {
      audience: conversation.audience,
      language,
      inFlow: inFlow(state),
    });
    return given === null ? real : overridden(real, given);
  };

  const eventOf = (doing: Doing): DialogueEvent | null => {
    switch (doing.kind) {
      case 'write': {
        const before = wordsBefore(state);
        const together =
          before === null || doing.understood !== null
            ? undefined
            : understood(`${before}\n${doing.text}`, null);
        return {
          kind: 'message',
          text: doing.text,
          understanding: understood(doing.text, doing.understood),
          ...(together === undefined ? {} : { together }),
          files: doing.files,
          masked: doing.masked,
        };
      }
      case 'press':
        return { kind: 'choice', token: doing.token };
      case 'command':
        return { kind: 'command', name: doing.name, argument: doing.argument };
      case 'silence':
        return { kind: 'silence', timer: doing.timer };
      case 'agent':
        return doing.does === 'hands-back' ? { kind: 'handed-back' } : null;
      case 'upgrade':
        return null;
    }
  };

  const apply = (effect: Effect): void => {
    if (effect.kind === 'handover') owner = 'queue';
    if (effect.kind === 'intent') ({ intent } = effect);
    if (effect.kind === 'language') ({ language } = effect);
    if (effect.kind === 'close') {
      owner = 'nobody';
      intent = null;
    }
  };

  return {
    take(doing) {
      if (doing.kind === 'agent')
        owner = ({ claims: 'agent', 'hands-back': 'bot', resolves: 'nobody' } as const)[doing.does];
      if (doing.kind === 'upgrade') content = upgraded(content);
      const event = eventOf(doing);
      if (event === null) return Promise.resolve(observed(null, owner, intent, language));
      const taken = step(state, event, context(), content);
      if (owner === 'nobody' && opensCase(taken.effects)) {
        number += 1;
        owner = 'bot';
      }
      const named = taken.effects.find((effect) => effect.kind === 'intent');
      taken.effects.forEach(apply);
      state = parts.between(taken.state);
      return Promise.resolve(observed(taken, owner, named?.intent ?? intent, language));
    },
  };
}

/** Whether effects are about a case that is open: the engine opens one for them. */
export function opensCase(effects: readonly Effect[]): boolean {
  const ends = effects.findIndex((effect) => effect.kind === 'close');
  return effects
    .slice(0, ends < 0 ? effects.length : ends)
    .some(
      (effect) =>
        effect.kind === 'handover' || effect.kind === 'intent' || (effect.kind === 'timers' && effect.on),
    );
}

function observed(
  taken: DialogueStep | null,
  owner: Owner,
  intent: string | null,
  language: Language,
): Observed {
  const effects = taken?.effects ?? [];
  const handover = effects.find((effect) => effect.kind === 'handover') ?? null;
  return {
    says: effects.flatMap((effect) =>
      effect.kind === 'say' ? [{ text: effect.text.text, choices: effect.choices }] : [],
    ),
    move: taken?.move ?? 'none',
    flow: taken?.flow ?? null,
    step: taken?.step ?? null,
    handover,
    close: effects.find((effect) => effect.kind === 'close')?.resolution ?? null,
    owner,
    intent,
    language,
  };
}

/** An understanding with what a test says of it. */
export function overridden(real: Understanding, given: Understood): Understanding {
  const intents = given.intents.map((intent, index) => ({ intent, p: 0.9 - index * 0.2 }));
  return {
    ...real,
    act: given.act,
    decision: given.decision,
    intents,
    issues: given.issues?.map((issue, index) => ({ issue, score: 1 - index * 0.1 })) ?? real.issues,
    p: intents[0]?.p ?? 0,
    margin: 0.2,
    belongs: intents[0]?.p ?? 0,
    thresholds: { answer: 0.8, clarify: 0.2 },
  };
}

/** The content after an upgrade in which every flow has changed. */
export function upgraded(content: DialogueContent): DialogueContent {
  const flows = [...content.flows].map(
    ([id, compiled]) => [id, { ...compiled, hash: `${compiled.hash}-newer` }] as const,
  );
  return { ...content, flows: new Map(flows) };
}
