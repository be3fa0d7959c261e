import { nearestRemedy } from '../model/spelling.js';
import type { Fault } from './fault.js';
import type { PatternSpec, PatternSpecs } from './pattern.js';
import type { Path } from './path.js';
import { kindOf } from './standing.js';
import type { StepKind } from './step.js';
import { stepsOf, type FlowView } from './view.js';

/** What a pattern may be made of: what it does in its one turn. */
const PLAIN: readonly StepKind[] = ['say', 'branch', 'goto', 'set', 'then'];
const QUESTIONS: readonly StepKind[] = ['ask', 'choose'];

/** Patterns that the dialogue could not play: see `PatternSpec`. Of those it does not know, nothing is told here. */
export function checkPattern(view: FlowView, specs: PatternSpecs): Fault[] {
  const spec = Object.hasOwn(specs, view.value.id) ? specs[view.value.id] : undefined;
  if (spec === undefined) return view.pattern ? [] : checkThen(view);
  return [
    ...checkInputs(view, spec),
    ...checkKinds(view, spec),
    ...checkOutcomes(view, spec),
    ...checkOffers(view, spec),
  ];
}

/** `then` where nobody waits for what it says. */
function checkThen(view: FlowView): Fault[] {
  return stepsOf(view).flatMap(({ step, index }) => {
    if (!('then' in step)) return [];
    const remedy = 'End with a `resolve` or a `handover`';
    const message = 'the dialogue waits for no `then` of this flow';
    return [view.source.fault(['steps', index, 'then'], 'pattern-only', message, remedy, 'key')];
  });
}

function checkInputs({ source, value }: FlowView, { inputs }: PatternSpec): Fault[] {
  const wrong = value.inputs.flatMap((name, index) => {
    if (inputs.includes(name)) return [];
    const remedy = nearestRemedy(
      name,
      inputs,
      inputs.length === 0 ? 'Remove it' : `It is given ${list(inputs)}`,
    );
    const message = `this pattern is not given \`${name}\``;
    return [source.fault(['inputs', index], 'pattern-input', message, remedy)];
  });
  const missing = inputs.filter((name) => !value.inputs.includes(name));
  // A name that is wrong is mostly the one that is missing.
  if (wrong.length > 0 || missing.length === 0) return wrong;
  const remedy = `Write \`inputs: [${inputs.join(', ')}]\``;
  const message = `this pattern is given ${list(missing)} too`;
  return [source.fault(['inputs'], 'pattern-input', message, remedy, 'key')];
}

function checkKinds(view: FlowView, { asks }: PatternSpec): Fault[] {
  const allowed = asks ? [...PLAIN, ...QUESTIONS] : PLAIN;
  return stepsOf(view).flatMap(({ step, index }) => {
    const kind = kindOf(step);
    if (allowed.includes(kind)) return [];
    const message = QUESTIONS.includes(kind)
      ? 'this pattern may put no question'
      : `a pattern has no \`${kind}\``;
    return [
      view.source.fault(['steps', index, kind], 'pattern-step', message, `Use ${list(allowed)}`, 'key'),
    ];
  });
}

function checkOutcomes(view: FlowView, { outcomes, must }: PatternSpec): Fault[] {
  const { source } = view;
  const reached = new Set<string>();
  const wrong = stepsOf(view).flatMap(({ step, index, at }) => {
    if (!('then' in step)) return [];
    if (at !== null) reached.add(step.then);
    if (outcomes.includes(step.then)) return [];
    const remedy = nearestRemedy(step.then, outcomes, `Write one of ${outcomes.join(', ')}`);
    const message = `the dialogue does nothing called \`${step.then}\` here`;
    return [source.fault(['steps', index, 'then'], 'pattern-outcome', message, remedy)];
  });
  if (wrong.length > 0) return wrong;
  return must
    .filter((outcome) => !reached.has(outcome))
    .map((outcome) => {
      const remedy = `Lead a way to a step with \`then: ${outcome}\``;
      return source.fault(['steps'], 'pattern-outcome', `no way leads to \`${outcome}\``, remedy, 'key');
    });
}

function checkOffers(view: FlowView, { offers }: PatternSpec): Fault[] {
  const offering = stepsOf(view).flatMap(({ step, index }) =>
    'choose' in step && step.offered !== undefined ? [index] : [],
  );
  if (offers && offering.length === 0) {
    const message = 'what the dialogue has to offer is never offered';
    const remedy = 'Give a `choose` the key `offered`';
    return [view.source.fault(['steps'], 'pattern-offer', message, remedy, 'key')];
  }
  if (offers) return [];
  return offering.map((index) => {
    const path: Path = ['steps', index, 'offered'];
    const message = 'the dialogue has nothing to offer in this pattern';
    return view.source.fault(path, 'pattern-offer', message, 'Remove `offered`', 'key');
  });
}

/** `a`, `b` */
function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
