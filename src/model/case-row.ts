import { z } from 'zod';
import { channelNameSchema } from './address.js';
import { caseSchema, resolutionSchema } from './case.js';
import { historyEventSchema } from './history-event.js';

/** How a case stands: who has it, or how it ended. */
export const standingSchema = z.enum([...resolutionSchema.options, 'bot', 'queue', 'agent']);
export type Standing = z.infer<typeof standingSchema>;

/** A line of a case's history without what anybody said: that an agent wrote to the person, or that something changed. */
const caseLineSchema = z.strictObject({
  at: z.number().int(),
  kind: z.enum(['agent', 'event']),
  /** Whether an agent did it; else the bot, or what the person wrote to it. */
  byAgent: z.boolean(),
  /** What changed; null: an agent's words, which are nobody's business here, or what this version does not know. */
  event: historyEventSchema.nullable(),
});
export type CaseLine = z.infer<typeof caseLineSchema>;

const shape = caseSchema.shape;

/** A case as figures need it: no names, no texts. */
export const caseRowSchema = z.strictObject({
  number: shape.number,
  channel: channelNameSchema,
  intent: shape.intent,
  language: shape.language,
  department: shape.department,
  standing: standingSchema,
  openedAt: shape.openedAt,
  closedAt: shape.closedAt,
  /** What the person gave it, from 1 to 5; null: was not asked or did not say. */
  satisfaction: z.number().int().min(1).max(5).nullable(),
  /** In the order in which they were written, whatever the clock said. */
  lines: z.array(caseLineSchema),
});
export type CaseRow = z.infer<typeof caseRowSchema>;
