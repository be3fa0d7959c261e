import { z } from 'zod';
import { writtenIssueSchema } from '../../../src/model/issue.js';
import { languageSchema } from '../../../src/model/language.js';

/** What can be measured: all of understanding, its classifier alone, and two libraries. */
export const SYSTEMS = ['firstline', 'classifier', 'bayes', 'node-nlp'] as const;
export const systemNameSchema = z.enum(SYSTEMS);
export type SystemName = z.infer<typeof systemNameSchema>;

export const exampleSchema = z.strictObject({
  text: z.string(),
  language: languageSchema,
  intent: z.string(),
});
export type Example = z.infer<typeof exampleSchema>;

/** What a system learns from, and what it is asked afterwards. */
export const lessonSchema = z.strictObject({
  train: z.array(exampleSchema),
  /** Messages held out: none of them is in `train` or among the issues. */
  test: z.array(exampleSchema),
  /** Solved issues to be searched along; only all of understanding does. */
  issues: z.array(writtenIssueSchema),
  /** Very long messages, each understood once more than the others. */
  long: z.array(z.strictObject({ name: z.string(), text: z.string() })),
});
export type Lesson = z.infer<typeof lessonSchema>;

/** One process's work. */
export const jobSchema = z.strictObject({ system: systemNameSchema, lesson: lessonSchema });
export type Job = z.infer<typeof jobSchema>;

/**
 * What one process measured. Seconds are processor time of all its threads, milliseconds are what a message waits: the
 * clock's. MB are 10⁶ bytes.
 */
export const measuredSchema = z.strictObject({
  tests: z.number(),
  right: z.number(),
  /** Loading the system's code. */
  loadSeconds: z.number(),
  /** Training first thing in the process, and once more; null where the first took too long to repeat. */
  trainSeconds: z.number(),
  warmTrainSeconds: z.number().nullable(),
  /** The mean of the first tenth of the messages, while the engine still compiles, and the others; each asked once. */
  coldMs: z.number(),
  medianMs: z.number(),
  p99Ms: z.number(),
  /** The slowest of the long messages, or null where there were none. */
  longest: z.strictObject({ name: z.string(), ms: z.number() }).nullable(),
  /** What training added that is still held: heap and typed arrays, after collecting garbage. */
  modelMb: z.number(),
  /** Memory of the process, the data included: after training or after all messages, whichever is more. */
  rssMb: z.number(),
  /** What was trained, written out and opened again; null where the system cannot. */
  saved: z.strictObject({ mb: z.number(), openSeconds: z.number() }).nullable(),
});
export type Measured = z.infer<typeof measuredSchema>;
