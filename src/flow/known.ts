import { domainsOf, isExact, UNKNOWN, type Returned, type Slots, type Value } from './domain.js';
import { exits } from './graph.js';
import { pass, type Around } from './passage.js';
import type { Flow } from './schema.js';

/** What can be said about the slots of a flow without running it. */
export interface FlowReading extends Around {
  /** What each slot may be when a step is reached, whichever way; only steps that can be reached have it. */
  at: ReadonlyMap<string, Slots>;
}

/** The slots that have a value whichever way the person came. */
export function surelyKnown(slots: Slots): Set<string> {
  return new Set([...slots].flatMap(([slot, values]) => (values.has(UNKNOWN) ? [] : [slot])));
}

/**
 * Follows every way through a flow and gathers what its slots may be at each step (a forward data-flow analysis:
 * where ways meet, a slot may be what it may be on either). `blank`: inputs that may be given without a value.
 */
export function readingOf(flow: Flow, returned: Returned, blank: ReadonlySet<string>): FlowReading {
  const domains = domainsOf(flow, returned);
  const asks = flow.steps.filter((step) => 'ask' in step);
  const exact = new Set(asks.filter(({ type }) => isExact(type)).map(({ slot }) => slot));
  const around = { domains, exact, returned };

  const steps = flow.steps.map((step) => ({ step, ways: exits(step) }));
  const places = new Map(flow.steps.map((step, index) => [step.id, index]));
  const at = new Map<string, Slots>();
  const open = new Set<number>();
  const arrive = (id: string, slots: Slots): void => {
    const before = at.get(id);
    const after = before === undefined ? slots : joined(before, slots);
    if (after === before) return;
    at.set(id, after);
    open.add(places.get(id) ?? steps.length);
  };
  const [first] = flow.steps;
  if (first !== undefined) arrive(first.id, beginning(flow, around, blank));
  while (open.size > 0) {
    // Most ways lead on: in the order of the steps, few are come to twice.
    const index = Math.min(...open);
    open.delete(index);
    const here = steps[index];
    const before = here === undefined ? undefined : at.get(here.step.id);
    if (here === undefined || before === undefined) continue;
    for (const exit of here.ways) {
      const after = pass(here.step, exit, before, around);
      if (after !== null) arrive(exit.to, after);
    }
  }
  return { ...around, at };
}

/** Before the first step inputs are known, and what the problem's words may have named by its form. */
function beginning({ inputs }: Flow, { domains, exact }: Around, blank: ReadonlySet<string>): Slots {
  return new Map(
    [...domains].map(([slot, all]): [string, ReadonlySet<Value>] => {
      const sure = inputs.includes(slot) && !blank.has(slot);
      if (sure) return [slot, new Set([...all].filter((value) => value !== UNKNOWN))];
      return [slot, inputs.includes(slot) || exact.has(slot) ? all : new Set([UNKNOWN])];
    }),
  );
}

/** What the slots may be on either of two ways; the first itself when the second adds nothing. */
function joined(one: Slots, two: Slots): Slots {
  let after: Map<string, ReadonlySet<Value>> | null = null;
  for (const [slot, values] of two) {
    const before = one.get(slot);
    if (before === values || (before !== undefined && [...values].every((value) => before.has(value))))
      continue;
    after ??= new Map(one);
    after.set(slot, new Set([...(before ?? []), ...values]));
  }
  return after ?? one;
}

/**
 * Readings of many flows that may call each other, each made once. What comes back from a flow that calls itself is
 * not known. Of flows that share an id, the first is the one that is called.
 */
export function readFlows(
  flows: Iterable<Flow>,
  blank: (flow: Flow) => ReadonlySet<string>,
): (flow: Flow) => FlowReading {
  const all = [...flows];
  const byId = new Map(all.toReversed().map((flow) => [flow.id, flow]));
  const made = new Map<Flow, FlowReading>();
  const ends = new Map<string, Slots | null>();
  const read = (flow: Flow): FlowReading => {
    const before = made.get(flow);
    if (before !== undefined) return before;
    const reading = readingOf(flow, returned, blank(flow));
    made.set(flow, reading);
    return reading;
  };
  const returned: Returned = (id) => {
    const flow = byId.get(id);
    if (flow === undefined || ends.has(id)) return ends.get(id) ?? null;
    ends.set(id, null);
    const slots = resolved(flow, read(flow));
    ends.set(id, slots);
    return slots;
  };
  return read;
}

function resolved({ steps }: Flow, { at }: FlowReading): Slots | null {
  return steps.reduce<Slots | null>((slots, step) => {
    const here = 'resolve' in step ? at.get(step.id) : undefined;
    if (here === undefined) return slots;
    return slots === null ? here : joined(slots, here);
  }, null);
}
