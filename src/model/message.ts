import { z } from 'zod';
import { idSchema } from './intent.js';
import { audienceSchema, languageSchema } from './language.js';

/** A message with what it means: a line of `data/validation.jsonl`. An intent of null belongs to nothing that is known. */
export const labelledMessageSchema = z.strictObject({
  text: z.string().trim().min(1),
  intent: idSchema.nullable(),
  lang: languageSchema,
  audience: audienceSchema,
});
export type LabelledMessage = z.infer<typeof labelledMessageSchema>;
