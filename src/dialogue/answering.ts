import type { CompiledFlow } from '../flow/compile.js';
import { answerFlow, backFlow, startFlow, workFlow } from '../flow/run.js';
import type { FlowAnswer, FlowTurn, Waiting, Work, WorkOutcome } from '../flow/turn.js';
import type { LocalText } from '../model/language.js';
import { close, named, sayPhrase, withEpisode, type Draft } from './draft.js';
import { resultOf } from './finding.js';
import { movedFrame } from './frame.js';
import { offerNext } from './later.js';
import { withFinished, withTrials } from './outcome.js';
import { phraseText } from './phrases.js';
import { askedByFlow, type Asked } from './question.js';
import { advance, returnBelow } from './running.js';
import type { Scene } from './scene.js';
import { frameTitle, popFrame, popTopic, runningFrame, topicFrame, withTop } from './stack.js';
import type { Frame, GivenAnswer } from './state.js';
import { allResults } from './work.js';

type AskedByFlow = Extract<Asked, { kind: 'flow' }>;
type UnderWay = Extract<Asked, { kind: 'flow' | 'working' }>;

/** What an answer to the running flow came to; `failed`: the flow's own way on when no answer fits. */
export type Answered =
  { kind: 'taken'; draft: Draft } | { kind: 'misfit'; retry: LocalText | null; failed: FlowTurn | null };

/** Gives the running flow an answer. One that does not fit changes nothing. */
export function answerRunning(draft: Draft, asked: AskedByFlow, answer: FlowAnswer): Answered {
  const outcome = answerFlow(asked.compiled, asked.frame.flow, answer);
  if (outcome.kind === 'misfit') return outcome;
  const given = givenAnswer(draft, asked.waiting, answer, outcome.turn);
  const moved = withEpisode(named(withTop(draft, asked.frame), 'answer'), { pending: null });
  return { kind: 'taken', draft: advance(moved, outcome.turn, given) };
}

/** Takes back the answer before; in a flow that was called and asked nothing yet, that of the one that called it. */
export function goBack(draft: Draft, asked: UnderWay): Draft {
  const back = named(draft, 'back');
  return backIn(back, asked) ?? sayPhrase(back, 'answers.back-none');
}

function backIn(draft: Draft, { compiled, frame }: UnderWay): Draft | null {
  const turn = backFlow(compiled, frame.flow);
  if (turn !== null) {
    const before: Frame = { ...frame, answers: frame.answers.slice(0, -1) };
    const moved = movedFrame(draft.scene, before, turn, null);
    return withTop(withEpisode(draft, { misfits: 0, pending: null }), moved);
  }
  if (!frame.called) return null;
  const caller = withEpisode(draft, { stack: draft.state.episode.stack.slice(0, -1) });
  const below = askedByFlow(caller.scene, caller.state);
  return below.kind === 'flow' || below.kind === 'working' ? backIn(caller, below) : null;
}

/**
 * Replaces an answer given earlier and goes through the later answers again for as long as they still answer what
 * is asked, so that a correction does not cost what was answered since. Checks are run again only where they look
 * at something else now.
 */
export function answerAgain(
  draft: Draft,
  compiled: CompiledFlow,
  inputs: Record<string, string>,
  answers: readonly GivenAnswer[],
): Draft {
  const before = runningFrame(draft.state.episode);
  if (before === null) return draft;
  let turn = startFlow(compiled, inputs);
  const kept: GivenAnswer[] = [];
  for (const given of answers) {
    turn = passed(draft.scene, compiled, turn, before);
    if (turn.waiting?.step !== given.step) continue;
    const outcome = answerFlow(compiled, turn.snapshot, given.answer);
    if (outcome.kind === 'misfit') break;
    turn = outcome.turn;
    kept.push(given);
  }
  return advance(withTop(draft, { ...before, inputs, answers: kept, run: null, arrived: null }), turn, null);
}

