import { z } from 'zod';

/** What the person said of a case once it was over; asked once a case, whatever becomes of it later. */
export const satisfactionSchema = z.strictObject({
  /** Ms since the epoch. */
  askedAt: z.number().int(),
  /** From 1 to 5; null: has not said. */
  score: z.number().int().min(1).max(5).nullable(),
  /** What they added, without secrets. */
  words: z.string().nullable(),
});
export type Satisfaction = z.infer<typeof satisfactionSchema>;

/** When the person is asked whether everything is still fine. Both in ms since the epoch. */
export const followUpSchema = z.strictObject({
  dueAt: z.number().int(),
  /** Null: not yet. */
  askedAt: z.number().int().nullable(),
});
export type FollowUp = z.infer<typeof followUpSchema>;

/** What is asked about a case that has ended; `words`: what there is to add to a score. */
export const afterQuestionSchema = z.enum(['help', 'score', 'words', 'follow-up']);
export type AfterQuestion = z.infer<typeof afterQuestionSchema>;
