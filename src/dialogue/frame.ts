import { slotNames } from '../flow/slots.js';
import { plain, type RichText } from '../model/text.js';
import type { FlowSnapshot, FlowTurn } from '../flow/turn.js';
import { flowOf } from './content.js';
import { saysOf } from './finding.js';
import { issueValues } from './issue-words.js';
import { namesOf } from './phrases.js';
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
  otherwise: Frame['otherwise'];
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
