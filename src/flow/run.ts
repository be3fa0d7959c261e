import { initialTransition, transition } from 'xstate';
import { FirstlineError } from '../errors.js';
import type { CompiledFlow } from './compile.js';
import { isKnown, takenBack, type FlowEvent } from './context.js';
import { endAt, waitingAt, workAt } from './rest.js';
import { alsoNamed, readSlot } from './slots.js';
import { restore, standingAfter, transfer, turnOf, type Standing } from './standing.js';
import type {
  AnswerOutcome,
  FlowAnswer,
  FlowSnapshot,
  FlowTurn,
  ResumeOutcome,
  WorkOutcome,
} from './turn.js';
import { isValid } from './valid.js';

/**
 * Starts a flow and goes to its first question or work, or to its end. `slots`: what is known already; an `ask` for
 * one of them is skipped. Blank values count as not known.
 */
export function startFlow(compiled: CompiledFlow, slots: Readonly<Record<string, string>>): FlowTurn {
  const standing = standingAfter(compiled, () => initialTransition(compiled.machine, slots)[0]);
  compiled.watch?.({ kind: 'start', slots });
  return turnOf(compiled, standing);
}

/**
 * Answers the question a flow waits on and goes on. An answer that does not fit leaves the flow where it is.
 *
 * @throws FirstlineError FLOW_OUTDATED when the snapshot is not of this flow and version (`resumeFlow` tells),
 * FLOW_ENDED when the flow waits for no answer.
 */
export function answerFlow(
  compiled: CompiledFlow,
  snapshot: FlowSnapshot,
  answer: FlowAnswer,
): AnswerOutcome {
  const standing = pickUp(compiled, snapshot);
  const waiting = waitingAt(standing.step);
  if (waiting === null) throw waitsForNothing(compiled, standing, 'answer');
  const event = eventOf(compiled, standing, answer);
  if (event !== null) return { kind: 'taken', turn: moved(compiled, standing, event) };
  const { step } = standing;
  const retry = 'ask' in step ? (step.retry ?? null) : null;
  const canFail = 'ask' in step && step.failed !== undefined;
  return {
    kind: 'misfit',
    waiting,
    retry,
    // Asked for only when the question has been put often enough.
    get failed() {
      return canFail ? moved(compiled, standing, { type: 'failed' }) : null;
    },
  };
}

/**
 * Tells a flow what came of the work it waits for, and goes on. Null where it waits for something else.
 *
 * @throws FirstlineError FLOW_OUTDATED when the snapshot is not of this flow and version.
 */
export function workFlow(
  compiled: CompiledFlow,
  snapshot: FlowSnapshot,
  outcome: WorkOutcome,
): FlowTurn | null {
  const standing = pickUp(compiled, snapshot);
  const work = workAt(standing.step, {});
  if (work === null || !FITS[work.kind].includes(outcome.kind)) return null;
  return moved(compiled, standing, workEvent(outcome));
}

const FITS: Readonly<Record<'probe' | 'call' | 'suggest' | 'wait', readonly WorkOutcome['kind'][]>> = {
  probe: ['probed'],
  call: ['returned'],
  suggest: ['solved', 'unsolved'],
  wait: ['elapsed'],
};

function workEvent(outcome: WorkOutcome): FlowEvent {
  switch (outcome.kind) {
    case 'probed':
      return { type: 'probed', results: outcome.results };
    case 'returned':
      return { type: 'returned', slots: outcome.slots };
    case 'solved':
    case 'unsolved':
    case 'elapsed':
      return { type: outcome.kind };
  }
}

/**
 * Gives the turn that a stored snapshot came from once more, without a change: for repeating a question and
 * after a restart. A snapshot of another version of the flow is `moved` to the step of the same id, if there is
 * one; of a flow that is gone, or that makes no sense, it is `outdated`.
 */
