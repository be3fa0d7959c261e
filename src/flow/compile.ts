import { setup } from 'xstate';
import { FirstlineError } from '../errors.js';
import { fill, placeholders } from '../model/text.js';
import { holds } from './condition.js';
import {
  answered,
  beginContext,
  changed,
  isKnown,
  probed,
  type FlowContext,
  type FlowEvent,
} from './context.js';
import { exits } from './graph.js';
import { hashFlow } from './hash.js';
import type { FlowMove } from './move.js';
import type { Flow } from './schema.js';
import { verdictSlot, type Step } from './step.js';

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
  /** Told each move that is made, where somebody measures what is gone through. */
  watch?: (move: FlowMove) => void;
}

/**
 * Compiles a flow. Questions (`ask`, `choose`, `confirm`) and work (`probe`, `call`, `suggest`, `wait`) are states
 * that wait for an event, `resolve`, `handover` and `then` are final, everything else passes on by eventless
 * transitions; an `ask` passes on when its slot is known. No timers and no actors: a machine is moved by
 * `transition` alone.
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
        ...(step.failed !== undefined && {
          failed: {
            target: step.failed,
            actions: become((context) => answered(context, step.id, {})),
          },
        }),
      },
    };
  }
  if ('choose' in step) {
    const { slot, unknown, offered } = step;
    const keep = (value: string) =>
      become((context) => answered(context, step.id, slot === undefined ? {} : { [slot]: value }));
    const listed = step.options.map((option) => ({
      guard: ({ event }: { event: FlowEvent }) => event.type === 'choose' && event.value === option.value,
      target: option.next,
      actions: keep(option.value),
    }));
    // Whatever is not one of its own options was offered by the dialogue.
    const others = {
      target: offered?.next ?? '',
      actions: become((context, event) =>
        answered(
          context,
          step.id,
          slot === undefined || event.type !== 'choose' ? {} : { [slot]: event.value },
        ),
      ),
    };
    const choose = offered === undefined ? listed : [...listed, others];
    if (unknown === undefined) return { on: { choose } };
    const giveUp = { target: unknown, actions: become((context) => answered(context, step.id, {})) };
    return { on: { choose, unknown: giveUp } };
  }
  if ('confirm' in step) {
    const tried = (result: 'helped' | 'partly' | 'did-not-help') =>
      become((context) => answered(context, step.id, {}, [...context.tried, { step: step.id, result }]));
    return {
      on: {
        yes: { target: step.yes, actions: tried('helped') },
        partly: { target: step.partly ?? step.no, actions: tried('partly') },
        no: { target: step.no, actions: tried('did-not-help') },
      },
    };
  }
  if ('branch' in step) {
    const conditions = step.branch.map((condition) => ({
      guard: ({ context }: { context: FlowContext }) => holds(condition, context.slots),
      target: condition.next,
    }));
    return { always: step.else === undefined ? conditions : [...conditions, { target: step.else }] };
  }
  if ('probe' in step) {
    const keeping = become((context, event) => {
      const results = event.type === 'probed' ? event.results : [];
      const found = step.probe.flatMap((check, index) => {
        const result = results[index];
        return result === undefined ? [] : [{ as: verdictSlot(check), keep: check.keep ?? {}, result }];
      });
      return rested(probed(context, step.id, found));
    });
    return { on: { probed: { target: step.next, actions: keeping } } };
  }
  if ('call' in step) {
    const keep = step.keep ?? [];
    const keeping = become((context, event) => {
      const slots = event.type === 'returned' ? event.slots : {};
      const kept = Object.entries(slots).filter(([slot]) => keep.includes(slot));
      return rested(changed(context, Object.fromEntries(kept)));
    });
    return { on: { returned: { target: step.next, actions: keeping } } };
  }
  if ('suggest' in step) {
    const actions = become(rested);
    return {
      on: { solved: { target: step.solved, actions }, unsolved: { target: step.unsolved, actions } },
    };
  }
  if ('set' in step) {
    const keeping = become((context) => {
      const made = Object.entries(step.set).filter(([, value]) =>
        placeholders(value).every((slot) => isKnown(context, slot)),
      );
      const values = made.map(([slot, value]): [string, string] => [slot, fill(value, context.slots).text]);
      return changed(context, Object.fromEntries<string>(values));
    });
    return { entry: keeping, always: { target: step.next } };
  }
  if ('wait' in step) {
    return { on: { elapsed: { target: step.next, actions: become(rested) } } };
  }
  if ('goto' in step) return { always: { target: step.goto } };
  return { type: 'final' };
}

/** What was said before the flow came to rest has been sent. */
function rested(context: FlowContext): FlowContext {
  return { ...context, said: [] };
}
