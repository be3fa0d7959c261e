import type { Flow } from '../flow/schema.js';
import type { SlotType } from '../flow/slot-type.js';
import type { AskStep } from '../flow/step.js';

/** Values as people give them, for each type of answer: some for each guard that a condition may name. */
const SAMPLES: Readonly<Record<SlotType, readonly string[]>> = {
  text: ['some words'],
  'error-text': ['Error 42'],
  choice: [],
  'yes-no': [],
  domain: ['example.com', 'shop.example.com', 'пример.рф', 'shop.пример.рф', 'gmail.com'],
  url: ['https://example.com/', 'https://shop.example.com/a'],
  email: ['anna@example.com', 'anna@shop.example.com', 'anna@пример.рф', 'anna@gmail.com'],
  ip: ['192.0.2.1', '2001:db8::1'],
  number: ['42'],
  date: ['2026-01-15'],
  file: ['1'],
};

/** Anything, for what is given from outside. */
const ANYTHING = [...SAMPLES.text, ...SAMPLES.domain, ...SAMPLES.email, ...SAMPLES.ip];

/** The questions that fill a slot. */
export function asksFor(flow: Flow, slot: string): AskStep[] {
  return flow.steps.filter((step) => 'ask' in step).filter((step) => step.slot === slot);
}

/** Values of a slot that the flow does not name: such as its questions take, or anything where it is given. */
export function samplesOf(flow: Flow, slot: string): string[] {
  const asks = asksFor(flow, slot);
  const samples = asks.flatMap(({ type, valid }) => [
    ...SAMPLES[type],
    ...(type === 'number' || type === 'date' ? limits(valid) : []),
  ]);
  return asks.length > 0 && !flow.inputs.includes(slot) ? samples : [...samples, ...ANYTHING];
}

function limits(valid: AskStep['valid']): string[] {
  return [valid?.min, valid?.max].filter((limit) => limit !== undefined).map(String);
}
