import { PROBES } from '../model/probe.js';
import { placeholders } from '../model/text.js';
import type { Flow } from './schema.js';
import type { SlotType } from './slot-type.js';
import { verdictSlot, type AskStep } from './step.js';

/** Stands for a slot that has no value. */
export const UNKNOWN: unique symbol = Symbol('not known');
/** Stands for every value that the flow does not name. */
export const OTHER: unique symbol = Symbol('any other value');
export type Value = string | typeof UNKNOWN | typeof OTHER;

/** What each slot may be, at one place or at all. A slot that can have a value of its own choosing has `OTHER`. */
export type Slots = ReadonlyMap<string, ReadonlySet<Value>>;

/** What can come back from a flow that is called: slots as they may be when it has resolved its part. */
export type Returned = (flow: string) => Slots | null;

/** Whether every value of a slot is named: the options of a question, the verdicts of a check, constants. */
export function isClosed(values: ReadonlySet<Value>): boolean {
  return !values.has(OTHER);
}

/** The values of a set that are named, as the flow names them. */
export function namedIn(values: ReadonlySet<Value>): string[] {
  return [...values].filter((value) => typeof value === 'string');
}

/** What an answer to an `ask` may be, or null when it is free. */
export function answersOf({
  type,
  options = [],
}: Pick<AskStep, 'type' | 'options'>): readonly string[] | null {
  if (type === 'yes-no') return ['yes', 'no'];
  return type === 'choice' && options.length > 0 ? options.map(({ value }) => value) : null;
}

/** Every slot that a flow can have a value for, with all that it may be. */
export function domainsOf(flow: Flow, returned: Returned): Slots {
  const domains = new Map<string, Set<Value>>();
  const add = (slot: string, values: Iterable<Value> | null): void => {
    const before = domains.get(slot) ?? new Set([UNKNOWN]);
    domains.set(slot, new Set([...before, ...(values ?? [OTHER])]));
  };
  for (const slot of flow.inputs) add(slot, null);
  for (const step of flow.steps) {
    if ('ask' in step) add(step.slot, answersOf(step));
    if ('choose' in step && step.slot !== undefined) {
      add(
        step.slot,
        step.options.map(({ value }) => value),
      );
      if (step.offered !== undefined) add(step.slot, null);
    }
    if ('probe' in step) {
      for (const check of step.probe) {
        add(verdictSlot(check), PROBES[check.check].verdicts);
        for (const slot of Object.values(check.keep ?? {})) add(slot, null);
      }
    }
    if ('call' in step) for (const slot of step.keep ?? []) add(slot, returned(step.call)?.get(slot) ?? null);
  }
  addMade(flow, domains, add);
  for (const step of flow.steps) {
    if (!('branch' in step)) continue;
    for (const { slot, is, in: among = [] } of step.branch) {
      // A value that is compared with makes a difference; where all values are named already, it is none of them.
      if (domains.get(slot)?.has(OTHER) === true) add(slot, is === undefined ? among : [is]);
    }
  }
  return domains;
}

/** What `set` steps add: nothing to a slot that is filled otherwise too, for there they must keep to its values. */
function addMade(
  flow: Flow,
  domains: ReadonlyMap<string, ReadonlySet<Value>>,
  add: (slot: string, values: Iterable<Value> | null) => void,
): void {
  const filled = new Set(domains.keys());
  const made = flow.steps.flatMap((step) => ('set' in step ? Object.entries(step.set) : []));
  const size = (): number => [...domains.values()].reduce((sum, values) => sum + values.size, 0);
  for (const [slot] of made) if (!filled.has(slot)) add(slot, []);
  for (let before = -1; before !== size();) {
    before = size();
    for (const [slot, value] of made) {
      const copied = copiedSlot(value);
      const open = domains.get(slot)?.has(OTHER) === true;
      if (filled.has(slot) && !open) continue;
      if (copied !== null) add(slot, [...(domains.get(copied) ?? [])]);
      else add(slot, placeholders(value).length > 0 ? null : [value]);
    }
  }
}

/** The slot that a `set` value is a plain copy of, or null. */
export function copiedSlot(value: string): string | null {
  const [name] = placeholders(value);
  return name !== undefined && value === `{${name}}` ? name : null;
}

/** Types of answers that are recognised by their form, wherever they are named. */
export function isExact(type: SlotType): boolean {
  return type === 'domain' || type === 'url' || type === 'email' || type === 'ip';
}
