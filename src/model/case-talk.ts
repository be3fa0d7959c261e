import { z } from 'zod';
import { caseSchema } from './case.js';

/** A line of what was said in a case, or of what changed in it. */
const talkLineSchema = z.strictObject({
  at: z.number().int(),
  kind: z.enum(['person', 'bot', 'event']),
  text: z.string(),
  /** Of the person's lines: whether it was written as a message, and is no button that was pressed and no amendment. */
  written: z.boolean(),
});
export type TalkLine = z.infer<typeof talkLineSchema>;

const shape = caseSchema.shape;

/** What was said in a case, as far as the bot had it, with what became of it; secrets are masked as they are stored. */
export const caseTalkSchema = z.strictObject({
  number: shape.number,
  audience: shape.audience,
  language: shape.language,
  intent: shape.intent,
  resolution: shape.resolution,
  /** What an agent said that it was about; null: none has. */
  meant: z.string().nullable(),
  /** The solved issue that what helped was published as, or became part of; null: none. */
  issue: z.string().nullable(),
  /** In the order in which they were written. */
  lines: z.array(talkLineSchema),
});
export type CaseTalk = z.infer<typeof caseTalkSchema>;
