import { exits, type Exit } from './graph.js';
import type { Condition, Flow } from './schema.js';

const UNKNOWN = Symbol('not known');
const OTHER = Symbol('any value that no condition names');
/** What each slot may still be on the way so far. */
type Slots = ReadonlyMap<string, ReadonlySet<string | symbol>>;

/** More ways through one flow than this are not searched: it then counts as a loop. */
const SEARCH_LIMIT = 20_000;

/**
 * Circles that can be gone round without waiting for an answer, as ids of steps, each circle once. Slots do not
 * change between two answers, so a circle counts only if some values satisfy all conditions on it at once.
 */
export function loops(flow: Flow): string[][] {
  const passing = new Map<string, Exit[]>();
  for (const step of flow.steps) {
    passing.set(
      step.id,
      exits(step).filter(({ when }) => when.kind !== 'answered'),
    );
  }
  const slots = domains(flow);
  const found: string[][] = [];
  let searched = 0;

  /** The rest of a circle back to `start` from `id`, or null. */
  const search = (start: string, id: string, path: readonly string[], now: Slots): string[] | null => {
    searched += 1;
    if (searched > SEARCH_LIMIT) return [...path, id];
    for (const exit of passing.get(id) ?? []) {
      const then = narrowed(now, exit);
      if (then === null) continue;
      if (exit.to === start) return [...path, id];
      if (path.includes(exit.to) || exit.to === id) continue;
      const circle = search(start, exit.to, [...path, id], then);
      if (circle !== null) return circle;
    }
    return null;
  };

  for (const { id } of flow.steps) {
    if (found.some((circle) => circle.includes(id)) || !circles(passing, id)) continue;
    const circle = search(id, id, [], slots);
    if (circle !== null) found.push(circle);
  }
  return found;
}

/** Whether a step leads back to itself at all: a quick test that spares most flows the search. */
function circles(passing: ReadonlyMap<string, Exit[]>, start: string): boolean {
  const seen = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const { to } of passing.get(id) ?? []) {
      if (to === start) return true;
      if (!seen.has(to)) open.push(to);
      seen.add(to);
    }
  }
  return false;
}

/** For each slot of the flow, every value that makes a difference. */
function domains(flow: Flow): Slots {
  const values = new Map<string, Set<string | symbol>>();
  const add = (slot: string, named: readonly string[]): void => {
    values.set(slot, new Set([...(values.get(slot) ?? [UNKNOWN, OTHER]), ...named]));
  };
  for (const step of flow.steps) {
    if ('ask' in step) add(step.slot, []);
    if (!('branch' in step)) continue;
    for (const { slot, is, in: among } of step.branch) add(slot, is === undefined ? (among ?? []) : [is]);
  }
  return values;
}

/** What the slots may be once this way has been gone, or null when nobody can go it. */
function narrowed(slots: Slots, { when }: Exit): Slots | null {
  const tests: { slot: string; fits: (value: string | symbol) => boolean }[] = [];
  if (when.kind === 'known') tests.push({ slot: when.slot, fits: (value) => value !== UNKNOWN });
  if (when.kind === 'branch') {
    for (const failed of when.failed) {
      tests.push({ slot: failed.slot, fits: (value) => !holdsFor(failed, value) });
    }
    const { holds } = when;
    if (holds !== null) tests.push({ slot: holds.slot, fits: (value) => holdsFor(holds, value) });
  }
  const after = new Map(slots);
  for (const { slot, fits } of tests) {
    const left = [...(after.get(slot) ?? [])].filter(fits);
    if (left.length === 0) return null;
    after.set(slot, new Set(left));
  }
  return after;
}

function holdsFor(condition: Condition, value: string | symbol): boolean {
  if (condition.known !== undefined) return (value !== UNKNOWN) === condition.known;
  if (typeof value === 'symbol') return false;
  return condition.is === undefined ? (condition.in ?? []).includes(value) : condition.is === value;
}
