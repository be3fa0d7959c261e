import { z } from 'zod';
import { attachmentSchema } from './attachment.js';

/** One line of a case's history. `event` lines say what changed (owner, language, resolution). */
export const historyEntrySchema = z.strictObject({
  at: z.number().int(),
  kind: z.enum(['person', 'bot', 'agent', 'note', 'event', 'solution']),
  /** The platform's id of whoever wrote it; null for the bot. */
  author: z.string().nullable(),
  name: z.string().nullable(),
  text: z.string(),
  attachments: z.array(attachmentSchema),
  /** What caused it. */
  inbound: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
