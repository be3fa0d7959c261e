import { z } from 'zod';
import { solvedIssueSchema } from './issue.js';

/** A solved issue that the database holds and no file does, with where it came from. */
export const storedIssueSchema = z.strictObject({
  issue: solvedIssueSchema,
  /** Who or what gave it: the name of an import. */
  source: z.string().min(1),
  /** What the source calls it. */
  key: z.string().min(1),
  /** Of what it says: two of the same hash say the same. */
  hash: z.string(),
  /** Who put it there last. */
  by: z.string(),
  /** Ms since the epoch. */
  createdAt: z.number().int(),
  updatedAt: z.number().int(),
});
export type StoredIssue = z.infer<typeof storedIssueSchema>;

/** A solved issue to be stored. */
export type NewStoredIssue = Omit<StoredIssue, 'createdAt' | 'updatedAt'>;

/** Those of the database that are used beside the files': of an id that is in both, the file's is the one that counts. */
export function besideFiles<Stored extends { issue: { id: string } }>(
  stored: readonly Stored[],
  files: readonly { id: string }[],
): Stored[] {
  const written = new Set(files.map(({ id }) => id));
  return stored.filter(({ issue }) => !written.has(issue.id));
}
