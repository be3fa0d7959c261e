import { z } from 'zod';
import { storedExampleSchema } from '../model/taught-example.js';

/** What a thread is asked to prepare. */
export const taskSchema = z.object({
  contentDir: z.string(),
  expectedOutOfScope: z.number(),
  /** What joins the examples of the files. */
  examples: z.array(storedExampleSchema),
  /** Where a model may be kept, or null. */
  modelFile: z.string().nullable(),
  /** The key of the model that the asker has already, or null. */
  inForce: z.string().nullable(),
});
export type Task = z.infer<typeof taskSchema>;

/** Where a model came from: learned now, read from the file, or in force already. */
export const originSchema = z.enum(['learned', 'file', 'in force']);
export type Origin = z.infer<typeof originSchema>;

/** Checked content without what can only be made where it is used; each part is read by its schema there. */
export const plainContentSchema = z.object({
  intents: z.array(z.unknown()),
  issues: z.array(z.unknown()),
  templates: z.array(z.unknown()),
  flows: z.array(z.unknown()),
  phrases: z.array(z.unknown()),
  validation: z.array(z.unknown()),
});
export type PlainContent = z.infer<typeof plainContentSchema>;

/** What a thread answers: the mistakes in the content, or the content with its model. */
export const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('faults'), faults: z.array(z.string()) }),
  z.object({
    kind: z.literal('content'),
    /** The examples of the task included. */
    content: plainContentSchema,
    /** The numbers of those that the files have themselves. */
    standing: z.array(z.number()),
    /** The key of the model, by the code that the thread ran. */
    key: z.string(),
    from: originSchema,
    /** The model, packed; null where it is in force already. */
    packed: z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable(),
    /** Why the model in the file is not used, or null. */
    unused: z.string().nullable(),
  }),
]);
export type Answer = z.infer<typeof answerSchema>;
