import type { DialogueContext, DialogueEvent } from '../../src/dialogue/event.js';
import { initialState, readState } from '../../src/dialogue/state.js';
import type { Brain } from '../../src/engine/brain.js';
import type { Effect } from '../../src/model/effect.js';
import { plain } from '../../src/model/text.js';
import type { Understanding } from '../../src/model/understanding.js';
import { knowledgeOf } from './knowledge.js';

/** Nothing was understood. */
const NOTHING: Understanding = {
  language: 'en',
  act: null,
  intents: [],
  issues: [],
  decision: 'clarify',
  p: 0,
  belongs: 0,
  margin: 0,
  thresholds: { answer: 1, clarify: 0 },
  entities: [],
  signals: { human: false, anger: false, urgent: false },
  reasons: [],
};

/** A brain that does as it is told, and keeps what it was asked. */
export interface Scripted {
  brain: Brain;
  /** Everything it was asked, in order. */
  heard: { event: DialogueEvent; context: DialogueContext }[];
  /** What it answers from now on. */
  answers(given: (event: DialogueEvent, context: DialogueContext) => Effect[]): void;
}

export function scripted(): Scripted {
  const heard: Scripted['heard'] = [];
  let answer: (event: DialogueEvent, context: DialogueContext) => Effect[] = () => [];
  return {
    heard,
    answers: (given) => {
      answer = given;
    },
    brain: {
      phrases: new Map(),
      askable: () => [],
      intents: [],
      templates: [],
      readyIssue: () => null,
      understand: () => NOTHING,
      step(state, event, context) {
        // A step is taken twice where a case opens: the second time its number is known.
        if (heard.at(-1)?.event === event) heard.pop();
        heard.push({ event, context });
        return { state, effects: answer(event, context), move: event.kind, flow: null, step: null };
      },
      readState,
      initialState,
      withoutCase: (state) => state,
      inFlow: () => false,
      wordsBefore: () => null,
      intent: () => null,
      areaOf: () => null,
      knowledge: knowledgeOf(),
      trial: () => ({ messagesOf: () => [], finding: () => [], changes: () => [] }),
      giveUp: () => ({ state: initialState(), effects: [], move: 'give-up', flow: null, step: null }),
    },
  };
}

/** The bot says this. */
export function says(text: string): Effect {
  return { kind: 'say', weight: 'notice', text: plain(text), choices: [], longAnswer: false };
}
