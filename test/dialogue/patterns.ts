import { flowSchema, type Flow } from '../../src/flow/schema.js';
import { PATTERNS, type PatternName } from '../../src/dialogue/patterns.js';

const both = (text: string) => ({ ru: `${text} (ru)`, en: text });

function pattern(id: PatternName, steps: unknown[]): Flow {
  const { inputs } = PATTERNS[id];
  return flowSchema.parse({ id, audience: 'both', title: both(id), inputs: [...inputs], steps });
}

/** A pattern that says its own name with what it was given, and ends. */
function saying(id: PatternName): Flow {
  const { inputs, outcomes } = PATTERNS[id];
  const text = [`[${id}]`, ...inputs.map((name) => `{${name}}`)].join(' ');
  return pattern(id, [
    { id: 'say', say: both(text), next: 'end' },
    { id: 'end', then: outcomes[0] },
  ]);
}

const then = (outcome: string) => ({ id: outcome, then: outcome });
const option = (value: string, id: PatternName) => ({ value, label: both(`[${id}.${value}]`), next: value });

/** Every pattern, each as small as it can be; their texts name them. */
export const patterns: Flow[] = [
  pattern('clarify', [
    { id: 'ask', ask: both('[clarify] {variant}'), slot: 'words', type: 'text', next: 'heard' },
    then('heard'),
  ]),
  pattern('choose-between', [
    {
      id: 'ask',
      choose: both('[choose-between] {variant}'),
      slot: 'chosen',
      offered: { next: 'chosen' },
      options: [option('else', 'choose-between')],
    },
    then('chosen'),
    then('else'),
  ]),
  pattern('cancel', [
    {
      id: 'by-what',
      branch: [{ slot: 'what', in: ['waiting', 'waiting-new'], next: 'ask' }],
      else: 'say',
    },
    { id: 'say', say: both('[cancel] {what}'), next: 'cancelled' },
    {
      id: 'ask',
      choose: both('[cancel] {what}'),
      options: [option('close', 'cancel'), option('keep', 'cancel')],
    },
    then('cancelled'),
    then('close'),
    then('keep'),
  ]),
  pattern('digress', [
    {
      id: 'ask',
      choose: both('[digress] {title} {current}'),
      options: [option('switch', 'digress'), option('stay', 'digress')],
    },
    then('switch'),
    then('stay'),
  ]),
  pattern('two-problems', [
    { id: 'by-state', branch: [{ slot: 'state', is: 'next', next: 'ask' }], else: 'say' },
    { id: 'say', say: both('[two-problems] {state} {title} {titles}'), next: 'said' },
    {
      id: 'ask',
      choose: both('[two-problems] {state} {title}'),
      options: [option('begin', 'two-problems'), option('leave', 'two-problems')],
    },
    then('said'),
    then('begin'),
    then('leave'),
  ]),
  pattern('file-without-words', [
    { id: 'say', say: both('[file-without-words]'), next: 'by-open' },
    { id: 'by-open', branch: [{ slot: 'open', is: 'yes', next: 'kept' }], else: 'ask' },
    { id: 'ask', ask: both('What does it show?'), slot: 'words', type: 'text', next: 'heard' },
    then('heard'),
    then('kept'),
  ]),
  ...(['correct', 'resume', 'repeat', 'not-understood', 'silence', 'human', 'out-of-hours'] as const).map(
    saying,
  ),
  saying('secret-received'),
];
