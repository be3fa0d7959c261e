import { exits, type Exit } from '../flow/graph.js';
import type { Flow } from '../flow/schema.js';
import type { Step } from '../flow/step.js';
import { placeholders } from '../model/text.js';

/**
 * For each step, the slots whose values can still make a difference from there on (a backward data-flow analysis): two
 * states of one step that differ in no such slot go on alike.
 */
export function liveSlots(flow: Flow): ReadonlyMap<string, ReadonlySet<string>> {
  const live = new Map(flow.steps.map((step) => [step.id, read(step)]));
  for (let grown = true; grown;) {
    grown = false;
    for (const step of flow.steps.toReversed()) {
      const here = live.get(step.id);
      if (here === undefined) continue;
      const before = here.size;
      for (const exit of exits(step)) {
        const filled = filledBy(exit);
        for (const slot of live.get(exit.to) ?? []) if (!filled.includes(slot)) here.add(slot);
      }
      if (here.size > before) grown = true;
    }
  }
  return live;
}

/** The slots that a step looks at. */
function read(step: Step): Set<string> {
  if ('ask' in step) return new Set([step.slot]);
  if ('branch' in step) return new Set(step.branch.map(({ slot }) => slot));
  if ('probe' in step) return new Set(step.probe.map(({ of }) => of));
  return 'set' in step ? new Set(Object.values(step.set).flatMap(placeholders)) : new Set();
}

/** The slots that surely have another value when this way has been gone. */
function filledBy({ when }: Exit): readonly string[] {
  if (when.kind === 'done') return when.knows;
  return when.kind === 'answered' && when.knows !== null ? [when.knows] : [];
}
