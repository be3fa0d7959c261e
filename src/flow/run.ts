import { initialTransition, transition } from 'xstate';
import { z } from 'zod';
import { FirstlineError, messageOf } from '../errors.js';
import type { CompiledFlow } from './compile.js';
import { flowContextSchema, isKnown, takenBack, type FlowContext, type FlowEvent } from './context.js';
import type { Step } from './schema.js';
import { alsoNamed, readSlot } from './slots.js';
import type {
  AnswerOutcome,
  FlowAnswer,
  FlowEnd,
  FlowSnapshot,
  FlowTurn,
  ResumeOutcome,
  Waiting,
} from './turn.js';

/**
 * What of XState's snapshot is stored: the state and the context. A flow has no actors and no history, so that
 * `resolveState` makes the same snapshot of them again.
 */
const storedMachineSchema = z.strictObject({ value: z.string(), context: flowContextSchema });

/** Where a flow stands, as the machine knows it. */
interface Standing {
  step: Step;
  context: FlowContext;
}

/**
 * Starts a flow and goes to its first question, or to its end. `slots`: what is known already; an `ask` for one
 * of them is skipped. Blank values count as not known.
 */
export function startFlow(compiled: CompiledFlow, slots: Readonly<Record<string, string>>): FlowTurn {
  const [snapshot] = initialTransition(compiled.machine, slots);
  return turnOf(compiled, standingOf(compiled, snapshot));
}

/**
 * Answers the question a flow waits on and goes to the next, or to the end. An answer that does not fit leaves
 * the flow where it is.
 *
 * @throws FirstlineError FLOW_OUTDATED when the snapshot is not of this flow and version (`resumeFlow` tells),
 * FLOW_ENDED when the flow has ended.
 */
export function answerFlow(
  compiled: CompiledFlow,
  snapshot: FlowSnapshot,
  answer: FlowAnswer,
): AnswerOutcome {
  const standing = pickUp(compiled, snapshot);
  const waiting = waitingAt(standing.step);
  if (waiting === null) {
    throw new FirstlineError(
      'FLOW_ENDED',
      `The flow ${compiled.flow.id} has ended at ${standing.step.id} and waits for no answer.`,
      'Take an ended flow off the stack before the next message is handled.',
    );
  }
  const event = eventOf(compiled, standing, answer);
  if (event === null) {
    const retry = 'ask' in standing.step ? standing.step.retry : undefined;
    return { kind: 'misfit', waiting, retry: retry ?? null };
  }
  const before = compiled.machine.resolveState({ value: standing.step.id, context: standing.context });
  const [after] = transition(compiled.machine, before, event);
  return { kind: 'taken', turn: turnOf(compiled, standingOf(compiled, after)) };
}

/**
 * Gives the turn that a stored snapshot came from once more, without a change: for repeating a question and
 * after a restart. A snapshot of another version, of a flow that is gone, or that makes no sense is `outdated`.
 */
export function resumeFlow(compiled: CompiledFlow | undefined, snapshot: FlowSnapshot): ResumeOutcome {
  if (compiled?.flow.id !== snapshot.flow) return { kind: 'outdated', reason: 'no-flow' };
  if (compiled.hash !== snapshot.hash) return { kind: 'outdated', reason: 'other-version' };
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
    'Ask resumeFlow first and hand the case over when it says outdated.',
  );
}

/** The standing that a stored machine describes, or null when the flow could not have come there. */
function restore(compiled: CompiledFlow, machine: unknown): Standing | null {
  const stored = storedMachineSchema.safeParse(machine);
  if (!stored.success) return null;
  const { value, context } = stored.data;
  const step = compiled.steps.get(value);
  if (step === undefined || (waitingAt(step) === null && endAt(step) === null)) return null;
  const named = [...context.said, ...context.tried.map((t) => t.step), ...context.trail.map((t) => t.step)];
  return named.every((id) => compiled.steps.has(id)) ? { step, context } : null;
}

