import { fill, join, plain, type RichText } from '../model/text.js';
import type { FlowSnapshot, FlowTurn } from '../flow/turn.js';
import { issueFor } from './content.js';
import { namesOf } from './phrases.js';
import type { Scene } from './scene.js';
import type { Frame, GivenAnswer } from './state.js';

/** A frame for a flow that has just been started. */
export function newFrame(options: {
  intent: string | null;
  issue: string | null;
  flow: FlowSnapshot;
  inputs: Record<string, string>;
}): Frame {
  return { ...options, slots: options.inputs, answers: [], tried: [] };
}

/** The frame after the flow has moved on, with the answer that moved it, if one did. */
export function movedFrame(frame: Frame, turn: FlowTurn, given: GivenAnswer | null): Frame {
  return {
    ...frame,
    flow: turn.snapshot,
    slots: { ...turn.slots },
    answers: given === null ? frame.answers : [...frame.answers, given],
    tried: turn.tried.map(({ step, text, result }) => ({ step, text, result })),
  };
}

/**
 * Values for a flow's templates: the deployment's names, the slots (a chosen option by its label), and for a
 * solved issue its texts in the language spoken now.
 */
export function frameValues(scene: Scene, frame: Frame): Record<string, RichText> {
  const values = namesOf(scene);
  // Nobody should ever read a placeholder: what the person did not know is a dash.
  for (const step of scene.content.flows.get(frame.flow.flow)?.flow.steps ?? []) {
    if ('slot' in step && step.slot !== undefined) values[step.slot] = plain('—');
  }
  for (const [slot, value] of Object.entries(frame.slots)) values[slot] = plain(value);
  for (const given of frame.answers) {
    if (given.slot !== null && given.kind === 'choose' && given.slot in frame.slots) {
      values[given.slot] = plain(given.shown[scene.language]);
    }
  }
  return frame.issue === null ? values : { ...values, ...issueValues(scene, frame.issue) };
}

/** What the pattern for solved issues shows: the problem, the solution as numbered lines, how to check it. */
export function issueValues(scene: Scene, issue: string): Record<string, RichText> {
  const text = issueFor(scene.content, scene.context.audience, issue)?.[scene.language];
  if (text === undefined) return {};
  const lines = text.solution.map((line, index) => join([plain(`${index + 1}. `), withCode(line)]));
  return {
    problem: withCode(text.problem),
    solution: join(lines, '\n'),
    check: withCode(text.check),
  };
}

/** Issues are no templates: only their `code` is drawn, and braces stay as they are. */
function withCode(text: string): RichText {
  return fill(text, {});
}
