import type { CompiledFlow } from '../flow/compile.js';
import { startFlow, workFlow } from '../flow/run.js';
import type { FlowEnd, FlowTurn, Work, WorkOutcome } from '../flow/turn.js';
import type { SolvedIssue } from '../model/issue.js';
import { fill } from '../model/text.js';
import { FirstlineError } from '../errors.js';
import { bringBack } from './bring-back.js';
import { SUGGEST_FLOW } from './content.js';
import { somethingFailed } from './dossier.js';
import { close, named, say, sayPhrase, withEpisode, type Draft } from './draft.js';
import { frameValues, movedFrame, newFrame } from './frame.js';
import { issueValues } from './issue-words.js';
import { handOver } from './handover.js';
import { learnedIssue, nextIssue } from './issue.js';
import { offerNext } from './later.js';
import { knownSlots } from './known.js';
import { withFinished, withOutcome, withTrials } from './outcome.js';
import { tell } from './pattern.js';
import { askedByFlow } from './question.js';
import { frameTitle, popFrame, popTopic, runningFrame, topicFrame, withTop } from './stack.js';
import type { Frame, GivenAnswer } from './state.js';
import { allResults, beginChecks, beginWait } from './work.js';

/** Flows that call one another: more of them at once are a mistake in the content. */
const CALLS = 12;

/** Starts a flow on top of those under way, with what is known already. */
export function enterFlow(draft: Draft, intent: string | null, compiled: CompiledFlow): Draft {
  const { names } = draft.scene.context;
  const { entities, stack } = draft.state.episode;
  const inputs = knownSlots(compiled, entities, stack, [names.site, names.status_page].map(hostOf));
  return begin(named(draft, 'start-flow'), { ...ALONE, intent }, compiled, inputs);
}

/** Suggests a solved issue, by the flow that is the pattern for that. */
export function enterIssue(
  draft: Draft,
  intent: string,
  issue: SolvedIssue,
  otherwise: Frame['otherwise'] = null,
): Draft {
  return begin(
    sayPhrase(draft, draft.state.episode.suggested.length === 0 ? 'issue.first' : 'issue.next'),
    { ...ALONE, intent, issue, otherwise },
    suggestFlow(draft),
    issueInputs(draft, issue),
  );
}

function suggestFlow({ scene }: Draft): CompiledFlow {
  const compiled = scene.content.flows.get(SUGGEST_FLOW);
  if (compiled !== undefined) return compiled;
  throw new FirstlineError(
    'FLOW_MISSING',
    `The flow ${SUGGEST_FLOW} is missing.`,
    `Put it back as flows/patterns/${SUGGEST_FLOW}.yml and run firstline check.`,
  );
}

/** The texts that are shown come from the issue, in the language spoken then; these only say that they are known. */
function issueInputs({ scene }: Draft, issue: SolvedIssue): Record<string, string> {
  const values = Object.entries(issueValues(scene, issue.id));
  return Object.fromEntries(values.map(([name, { text }]) => [name, text]));
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : address;
}

/** What a flow is started for. */
interface About extends Pick<Frame, 'intent' | 'called' | 'issues' | 'otherwise'> {
  issue: SolvedIssue | null;
}

const ALONE: About = { intent: null, issue: null, called: false, issues: null, otherwise: null };

function begin(draft: Draft, about: About, compiled: CompiledFlow, inputs: Record<string, string>): Draft {
  const { episode } = draft.state;
  if (episode.stack.length >= CALLS) return handOver(draft, 'error');
  const turn = startFlow(compiled, inputs);
  const issue = about.issue?.id ?? null;
  const frame = newFrame({ ...about, issue, flow: turn.snapshot, inputs });
  const pushed = withEpisode(draft, {
    stack: [...episode.stack, frame],
    suggested: issue === null ? episode.suggested : [...episode.suggested, issue],
    pending: null,
    clarifications: 0,
    offers: 0,
  });
  const { id } = compiled.flow;
  const begun = issue === null ? withOutcome(pushed, { kind: 'flow', flow: id }) : pushed;
  return advance(named(begun, 'start-flow'), turn, null);
}

