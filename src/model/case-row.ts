import { z } from 'zod';
import { channelNameSchema } from './address.js';
import { caseSchema, resolutionSchema } from './case.js';

/** How a case stands: who has it, or how it ended. */
export const standingSchema = z.enum([...resolutionSchema.options, 'bot', 'queue', 'agent']);
export type Standing = z.infer<typeof standingSchema>;

/** A line of a case's history without what anybody said: that an agent wrote to the person, or that something changed. */
const caseLineSchema = z.strictObject({
  at: z.number().int(),
  kind: z.enum(['agent', 'event']),
  /** Whether an agent did it; else the bot, or what the person wrote to it. */
  byAgent: z.boolean(),
  /** What changed, as `engine/effects.ts` tells it; null: an agent's words, which are nobody's business here. */
  event: z.string().nullable(),
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
  /** In the order in which they were written, whatever the clock said. */
  lines: z.array(caseLineSchema),
});
export type CaseRow = z.infer<typeof caseRowSchema>;
