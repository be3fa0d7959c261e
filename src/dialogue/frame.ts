import { slotNames } from '../flow/slots.js';
import { textIn } from '../model/issue.js';
import { fill, join, plain, type RichText } from '../model/text.js';
import type { FlowSnapshot, FlowTurn } from '../flow/turn.js';
import { flowOf, issueFor } from './content.js';
import { saysOf } from './finding.js';
import { namesOf, phrase } from './phrases.js';
import type { Scene } from './scene.js';
import type { Frame, GivenAnswer } from './state.js';

/** A frame for a flow that has just been started. */
export function newFrame(options: {
  intent: string | null;
  issue: string | null;
  flow: FlowSnapshot;
  inputs: Record<string, string>;
  called: boolean;
  issues: string[] | null;
}): Frame {
  return {
    ...options,
    slots: options.inputs,
    answers: [],
    tried: [],
    findings: [],
    below: { answers: [], tried: [], findings: [] },
    run: null,
    arrived: null,
  };
}

/** The frame after the flow has moved on, with the answer that moved it, if one did. It waits for no work any more. */
export function movedFrame(scene: Scene, frame: Frame, turn: FlowTurn, given: GivenAnswer | null): Frame {
  return {
    ...frame,
    flow: turn.snapshot,
    slots: { ...turn.slots },
    answers: given === null ? frame.answers : [...frame.answers, given],
    tried: turn.tried.map(({ step, text, result }) => ({ step, text, result })),
    findings: turn.probes.map((found) => findingOf(scene, frame, found)),
    run: null,
    arrived: null,
  };
}

/** What a check found, with the run that found it: one that was there before keeps its own. */
function findingOf(
  scene: Scene,
  { findings, run }: Frame,
  { step, as, result }: FlowTurn['probes'][number],
): Frame['findings'][number] {
  const same = findings.find(
    (one) =>
      one.step === step && one.as === as && one.target === result.target && one.verdict === result.verdict,
  );
  return { ...result, step, as, says: saysOf(scene, result), run: same?.run ?? run ?? 0 };
}

/**
 * Values for a flow's templates: the deployment's names, the slots (a chosen option by its label, a check's verdict
 * by its sentence), and for a solved issue its texts in the language spoken now.
 */
export function frameValues(scene: Scene, frame: Frame): Record<string, RichText> {
  const values = namesOf(scene);
  // Nobody should ever read a placeholder: what the person did not know is a dash.
  const flow = flowOf(scene.content, frame.flow)?.flow;
  for (const slot of flow === undefined ? [] : slotNames(flow)) values[slot] = plain('—');
  for (const [slot, value] of Object.entries(frame.slots)) values[slot] = plain(value);
  for (const given of frame.answers) {
    if (given.slot !== null && given.answer.choice !== null && given.slot in frame.slots) {
      values[given.slot] = plain(given.shown[scene.language]);
    }
  }
  for (const { as, says } of frame.findings) {
    if (as in frame.slots) values[as] = plain(says[scene.language]);
  }
  return frame.issue === null ? values : { ...values, ...issueValues(scene, frame.issue) };
}

/** What the pattern for solved issues shows: the problem, the solution as numbered lines, how to check it. */
export function issueValues(scene: Scene, issue: string): Record<string, RichText> {
  const known = issueFor(scene.content, scene.context.audience, issue);
  const text = known === null ? undefined : textIn(known, scene.language);
  if (text === undefined) return {};
  const numbered = text.solution.length > 1;
  const lines = text.solution.map((line, index) =>
    numbered ? join([plain(`${index + 1}. `), withCode(line)]) : withCode(line),
  );
  return {
    problem: withCode(text.problem),
    solution: join(lines, '\n'),
    check: text.check === undefined ? phrase(scene, 'issue.no-check') : withCode(text.check),
  };
}

/** Issues are no templates: only their `code` is drawn, and braces stay as they are. */
function withCode(text: string): RichText {
  return fill(text, {});
}
