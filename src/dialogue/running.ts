import type { CompiledFlow } from '../flow/compile.js';
import { answerFlow, backFlow, startFlow } from '../flow/run.js';
import type { FlowAnswer, FlowEnd, FlowTurn, Waiting } from '../flow/turn.js';
import type { SolvedIssue } from '../model/issue.js';
import type { LocalText } from '../model/language.js';
import { fill } from '../model/text.js';
import { FirstlineError } from '../errors.js';
import { SUGGEST_FLOW, titleOf } from './content.js';
import { foundWith, somethingFailed } from './dossier.js';
import { close, named, say, sayPhrase, withEpisode, type Draft } from './draft.js';
import { frameValues, movedFrame, newFrame } from './frame.js';
import { handOver } from './handover.js';
import { nextIssue } from './issue.js';
import { offerNext } from './later.js';
import { knownSlots } from './known.js';
import { phraseText } from './phrases.js';
import { askedByFlow, runningFrame, type Asked } from './question.js';
import type { Frame, GivenAnswer } from './state.js';

type AskedByFlow = Extract<Asked, { kind: 'flow' }>;

/** Starts a flow on top of those under way, with what is known already. */
export function enterFlow(draft: Draft, intent: string | null, compiled: CompiledFlow): Draft {
  const { names } = draft.scene.context;
  const { entities, stack } = draft.state.episode;
  const inputs = knownSlots(compiled, entities, stack, [names.site, names.status_page].map(hostOf));
  return begin(draft, { intent, issue: null }, compiled, inputs);
}

/** Suggests a solved issue, by the flow that is the pattern for that. */
export function enterIssue(draft: Draft, intent: string, issue: SolvedIssue): Draft {
  const compiled = draft.scene.content.flows.get(SUGGEST_FLOW);
  if (compiled === undefined) {
    throw new FirstlineError(
      'FLOW_MISSING',
      `The flow ${SUGGEST_FLOW} is missing.`,
      `Put it back as flows/patterns/${SUGGEST_FLOW}.yml and run firstline check.`,
    );
  }
  const { suggested } = draft.state.episode;
  const noted = withEpisode(draft, { suggested: [...suggested, issue.id] });
  const text = issue[draft.scene.language];
  // The texts that are shown come from the issue, in the language spoken then; these only say that they are known.
  const inputs = { problem: text.problem, solution: text.solution.join('\n'), check: text.check };
  return begin(
    sayPhrase(noted, suggested.length === 0 ? 'issue.first' : 'issue.next'),
    { intent, issue: issue.id },
    compiled,
    inputs,
  );
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : address;
}

function begin(
  draft: Draft,
  about: { intent: string | null; issue: string | null },
  compiled: CompiledFlow,
  inputs: Record<string, string>,
): Draft {
  const turn = startFlow(compiled, inputs);
  const frame = newFrame({ ...about, flow: turn.snapshot, inputs });
  const pushed = withEpisode(draft, {
    stack: [...draft.state.episode.stack, frame],
    pending: null,
    clarifications: 0,
    offers: 0,
  });
  return advance(named(pushed, 'start-flow'), turn, null);
}

/** Gives the running flow an answer. Null: it does not fit, and nothing has changed. */
export function answerRunning(draft: Draft, asked: AskedByFlow, answer: FlowAnswer): Draft | null {
  const outcome = answerFlow(asked.compiled, asked.frame.flow, answer);
  if (outcome.kind === 'misfit') return null;
  const given = givenAnswer(draft, asked.waiting, answer, outcome.turn);
  return advance(withEpisode(named(draft, 'answer'), { pending: null }), outcome.turn, given);
}

/** The words a step has of its own for an answer that does not fit. */
export function retryOf(asked: AskedByFlow): LocalText | null {
  const step = asked.compiled.steps.get(asked.waiting.step);
  return step !== undefined && 'ask' in step ? (step.retry ?? null) : null;
}

/** Takes back the answer before. */
export function goBack(draft: Draft, asked: AskedByFlow): Draft {
  const turn = backFlow(asked.compiled, asked.frame.flow);
  if (turn === null) return sayPhrase(named(draft, 'back'), 'answers.back-none');
  const back: Frame = { ...asked.frame, answers: asked.frame.answers.slice(0, -1) };
  return withTop(
    withEpisode(named(draft, 'back'), { misfits: 0, pending: null }),
    movedFrame(back, turn, null),
  );
}

