import { exits, type Exit } from './graph.js';
import { holdsFor, type Condition } from './condition.js';
import type { Flow } from './schema.js';

const UNKNOWN = Symbol('not known');
const OTHER = Symbol('any value that no condition names');
/** What each slot may still be on the way so far. A slot that was just filled may be anything again. */
type Slots = ReadonlyMap<string, ReadonlySet<string | symbol>>;

/** More ways through one flow than this are not searched: it then counts as a loop. */
const SEARCH_LIMIT = 20_000;

/**
 * Circles that can be gone round without waiting for an answer, as ids of steps, each circle once. Between two
 * answers only what the flow itself does changes slots, so a circle counts only if some values satisfy all
 * conditions on it at once.
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
      const then = narrowed(now, exit, slots);
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
    for (const { when } of exits(step))
      if (when.kind === 'done') when.changes.forEach((slot) => add(slot, []));
    if (!('branch' in step)) continue;
    for (const { slot, is, in: among } of step.branch) add(slot, is === undefined ? (among ?? []) : [is]);
  }
  return values;
}

/** What the slots may be once this way has been gone, or null when nobody can go it. */
function narrowed(slots: Slots, { when }: Exit, domains: Slots): Slots | null {
  const tests: { slot: string; fits: (value: string | symbol) => boolean }[] = [];
  if (when.kind === 'known') tests.push({ slot: when.slot, fits: (value) => value !== UNKNOWN });
  if (when.kind === 'branch') {
    for (const failed of when.failed) {
      tests.push({ slot: failed.slot, fits: (value) => !mayHold(failed, value, false) });
    }
    const { holds } = when;
    if (holds !== null) tests.push({ slot: holds.slot, fits: (value) => mayHold(holds, value, true) });
  }
  const after = new Map(slots);
  if (when.kind === 'done') {
    for (const slot of when.changes) {
      const all = domains.get(slot) ?? new Set([UNKNOWN, OTHER]);
      after.set(slot, when.knows.includes(slot) ? new Set([...all].filter((one) => one !== UNKNOWN)) : all);
    }
  }
  for (const { slot, fits } of tests) {
    const left = [...(after.get(slot) ?? [])].filter(fits);
    if (left.length === 0) return null;
    after.set(slot, new Set(left));
  }
  return after;
}

/** Whether a condition holds for one of these values; of a guard and any other value, `otherwise`. */
function mayHold(condition: Condition, value: string | symbol, otherwise: boolean): boolean {
  if (typeof value === 'string') return holdsFor(condition, value);
  if (value === UNKNOWN) return holdsFor(condition, undefined);
  return condition.guard === undefined ? condition.known === true : otherwise;
}
