import { z } from 'zod';
import { audienceSchema, languageSchema } from './language.js';

/** What becomes of a draft: it waits for somebody to decide, and a publication can be taken back. */
export const draftStatusSchema = z.enum(['waiting', 'published', 'merged', 'dropped']);
export type DraftStatus = z.infer<typeof draftStatusSchema>;

/**
 * What an agent said had helped in a case, with what the case tells of the problem: to be reviewed, and published as a
 * solved issue. Texts are in one language, the person's, and name nobody.
 */
export const solutionDraftSchema = z.strictObject({
  /** What people call it: counted up from 1 in this database. */
  number: z.number().int().positive(),
  caseId: z.string(),
  caseNumber: z.number().int().positive(),
  language: languageSchema,
  intent: z.string().nullable(),
  audience: audienceSchema,
  /** Product area, where the content says what the intent's is. */
  area: z.string().nullable(),
  /** The first line the person wrote that is no mere greeting or call for a person; drafts of earlier versions have all of it here. */
  problem: z.string(),
  /** What else they wrote. */
  symptoms: z.array(z.string()),
  /** What checks found wrong, as a person is told it. */
  findings: z.array(z.string()),
  /** Steps that the person tried and that did not help. */
  failed: z.array(z.string()),
  solution: z.string(),
  /** The agent's id. */
  author: z.string(),
  /** Ms since the epoch. */
  at: z.number().int(),
  status: draftStatusSchema,
  /** Who decided last, and when; null while nobody has. */
  decidedBy: z.string().nullable(),
  decidedAt: z.number().int().nullable(),
  /** The solved issue it became, or became part of. */
  issue: z.string().nullable(),
});
export type SolutionDraft = z.infer<typeof solutionDraftSchema>;

/** A draft as a turn makes it. */
export type NewSolutionDraft = Omit<
  SolutionDraft,
  'caseNumber' | 'status' | 'decidedBy' | 'decidedAt' | 'issue'
>;
