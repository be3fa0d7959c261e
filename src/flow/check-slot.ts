import { placeholders } from '../model/text.js';
import { nearestRemedy } from '../model/spelling.js';
import { verdictPath } from './check-probe.js';
import { copiedSlot, isClosed, namedIn, type Value } from './domain.js';
import type { Fault } from './fault.js';
import type { Path } from './path.js';
import { verdictSlot, type ProbeStep, type Step } from './step.js';
import { isSure, stepsOf, type FlowView, type StepView } from './view.js';

type SetStep = Extract<Step, { set: unknown }>;

/** Slots that mean two things, and values that are made of nothing or of the wrong thing. */
export function checkSlots(view: FlowView): Fault[] {
  return stepsOf(view).flatMap(({ step, ...place }) => {
    if ('probe' in step) return checkMeaning(view, step, place.index);
    return 'set' in step ? checkMade(view, { step, ...place }) : [];
  });
}

/** A verdict that is kept where something else is kept as well. */
function checkMeaning({ source, value }: FlowView, step: ProbeStep, index: number): Fault[] {
  return step.probe.flatMap((check, number) => {
    const slot = verdictSlot(check);
    const other = value.steps
      .filter((one) => one !== step)
      .map((one) => otherMeaning(one, slot, check.check))
      .find((meaning) => meaning !== null);
    if (other === undefined) return [];
    const message = `\`${slot}\` keeps the verdict of \`${check.check}\`, but ${other}`;
    const remedy = `Keep the verdict under another name: \`as: ${slot}_check\``;
    return [
      source.fault(['steps', index, 'probe', number, ...verdictPath(check)], 'slot-meaning', message, remedy),
    ];
  });
}

/** What else a step keeps in a slot, or null. The same check may be run again. */
function otherMeaning(step: Step, slot: string, probe: string): string | null {
  if ('ask' in step && step.slot === slot) return `\`${step.id}\` asks for it`;
  if ('choose' in step && step.slot === slot) return `\`${step.id}\` lets it be chosen`;
  if (!('probe' in step)) return null;
  for (const check of step.probe) {
    if (verdictSlot(check) === slot && check.check !== probe) {
      return `\`${step.id}\` keeps that of \`${check.check}\` there`;
    }
    const fact = Object.entries(check.keep ?? {}).find(([, name]) => name === slot)?.[0];
    if (fact !== undefined) return `\`${step.id}\` keeps \`${fact}\` there`;
  }
  return null;
}

/** Values of a `set`: made of slots that have a value, and such as the slot can have. */
function checkMade(view: FlowView, place: StepView<SetStep>): Fault[] {
  const { source, reading } = view;
  return Object.entries(place.step.set).flatMap(([slot, value]) => {
    const path: Path = ['steps', place.index, 'set', slot];
    const faults = placeholders(value).flatMap((name) => {
      if (!reading.domains.has(name)) {
        const remedy = nearestRemedy(
          name,
          reading.domains.keys(),
          'Ask for it first or list it under `inputs`',
        );
        return [source.fault(path, 'no-such-slot', `nothing fills the slot \`${name}\``, remedy)];
      }
      if (isSure(place, name)) return [];
      const message = `\`${name}\` can be without a value when \`${slot}\` is made of it`;
      return [source.fault(path, 'slot-unset', message, 'Branch on whether it is `known` before')];
    });
    return faults.length > 0 ? faults : checkFits(view, place, slot, value);
  });
}

function checkFits(
  { source, reading }: FlowView,
  { at, index }: StepView<SetStep>,
  slot: string,
  value: string,
): Fault[] {
  const all = reading.domains.get(slot);
  if (all === undefined || !isClosed(all) || at === null) return [];
  const copied = copiedSlot(value);
  const given: Iterable<Value> = copied === null ? [value] : (at.get(copied) ?? []);
  const wrong = [...given].find((one) => !all.has(one));
  if (wrong === undefined) return [];
  const names = namedIn(all);
  const name = typeof wrong === 'string' ? wrong : value;
  const remedy = nearestRemedy(name, names, `Use one of ${names.join(', ')}, or another slot`);
  const message = `\`${slot}\` is one of ${names.join(', ')}, never \`${name}\``;
  return [source.fault(['steps', index, 'set', slot], 'never-true', message, remedy)];
}
