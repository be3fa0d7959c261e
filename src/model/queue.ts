import { z } from 'zod';
import { caseSchema, handoverReasonSchema } from './case.js';

const shape = caseSchema.shape;

/** A case that people have, as the queue needs it: no texts but what it is about. */
export const queuedCaseSchema = z.strictObject({
  id: shape.id,
  number: shape.number,
  owner: z.enum(['queue', 'agent']),
  /** The claiming agent's name. */
  agentName: z.string().nullable(),
  department: shape.department,
  priority: shape.priority,
  language: shape.language,
  personName: z.string(),
  /** Why it was handed over; null: an agent opened it again. */
  reason: handoverReasonSchema.nullable(),
  /** What was understood, else the first of the person's words; empty where there are none. */
  title: z.string(),
  waitingSince: shape.waitingSince,
  /** Its thread, once it has been opened. */
  desk: shape.desk,
});
export type QueuedCase = z.infer<typeof queuedCaseSchema>;