/**
 * Says what the running flow said on its way and goes on: to its next question, to what is to be done before it goes
 * on, or out of it.
 */
export function advance(draft: Draft, turn: FlowTurn, given: GivenAnswer | null): Draft {
  const before = runningFrame(draft.state.episode);
  if (before === null) return draft;
  const frame = movedFrame(draft.scene, before, turn, given);
  const values = frameValues(draft.scene, frame);
  const { language } = draft.scene;
  const moved = withTrials(
    withEpisode(withTop(draft, frame), { misfits: 0, fileMessages: 0 }),
    before,
    frame,
  );
  const spoken = turn.said.reduce((said, { text }) => say(said, fill(text[language], values)), moved);
  if (turn.work !== null) return work(spoken, frame, turn.work, turn.said.length > 0);
  return turn.end === null ? spoken : leave(spoken, frame, turn.end);
}

/** Tells the running flow what came of its work, and goes on. */
export function goOn(draft: Draft, outcome: WorkOutcome): Draft {
  const asked = askedByFlow(draft.scene, draft.state);
  if (asked.kind === 'outdated') return handOver(draft, 'upgrade');
  if (asked.kind !== 'working') return draft;
  const turn = workFlow(asked.compiled, asked.frame.flow, outcome);
  return turn === null ? draft : advance(withTop(draft, asked.frame), turn, null);
}

/** Begins again what the running flow waited for, after a pause in which nobody waited for it. */
export function workAgain(draft: Draft): Draft {
  const asked = askedByFlow(draft.scene, draft.state);
  if (asked.kind !== 'working' || draft.state.episode.pending !== null) return draft;
  const frame: Frame = { ...asked.frame, run: null, arrived: null };
  return work(withTop(draft, frame), frame, asked.work, false);
}

/** Begins what a step is for before the flow goes on. `announced`: the flow has said something on its way there. */
function work(draft: Draft, frame: Frame, todo: Work, announced: boolean): Draft {
  switch (todo.kind) {
    case 'probe':
      return (
        beginChecks(draft, frame, todo.checks, announced) ??
        goOn(draft, { kind: 'probed', results: allResults(todo.checks, []) })
      );
    case 'wait':
      return beginWait(
        say(draft, fill(todo.text[draft.scene.language], frameValues(draft.scene, frame))),
        frame,
      );
    case 'call':
      return call(draft, frame, todo.flow);
    case 'suggest': {
      const suggesting = withTop(draft, { ...frame, issues: todo.issues === null ? null : [...todo.issues] });
      const intro = fill(todo.text[draft.scene.language], frameValues(draft.scene, frame));
      return suggestNext(suggesting, (found) => say(found, intro));
    }
  }
}

/** Starts a flow that the running one calls, with what that has for it. */
function call(draft: Draft, frame: Frame, id: string): Draft {
  const compiled = draft.scene.content.flows.get(id);
  if (compiled === undefined) return handOver(draft, 'upgrade');
  const known = Object.entries(frame.slots).filter(([slot]) => compiled.flow.inputs.includes(slot));
  const about = { ...ALONE, intent: frame.intent, called: true };
  return begin(draft, about, compiled, Object.fromEntries(known));
}

/** Suggests the next solved issue for the step that the running flow is at; tells it when there is none. */
function suggestNext(draft: Draft, announce: (draft: Draft) => Draft): Draft {
  const frame = runningFrame(draft.state.episode);
  const { episode } = draft.state;
  const issue = frame === null ? null : nextIssue(draft.scene, episode, frame.intent, frame.issues);
  if (frame === null || issue === null) return goOn(draft, { kind: 'unsolved' });
  const about = { ...ALONE, intent: frame.intent, issue, called: true };
  return begin(announce(draft), about, suggestFlow(draft), issueInputs(draft, issue));
}

