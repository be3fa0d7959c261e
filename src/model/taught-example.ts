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
