import type { Entity } from '../model/understanding.js';
import { named, sayPhrase, type Draft } from './draft.js';
import { entityValue } from './known.js';
import { askedByFlow, type Asked } from './question.js';
import { answerAgain } from './running.js';
import type { GivenAnswer } from './state.js';

type AskedByFlow = Extract<Asked, { kind: 'flow' }>;

/**
 * Corrects an answer given earlier ("no, the domain is example.org"): the value goes to the slot of its type that is
 * known and has another value. Null where nothing earlier fits, or the question now open is the one that is meant.
 */
export function correct(draft: Draft, entities: readonly Entity[]): Draft | null {
  const asked = askedByFlow(draft.scene, draft.state);
  if (asked.kind !== 'flow') return null;
  for (const entity of entities) {
    const open = asked.waiting.type === null ? null : entityValue(asked.waiting.type, entity);
    if (open !== null) return null;
    const slot = slotFor(asked, entity);
    if (slot !== null) return replace(draft, asked, slot.name, slot.value, entity);
  }
  return null;
}

function slotFor({ compiled, frame }: AskedByFlow, entity: Entity): { name: string; value: string } | null {
  for (const step of compiled.flow.steps) {
    if (!('ask' in step)) continue;
    const value = entityValue(step.type, entity);
    const now = frame.slots[step.slot];
    if (value !== null && now !== undefined && now !== value) return { name: step.slot, value };
  }
  return null;
}

function replace(draft: Draft, asked: AskedByFlow, slot: string, value: string, entity: Entity): Draft {
  const { frame, compiled } = asked;
  const inputs = frame.inputs[slot] === undefined ? frame.inputs : { ...frame.inputs, [slot]: value };
  const answers = frame.answers.map((given) =>
    given.slot === slot ? corrected(given, value, entity) : given,
  );
  const told = sayPhrase(named(draft, 'correction'), 'answers.corrected', { value });
  // A slot that came along with another answer is neither an input nor an answer of its own.
  const alone = inputs === frame.inputs && !answers.some((given) => given.slot === slot);
  return answerAgain(told, compiled, alone ? { ...inputs, [slot]: value } : inputs, answers);
}

function corrected(given: GivenAnswer, value: string, entity: Entity): GivenAnswer {
  return {
    ...given,
    shown: { ru: value, en: value },
    answer: { text: value, choice: null, act: null, entities: [{ ...entity, offset: 0 }] },
  };
}
