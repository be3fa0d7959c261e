import { z } from 'zod';
import { channelNameSchema } from './address.js';
import { newFeedbackSchema } from './feedback.js';
import { caseSchema, handoverReasonSchema } from './case.js';

/**
 * What happens to a case that other systems may be told of. Named as the Standard Webhooks specification advises:
 * words of letters, digits and `_` with full stops between.
 */
export const eventTypeSchema = z.enum([
  'case.opened',
  'case.handed_over',
  'case.claimed',
  'case.released',
  'case.handed_back',
  'case.routed',
  'case.resolved',
  'case.reopened',
  'feedback.received',
]);
export type EventType = z.infer<typeof eventTypeSchema>;

const shape = caseSchema.shape;
const moment = z.iso.datetime();

/** A case as other systems see it: nothing that anybody wrote, and nobody's name but the agent's. */
export const caseFactsSchema = z.strictObject({
  id: shape.id,
  number: shape.number,
  channel: channelNameSchema,
  audience: shape.audience,
  language: shape.language,
  owner: shape.owner,
  /** The name of the agent who has it or had it last, or null. */
  agent: z.string().nullable(),
  intent: shape.intent,
  department: shape.department,
  priority: shape.priority,
  /** Why it was last handed over, or null. */
  handoverReason: handoverReasonSchema.nullable(),
  openedAt: moment,
  /** Since when the person waits for a person, or null. */
  waitingSince: moment.nullable(),
  closedAt: moment.nullable(),
  resolution: shape.resolution,
  /** The number of the case that it goes on in, where it was merged; else null. */
  mergedInto: shape.mergedInto,
});
export type CaseFacts = z.infer<typeof caseFactsSchema>;

/** An event as other systems are sent it, in the form that the Standard Webhooks specification advises. */
export const eventSchema = z.strictObject({
  type: eventTypeSchema,
  /** When it happened. */
  timestamp: moment,
  data: z.strictObject({
    /** As it stood after everything that happened at that moment. */
    case: caseFactsSchema,
    /** With `feedback.received`: what the person wishes for the product, without secrets and personal data. */
    feedback: newFeedbackSchema.pick({ wish: true, need: true }).optional(),
  }),
});
export type CaseEvent = z.infer<typeof eventSchema>;