/** The turn after work that was done before and would come to the same again. */
function passed(scene: Scene, compiled: CompiledFlow, turn: FlowTurn, before: Frame): FlowTurn {
  const outcome = turn.work === null ? null : sameAgain(scene, turn, turn.work, before);
  const next = outcome === null ? null : workFlow(compiled, turn.snapshot, outcome);
  return next === null ? turn : passed(scene, compiled, next, before);
}

function sameAgain(scene: Scene, turn: FlowTurn, work: Work, before: Frame): WorkOutcome | null {
  const { findings, slots } = before;
  switch (work.kind) {
    case 'probe': {
      const found = work.checks.map(({ probe, request }) => {
        const finding = findings.find((one) => one.step === work.step && one.probe === probe);
        return finding !== undefined && request?.target === finding.target ? finding : null;
      });
      if (found.some((finding) => finding === null)) return null;
      const results = found.flatMap((finding) => (finding === null ? [] : [resultOf(finding)]));
      return { kind: 'probed', results: allResults(work.checks, results) };
    }
    case 'call': {
      const inputs = scene.content.flows.get(work.flow)?.flow.inputs ?? [];
      const same = inputs.every((slot) => turn.slots[slot] === slots[slot]);
      return same ? { kind: 'returned', slots } : null;
    }
    case 'suggest':
      return { kind: 'unsolved' };
    case 'wait':
      return { kind: 'elapsed' };
  }
}

/** It works now: what a step had tried has helped; otherwise the topic ends well, whatever its flow waits on. */
export function endWell(draft: Draft, asked: UnderWay, answer: FlowAnswer): Draft {
  const moving = named(draft, 'works-now');
  if (asked.kind === 'flow' && asked.waiting.kind === 'confirm') {
    const outcome = answerFlow(asked.compiled, asked.frame.flow, answer);
    // The flow knows what follows when it helped: a look of its own, what else to do, or better words for the end.
    if (outcome.kind === 'taken' && !asked.frame.called) {
      return advance(moving, outcome.turn, givenAnswer(draft, asked.waiting, answer, outcome.turn));
    }
  }
  const helped: Frame = {
    ...asked.frame,
    tried: asked.frame.tried.map((tried) => (tried.result === null ? { ...tried, result: 'helped' } : tried)),
  };
  const topic = topicFrame(draft.state.episode) ?? asked.frame;
  const title = frameTitle(draft, topic);
  const tried = withTrials(withTop(moving, helped), asked.frame, helped);
  const left = popTopic(withFinished(tried, topic, 'confirmed'));
  if (left.state.episode.stack.length > 0) return returnBelow(sayPhrase(left, 'resolve.topic', { title }));
  // The problem is solved, and another may wait.
  return (
    offerNext(sayPhrase(left, 'resolve.topic', { title }), 'confirmed') ??
    close(sayPhrase(left, 'resolve.done'), 'confirmed')
  );
}

/** Leaves flows that were called behind, until the running one is the one of this index. */
export function popDownTo(draft: Draft, index: number): Draft {
  return draft.state.episode.stack.length > index + 1 ? popDownTo(popFrame(draft), index) : draft;
}

function givenAnswer(draft: Draft, waiting: Waiting, answer: FlowAnswer, turn: FlowTurn): GivenAnswer {
  const { step, slot, kind, text: question } = waiting;
  return {
    step,
    slot,
    kind,
    question,
    shown: shownAnswer(draft, waiting, answer, turn),
    answer: { ...answer, entities: [...answer.entities] },
  };
}

function shownAnswer(draft: Draft, waiting: Waiting, answer: FlowAnswer, turn: FlowTurn): LocalText {
  const option = waiting.options.find(({ value }) => value === answer.choice);
  if (option !== undefined) return option.label;
  const value = waiting.slot === null ? undefined : turn.slots[waiting.slot];
  if (waiting.type === 'file' && value !== undefined) return phraseText(draft.scene, 'answers.file');
  if (waiting.type === 'yes-no' && (value === 'yes' || value === 'no')) {
    return phraseText(draft.scene, value === 'yes' ? 'answers.yes' : 'answers.no');
  }
  const words = value ?? answer.text;
  return { ru: words, en: words };
}
