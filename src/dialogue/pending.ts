import { z } from 'zod';
import { flowSnapshotSchema } from '../flow/turn.js';
import { handoverReasonSchema } from '../model/case.js';
import { departmentSchema, prioritySchema } from '../model/intent.js';

/** How far the pattern that puts the question has come; null: at its first question. */
const flow = flowSnapshotSchema.nullable().default(null);

/** A question of the dialogue's own; it comes before whatever a running flow waits on. */
export const pendingSchema = z.discriminatedUnion('kind', [
  /** What is it about, in one of three ways of asking; `topic`: the intent is known, and only details are asked for. */
  z.strictObject({
    kind: z.literal('clarify'),
    variant: z.enum(['details', 'area', 'other-words']),
    topic: z.string().nullable(),
    flow,
  }),
  /** Which of these? Or something else. */
  z.strictObject({ kind: z.literal('candidates'), intents: z.array(z.string()).min(1), flow }),
  /** Switch to this, or go on here? */
  z.strictObject({ kind: z.literal('digression'), intent: z.string(), issues: z.array(z.string()), flow }),
  /** Go on to this, which was told together with what is finished now? */
  z.strictObject({
    kind: z.literal('next'),
    intent: z.string(),
    /** How the case ends if not: as what came before did. */
    otherwise: z.enum(['confirmed', 'answered', 'cancelled']),
    flow,
  }),
  /** How can I help? `files`: what do they show? */
  z.strictObject({ kind: z.literal('open'), variant: z.enum(['help', 'files']), flow }),
  /** A person has the case: really close it? */
  z.strictObject({ kind: z.literal('close-waiting'), resolution: z.enum(['cancelled', 'replaced']), flow }),
  /** Something that the deployment asks before a person takes over. */
  z.strictObject({
    kind: z.literal('handing-over'),
    reason: handoverReasonSchema,
    department: departmentSchema.nullable(),
    priority: prioritySchema.nullable(),
    note: z.string().nullable(),
    saidWhy: z.boolean(),
    flow,
  }),
]);
export type Pending = z.infer<typeof pendingSchema>;
export type PendingHandover = Extract<Pending, { kind: 'handing-over' }>;
export type PendingNext = Extract<Pending, { kind: 'next' }>;

/** A question that is about to be put. */
export type NewPending = {
  [Kind in Pending['kind']]: Omit<Extract<Pending, { kind: Kind }>, 'flow'>;
}[Pending['kind']];