export function resumeFlow(compiled: CompiledFlow | undefined, snapshot: FlowSnapshot): ResumeOutcome {
  if (compiled?.flow.id !== snapshot.flow) return { kind: 'outdated', reason: 'no-flow' };
  if (compiled.hash !== snapshot.hash) {
    const standing = transfer(compiled, snapshot.machine);
    return standing === null
      ? { kind: 'outdated', reason: 'no-step' }
      : { kind: 'moved', turn: turnOf(compiled, standing) };
  }
  const standing = restore(compiled, snapshot.machine);
  if (standing === null) return { kind: 'outdated', reason: 'broken' };
  return { kind: 'resumed', turn: turnOf(compiled, standing) };
}

/**
 * Returns to the question before, as if it had not been answered: its slot and what was tried since are
 * forgotten. Null when no question was answered.
 *
 * @throws FirstlineError FLOW_OUTDATED when the snapshot is not of this flow and version.
 */
export function backFlow(compiled: CompiledFlow, snapshot: FlowSnapshot): FlowTurn | null {
  const back = takenBack(pickUp(compiled, snapshot).context);
  const step = back === null ? undefined : compiled.steps.get(back.step);
  return back === null || step === undefined ? null : turnOf(compiled, { step, context: back.context });
}

function pickUp(compiled: CompiledFlow, snapshot: FlowSnapshot): Standing {
  const same = compiled.flow.id === snapshot.flow && compiled.hash === snapshot.hash;
  const standing = same ? restore(compiled, snapshot.machine) : null;
  if (standing !== null) return standing;
  throw new FirstlineError(
    'FLOW_OUTDATED',
    `A stored state of the flow ${snapshot.flow} does not belong to the flow as it is now.`,
    'Ask resumeFlow first and go on from what it gives.',
  );
}

function moved(compiled: CompiledFlow, { step, context }: Standing, event: FlowEvent): FlowTurn {
  const before = compiled.machine.resolveState({ value: step.id, context });
  const after = standingAfter(compiled, () => transition(compiled.machine, before, event)[0]);
  compiled.watch?.({ kind: 'told', step: step.id, context, event });
  return turnOf(compiled, after);
}

function waitsForNothing(compiled: CompiledFlow, { step }: Standing, what: string): FirstlineError {
  const ended = endAt(step) !== null;
  return new FirstlineError(
    'FLOW_ENDED',
    `The flow ${compiled.flow.id} ${ended ? 'has ended' : 'is at work'} at ${step.id} and waits for no ${what}.`,
    'Take an ended flow off the stack before the next message is handled.',
  );
}

/** What the answer tells the machine, or null when it does not fit the question. */
function eventOf(compiled: CompiledFlow, { step, context }: Standing, answer: FlowAnswer): FlowEvent | null {
  const unknown = answer.act === 'unknown' || answer.act === 'skip' || answer.choice === 'unknown';
  if ('ask' in step) {
    // Any words would do for a free text: "I don't know" must not become the value.
    const free = step.type === 'text' || step.type === 'error-text';
    const listed = step.options === undefined || step.options.some(({ value }) => value === answer.choice);
    const value = (unknown && free) || !listed ? null : readSlot(step.type, answer);
    if (value === null) return unknown ? { type: 'unknown' } : null;
    if (step.valid !== undefined && !isValid(step.valid, step.type, value)) return null;
    const also = alsoNamed(compiled.flow, step, answer, (slot) => isKnown(context, slot));
    return { type: 'fill', slots: { ...also, [step.slot]: value } };
  }
  if ('choose' in step) {
    const { choice } = answer;
    const option = step.options.some(({ value }) => value === choice);
    if (choice !== null && choice !== 'unknown' && (option || step.offered !== undefined)) {
      return { type: 'choose', value: choice };
    }
    return unknown && step.unknown !== undefined ? { type: 'unknown' } : null;
  }
  if (!('confirm' in step)) return null;
  if (answer.choice === 'partly' || answer.act === 'partly') return { type: 'partly' };
  const said = readSlot('yes-no', answer);
  if (said === null) return null;
  return { type: said === 'yes' ? 'yes' : 'no' };
}