/**
 * Replaces an answer given earlier and goes through the later answers again for as long as they still answer what
 * is asked, so that a correction does not cost what was answered since.
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
    if (turn.waiting?.step !== given.step) continue;
    const outcome = answerFlow(compiled, turn.snapshot, given.answer);
    if (outcome.kind === 'misfit') break;
    turn = outcome.turn;
    kept.push(given);
  }
  return advance(withTop(draft, { ...before, inputs, answers: kept }), turn, null);
}

/** It works now: the running flow ends well, whatever it waits on. */
export function endWell(draft: Draft, asked: AskedByFlow, answer: FlowAnswer): Draft {
  const moving = named(draft, 'works-now');
  if (asked.waiting.kind === 'confirm') {
    const outcome = answerFlow(asked.compiled, asked.frame.flow, answer);
    // The flow's own good ending has better words.
    if (outcome.kind === 'taken' && outcome.turn.end?.kind === 'resolve') {
      return advance(moving, outcome.turn, givenAnswer(draft, asked.waiting, answer, outcome.turn));
    }
  }
  const helped: Frame = {
    ...asked.frame,
    tried: asked.frame.tried.map((tried) => (tried.result === null ? { ...tried, result: 'helped' } : tried)),
  };
  const left = popFrame(withTop(moving, helped));
  if (left.state.episode.stack.length === 0) {
    return finished(draft, left, asked.frame) ?? close(sayPhrase(left, 'resolve.done'), 'confirmed');
  }
  return returnBelow(sayPhrase(left, 'resolve.topic', { title: frameTitle(draft, asked.frame) }));
}

/** The problem is solved, and another waits: it is offered. */
function finished(before: Draft, left: Draft, frame: Frame): Draft | null {
  return offerNext(sayPhrase(left, 'resolve.topic', { title: frameTitle(before, frame) }), 'confirmed');
}

/** Takes the running flow off the stack, keeping what it found. */
export function popFrame(draft: Draft): Draft {
  const { episode } = draft.state;
  const frame = runningFrame(episode);
  if (frame === null) return draft;
  return withEpisode(draft, {
    stack: episode.stack.slice(0, -1),
    found: foundWith(draft.scene, episode.found, frame),
    misfits: 0,
    pending: null,
  });
}

/** Goes on with the flow below the one that has ended. */
export function returnBelow(draft: Draft): Draft {
  const asked = askedByFlow(draft.scene, draft.state);
  if (asked.kind === 'outdated') return handOver(draft, 'upgrade');
  if (asked.kind !== 'flow') return draft;
  return sayPhrase(draft, 'digression.returned', { title: frameTitle(draft, asked.frame) });
}

/** What a flow under way is about, in words. */
export function frameTitle({ scene }: Draft, frame: Frame): string {
  const { content, context, language } = scene;
  if (frame.intent !== null) return titleOf(content, context.audience, frame.intent, language);
  return content.flows.get(frame.flow.flow)?.flow.title[language] ?? frame.flow.flow;
}

function withTop(draft: Draft, frame: Frame): Draft {
  return withEpisode(draft, { stack: [...draft.state.episode.stack.slice(0, -1), frame] });
}

/** Says what the flow said on its way and goes on: to its next question, or out of it. */
function advance(draft: Draft, turn: FlowTurn, given: GivenAnswer | null): Draft {
  const before = runningFrame(draft.state.episode);
  if (before === null) return draft;
  const frame = movedFrame(before, turn, given);
  const values = frameValues(draft.scene, frame);
  const { language } = draft.scene;
  const moved = withEpisode(withTop(draft, frame), { misfits: 0, fileMessages: 0 });
  const spoken = turn.said.reduce((said, { text }) => say(said, fill(text[language], values)), moved);
  return turn.end === null ? spoken : leave(spoken, frame, turn.end);
}

function leave(draft: Draft, frame: Frame, end: FlowEnd): Draft {
  // Only patterns end so, and no pattern is on the stack.
  if (end.kind === 'then') return popFrame(draft);
  const text = fill(end.text[draft.scene.language], frameValues(draft.scene, frame));
  const left = popFrame(draft);
  if (end.kind === 'resolve') {
    const said = say(left, text);
    if (said.state.episode.stack.length > 0) return returnBelow(said);
    const how = frame.tried.some((tried) => tried.result === 'helped') ? 'confirmed' : 'answered';
    return offerNext(said, how) ?? close(said, how);
  }
  const another = frame.issue === null ? null : nextIssue(draft.scene, draft.state.episode, frame.intent);
  if (another !== null && frame.intent !== null) return enterIssue(left, frame.intent, another);
  const reason = somethingFailed(left.state.episode) ? 'steps-failed' : 'flow';
  const { department, priority } = end;
  return handOver(say(left, text), reason, { department, priority, saidWhy: true });
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
  if (waiting.type === 'yes-no' && (value === 'yes' || value === 'no')) {
    return phraseText(draft.scene, value === 'yes' ? 'answers.yes' : 'answers.no');
  }
  const words = value ?? answer.text;
  return { ru: words, en: words };
}
