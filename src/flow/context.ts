import { z } from 'zod';
import { probeResultSchema, type ProbeResult } from '../model/probe.js';

/** What a running flow remembers: XState's context, stored with the snapshot. Texts are looked up by step. */
export const flowContextSchema = z.strictObject({
  slots: z.record(z.string(), z.string()),
  /** Steps said since the last answer, in order. */
  said: z.array(z.string()),
  /** `confirm` steps that were answered, oldest first. */
  tried: z.array(z.strictObject({ step: z.string(), result: z.enum(['helped', 'partly', 'did-not-help']) })),
  /** What the checks of `probe` steps found, oldest first; `as`: the slot that has the verdict. */
  probes: z
    .array(z.strictObject({ step: z.string(), as: z.string(), result: probeResultSchema }))
    .default([]),
  /** Questions answered so far, oldest first, with what is needed to take each answer back. */
  trail: z.array(
    z.strictObject({
      step: z.string(),
      /** Slots that the answer filled, with their values before it; null: not known. */
      before: z.record(z.string(), z.string().nullable()),
      /** How many entries `tried` had. */
      tried: z.number().int().nonnegative(),
    }),
  ),
});
export type FlowContext = z.infer<typeof flowContextSchema>;

/** What a flow's machine is told. An event that its state does not take changes nothing. */
export type FlowEvent =
  /** The answer to an `ask`: its slot, and others that the same answer named. */
  | { type: 'fill'; slots: Readonly<Record<string, string>> }
  /** The person does not know. */
  | { type: 'unknown' }
  | { type: 'choose'; value: string }
  | { type: 'yes' }
  | { type: 'partly' }
  | { type: 'no' }
  /** No answer to an `ask` fitted, as often as it may be asked. */
  | { type: 'failed' }
  /** The checks of a `probe` are done: results in the order of its checks. */
  | { type: 'probed'; results: readonly ProbeResult[] }
  /** The flow that was called has resolved its part. */
  | { type: 'returned'; slots: Readonly<Record<string, string>> }
  /** Solved issues were suggested. */
  | { type: 'solved' }
  | { type: 'unsolved' }
  /** The time of a `wait` is over. */
  | { type: 'elapsed' };

/** How many answers can be taken back: a loop walked by hand must not make the stored state grow for ever. */
const TRAIL_LIMIT = 50;
/** How many findings are kept: a check that is run again and again must not make it grow either. */
const PROBE_LIMIT = 30;

/** Whether a slot has a value. */
export function isKnown(context: FlowContext, slot: string): boolean {
  return Object.hasOwn(context.slots, slot);
}

/** The context before a flow's first step. Blank values count as not known. */
export function beginContext(slots: Readonly<Record<string, string>>): FlowContext {
  const known = Object.entries(slots).filter(([, value]) => value.trim() !== '');
  return { slots: Object.fromEntries(known), said: [], tried: [], probes: [], trail: [] };
}

/** The context after the question of `step` was answered, filling `slots`. */
export function answered(
  context: FlowContext,
  step: string,
  slots: Readonly<Record<string, string>>,
  tried: FlowContext['tried'] = context.tried,
): FlowContext {
  return {
    ...context,
    slots: { ...context.slots, ...slots },
    said: [],
    tried,
    trail: [
      ...context.trail,
      { step, before: valuesBefore(context, Object.keys(slots)), tried: context.tried.length },
    ].slice(-TRAIL_LIMIT),
  };
}

/** The last question that was answered and the context as it was then, or null when there is none. */
export function takenBack(context: FlowContext): { step: string; context: FlowContext } | null {
  const last = context.trail.at(-1);
  if (last === undefined) return null;
  const slots = new Map(Object.entries(context.slots));
  for (const [slot, value] of Object.entries(last.before)) {
    if (value === null) slots.delete(slot);
    else slots.set(slot, value);
  }
  return {
    step: last.step,
    context: {
      ...context,
      slots: Object.fromEntries(slots),
      said: [],
      tried: context.tried.slice(0, last.tried),
      // What a check found since has no verdict any more.
      probes: context.probes.filter(({ as }) => slots.has(as)),
      trail: context.trail.slice(0, -1),
    },
  };
}

/** The context after slots were filled without a question; taking the last answer back takes these back as well. */
export function changed(context: FlowContext, slots: Readonly<Record<string, string>>): FlowContext {
  const last = context.trail.at(-1);
  const kept = { ...context, slots: { ...context.slots, ...slots } };
  if (last === undefined) return kept;
  const before = { ...valuesBefore(context, Object.keys(slots)), ...last.before };
  return { ...kept, trail: [...context.trail.slice(0, -1), { ...last, before }] };
}

/** The context after the checks of `step` were run: their verdicts, and the facts that are kept, are slots. */
export function probed(
  context: FlowContext,
  step: string,
  found: readonly { as: string; keep: Readonly<Record<string, string>>; result: ProbeResult }[],
): FlowContext {
  const slots: Record<string, string> = {};
  for (const { as, keep, result } of found) {
    slots[as] = result.verdict;
    for (const [fact, slot] of Object.entries(keep)) slots[slot] = result.facts[fact] ?? '—';
  }
  const names = new Set(found.map(({ as }) => as));
  const earlier = context.probes.filter(({ as }) => !names.has(as));
  const probes = [...earlier, ...found.map(({ as, result }) => ({ step, as, result }))].slice(-PROBE_LIMIT);
  return { ...changed(context, slots), probes };
}

function valuesBefore(context: FlowContext, slots: readonly string[]): Record<string, string | null> {
  return Object.fromEntries(
    slots.map((slot) => [slot, isKnown(context, slot) ? (context.slots[slot] ?? null) : null]),
  );
}
