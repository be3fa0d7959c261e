import { z } from 'zod';
import { audienceSchema, languageSchema } from './language.js';

/** The intent whose cases are wishes for the product and opinions of it. */
export const FEEDBACK_INTENT = 'product-feedback';

/** What somebody wishes for the product; nobody's names, addresses and secrets are in it. */
export const newFeedbackSchema = z.strictObject({
  caseId: z.string(),
  language: languageSchema,
  audience: audienceSchema,
  /** In their words. */
  wish: z.string().min(1),
  /** What they need it for, as far as they were asked. */
  need: z.string().nullable(),
  at: z.number().int(),
});
export type NewFeedback = z.infer<typeof newFeedbackSchema>;

/** Feedback as it is kept. */
export const feedbackSchema = newFeedbackSchema.extend({
  number: z.number().int(),
  /** The number of its case. */
  caseNumber: z.number().int(),
  /** Who said it, as a key that tells people apart and no more. */
  person: z.string(),
  /** The number of the first one that says alike; null: not compared with others yet. */
  group: z.number().int().nullable(),
});
export type Feedback = z.infer<typeof feedbackSchema>;

/** What several people say alike, as `firstline feedback` and the desk tell it. */
export interface FeedbackGroup {
  number: number;
  /** How many different people. */
  people: number;
  /** The oldest first. */
  feedback: readonly Feedback[];
}

/** Groups of feedback, those of most people first; what is in none yet is left out. */
export function feedbackGroups(all: readonly Feedback[]): FeedbackGroup[] {
  const groups = new Map<number, Feedback[]>();
  for (const one of all) {
    if (one.group === null) continue;
    groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  }
  return Array.from(groups, ([number, feedback]) => ({
    number,
    people: new Set(feedback.map(({ person }) => person)).size,
    feedback,
  })).sort((one, other) => other.people - one.people || one.number - other.number);
}
