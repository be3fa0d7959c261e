import { placeholders } from '../model/text.js';
import { exits, type Exit } from './graph.js';
import type { Flow } from './schema.js';
import type { Step } from './step.js';

/** Every slot that a flow can have a value for: inputs, and those that its questions and its own doings fill. */
export function slotsOf(flow: Flow): Set<string> {
  const slots = new Set(flow.inputs);
  for (const step of flow.steps) {
    if ('slot' in step && step.slot !== undefined) slots.add(step.slot);
    for (const { when } of exits(step))
      if (when.kind === 'done') when.changes.forEach((slot) => slots.add(slot));
  }
  return slots;
}

/**
 * For each step that can be reached: the slots that have a value whichever way the person came (a forward
 * data-flow analysis; where ways meet, only what all of them know is known).
 */
export function knownAt(flow: Flow): ReadonlyMap<string, ReadonlySet<string>> {
  const steps = new Map(flow.steps.map((step) => [step.id, step]));
  const known = new Map<string, Set<string>>();
  const open: string[] = [];
  const arrive = (id: string, slots: ReadonlySet<string>): void => {
    const before = known.get(id);
    const after = new Set(before === undefined ? slots : [...before].filter((slot) => slots.has(slot)));
    if (before?.size === after.size) return;
    known.set(id, after);
    open.push(id);
  };
  const [first] = flow.steps;
  if (first !== undefined) arrive(first.id, new Set(flow.inputs));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = steps.get(id);
    if (step === undefined) continue;
    for (const exit of exits(step)) {
      const before = known.get(id) ?? new Set();
      arrive(exit.to, new Set([...before, ...learned(exit), ...made(step, before)]));
    }
  }
  return known;
}

/** The slots that a `set` surely fills, because all that their values are made of is known. */
function made(step: Step, known: ReadonlySet<string>): string[] {
  if (!('set' in step)) return [];
  return Object.entries(step.set).flatMap(([slot, value]) =>
    placeholders(value).every((name) => known.has(name)) ? [slot] : [],
  );
}

/** The slots that have a value once this way has been gone. */
function learned({ when }: Exit): string[] {
  switch (when.kind) {
    case 'always':
      return [];
    case 'answered':
      return when.knows === null ? [] : [when.knows];
    case 'known':
      return [when.slot];
    case 'done':
      return [...when.knows];
    case 'branch': {
      const excluded = when.failed.filter(({ known }) => known === false).map(({ slot }) => slot);
      return when.holds === null || when.holds.known === false ? excluded : [...excluded, when.holds.slot];
    }
  }
}
