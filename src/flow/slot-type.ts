import { z } from 'zod';

/** What kind of value an `ask` step takes. `choice`: one of its options. `file`: anything attached. */
export const slotTypeSchema = z.enum([
  'text',
  'error-text',
  'choice',
  'yes-no',
  'domain',
  'url',
  'email',
  'ip',
  'number',
  'date',
  'file',
]);
export type SlotType = z.infer<typeof slotTypeSchema>;

/** Names of slots, and so of placeholders: lower case, digits, underscores. */
export const slotNameSchema = z.string().regex(/^[a-z][a-z0-9_]*$/, 'use lower-case letters, digits and _');
