import { LANGUAGES, type LocalText } from '../model/language.js';
import { checkText } from './check-text.js';
import type { Fault } from './fault.js';
import { endless, exits, reachable } from './graph.js';
import { knownAt, slotsOf } from './known.js';
import { loops } from './loop.js';
import { nearestRemedy } from '../model/spelling.js';
import type { Condition } from './condition.js';
import type { Flow } from './schema.js';
import type { Step } from './step.js';
import type { Sourced } from './sources.js';
import type { Path } from './yaml.js';

/** Everything that can be wrong inside one flow. */
export function checkFlow(flow: Sourced<Flow>): Fault[] {
  return [
    ...checkIds(flow),
    ...checkWays(flow),
    ...checkConditions(flow),
    ...checkOptions(flow),
    ...checkTexts(flow),
  ];
}

function checkIds({ source, value }: Sourced<Flow>): Fault[] {
  const seen = new Set<string>();
  return value.steps.flatMap(({ id }, index) => {
    const twice = seen.has(id);
    seen.add(id);
    const remedy = 'Give one of the two another id';
    return twice
      ? [
          source.fault(
            ['steps', index, 'id'],
            'duplicate-id',
            `a step before is called \`${id}\` too`,
            remedy,
          ),
        ]
      : [];
  });
}

/** Steps that lead nowhere, are never reached, go round for ever or never end. */
function checkWays({ source, value }: Sourced<Flow>): Fault[] {
  const ids = new Set(value.steps.map(({ id }) => id));
  const places = new Map(value.steps.map(({ id }, index) => [id, index]));
  const at = (id: string): Path => ['steps', places.get(id) ?? 0, 'id'];

  const lost = value.steps.flatMap((step, index) => {
    const told = new Set<string>();
    return exits(step).flatMap(({ to, path }) => {
      if (ids.has(to) || told.has(path.join('.'))) return [];
      told.add(path.join('.'));
      const remedy = nearestRemedy(to, ids, 'Add a step with this id or name another');
      return [source.fault(['steps', index, ...path], 'no-such-step', `there is no step \`${to}\``, remedy)];
    });
  });
  // With ways that lead nowhere, what cannot be reached or does not end is a consequence.
  if (lost.length > 0) return lost;

  const reached = reachable(value);
  const unreached = [...ids]
    .filter((id) => !reached.has(id))
    .map((id) =>
      source.fault(at(id), 'unreachable', 'no way leads to this step', 'Lead a step to it or remove it'),
    );
  const without = endless(value);
  const [first] = value.steps.map(({ id }) => id).filter((id) => without.has(id) && reached.has(id));
  const message = 'from here on nothing is resolved and nothing handed over';
  const open =
    first === undefined
      ? []
      : [source.fault(at(first), 'no-end', message, 'Lead to a `resolve` or a `handover`')];
  const circles = loops(value).map((circle) => {
    const way = [...circle, circle[0] ?? ''].join(' → ');
    const remedy = 'Put a `choose` or a `confirm` into the circle or lead out of it';
    return source.fault(at(circle[0] ?? ''), 'loop', `${way} goes round without a question`, remedy);
  });
  return [...unreached, ...open, ...circles];
}

/** Conditions on slots that nothing fills, or on values that the slot never has. */
function checkConditions({ source, value }: Sourced<Flow>): Fault[] {
  const slots = slotsOf(value);
  return value.steps.flatMap((step, index) => {
    if (!('branch' in step)) return [];
    return step.branch.flatMap((condition, place) => {
      const path: Path = ['steps', index, 'branch', place];
      if (!slots.has(condition.slot)) {
        const remedy = nearestRemedy(condition.slot, slots, 'Ask for it first or list it under `inputs`');
        const message = `nothing fills the slot \`${condition.slot}\``;
        return [source.fault([...path, 'slot'], 'no-such-slot', message, remedy)];
      }
      const values = valuesOf(value, condition.slot);
      return namedValues(condition).flatMap(({ name, at }) => {
        if (values === null || values.has(name)) return [];
        const remedy = nearestRemedy(name, values, `Use one of ${[...values].join(', ')}`);
        const message = `\`${condition.slot}\` is never \`${name}\``;
        return [source.fault([...path, ...at], 'never-true', message, remedy)];
      });
    });
  });
}

function namedValues({ is, in: among }: Condition): { name: string; at: Path }[] {
  if (is !== undefined) return [{ name: is, at: ['is'] }];
  return (among ?? []).map((name, index) => ({ name, at: ['in', index] }));
}

/** Every value a slot can have, or null when it takes free answers or is given from outside. */
function valuesOf(flow: Flow, slot: string): Set<string> | null {
  if (flow.inputs.includes(slot)) return null;
  const values = new Set<string>();
  for (const step of flow.steps) {
    if ('choose' in step && step.slot === slot) step.options.forEach((option) => values.add(option.value));
    if (!('ask' in step) || step.slot !== slot) continue;
    if (step.type !== 'yes-no') return null;
    values.add('yes').add('no');
  }
  return values;
}

/** Options that cannot be told apart. */
function checkOptions({ source, value }: Sourced<Flow>): Fault[] {
  return value.steps.flatMap((step, index) => {
    if (!('choose' in step)) return [];
    const seen = new Set<string>();
    return step.options.flatMap((option, place) => {
      const names = [
        { name: option.value, at: ['value'] },
        ...LANGUAGES.map((language) => ({ name: folded(option.label[language]), at: ['label', language] })),
      ];
      return names.flatMap(({ name, at }) => {
        const key = [...at, name].join('\n');
        const twice = seen.has(key);
        seen.add(key);
        if (!twice) return [];
        const path = ['steps', index, 'options', place, ...at];
        return [
          source.fault(
            path,
            'duplicate-option',
            `an option before has this ${at[0] ?? ''} too`,
            'Tell them apart',
          ),
        ];
      });
    });
  });
}

/** As a typed label is compared: case, ё and spaces do not count. */
function folded(label: string): string {
  return label.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
}

function checkTexts({ source, value }: Sourced<Flow>): Fault[] {
  const allowed = slotsOf(value);
  const known = knownAt(value);
  const none = new Set<string>();
  return [
    ...checkText(source, ['title'], value.title, { label: true, allowed: none }),
    ...value.steps.flatMap((step, index) =>
      textsOf(step).flatMap(({ path, text, label }) => {
        const rule = label ? { label, allowed: none } : { allowed, known: known.get(step.id) ?? allowed };
        return checkText(source, ['steps', index, ...path], text, rule);
      }),
    ),
  ];
}

/** The texts of a step, and where they stand in it. */
function textsOf(step: Step): { path: Path; text: LocalText; label: boolean }[] {
  const text = (name: string, words: LocalText | undefined) =>
    words === undefined ? [] : [{ path: [name], text: words, label: false }];
  if ('say' in step) return text('say', step.say);
  if ('ask' in step) return [...text('ask', step.ask), ...text('retry', step.retry)];
  if ('confirm' in step) return text('confirm', step.confirm);
  if ('resolve' in step) return text('resolve', step.resolve);
  if ('handover' in step) return text('handover', step.handover);
  if (!('choose' in step)) return [];
  const labels = step.options.map(({ label }, index) => ({
    path: ['options', index, 'label'],
    text: label,
    label: true,
  }));
  return [...text('choose', step.choose), ...labels];
}
