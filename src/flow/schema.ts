import { z } from 'zod';
import { idSchema } from '../model/intent.js';
import { contentAudienceSchema, localTextSchema } from '../model/language.js';
import { slotNameSchema } from './slot-type.js';
import { stepSchema } from './step.js';

/** A script for one problem: `flows/ID.yml`. It begins with its first step. */
export const flowSchema = z.strictObject({
  id: idSchema,
  audience: contentAudienceSchema,
  /** What the script is about, as the person would call it: for "back to …" and "is it …?". */
  title: localTextSchema,
  /** Values the flow is given by whoever starts it. */
  inputs: z.array(slotNameSchema).default([]),
  steps: z.array(stepSchema).min(1),
});
export type Flow = z.infer<typeof flowSchema>;

/** Sentences of the bot's own: `flows/patterns/ID.yml`. Each is known as `ID.name`. */
export const phrasesSchema = z.strictObject({
  id: idSchema,
  texts: z.record(idSchema, localTextSchema),
});
export type Phrases = z.infer<typeof phrasesSchema>;
