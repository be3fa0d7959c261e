import { z } from 'zod';
import { channelNameSchema } from './address.js';
import { idSchema } from './intent.js';
import { audienceSchema, languageSchema } from './language.js';

/** Why a message is on the teaching list. */
export const missReasonSchema = z.enum([
  /** The bot knew nothing that it could mean. */
  'unknown',
  /** The bot asked what is meant, or offered what it may be. */
  'unsure',
  /** The person said that what the bot had understood, or offered, is not it. */
  'not-that',
  /** The bot gave the case to people a second time. */
  'handed-over-again',
  /** An agent gave the case back to the bot. */
  'handed-back',
  /** An agent resolved the case as one of another intent. */
  'other-intent',
]);
export type MissReason = z.infer<typeof missReasonSchema>;

export const missStatusSchema = z.enum(['waiting', 'taught', 'dropped']);
export type MissStatus = z.infer<typeof missStatusSchema>;

/** A message that the bot did not know, was unsure of, or got wrong. Its text names nobody. */
export const missSchema = z.strictObject({
  /** What people call it: counted up from 1 in this database. */
  number: z.number().int().positive(),
  text: z.string(),
  language: languageSchema,
  audience: audienceSchema,
  channel: channelNameSchema,
  /** What it was taken for, best first; empty: for nothing. */
  candidates: z.array(z.strictObject({ intent: z.string(), p: z.number() })),
  why: missReasonSchema,
  /** What an agent said the case was about. */
  meant: z.string().nullable(),
  caseId: z.string().nullable(),
  caseNumber: z.number().int().positive().nullable(),
  /** Ms since the epoch. */
  at: z.number().int(),
  status: missStatusSchema,
  /** What it was taught as. */
  intent: idSchema.nullable(),
  /** The lowest number of those that were decided about together; null while nobody has. */
  group: z.number().int().positive().nullable(),
  /** Who decided last, and when; null while nobody has. */
  decidedBy: z.string().nullable(),
  decidedAt: z.number().int().nullable(),
});
export type Miss = z.infer<typeof missSchema>;

/** A miss as a turn makes it. */
export type NewMiss = Omit<
  Miss,
  'number' | 'caseNumber' | 'status' | 'intent' | 'group' | 'decidedBy' | 'decidedAt'
>;
