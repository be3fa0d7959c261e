import type { CompiledFlow } from '../flow/compile.js';
import type { Entity } from '../model/understanding.js';
import { answerAgain, popDownTo } from './answering.js';
import { flowOf } from './content.js';
import { named, type Draft } from './draft.js';
import type { MessageEvent } from './event.js';
import { entityValue } from './known.js';
import { optionWithin } from './match.js';
import { tell } from './pattern.js';
import { askedByFlow } from './question.js';
import type { Frame, GivenAnswer } from './state.js';

/** Where a value goes: the frame that has the slot, by its place in the stack. */
interface Place {
  index: number;
  frame: Frame;
  compiled: CompiledFlow;
  slot: string;
  value: string;
}

/**
 * Corrects an answer given earlier ("no, the domain is example.org"): the value goes to the slot of its type that is
 * known and has another value, in the running flow or in one that called it; a choice is corrected by the name of
 * another option. Null where nothing earlier fits, or the question now open is the one that is meant.
 */
export function correct(draft: Draft, { text, understanding }: MessageEvent): Draft | null {
  const { entities, act } = understanding;
  const asked = askedByFlow(draft.scene, draft.state);
  if (asked.kind !== 'flow' && asked.kind !== 'working') return null;
  const type = asked.kind === 'flow' ? asked.waiting.type : null;
  for (const entity of entities) {
    if (type !== null && entityValue(type, entity) !== null) return null;
    const place = placeFor(draft, entity);
    if (place !== null) return replace(draft, place, entity);
  }
  return act === 'correction' ? correctChoice(draft, text) : null;
}

/** A choice made earlier in the topic is corrected by the name of another of its options; the last one first. */
function correctChoice(draft: Draft, text: string): Draft | null {
  const { stack } = draft.state.episode;
  const first = Math.max(
    stack.findLastIndex(({ called }) => !called),
    0,
  );
  for (let index = stack.length - 1; index >= first; index -= 1) {
    const frame = stack[index];
    const compiled = frame === undefined ? undefined : flowOf(draft.scene.content, frame.flow);
    if (frame === undefined || compiled === undefined) continue;
    for (const given of frame.answers.toReversed()) {
      const step = compiled.steps.get(given.step);
      const options = step !== undefined && 'options' in step ? (step.options ?? []) : [];
      const others = options.filter(({ value }) => value !== given.answer.choice);
      const met = optionWithin(
        text,
        others.map(({ label }) => label),
      );
      const option = met === null ? undefined : others[met];
      if (option === undefined) continue;
      const changed: GivenAnswer = {
        ...given,
        shown: option.label,
        answer: { text, choice: option.value, act: null, entities: [] },
      };
      const told = tell(named(draft, 'correction'), 'correct', {
        value: option.label[draft.scene.language],
      });
      const answers = frame.answers.map((one) => (one === given ? changed : one));
      return answerAgain(popDownTo(told, index), compiled, frame.inputs, answers);
    }
  }
  return null;
}

/** The lowest frame of the topic that has the slot: those above were given its value. */
function placeFor(draft: Draft, entity: Entity): Place | null {
  const { stack } = draft.state.episode;
  const first = stack.findLastIndex(({ called }) => !called);
  for (let index = Math.max(first, 0); index < stack.length; index += 1) {
    const frame = stack[index];
    const compiled = frame === undefined ? undefined : flowOf(draft.scene.content, frame.flow);
    if (frame === undefined || compiled === undefined) continue;
    for (const step of compiled.flow.steps) {
      if (!('ask' in step)) continue;
      const value = entityValue(step.type, entity);
      const now = frame.slots[step.slot];
      if (value !== null && now !== undefined && now !== value) {
        return { index, frame, compiled, slot: step.slot, value };
      }
    }
  }
  return null;
}

function replace(draft: Draft, { index, frame, compiled, slot, value }: Place, entity: Entity): Draft {
  const inputs = frame.inputs[slot] === undefined ? frame.inputs : { ...frame.inputs, [slot]: value };
  const answers = frame.answers.map((given) =>
    given.slot === slot ? corrected(given, value, entity) : given,
  );
  const told = tell(named(draft, 'correction'), 'correct', { value });
  // A slot that came along with another answer is neither an input nor an answer of its own.
  const alone = inputs === frame.inputs && !answers.some((given) => given.slot === slot);
  return answerAgain(
    popDownTo(told, index),
    compiled,
    alone ? { ...inputs, [slot]: value } : inputs,
    answers,
  );
}

function corrected(given: GivenAnswer, value: string, entity: Entity): GivenAnswer {
  return {
    ...given,
    shown: { ru: value, en: value },
    answer: { text: value, choice: null, act: null, entities: [{ ...entity, offset: 0 }] },
  };
}
