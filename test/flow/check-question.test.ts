import { afterAll, describe } from 'vitest';
import { cleanUp } from './folder.js';
import { CHOOSE, END, fits, steps, T, tells } from './faults.js';

afterAll(cleanUp);

const OPTIONS = `options: [{ value: x, label: { ru: 'б', en: b } }, { value: y, label: ${T} }]`;
/** A flow that asks one question of this type, with what else belongs to it. */
const ask = (type: string, more = '') =>
  steps(`{ id: a, ask: ${T}, slot: s, type: ${type}, ${more}${more === '' ? '' : ', '}next: end }`, END);

describe('questions: a fault is told for', () => {
  tells([
    {
      name: 'a choice without options',
      code: 'ask-options',
      ...ask('@choice'),
      step: 'a',
      remedy: /`options`/,
    },
    {
      name: 'options of a question that offers none',
      code: 'ask-options',
      ...ask('text', `@${OPTIONS}`),
      step: 'a',
      remedy: /type: choice/,
    },
    {
      name: 'a label twice in one choice',
      code: 'duplicate-option',
      ...ask('choice', OPTIONS.replace('en: b', 'en: text').replace(T, `{ ru: 'в', en: @TEXT }`)),
      step: 'a',
      remedy: /apart/,
    },
    {
      name: 'a date as the limit of a number',
      code: 'valid',
      ...ask('number', 'valid: { min: @2026-01-01 }'),
      step: 'a',
      remedy: /a number/,
    },
    {
      name: 'a number as the limit of a date',
      code: 'valid',
      ...ask('date', 'valid: { max: @5 }'),
      step: 'a',
      remedy: /YYYY-MM-DD/,
    },
    {
      name: 'a length that is none',
      code: 'valid',
      ...ask('text', 'valid: { min: @-1 }'),
      step: 'a',
      remedy: /characters/,
    },
    {
      name: 'limits of what has none',
      code: 'valid',
      ...ask('yes-no', 'valid: { min: @1 }'),
      step: 'a',
      remedy: /Remove `min`/,
    },
    {
      name: 'limits with nothing between them',
      code: 'valid',
      ...ask('number', 'valid: { min: 5, max: @3 }'),
      step: 'a',
    },
    {
      name: 'a form of what has one',
      code: 'valid',
      ...ask('date', "valid: { pattern: @'[0-9]+' }"),
      step: 'a',
      remedy: /`pattern`/,
    },
    { name: 'limits that demand nothing', code: 'valid', ...ask('text', '@valid: {}'), step: 'a' },
    {
      name: 'a way for answers that never fit, to no step',
      code: 'no-such-step',
      ...ask('text', 'failed: @edn'),
      step: 'a',
      remedy: /Write `end`/,
    },
    {
      name: 'an example with a placeholder',
      code: 'placeholder-unknown',
      ...ask('text', `example: { ru: @'текст {s}', en: 'text' }`),
      step: 'a',
    },
    {
      name: 'one option only',
      code: 'few-options',
      ...steps(`{ id: a, choose: ${T}, @options: [{ value: x, label: ${T}, next: end }] }`, END),
      step: 'a',
      remedy: /`confirm`/,
    },
    {
      name: 'an option that is called as not knowing is',
      code: 'reserved-value',
      ...steps(CHOOSE('end').replace('vps', '@unknown'), END),
      step: 'choose',
    },
    {
      name: 'something offered outside of patterns',
      code: 'pattern-only',
      ...steps(CHOOSE('end').replace('options:', '@offered: { next: end }, options:'), END),
      step: 'choose',
    },
    {
      name: 'an end that only patterns have',
      code: 'pattern-only',
      ...steps(CHOOSE('b'), '{ id: b, @then: done }'),
      step: 'b',
      remedy: /`resolve`/,
    },
    {
      name: 'slots that are easily taken for each other',
      code: 'names-alike',
      ...steps(
        CHOOSE('b'),
        CHOOSE('end').replace('id: choose', 'id: b').replace('slot: plan', 'slot: @pl_an'),
        END,
      ),
      step: 'b',
      remedy: /Write `plan`/,
    },
    {
      name: 'steps that are easily taken for each other',
      code: 'names-alike',
      ...steps(
        CHOOSE('by-hand'),
        `{ id: by-hand, say: ${T}, next: byhand }`,
        `{ id: @byhand, resolve: ${T} }`,
      ),
      step: 'byhand',
    },
  ]);
});

describe('questions: no fault is told for', () => {
  fits([
    { name: 'a choice', ...ask('choice', OPTIONS) },
    { name: 'limits of a number', ...ask('number', 'valid: { min: -1.5, max: 3 }') },
    { name: 'limits of a date', ...ask('date', 'valid: { min: 2026-01-01, max: 2026-12-31 }') },
    {
      name: 'the length and the form of a text',
      ...ask('text', "valid: { min: 3, max: 20, pattern: '[a-z]+' }"),
    },
    { name: 'a way for answers that never fit', ...ask('text', 'times: 1, failed: end') },
    { name: 'an example', ...ask('number', `example: { ru: '12', en: '12' }`) },
    {
      name: 'steps that are told apart by their numbers',
      ...steps(
        CHOOSE('step-1-1'),
        `{ id: step-1-1, say: ${T}, next: step-11 }`,
        `{ id: step-11, resolve: ${T} }`,
      ),
    },
  ]);
});
