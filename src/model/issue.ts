import { z } from 'zod';
import { contentAudienceSchema, LANGUAGES, type Language } from './language.js';
import { idSchema } from './intent.js';

const lineSchema = z.string().trim().min(1);

/** What is known of a problem in one language. Texts may hold `` `code` ``; no other markup. */
export const issueTextSchema = z.strictObject({
  /** The problem as the person would say it. */
  problem: lineSchema,
  symptoms: z.array(lineSchema),
  cause: lineSchema.optional(),
  /** What to do, a step each; numbered when shown. */
  solution: z.array(lineSchema).min(1),
  /** How to see that it worked. */
  check: lineSchema.optional(),
  /** When to hand over instead. */
  handover: lineSchema.optional(),
});
export type IssueText = z.infer<typeof issueTextSchema>;

/** One language of a file: all that there is to say. */
const writtenTextSchema = issueTextSchema.extend({
  symptoms: z.array(lineSchema).min(1),
  cause: lineSchema,
  check: lineSchema,
  handover: lineSchema,
});

/** A past problem with its cause and solution, in both languages: `data/issues/ID.yml`. */
export const writtenIssueSchema = z.strictObject({
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
  ru: writtenTextSchema,
  en: writtenTextSchema,
});
export type WrittenIssue = z.infer<typeof writtenIssueSchema>;

/**
 * A past problem with its solution, wherever it comes from: files hold all of it, what was imported may lack a
 * language, an intent and much else. Without an intent it is found, and never suggested.
 */
export const solvedIssueSchema = writtenIssueSchema
  .extend({
    intent: idSchema.nullable(),
    area: idSchema.optional(),
    date: z.iso.date().optional(),
    ru: issueTextSchema.optional(),
    en: issueTextSchema.optional(),
  })
  .refine(({ ru, en }) => ru !== undefined || en !== undefined, { message: 'give one language at least' });
export type SolvedIssue = z.infer<typeof solvedIssueSchema>;

/** What is known of an issue in this language, or else in the one it has. */
export function textIn(
  issue: Partial<Record<Language, IssueText>>,
  language: Language,
): IssueText | undefined {
  return issue[language] ?? LANGUAGES.flatMap((other) => issue[other] ?? [])[0];
}

/** What an issue is called in this language, or else in the one it has. */
export function problemIn(issue: SolvedIssue, language: Language): string {
  return textIn(issue, language)?.problem ?? issue.id;
}
