import type { LocalText } from '../model/language.js';
import { checkText } from './check-text.js';
import type { Fault } from './fault.js';
import { surelyKnown } from './known.js';
import type { Path } from './path.js';
import type { Step } from './step.js';
import { stepsOf, type FlowView } from './view.js';

const NONE: ReadonlySet<string> = new Set();

/** A text of a step, and where it stands in it. `fixed`: nothing that the flow knows is filled in. */
interface StepText {
  path: Path;
  text: LocalText;
  kind: 'said' | 'fixed' | 'label';
}

/** Mistakes in the texts of a flow: its title, and all that its steps say. */
export function checkFlowTexts(view: FlowView): Fault[] {
  const { source, value, reading } = view;
  const allowed = new Set(reading.domains.keys());
  return [
    ...checkText(source, ['title'], value.title, { label: true, allowed: NONE }),
    ...stepsOf(view).flatMap(({ step, index, at }) => {
      const known = at === null ? allowed : surelyKnown(at);
      return textsOf(step).flatMap(({ path, text, kind }) => {
        const rule = kind === 'said' ? { allowed, known } : { label: kind === 'label', allowed: NONE };
        return checkText(source, ['steps', index, ...path], text, rule);
      });
    }),
  ];
}

function textsOf(step: Step): StepText[] {
  if ('say' in step) return said('say', step.say);
  if ('ask' in step) {
    const { ask, example, retry, options = [] } = step;
    return [
      ...said('ask', ask),
      ...said('example', example).map((text): StepText => ({ ...text, kind: 'fixed' })),
      ...said('retry', retry),
      ...labels(options),
    ];
  }
  if ('choose' in step) return [...said('choose', step.choose), ...labels(step.options)];
  if ('confirm' in step) return said('confirm', step.confirm);
  if ('suggest' in step) return said('suggest', step.suggest);
  if ('wait' in step) return said('wait', step.wait);
  if ('resolve' in step) return said('resolve', step.resolve);
  if ('handover' in step) return [...said('handover', step.handover), ...said('reason', step.reason)];
  return [];
}

function said(name: string, text: LocalText | undefined): StepText[] {
  return text === undefined ? [] : [{ path: [name], text, kind: 'said' }];
}

function labels(options: readonly { label: LocalText }[]): StepText[] {
  return options.map(({ label }, index) => ({
    ...{ path: ['options', index, 'label'], text: label, kind: 'label' },
  }));
}
