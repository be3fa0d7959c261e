import { z } from 'zod';
import { idSchema } from './intent.js';
import { languageSchema } from './language.js';

/** What somebody has taught: in this language, a text like this means this intent. */
export const taughtExampleSchema = z.strictObject({
  intent: idSchema,
  language: languageSchema,
  text: z.string().trim().min(1),
});
export type TaughtExample = z.infer<typeof taughtExampleSchema>;

/**
 * One that is stored. `taught`: it is in force beside the files; `exported`: the files have it, and say from here on
 * whether it is in force; `removed`: it is not in force.
 */
export const storedExampleSchema = taughtExampleSchema.extend({
  /** What people call it: counted up from 1 in this database. */
  number: z.number().int().positive(),
  /** The group of misses that it was chosen from. */
  group: z.number().int().positive(),
  status: z.enum(['taught', 'exported', 'removed']),
  /** Who taught it, and when: ms since the epoch. */
  by: z.string(),
  at: z.number().int(),
  /** Who changed its status last, and when; null while it is as it was taught. */
  changedBy: z.string().nullable(),
  changedAt: z.number().int().nullable(),
});
export type StoredExample = z.infer<typeof storedExampleSchema>;
