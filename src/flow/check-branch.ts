import { nearestRemedy } from '../model/spelling.js';
import type { Condition } from './condition.js';
import { isClosed, namedIn, OTHER, UNKNOWN, type Slots, type Value } from './domain.js';
import type { Fault } from './fault.js';
import { describeCondition } from './graph.js';
import { narrow } from './passage.js';
import type { Path } from './path.js';
import type { Step } from './step.js';
import { stepsOf, type FlowView, type StepView } from './view.js';

type BranchStep = Extract<Step, { branch: unknown }>;

/** Conditions on slots that nothing fills, on values that never come or were caught before, and values without a way. */
export function checkBranches(view: FlowView): Fault[] {
  return stepsOf(view).flatMap(({ step, ...place }) => {
    if (!('branch' in step)) return [];
    const misnamed = step.branch.flatMap((condition, index) =>
      checkNames(view, condition, ['steps', place.index, 'branch', index]),
    );
    // With a name that is wrong, what is not covered is a consequence.
    return misnamed.length > 0 ? misnamed : checkCover(view, { step, ...place });
  });
}

/** A slot that is none of the flow's, and values that are none of the slot's. */
function checkNames({ source, reading }: FlowView, condition: Condition, path: Path): Fault[] {
  const { slot, is, in: among } = condition;
  const values = reading.domains.get(slot);
  if (values === undefined) {
    const remedy = nearestRemedy(slot, reading.domains.keys(), 'Ask for it first or list it under `inputs`');
    return [source.fault([...path, 'slot'], 'no-such-slot', `nothing fills the slot \`${slot}\``, remedy)];
  }
  if (!isClosed(values)) return [];
  const names =
    is === undefined
      ? (among ?? []).map((name, index) => ({ name, at: ['in', index] }))
      : [{ name: is, at: ['is'] }];
  return names.flatMap(({ name, at }) => {
    if (values.has(name)) return [];
    const remedy = nearestRemedy(name, namedIn(values), `Use one of ${namedIn(values).join(', ')}`);
    return [source.fault([...path, ...at], 'never-true', `\`${slot}\` is never \`${name}\``, remedy)];
  });
}

function checkCover({ source }: FlowView, { step, index, at }: StepView<BranchStep>): Fault[] {
  if (at === null) return [];
  const faults: Fault[] = [];
  const path: Path = ['steps', index];
  let left: Slots | null = at;
  for (const [place, condition] of step.branch.entries()) {
    if (left === null || narrow(left, condition, true) === null) {
      faults.push(source.fault([...path, 'branch', place], ...dead(condition, at)));
    }
    left = left && narrow(left, condition, false);
  }
  if (step.else !== undefined && left === null) {
    const message = 'the conditions before it leave nothing for `else`';
    faults.push(source.fault([...path, 'else'], 'never-true', message, 'Remove the `else`'));
  }
  // A condition that never holds may be the very one that was to cover what is left.
  if (step.else !== undefined || left === null || faults.length > 0) return faults;
  const rest = left;
  const missing = [...new Set(step.branch.map(({ slot }) => slot))]
    .map((slot) => `\`${slot}\` is ${listed(rest.get(slot) ?? new Set<Value>([UNKNOWN]))}`)
    .join(' and ');
  const remedy = 'Add a condition for each, or an `else`';
  return [source.fault([...path, 'branch'], 'uncovered', `nothing follows when ${missing}`, remedy, 'key')];
}

/** What is said of a condition that never holds: too early, never here, or caught before. */
function dead(
  condition: Condition,
  at: Slots,
): [code: 'slot-unset' | 'never-true', message: string, remedy: string] {
  const values = at.get(condition.slot) ?? new Set<Value>([UNKNOWN]);
  const what = `\`${describeCondition(condition)}\``;
  if (values.size === 1 && values.has(UNKNOWN)) {
    const message = `\`${condition.slot}\` has no value yet when this step is reached`;
    return ['slot-unset', message, 'Ask for it or check it before this step'];
  }
  if (narrow(at, condition, true) === null) {
    const message = `${what} never holds here: \`${condition.slot}\` is ${listed(values)}`;
    return ['never-true', message, 'Remove the condition, or lead a way here on which it holds'];
  }
  const message = `the conditions before it leave nothing for ${what}`;
  return ['never-true', message, 'Remove it, or put it before the one that holds for it too'];
}

/** `refused, timeout or not known` */
function listed(values: ReadonlySet<Value>): string {
  const words = [
    ...namedIn(values),
    ...(values.has(OTHER) ? [values.size > 1 ? 'any other value' : 'any value'] : []),
    ...(values.has(UNKNOWN) ? ['not known'] : []),
  ];
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
