import { z } from 'zod';
import { contentAudienceSchema } from './language.js';
import { idSchema } from './intent.js';

/** One language of a solved issue. Texts may hold `` `code` ``; no other markup. */
export const issueTextSchema = z.strictObject({
  /** The problem as the person would say it. */
  problem: z.string().trim().min(1),
  symptoms: z.array(z.string().trim().min(1)).min(1),
  cause: z.string().trim().min(1),
  /** What to do, a step each; numbered when shown. */
  solution: z.array(z.string().trim().min(1)).min(1),
  /** How to see that it worked. */
  check: z.string().trim().min(1),
  /** When to hand over instead. */
  handover: z.string().trim().min(1),
});
export type IssueText = z.infer<typeof issueTextSchema>;

/** A past problem with its cause and solution, in both languages: `data/issues/ID.yml`. */
export const solvedIssueSchema = z.strictObject({
  id: idSchema,
  intent: idSchema,
  audience: contentAudienceSchema,
  /** Product area: site, domain, mail, server, billing, staff and so on. */
  area: idSchema,
  tags: z.array(idSchema),
  date: z.iso.date(),
  /** Other solved issues that whoever reads this one may want to read as well. */
  related: z.array(idSchema).default([]),
  /** The step of a flow that suggests it, or walks the person through it: `FLOW.STEP`. */
  step: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/, 'write FLOW.STEP')
    .optional(),
  ru: issueTextSchema,
  en: issueTextSchema,
});
export type SolvedIssue = z.infer<typeof solvedIssueSchema>;
