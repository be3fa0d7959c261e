import type { Condition, Flow, Step } from './schema.js';

/** A way from one step to another. `path` is where it is written inside the step, for messages with a line. */
export interface Exit {
  to: string;
  path: readonly (string | number)[];
  /**
   * What must be true of the slots to go this way. `answered`: the person answered first, so that a turn ends
   * at this step; a way that is not `answered` can be gone without waiting.
   */
  when:
    | { kind: 'always' }
    /** An answer was given. `knows`: the slot it filled, or null. */
    | { kind: 'answered'; knows: string | null }
    /** An `ask` that is skipped because its slot is known. */
    | { kind: 'known'; slot: string }
    /** A condition of a `branch`, after those before it failed; `holds` null: the `else`. */
    | { kind: 'branch'; failed: readonly Condition[]; holds: Condition | null };
}

/** Every way out of a step, in the order written. None for `resolve` and `handover`. */
export function exits(step: Step): Exit[] {
  if ('say' in step) return [{ to: step.next, path: ['next'], when: { kind: 'always' } }];
  if ('goto' in step) return [{ to: step.goto, path: ['goto'], when: { kind: 'always' } }];
  if ('ask' in step) {
    const unknown: Exit = {
      to: step.unknown ?? step.next,
      path: [step.unknown === undefined ? 'next' : 'unknown'],
      when: { kind: 'answered', knows: null },
    };
    return [
      { to: step.next, path: ['next'], when: { kind: 'answered', knows: step.slot } },
      { to: step.next, path: ['next'], when: { kind: 'known', slot: step.slot } },
      unknown,
    ];
  }
  if ('choose' in step) {
    const ways = step.options.map((option, index): Exit => ({
      to: option.next,
      path: ['options', index, 'next'],
      when: { kind: 'answered', knows: step.slot ?? null },
    }));
    if (step.unknown === undefined) return ways;
    return [...ways, { to: step.unknown, path: ['unknown'], when: { kind: 'answered', knows: null } }];
  }
  if ('confirm' in step) {
    return [
      { to: step.yes, path: ['yes'], when: { kind: 'answered', knows: null } },
      { to: step.no, path: ['no'], when: { kind: 'answered', knows: null } },
    ];
  }
  if ('branch' in step) {
    const ways = step.branch.map((condition, index): Exit => ({
      to: condition.next,
      path: ['branch', index, 'next'],
      when: { kind: 'branch', failed: step.branch.slice(0, index), holds: condition },
    }));
    return [
      ...ways,
      { to: step.else, path: ['else'], when: { kind: 'branch', failed: step.branch, holds: null } },
    ];
  }
  return [];
}

/** The steps that can be reached from a flow's first, by id. Ways to steps that do not exist lead nowhere. */
export function reachable(flow: Flow): ReadonlySet<string> {
  const steps = new Map(flow.steps.map((step) => [step.id, step]));
  const seen = new Set<string>();
  const open = flow.steps.slice(0, 1).map((step) => step.id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = steps.get(id);
    if (step === undefined || seen.has(id)) continue;
    seen.add(id);
    open.push(...exits(step).map((exit) => exit.to));
  }
  return seen;
}

/** The steps from which no `resolve` and no `handover` can be reached, by id. */
export function endless(flow: Flow): ReadonlySet<string> {
  const sources = new Map<string, string[]>();
  const ending = new Set<string>();
  const open: string[] = [];
  for (const step of flow.steps) {
    if ('resolve' in step || 'handover' in step) open.push(step.id);
    for (const exit of exits(step)) sources.set(exit.to, [...(sources.get(exit.to) ?? []), step.id]);
  }
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (ending.has(id)) continue;
    ending.add(id);
    open.push(...(sources.get(id) ?? []));
  }
  return new Set(flow.steps.map((step) => step.id).filter((id) => !ending.has(id)));
}
