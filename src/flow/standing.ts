import { z } from 'zod';
import { FirstlineError, messageOf } from '../errors.js';
import type { CompiledFlow } from './compile.js';
import { flowContextSchema, type FlowContext } from './context.js';
import { endAt, waitingAt, workAt } from './rest.js';
import { STEP_KINDS, type Step, type StepKind } from './step.js';
import type { FlowSnapshot, FlowTurn } from './turn.js';

/**
 * What of XState's snapshot is stored: the state and the context. A flow has no actors and no history, so that
 * `resolveState` makes the same snapshot of them again. `kind`: what the state's step was, for the case that the
 * flow is another one by now; states that were stored before it was kept have none.
 */
const storedMachineSchema = z.strictObject({
  value: z.string(),
  kind: z.enum(STEP_KINDS).optional(),
  context: flowContextSchema,
});

/** Where a flow stands, as the machine knows it: at a question, at work, or at its end. */
export interface Standing {
  step: Step;
  context: FlowContext;
}

/** What a transition of a flow's machine comes to. */
interface Moved {
  status: string;
  value: unknown;
  error: unknown;
  context: FlowContext;
}

/**
 * Where a machine comes to rest by a transition.
 *
 * @throws FirstlineError FLOW_BROKEN when it comes to rest on no question, no work and no end.
 */
export function standingAfter(compiled: CompiledFlow, transition: () => Moved): Standing {
  let moved: Moved;
  try {
    moved = transition();
  } catch (error) {
    throw broken(compiled, null, error);
  }
  const step = typeof moved.value === 'string' ? compiled.steps.get(moved.value) : undefined;
  // What goes wrong inside a machine may come back as data too: the status, and the state it broke in.
  if (step !== undefined && moved.status !== 'error' && rests(step)) return { step, context: moved.context };
  throw broken(compiled, step ?? null, moved.error);
}

function broken({ flow }: CompiledFlow, step: Step | null, error: unknown): FirstlineError {
  return new FirstlineError(
    'FLOW_BROKEN',
    `The flow ${flow.id} cannot get past ${step?.id ?? 'where it stands'}: ${messageOf(error)}`,
    'Run `firstline check`: it finds steps that lead in a circle, and branches without a way.',
    error,
  );
}

/** The standing that a stored machine describes, or null when this flow could not have come there. */
export function restore(compiled: CompiledFlow, machine: unknown): Standing | null {
  const stored = storedMachineSchema.safeParse(machine);
  if (!stored.success) return null;
  const { value, context } = stored.data;
  const step = compiled.steps.get(value);
  if (step === undefined || !rests(step)) return null;
  return stepsOf(context).every((id) => compiled.steps.has(id)) ? { step, context } : null;
}

/**
 * The standing in another version of the flow: at the step of the same id and kind, with everything that was
 * learned, but without a way back over steps that are no more. Null where there is no such step.
 */
export function transfer(compiled: CompiledFlow, machine: unknown): Standing | null {
  const stored = storedMachineSchema.safeParse(machine);
  if (!stored.success) return null;
  const { value, kind, context } = stored.data;
  const step = compiled.steps.get(value);
  if (step === undefined || !rests(step) || (kind !== undefined && kindOf(step) !== kind)) return null;
  const there = ({ step: id }: { step: string }): boolean => compiled.steps.has(id);
  const tried = context.tried.filter(there);
  const whole = tried.length === context.tried.length && context.trail.every(there);
  return {
    step,
    context: {
      ...context,
      said: [],
      tried,
      probes: context.probes.filter(there),
      trail: whole ? context.trail : [],
    },
  };
}

/** The turn of a standing: what it said on its way, and what it waits on. */
export function turnOf(compiled: CompiledFlow, { step, context }: Standing): FlowTurn {
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
  const snapshot: FlowSnapshot = {
    flow: compiled.flow.id,
    hash: compiled.hash,
    machine: { value: step.id, kind: kindOf(step), context },
  };
  return {
    snapshot,
    said,
    waiting: waitingAt(step),
    work: workAt(step, context.slots),
    end: endAt(step),
    slots: context.slots,
    tried,
    probes: context.probes,
  };
}

/** The kind of a step: the key it has. */
export function kindOf(step: Step): StepKind {
  const kind = STEP_KINDS.find((name) => name in step);
  if (kind === undefined) throw new Error(`the step ${step.id} has no kind`);
  return kind;
}

function rests(step: Step): boolean {
  return waitingAt(step) !== null || workAt(step, {}) !== null || endAt(step) !== null;
}

function stepsOf({ said, tried, trail, probes }: FlowContext): string[] {
  return [...said, ...[...tried, ...trail, ...probes].map(({ step }) => step)];
}
