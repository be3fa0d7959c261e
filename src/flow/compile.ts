import { setup } from 'xstate';
import { FirstlineError } from '../errors.js';
import { answered, beginContext, isKnown, type FlowContext, type FlowEvent } from './context.js';
import { exits } from './graph.js';
import { hashFlow } from './hash.js';
import type { Condition, Flow, Step } from './schema.js';

const types: { context?: FlowContext; events?: FlowEvent; input?: Readonly<Record<string, string>> } = {};
const building = setup({ types });
type StateConfig = Parameters<typeof building.createStateConfig>[0];

/** A flow ready to run: the script, its version and its XState machine, whose states are the ids of the steps. */
export interface CompiledFlow {
  flow: Flow;
  /** See `hashFlow`. */
  hash: string;
  machine: ReturnType<typeof build>;
  steps: ReadonlyMap<string, Step>;
}

/**
 * Compiles a flow. Questions (`ask`, `choose`, `confirm`) are states that wait for an event, `resolve` and
 * `handover` are final, everything else passes on by eventless transitions; an `ask` passes on when its slot
 * is known. No timers and no actors: a machine is moved by `transition` alone.
 *
 * @throws FirstlineError FLOW_BROKEN when a step goes where there is no step, or two steps have one id. What else
 * can be wrong with a flow is found by `loadContent`, with file and line.
 */
export function compileFlow(flow: Flow): CompiledFlow {
  const steps = new Map(flow.steps.map((step) => [step.id, step]));
  if (steps.size !== flow.steps.length) throw broken(flow, 'has two steps with one id');
  for (const step of flow.steps) {
    const lost = exits(step).find((exit) => !steps.has(exit.to));
    if (lost !== undefined) throw broken(flow, `goes from ${step.id} to ${lost.to}, which is not a step`);
  }
  return { flow, hash: hashFlow(flow), machine: build(flow), steps };
}

function broken(flow: Flow, what: string): FirstlineError {
  return new FirstlineError(
    'FLOW_BROKEN',
    `The flow ${flow.id} ${what}.`,
    'Run `firstline check`: it names the file and the line.',
  );
}

function build(flow: Flow) {
  return building.createMachine({
    id: flow.id,
    context: ({ input }) => beginContext(input),
    initial: flow.steps[0]?.id ?? '',
    states: Object.fromEntries(flow.steps.map((step) => [step.id, state(step)])),
    // A turn passes each step at most once; anything beyond is a loop without a question.
    options: { maxIterations: flow.steps.length + 5 },
  });
}

/** Replaces the context by what `change` makes of it. */
function become(change: (context: FlowContext, event: FlowEvent) => FlowContext) {
  return building.assign(({ context, event }) => change(context, event));
}

function state(step: Step): StateConfig {
  if ('say' in step) {
    return {
      entry: become((context) => ({ ...context, said: [...context.said, step.id] })),
      always: { target: step.next },
    };
  }
  if ('ask' in step) {
    return {
      always: { guard: ({ context }) => isKnown(context, step.slot), target: step.next },
      on: {
        fill: {
          target: step.next,
          actions: become((context, event) =>
            answered(context, step.id, event.type === 'fill' ? event.slots : {}),
          ),
        },
        unknown: {
          target: step.unknown ?? step.next,
          actions: become((context) => answered(context, step.id, {})),
        },
      },
    };
  }
  if ('choose' in step) {
    const { slot, unknown } = step;
    const choose = step.options.map((option) => ({
      guard: ({ event }: { event: FlowEvent }) => event.type === 'choose' && event.value === option.value,
      target: option.next,
      actions: become((context) =>
        answered(context, step.id, slot === undefined ? {} : { [slot]: option.value }),
      ),
    }));
    if (unknown === undefined) return { on: { choose } };
    const giveUp = { target: unknown, actions: become((context) => answered(context, step.id, {})) };
    return { on: { choose, unknown: giveUp } };
  }
  if ('confirm' in step) {
    const tried = (result: 'helped' | 'did-not-help') =>
      become((context) => answered(context, step.id, {}, [...context.tried, { step: step.id, result }]));
    return {
      on: {
        yes: { target: step.yes, actions: tried('helped') },
        no: { target: step.no, actions: tried('did-not-help') },
      },
    };
  }
  if ('branch' in step) {
    const conditions = step.branch.map((condition) => ({
      guard: ({ context }: { context: FlowContext }) => holds(condition, context),
      target: condition.next,
    }));
    return { always: [...conditions, { target: step.else }] };
  }
  if ('goto' in step) return { always: { target: step.goto } };
  return { type: 'final' };
}

/** Whether a condition of a `branch` holds. A slot that is not known is equal to nothing. */
function holds(condition: Condition, context: FlowContext): boolean {
  const known = isKnown(context, condition.slot);
  if (condition.known !== undefined) return known === condition.known;
  const value = context.slots[condition.slot];
  if (!known || value === undefined) return false;
  return condition.is === undefined ? (condition.in ?? []).includes(value) : condition.is === value;
}
