import type { Condition } from './condition.js';
import type { Flow } from './schema.js';
import { verdictSlot, type Step } from './step.js';
import { placeholders } from '../model/text.js';

/** A way from one step to another. `path` is where it is written inside the step, for messages with a line. */
export interface Exit {
  to: string;
  path: readonly (string | number)[];
  /** What the way is called, for pictures and reports: an option's value, a condition, `yes`; empty for the only way. */
  label: string;
  /**
   * What must be true of the slots to go this way. `answered`: the person answered first, so that a turn ends
   * at this step; a way that is not `answered` can be gone without waiting for the person.
   */
  when:
    | { kind: 'always' }
    /** An answer was given. `knows`: the slot it filled, or null. */
    | { kind: 'answered'; knows: string | null }
    /** An `ask` that is skipped because its slot is known. */
    | { kind: 'known'; slot: string }
    /** The bot did something. `changes`: slots that may have another value; those in `knows` surely have one. */
    | { kind: 'done'; changes: readonly string[]; knows: readonly string[] }
    /** A condition of a `branch`, after those before it failed; `holds` null: the `else`. */
    | { kind: 'branch'; failed: readonly Condition[]; holds: Condition | null };
}

/** Every way out of a step, in the order written. None for `resolve`, `handover` and `then`. */
export function exits(step: Step): Exit[] {
  if ('say' in step) return [only(step.next, { kind: 'always' })];
  if ('goto' in step) return [{ ...only(step.goto, { kind: 'always' }), path: ['goto'] }];
  if ('ask' in step) return askExits(step);
  if ('choose' in step) {
    const knows = step.slot ?? null;
    const ways = step.options.map((option, index): Exit => ({
      to: option.next,
      path: ['options', index, 'next'],
      label: option.value,
      when: { kind: 'answered', knows },
    }));
    const { offered, unknown } = step;
    if (offered !== undefined) {
      ways.unshift({
        to: offered.next,
        path: ['offered', 'next'],
        label: 'offered',
        when: { kind: 'answered', knows },
      });
    }
    return unknown === undefined ? ways : [...ways, named('unknown', unknown)];
  }
  if ('confirm' in step) {
    const { yes, partly, no } = step;
    return [named('yes', yes), ...(partly === undefined ? [] : [named('partly', partly)]), named('no', no)];
  }
  if ('branch' in step) {
    const ways = step.branch.map((condition, index): Exit => ({
      to: condition.next,
      path: ['branch', index, 'next'],
      label: describeCondition(condition),
      when: { kind: 'branch', failed: step.branch.slice(0, index), holds: condition },
    }));
    if (step.else === undefined) return ways;
    return [
      ...ways,
      {
        to: step.else,
        path: ['else'],
        label: 'else',
        when: { kind: 'branch', failed: step.branch, holds: null },
      },
    ];
  }
  if ('probe' in step) {
    const knows = step.probe.flatMap((check) => [verdictSlot(check), ...Object.values(check.keep ?? {})]);
    return [only(step.next, { kind: 'done', changes: knows, knows })];
  }
  if ('call' in step) return [only(step.next, { kind: 'done', changes: step.keep ?? [], knows: [] })];
  if ('suggest' in step) {
    const when = { kind: 'done' as const, changes: [], knows: [] };
    return [
      { ...named('solved', step.solved), when },
      { ...named('unsolved', step.unsolved), when },
    ];
  }
  if ('set' in step) {
    const changes = Object.keys(step.set);
    // A value made of slots is one only where those have one.
    const knows = changes.filter((slot) => placeholders(step.set[slot] ?? '').length === 0);
    return [only(step.next, { kind: 'done', changes, knows })];
  }
  if ('wait' in step) return [only(step.next, { kind: 'done', changes: [], knows: [] })];
  return [];
}

function askExits(step: Extract<Step, { ask: unknown }>): Exit[] {
  const { next, slot, unknown, failed } = step;
  const ways: Exit[] = [
    { to: next, path: ['next'], label: '', when: { kind: 'answered', knows: slot } },
    { to: next, path: ['next'], label: 'known', when: { kind: 'known', slot } },
    {
      to: unknown ?? next,
      path: [unknown === undefined ? 'next' : 'unknown'],
      label: 'unknown',
      when: { kind: 'answered', knows: null },
    },
  ];
  return failed === undefined ? ways : [...ways, named('failed', failed)];
}

function only(to: string, when: Exit['when']): Exit {
  return { to, path: ['next'], label: '', when };
}

function named(key: string, to: string): Exit {
  return { to, path: [key], label: key, when: { kind: 'answered', knows: null } };
}

/** A condition in a few words: `dns is ok`, `plan in vps, dedicated`, `domain known`. */
export function describeCondition({ slot, is, in: among, known, guard }: Condition): string {
  if (is !== undefined) return `${slot} is ${is}`;
  if (among !== undefined) return `${slot} in ${among.join(', ')}`;
  if (guard !== undefined) return `${slot} ${guard}`;
  return known === false ? `${slot} not known` : `${slot} known`;
}

/** Whether a step ends a flow. */
export function isEnd(step: Step): boolean {
  return 'resolve' in step || 'handover' in step || 'then' in step;
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

/** The steps from which no end can be reached, by id. */
export function endless(flow: Flow): ReadonlySet<string> {
  const sources = new Map<string, string[]>();
  const ending = new Set<string>();
  const open: string[] = [];
  for (const step of flow.steps) {
    if (isEnd(step)) open.push(step.id);
    for (const exit of exits(step)) sources.set(exit.to, [...(sources.get(exit.to) ?? []), step.id]);
  }
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (ending.has(id)) continue;
    ending.add(id);
    open.push(...(sources.get(id) ?? []));
  }
  return new Set(flow.steps.map((step) => step.id).filter((id) => !ending.has(id)));
}
