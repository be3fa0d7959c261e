import { LANGUAGES } from '../model/language.js';
import type { Fault } from './fault.js';
import type { Path } from './path.js';
import type { SlotType } from './slot-type.js';
import type { AskStep, ChooseStep } from './step.js';
import type { Valid } from './valid.js';
import { stepsOf, type FlowView } from './view.js';

/** Types whose values are texts: with a length and a form. */
const TEXTS: readonly SlotType[] = ['text', 'error-text', 'domain', 'url', 'email'];

/** Questions that cannot be answered, or take what makes no sense. */
export function checkQuestions(view: FlowView): Fault[] {
  return stepsOf(view).flatMap(({ step, index }) => {
    const path: Path = ['steps', index];
    if ('ask' in step) {
      return [
        ...checkAskOptions(view, step, path),
        ...checkOptions(view, step, path),
        ...checkValid(view, step, path),
      ];
    }
    return 'choose' in step ? [...checkChoose(view, step, path), ...checkOptions(view, step, path)] : [];
  });
}

function checkAskOptions({ source }: FlowView, { type, options }: AskStep, path: Path): Fault[] {
  if (type === 'choice' && options === undefined) {
    const message = 'nothing is there to choose from';
    return [source.fault([...path, 'type'], 'ask-options', message, 'Add `options`, or take another type')];
  }
  if (type === 'choice' || options === undefined) return [];
  const message = `\`options\` are never offered for the type \`${type}\``;
  const remedy = 'Remove them, or make it `type: choice`';
  return [source.fault([...path, 'options'], 'ask-options', message, remedy, 'key')];
}

function checkChoose({ source, pattern }: FlowView, { options, offered }: ChooseStep, path: Path): Fault[] {
  const faults: Fault[] = [];
  if (offered !== undefined && !pattern) {
    const message = 'there is nothing that the dialogue could offer here';
    const remedy = 'Remove `offered`: it belongs to the patterns of `flows/patterns/`';
    faults.push(source.fault([...path, 'offered'], 'pattern-only', message, remedy, 'key'));
  }
  if (options.length < 2 && offered === undefined) {
    const message = 'one option is no choice';
    faults.push(
      source.fault([...path, 'options'], 'few-options', message, 'Add another, or use `confirm`', 'key'),
    );
  }
  options.forEach(({ value }, place) => {
    if (value !== 'unknown') return;
    const message = 'the value `unknown` is what "I don\'t know" is called';
    const remedy = 'Call the value otherwise, or lead there with `unknown` of the step';
    faults.push(source.fault([...path, 'options', place, 'value'], 'reserved-value', message, remedy));
  });
  return faults;
}

/** Options that cannot be told apart. */
function checkOptions({ source }: FlowView, { options = [] }: AskStep | ChooseStep, path: Path): Fault[] {
  const seen = new Set<string>();
  return options.flatMap((option, place) => {
    const names = [
      { name: option.value, at: ['value'] },
      ...LANGUAGES.map((language) => ({ name: folded(option.label[language]), at: ['label', language] })),
    ];
    return names.flatMap(({ name, at }) => {
      const key = [...at, name].join('\n');
      const twice = seen.has(key);
      seen.add(key);
      if (!twice) return [];
      const message = `an option before has this ${at[0] ?? ''} too`;
      return [
        source.fault([...path, 'options', place, ...at], 'duplicate-option', message, 'Tell them apart'),
      ];
    });
  });
}

/** As a typed label is compared: case, ё and spaces do not count. */
function folded(label: string): string {
  return label.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();
}

/** Limits that the type does not have, or that leave nothing between them. */
function checkValid({ source }: FlowView, { type, valid }: AskStep, path: Path): Fault[] {
  if (valid === undefined) return [];
  const faults: Fault[] = [];
  const tell = (name: keyof Valid, message: string, remedy: string): void => {
    faults.push(source.fault([...path, 'valid', name], 'valid', message, remedy));
  };
  const limit = limitOf(type);
  for (const name of ['min', 'max'] as const) {
    const given = valid[name];
    if (given === undefined) continue;
    if (limit === null) tell(name, `a value of the type \`${type}\` has no limits`, `Remove \`${name}\``);
    else if (!limit.fits(given))
      tell(name, `\`${name}\` of the type \`${type}\` is ${limit.is}`, `Write ${limit.is}`);
  }
  const { min, max } = valid;
  if (faults.length === 0 && min !== undefined && max !== undefined && min > max) {
    tell('max', `nothing is at least ${min} and at most ${max}`, 'Exchange them or mend one');
  }
  if (valid.pattern !== undefined && type !== 'ip' && !TEXTS.includes(type)) {
    tell('pattern', `a value of the type \`${type}\` has a form already`, 'Remove `pattern`');
  }
  if (Object.keys(valid).length === 0) {
    faults.push(source.fault([...path, 'valid'], 'valid', '`valid` demands nothing', 'Remove it', 'key'));
  }
  return faults;
}

function limitOf(type: SlotType): { is: string; fits: (limit: number | string) => boolean } | null {
  if (type === 'number') return { is: 'a number', fits: (limit) => typeof limit === 'number' };
  if (type === 'date') return { is: 'a date as YYYY-MM-DD', fits: (limit) => typeof limit === 'string' };
  if (!TEXTS.includes(type)) return null;
  const isLength = (limit: number | string): boolean =>
    typeof limit === 'number' && Number.isInteger(limit) && limit >= 0;
  return { is: 'a number of characters', fits: isLength };
}
