import { holdsFor, type Condition } from '../flow/condition.js';
import { copiedSlot, namedIn, OTHER, type Slots, type Value } from '../flow/domain.js';
import type { Flow } from '../flow/schema.js';
import type { AskStep } from '../flow/step.js';
import { isValid } from '../flow/valid.js';
import { fill, placeholders } from '../model/text.js';
import { samplesOf } from './sample.js';

/** What a flow can tell apart in the values of its slots: two values that it cannot are walked as one. */
export interface Senses {
  /** What the flow can tell of a value; undefined: the slot has none. */
  sort(slot: string, value: string | undefined): string;
  /** A value of each sort that the slot may have; `among`: of these, where they are limited. */
  values(slot: string, among?: ReadonlySet<Value>): string[];
  /** A value of each sort that a question takes. */
  answers(step: AskStep): string[];
}

/** How a flow sees its slots. `domains`: all that each may be. */
export function sensesOf(flow: Flow, domains: Slots): Senses {
  const conditions = new Map<string, Condition[]>();
  for (const condition of flow.steps.flatMap((step) => ('branch' in step ? step.branch : []))) {
    conditions.set(condition.slot, [...(conditions.get(condition.slot) ?? []), condition]);
  }
  const made = flow.steps.flatMap((step) => ('set' in step ? Object.entries(step.set) : []));

  const tell = (slot: string, value: string, before: readonly string[]): string => {
    const own = (conditions.get(slot) ?? []).map((one) => Number(holdsFor(one, value))).join('');
    const through = made.flatMap(([to, template]) => {
      const parts = new Set(placeholders(template));
      if (!parts.has(slot) || before.includes(to)) return [];
      // What is made of several values is told apart by each as it is.
      return parts.size > 1
        ? [`=${value}`]
        : [tell(to, fill(template, { [slot]: value }).text, [...before, to])];
    });
    return [own, ...through].join('/');
  };
  const sort = (slot: string, value: string | undefined): string =>
    value === undefined ? '' : `+${tell(slot, value, [slot])}`;
  const candidates = (slot: string, among = domains.get(slot) ?? new Set<Value>()): string[] => {
    if (!among.has(OTHER)) return namedIn(among);
    const copies = copiesOf(slot, made).flatMap((copy) => namedIn(domains.get(copy) ?? new Set()));
    return [...namedIn(among), ...samplesOf(flow, slot), ...copies];
  };
  const sorted = (slot: string, all: readonly string[]): string[] => distinct(all, (one) => sort(slot, one));
  return {
    sort,
    values: (slot, among) => sorted(slot, candidates(slot, among)),
    answers({ slot, type, valid, options }) {
      const all = candidates(slot);
      const fitting = all.filter(
        (value) =>
          (valid === undefined || isValid(valid, type, value)) &&
          (options === undefined || options.some((option) => option.value === value)),
      );
      // No value can be made from a pattern; any will do, for the machine takes what it is told.
      return sorted(slot, fitting.length === 0 ? all : fitting);
    },
  };
}

/** The slots that a slot's value may be copied to, directly or by way of others. */
function copiesOf(slot: string, made: readonly (readonly [string, string])[]): string[] {
  const copies = [slot];
  for (const from of copies) {
    for (const [to, value] of made) if (copiedSlot(value) === from && !copies.includes(to)) copies.push(to);
  }
  return copies.slice(1);
}

/** The first of those that have the same key. */
export function distinct<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const seen = new Set<string>();
  return all.filter((one) => {
    const key = keyOf(one);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
