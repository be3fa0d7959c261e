import { z } from 'zod';

/** What a running flow remembers: XState's context, stored with the snapshot. Texts are looked up by step. */
export const flowContextSchema = z.strictObject({
  slots: z.record(z.string(), z.string()),
  /** Steps said since the last answer, in order. */
  said: z.array(z.string()),
  /** `confirm` steps that were answered, oldest first. */
  tried: z.array(z.strictObject({ step: z.string(), result: z.enum(['helped', 'did-not-help']) })),
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
  | { type: 'no' };

/** How many answers can be taken back: a loop walked by hand must not make the stored state grow for ever. */
const TRAIL_LIMIT = 50;

/** Whether a slot has a value. */
export function isKnown(context: FlowContext, slot: string): boolean {
  return Object.hasOwn(context.slots, slot);
}

/** The context before a flow's first step. Blank values count as not known. */
export function beginContext(slots: Readonly<Record<string, string>>): FlowContext {
  const known = Object.entries(slots).filter(([, value]) => value.trim() !== '');
  return { slots: Object.fromEntries(known), said: [], tried: [], trail: [] };
}

/** The context after the question of `step` was answered, filling `slots`. */
export function answered(
  context: FlowContext,
  step: string,
  slots: Readonly<Record<string, string>>,
  tried: FlowContext['tried'] = context.tried,
): FlowContext {
  const before = Object.fromEntries(
    Object.keys(slots).map((slot) => [slot, isKnown(context, slot) ? (context.slots[slot] ?? null) : null]),
  );
  return {
    slots: { ...context.slots, ...slots },
    said: [],
    tried,
    trail: [...context.trail, { step, before, tried: context.tried.length }].slice(-TRAIL_LIMIT),
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
      slots: Object.fromEntries(slots),
      said: [],
      tried: context.tried.slice(0, last.tried),
      trail: context.trail.slice(0, -1),
    },
  };
}