/** Goes on with the flow below the one that has ended. */
export function returnBelow(draft: Draft): Draft {
  const asked = askedByFlow(draft.scene, draft.state);
  if (asked.kind === 'outdated') return handOver(draft, 'upgrade');
  const topic = topicFrame(draft.state.episode);
  if (topic === null) return draft;
  return tell(draft, 'resume', { after: 'digression', title: frameTitle(draft, topic), number: '' });
}

function leave(before: Draft, frame: Frame, end: FlowEnd): Draft {
  // Only patterns end so, and no pattern is on the stack.
  if (end.kind === 'then') return popFrame(before);
  const { flow } = frame.flow;
  const { kind: how, step } = end;
  const draft = frame.issue === null ? withOutcome(before, { kind: 'flow-end', flow, step, how }) : before;
  const text = fill(end.text[draft.scene.language], frameValues(draft.scene, frame));
  if (frame.called) return backToCaller(draft, frame, end, (left) => say(left, text));
  if (end.kind === 'handover') return giveAway(draft, frame, end, (left) => say(left, text));
  const tried = [...frame.tried, ...frame.below.tried];
  const result = tried.some(({ result: came }) => came === 'helped') ? 'confirmed' : 'answered';
  const said = say(popFrame(withFinished(draft, frame, result)), text);
  if (said.state.episode.stack.length > 0) return returnBelow(said);
  if (said.scene.context.collector !== null) return bringBack(said, true);
  return offerNext(said, result) ?? close(said, result);
}

/** A flow that was called has ended: the one that called it goes on, unless a person is needed. */
function backToCaller(draft: Draft, frame: Frame, end: FlowEnd, told: (draft: Draft) => Draft): Draft {
  if (frame.issue !== null) {
    const left = popFrame(draft);
    return end.kind === 'resolve'
      ? goOn(left, { kind: 'solved' })
      : suggestNext(left, (next) => sayPhrase(next, 'issue.next'));
  }
  if (end.kind === 'handover') return giveAway(draft, frame, end, told);
  return goOn(told(popFrame(draft)), { kind: 'returned', slots: frame.slots });
}

function giveAway(
  draft: Draft,
  frame: Frame,
  end: Extract<FlowEnd, { kind: 'handover' }>,
  told: (draft: Draft) => Draft,
): Draft {
  // Whoever called it does not go on either: a person does.
  const left = popTopic(draft);
  const another = anotherIssue(draft, frame);
  if (another !== null && frame.intent !== null) return enterIssue(left, frame.intent, another);
  const { department, priority } = end;
  const note =
    end.reason === null ? null : fill(end.reason[draft.scene.language], frameValues(draft.scene, frame)).text;
  const to = frame.otherwise ?? { department, priority, note };
  const learned = learnedBefore(draft, frame, end);
  if (learned !== null && frame.intent !== null) return enterIssue(left, frame.intent, learned, to);
  const reason = somethingFailed(left.state.episode) ? 'steps-failed' : 'flow';
  return handOver(told(left), reason, { ...to, saidWhy: true });
}

/** After an issue that did not help, the next one; what is suggested in place of a person is one alone. */
function anotherIssue({ scene, state }: Draft, { issue, intent, otherwise }: Frame): SolvedIssue | null {
  return issue === null || otherwise !== null ? null : nextIssue(scene, state.episode, intent, null);
}

/** Where a flow knows no further, what people have solved before may help; what is urgent does not wait for that. */
function learnedBefore({ scene, state }: Draft, { issue, intent }: Frame, end: FlowEnd): SolvedIssue | null {
  if (issue !== null || intent === null || (end.kind === 'handover' && end.priority === 'urgent'))
    return null;
  return learnedIssue(scene, state.episode, intent);
}