/** @throws FirstlineError FLOW_BROKEN when the machine came to rest on no question and no end. */
function standingOf(
  compiled: CompiledFlow,
  snapshot: { status: string; value: unknown; error: unknown; context: FlowContext },
): Standing {
  const step = typeof snapshot.value === 'string' ? compiled.steps.get(snapshot.value) : undefined;
  // What went wrong inside a machine comes back as data: the status, and the state it broke in.
  if (step !== undefined && snapshot.status !== 'error') return { step, context: snapshot.context };
  throw new FirstlineError(
    'FLOW_BROKEN',
    `The flow ${compiled.flow.id} cannot get past ${step?.id ?? 'its beginning'}: ${messageOf(snapshot.error)}`,
    'Run `firstline check`: it finds steps that lead in a circle.',
    snapshot.error,
  );
}

/** What the answer tells the machine, or null when it does not fit the question. */
function eventOf(compiled: CompiledFlow, { step, context }: Standing, answer: FlowAnswer): FlowEvent | null {
  const unknown = answer.act === 'unknown' || answer.act === 'skip' || answer.choice === 'unknown';
  if ('ask' in step) {
    // Any words would do for a free text: "I don't know" must not become the value.
    const free = step.type === 'text' || step.type === 'error-text';
    const value = unknown && free ? null : readSlot(step.type, answer);
    if (value === null) return unknown ? { type: 'unknown' } : null;
    const also = alsoNamed(compiled.flow, step, answer, (slot) => isKnown(context, slot));
    return { type: 'fill', slots: { ...also, [step.slot]: value } };
  }
  if ('choose' in step) {
    const option = step.options.find(({ value }) => value === answer.choice);
    if (option !== undefined) return { type: 'choose', value: option.value };
    return unknown && step.unknown !== undefined ? { type: 'unknown' } : null;
  }
  const said = 'confirm' in step ? readSlot('yes-no', answer) : null;
  if (said === null) return null;
  return { type: said === 'yes' ? 'yes' : 'no' };
}

function turnOf(compiled: CompiledFlow, { step, context }: Standing): FlowTurn {
  const said: FlowTurn['said'] = [];
  for (const id of context.said) {
    const passed = compiled.steps.get(id);
    if (passed !== undefined && 'say' in passed) said.push({ step: id, text: passed.say });
  }
  const tried: FlowTurn['tried'] = [];
  for (const { step: id, result } of context.tried) {
    const passed = compiled.steps.get(id);
    if (passed !== undefined && 'confirm' in passed) tried.push({ step: id, text: passed.confirm, result });
  }
  // What the person is being asked to try now belongs on the card as well, with no result yet.
  if ('confirm' in step) tried.push({ step: step.id, text: step.confirm, result: null });
  return {
    snapshot: { flow: compiled.flow.id, hash: compiled.hash, machine: { value: step.id, context } },
    said,
    waiting: waitingAt(step),
    end: endAt(step),
    slots: context.slots,
    tried,
  };
}

function waitingAt(step: Step): Waiting | null {
  const base = { step: step.id, options: [], type: null, slot: null, long: false };
  if ('ask' in step) {
    const { type, slot, long } = step;
    return { ...base, kind: 'ask', text: step.ask, type, slot, long };
  }
  if ('choose' in step) {
    const options = step.options.map(({ value, label }) => ({ value, label }));
    return { ...base, kind: 'choose', text: step.choose, options, slot: step.slot ?? null };
  }
  return 'confirm' in step ? { ...base, kind: 'confirm', text: step.confirm } : null;
}

function endAt(step: Step): FlowEnd | null {
  if ('resolve' in step) return { kind: 'resolve', step: step.id, text: step.resolve };
  if (!('handover' in step)) return null;
  const { department = null, priority = null } = step;
  return { kind: 'handover', step: step.id, text: step.handover, department, priority };
}
