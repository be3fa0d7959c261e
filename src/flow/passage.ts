import { placeholders } from '../model/text.js';
import { PROBES } from '../model/probe.js';
import { holdsFor, type Condition } from './condition.js';
import {
  answersOf,
  copiedSlot,
  isClosed,
  isExact,
  OTHER,
  UNKNOWN,
  type Returned,
  type Slots,
  type Value,
} from './domain.js';
import type { Exit } from './graph.js';
import { verdictSlot, type Step } from './step.js';

const NEVER: ReadonlySet<Value> = new Set([UNKNOWN]);
const ANY: ReadonlySet<Value> = new Set([UNKNOWN, OTHER]);

/** What is needed of the flow around a step to say what a way out of it changes. */
export interface Around {
  domains: Slots;
  /** Slots that any answer of that kind may fill beside its own, because their values are known by their form. */
  exact: ReadonlySet<string>;
  returned: Returned;
}

/** What the slots may be once this way out of a step has been gone, or null when nobody can go it. */
export function pass(step: Step, { when, path }: Exit, before: Slots, around: Around): Slots | null {
  switch (when.kind) {
    case 'always':
      return before;
    case 'known':
      return limited(before, when.slot, (value) => value !== UNKNOWN);
    case 'branch': {
      const left = when.failed.reduce<Slots | null>(
        (slots, condition) => slots && narrow(slots, condition, false),
        before,
      );
      return left === null || when.holds === null ? left : narrow(left, when.holds, true);
    }
    case 'answered':
      if ('ask' in step) return afterAsk(step, when.knows !== null, before, around);
      return 'choose' in step && when.knows !== null ? afterChoice(step, path[1], before, around) : before;
    case 'done':
      return afterDoing(step, before, around);
  }
}

/** What the slots may be where a condition holds, or does not; null when that cannot be. */
export function narrow(slots: Slots, condition: Condition, holds: boolean): Slots | null {
  return limited(slots, condition.slot, (value) => {
    if (typeof value === 'string') return holdsFor(condition, value) === holds;
    if (value === UNKNOWN) return holdsFor(condition, undefined) === holds;
    // Of a guard and any other value, either may be.
    return condition.guard !== undefined || (condition.known === true) === holds;
  });
}

function limited(slots: Slots, slot: string, fits: (value: Value) => boolean): Slots | null {
  const before = slots.get(slot) ?? NEVER;
  const left = new Set([...before].filter(fits));
  if (left.size === before.size) return slots;
  return left.size === 0 ? null : new Map(slots).set(slot, left);
}

function afterAsk(
  step: Extract<Step, { ask: unknown }>,
  filled: boolean,
  before: Slots,
  { domains, exact }: Around,
): Slots | null {
  // It is only asked when its slot is not known.
  const open = limited(before, step.slot, (value) => value === UNKNOWN);
  if (open === null || !filled) return open;
  const after = new Map(open);
  if (isExact(step.type)) {
    for (const slot of exact) {
      if (after.get(slot)?.has(UNKNOWN) === true) after.set(slot, domains.get(slot) ?? NEVER);
    }
  }
  const answers = answersOf(step);
  return after.set(step.slot, answers === null ? anyOf(step.slot, domains) : new Set(answers));
}

function afterChoice(
  step: Extract<Step, { choose: unknown }>,
  index: string | number | undefined,
  before: Slots,
  { domains }: Around,
): Slots {
  const { slot = '' } = step;
  const option = typeof index === 'number' ? step.options[index] : undefined;
  // What the dialogue offers may be anything.
  return new Map(before).set(slot, option === undefined ? anyOf(slot, domains) : new Set([option.value]));
}

function afterDoing(step: Step, before: Slots, { domains, returned }: Around): Slots {
  const after = new Map(before);
  if ('probe' in step) {
    for (const check of step.probe) {
      after.set(verdictSlot(check), new Set<Value>(PROBES[check.check].verdicts));
      for (const slot of Object.values(check.keep ?? {})) after.set(slot, anyOf(slot, domains));
    }
  }
  if ('call' in step) {
    for (const slot of step.keep ?? []) {
      const given = returned(step.call)?.get(slot) ?? ANY;
      after.set(slot, replaced(before.get(slot), within(slot, given, domains)));
    }
  }
  if ('set' in step) {
    for (const [slot, value] of Object.entries(step.set)) {
      const parts = placeholders(value).map((name) => before.get(name) ?? NEVER);
      const never = parts.some((part) => part.size === 1 && part.has(UNKNOWN));
      const made = parts.length === 0 ? [value] : madeOf(slot, value, before, domains);
      const given = new Set<Value>(never ? NEVER : made);
      if (parts.some((part) => part.has(UNKNOWN))) given.add(UNKNOWN);
      after.set(slot, replaced(before.get(slot), given));
    }
  }
  return after;
}

/** What a slot may be after something was kept in it; where that had no value, it is as before. */
function replaced(before: ReadonlySet<Value> = NEVER, given: ReadonlySet<Value>): Set<Value> {
  const values = new Set([...given].filter((value) => value !== UNKNOWN));
  return new Set<Value>([...values, ...(given.has(UNKNOWN) ? before : [])]);
}

function madeOf(slot: string, value: string, before: Slots, domains: Slots): Set<Value> {
  const copied = copiedSlot(value);
  const all = copied === null ? null : before.get(copied);
  const given = all == null ? anyOf(slot, domains) : within(slot, all, domains);
  return new Set([...given].filter((one) => one !== UNKNOWN));
}

/** Values of one slot as another has them: what that one does not name is any other value there. */
function within(slot: string, values: ReadonlySet<Value>, domains: Slots): Set<Value> {
  const own = domains.get(slot) ?? new Set<Value>();
  if (isClosed(own)) return new Set(values);
  return new Set([...values].map((value) => (own.has(value) || value === UNKNOWN ? value : OTHER)));
}

/** Everything that a slot may be once it is known. */
function anyOf(slot: string, domains: Slots): Set<Value> {
  return new Set([...(domains.get(slot) ?? [OTHER])].filter((value) => value !== UNKNOWN));
}
