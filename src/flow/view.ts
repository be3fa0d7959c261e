import { surelyKnown, type FlowReading } from './known.js';
import type { Flow } from './schema.js';
import type { Sourced } from './sources.js';
import type { Step } from './step.js';
import type { Slots } from './domain.js';

/** A flow as it is checked: with its places, and with what can be said about its slots. */
export interface FlowView extends Sourced<Flow> {
  reading: FlowReading;
  /** Whether it is a pattern that the dialogue plays: only those may end in `then` and take what is offered. */
  pattern: boolean;
}

/** A step where it stands, and what the slots may be when it is reached; null: no way leads to it. */
export interface StepView<S extends Step = Step> {
  step: S;
  index: number;
  at: Slots | null;
}

/** The steps of a flow with their places. */
export function stepsOf({ value, reading }: FlowView): StepView[] {
  return value.steps.map((step, index) => ({ step, index, at: reading.at.get(step.id) ?? null }));
}

/** Whether a slot has a value whenever a step is reached; of a step that is not reached nothing is wrong. */
export function isSure({ at }: StepView, slot: string): boolean {
  return at === null || surelyKnown(at).has(slot);
}
