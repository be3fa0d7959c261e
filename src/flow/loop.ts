import { exits } from './graph.js';
import type { Slots } from './domain.js';
import type { FlowReading } from './known.js';
import { pass } from './passage.js';
import { workAt } from './rest.js';
import type { Flow } from './schema.js';
import type { Step } from './step.js';

/** More states of one circle than this are not searched: it then counts as a loop. */
const SEARCH_LIMIT = 10_000;

/** A step with what the slots may be there. */
interface Place {
  id: string;
  slots: Slots;
}

interface Entered {
  key: string;
  id: string;
  left: Place[];
}

/**
 * Circles that can be gone round for ever without waiting for an answer, as ids of steps, each circle once. What a
 * check, a call or a `set` on the circle does to the slots is followed: a circle counts only if it leads back to
 * the same step with the same values possible, so that it can be gone once more; where there is no work on it, it
 * counts at once, for within one turn no step is passed twice.
 */
export function loops(flow: Flow, reading: FlowReading): string[][] {
  const steps = new Map(flow.steps.map((step) => [step.id, step]));
  const passing = new Map(flow.steps.map((step) => [step.id, passedOn(step)]));
  const working = new Set(flow.steps.filter((step) => workAt(step, {}) !== null).map(({ id }) => id));
  const found: string[][] = [];
  for (const { id } of flow.steps) {
    const slots = reading.at.get(id);
    if (slots === undefined || found.some((circle) => circle.includes(id))) continue;
    const ahead = reach(passing, id);
    if (!ahead.has(id)) continue;
    const region = new Set([...ahead].filter((one) => reach(passing, one).has(id)));
    const next = ({ id: from, slots: now }: Place): Place[] => {
      const step = steps.get(from);
      return step === undefined ? [] : onwards(step, now, region, reading);
    };
    const circle = search({ id, slots }, next, (one) => working.has(one));
    // Circles that share a step are mended at one place.
    if (circle === null || found.some((other) => other.some((one) => circle.includes(one)))) continue;
    found.push(fromFirst(circle, [...steps.keys()]));
  }
  return found;
}

/** A circle from that step on which the flow has first. */
function fromFirst(circle: readonly string[], order: readonly string[]): string[] {
  const start = circle.indexOf(order.find((id) => circle.includes(id)) ?? '');
  return [...circle.slice(start), ...circle.slice(0, start)];
}

/** Where a step leads without an answer. */
function passedOn(step: Step): string[] {
  return exits(step).flatMap(({ to, when }) => (when.kind === 'answered' ? [] : [to]));
}

function onwards(step: Step, slots: Slots, region: ReadonlySet<string>, reading: FlowReading): Place[] {
  return exits(step).flatMap((exit) => {
    if (exit.when.kind === 'answered' || !region.has(exit.to)) return [];
    const after = pass(step, exit, slots, reading);
    return after === null ? [] : [{ id: exit.to, slots: after }];
  });
}

/** All steps ahead of one, itself only if it lies on a circle. */
function reach(passing: ReadonlyMap<string, readonly string[]>, start: string): Set<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const to of passing.get(id) ?? []) {
      if (!seen.has(to)) open.push(to);
      seen.add(to);
    }
  }
  return seen;
}

/** A circle in the graph of places, searched depth first, or null. */
function search(
  start: Place,
  next: (place: Place) => Place[],
  works: (id: string) => boolean,
): string[] | null {
  const path: Entered[] = [];
  const onPath = new Map<string, number>();
  const seen = new Set<string>();
  const enter = (place: Place): void => {
    const key = keyOf(place);
    onPath.set(key, path.length);
    seen.add(key);
    path.push({ key, id: place.id, left: next(place) });
  };
  enter(start);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const place = top.left.shift();
    if (place === undefined) {
      onPath.delete(top.key);
      path.pop();
      continue;
    }
    const key = keyOf(place);
    const since = onPath.get(key) ?? sameTurn(path, place.id, works);
    if (since !== null || seen.size > SEARCH_LIMIT) return path.slice(since ?? 0).map(({ id }) => id);
    if (!seen.has(key)) enter(place);
  }
  return null;
}

/** Where on a path a step was passed already since there was work to do last, or null. */
function sameTurn(path: readonly Entered[], id: string, works: (id: string) => boolean): number | null {
  if (works(id)) return null;
  const index = path.findLastIndex((entered) => entered.id === id || works(entered.id));
  return path[index]?.id === id ? index : null;
}

function keyOf({ id, slots }: Place): string {
  const values = [...slots].map(([slot, all]) => `${slot}=${[...all].map(String).sort().join(',')}`);
  return [id, ...values.sort()].join('\n');
}
