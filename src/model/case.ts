import { z } from 'zod';
import { addressSchema, personSchema } from './address.js';
import { followUpSchema, satisfactionSchema } from './aftercare.js';
import { departmentSchema, prioritySchema } from './intent.js';
import { audienceSchema, languageSchema } from './language.js';
import { serviceClockSchema } from './service-clock.js';

/** Who answers in a case. Exactly one, changed only inside a transaction. */
export const ownerSchema = z.enum(['bot', 'queue', 'agent', 'nobody']);
export type Owner = z.infer<typeof ownerSchema>;

/** Why the bot gave a case to a person. */
export const handoverReasonSchema = z.enum([
  'asked-for-person',
  'not-understood',
  'out-of-scope',
  'anger',
  'dangerous',
  'flow',
  'steps-failed',
  'answer-failed',
  'files-only',
  'collected',
  'upgrade',
  'error',
]);
export type HandoverReason = z.infer<typeof handoverReasonSchema>;

/** How a case ended. */
export const resolutionSchema = z.enum([
  'confirmed',
  'by-agent',
  'cancelled',
  'silence',
  'answered',
  'replaced',
  'merged',
  'spam',
]);
export type Resolution = z.infer<typeof resolutionSchema>;

/** Everything found before the hand-over: what the card shows. Texts are in the person's language. */
export const dossierSchema = z.strictObject({
  reason: handoverReasonSchema,
  /** The problem in the customer's words: what they wrote, oldest first. */
  problem: z.array(z.string()),
  understood: z
    .strictObject({ intent: z.string(), title: z.string(), p: z.number(), decision: z.string() })
    .nullable(),
  /** What an agent said it is really about; absent until one does. */
  meant: z.strictObject({ intent: z.string(), title: z.string(), agent: z.string() }).optional(),
  /** What else they asked about, and nobody has begun with; absent where there is nothing. */
  also: z.array(z.strictObject({ intent: z.string(), title: z.string() })).optional(),
  /** Slots that were asked or found, with the question as it was put. */
  answers: z.array(z.strictObject({ slot: z.string(), question: z.string().nullable(), value: z.string() })),
  /** Steps the person was asked to try, with what came of them. */
  tried: z.array(z.strictObject({ step: z.string(), text: z.string(), result: z.string().nullable() })),
  /** Output of probes the bot ran. */
  probes: z.array(
    z.strictObject({
      probe: z.string(),
      target: z.string(),
      verdict: z.string(),
      /** What it means, as the person was or would be told. */
      says: z.string().default(''),
      /** Lines as tools print them, for whoever wants to know exactly. */
      details: z.array(z.string()).default([]),
    }),
  ),
  /** Why the flow gave it to a person, for the agent. */
  note: z.string().nullable().default(null),
  nearest: z.array(z.strictObject({ issue: z.string(), title: z.string() })),
});
export type Dossier = z.infer<typeof dossierSchema>;

/** One problem, from the first message to its end. */
export const caseSchema = z.strictObject({
  id: z.string(),
  /** What people call it: counted up from 1 in this database. */
  number: z.number().int().positive(),
  address: addressSchema,
  person: personSchema,
  audience: audienceSchema,
  language: languageSchema,
  owner: ownerSchema,
  /** The claiming agent, while the owner is `agent`. */
  agent: personSchema.nullable(),
  /** The agent who has the bot ask something, and gets the case back; else null. */
  collector: personSchema.nullable(),
  intent: z.string().nullable(),
  department: departmentSchema,
  priority: prioritySchema,
  dossier: dossierSchema.nullable(),
  /** The case's thread on the desk, once it has been opened. */
  desk: addressSchema.nullable(),
  /** The id of the card's message in that thread. */
  cardMessage: z.string().nullable(),
  /** Whether the agent who resolved it was asked what helped and has not said yet. */
  awaitingSolution: z.boolean(),
  openedAt: z.number().int(),
  /** Since when the person waits for a person, or null. */
  waitingSince: z.number().int().nullable(),
  /** The clocks of that wait and of all that follows, while people have the case; else null. */
  serviceClock: serviceClockSchema.nullable(),
  closedAt: z.number().int().nullable(),
  resolution: resolutionSchema.nullable(),
  /** Until when an agent has put it aside, or null. */
  snoozedUntil: z.number().int().nullable(),
  /** The number of the case that this one goes on in, or null. */
  mergedInto: z.number().int().nullable(),
  /** Null: the person was not asked. */
  satisfaction: satisfactionSchema.nullable(),
  /** Null: nobody wants to know later. */
  followUp: followUpSchema.nullable(),
});
export type Case = z.infer<typeof caseSchema>;

/** A case as it is opened, at `openedAt`: the bot has it, and nothing is known about it yet. */
export function newCase(
  begun: Pick<Case, 'id' | 'number' | 'address' | 'person' | 'audience' | 'language' | 'openedAt'>,
): Case {
  return {
    ...begun,
    owner: 'bot',
    agent: null,
    collector: null,
    intent: null,
    department: 'support',
    priority: 'normal',
    dossier: null,
    desk: null,
    cardMessage: null,
    awaitingSolution: false,
    waitingSince: null,
    serviceClock: null,
    closedAt: null,
    resolution: null,
    snoozedUntil: null,
    mergedInto: null,
    satisfaction: null,
    followUp: null,
  };
}
