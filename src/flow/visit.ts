import { getInitialMicrosteps, getMicrosteps } from 'xstate';
import { z } from 'zod';
import type { CompiledFlow } from './compile.js';
import { holds } from './condition.js';
import type { FlowContext, FlowEvent } from './context.js';
import { exits, type Exit } from './graph.js';
import type { FlowMove } from './move.js';
import type { Step } from './step.js';

/** That a flow came to a step, and the way it went on: its index in `exits(step)`; null: it came to rest there. */
export const visitSchema = z.strictObject({
  flow: z.string(),
  step: z.string(),
  exit: z.number().int().nonnegative().nullable(),
});
export type Visit = z.infer<typeof visitSchema>;

/**
 * Every step that a move leads through, those that are passed without a stop as well, in order; the last is where the
 * flow comes to rest. A move that the flow does not take leads nowhere.
 *
 * @throws Error where the machine goes round without a stop.
 */
export function visitsOf({ flow, machine, steps }: CompiledFlow, move: FlowMove): Visit[] {
  const before =
    move.kind === 'told' ? machine.resolveState({ value: move.step, context: move.context }) : null;
  const passed =
    move.kind === 'start'
      ? getInitialMicrosteps(machine, move.slots)
      : before === null
        ? []
        : getMicrosteps(machine, before, move.event);
  const stops = [...(before === null ? [] : [before]), ...passed.map(([snapshot]) => snapshot)];
  const visits = stops.flatMap(({ value, context }, index): Visit[] => {
    const step = typeof value === 'string' ? steps.get(value) : undefined;
    if (step === undefined) return [];
    const told = index === 0 && move.kind === 'told' ? move.event : null;
    const exit = index === stops.length - 1 ? null : exitOf(step, context, told);
    return [{ flow: flow.id, step: step.id, exit }];
  });
  return visits.length === 1 && move.kind === 'told' ? [] : visits;
}

/** The way that an event leads out of a step or, without one, the way that it is passed by. */
function exitOf(step: Step, context: FlowContext, event: FlowEvent | null): number | null {
  const index = exits(step).findIndex((exit) =>
    event === null ? isPassed(exit, context) : isTold(step, exit, event),
  );
  return index === -1 ? null : index;
}

function isPassed({ when }: Exit, { slots }: FlowContext): boolean {
  switch (when.kind) {
    case 'always':
      return true;
    case 'known':
      return Object.hasOwn(slots, when.slot);
    case 'branch':
      return when.holds === null || holds(when.holds, slots);
    case 'answered':
      return false;
    case 'done':
      // What a `set` changes is done in passing; all else waits for its event.
      return true;
  }
}

function isTold(step: Step, { path, when, label }: Exit, event: FlowEvent): boolean {
  switch (event.type) {
    case 'choose': {
      const [part, index] = path;
      if (!('choose' in step)) return false;
      const option = step.options.findIndex(({ value }) => value === event.value);
      return option === -1 ? part === 'offered' : part === 'options' && index === option;
    }
    case 'fill':
      return when.kind === 'answered' && label === '';
    case 'unknown':
      // An option may be called so too.
      return label === 'unknown' && path[0] !== 'options';
    case 'failed':
      return label === 'failed';
    case 'partly':
      return 'confirm' in step && label === (step.partly === undefined ? 'no' : 'partly');
    case 'yes':
    case 'no':
    case 'solved':
    case 'unsolved':
      return label === event.type;
    case 'probed':
    case 'returned':
    case 'elapsed':
      return when.kind === 'done';
  }
}

/**
 * The same flows, but every step and way that they go from now on is told to `visited`: for measuring what a test goes
 * through. Nothing of it is stored. A way on that is only looked at, such as the one for when no answer fits, does not
 * count until it is gone.
 */
export function watchedFlows(
  flows: ReadonlyMap<string, CompiledFlow>,
  visited: (visit: Visit) => void,
): Map<string, CompiledFlow> {
  return new Map(
    [...flows].map(([id, compiled]) => [
      id,
      { ...compiled, watch: (move: FlowMove) => visitsOf(compiled, move).forEach(visited) },
    ]),
  );
}
