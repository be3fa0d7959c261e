import { z } from 'zod';
import { departmentSchema, idSchema, prioritySchema } from '../model/intent.js';
import { contentAudienceSchema, localTextSchema } from '../model/language.js';

/** What kind of value an `ask` step takes. */
export const slotTypeSchema = z.enum([
  'text',
  'error-text',
  'yes-no',
  'domain',
  'url',
  'email',
  'ip',
  'number',
  'date',
]);
export type SlotType = z.infer<typeof slotTypeSchema>;

/** Names of slots, and so of placeholders: lower case, digits, underscores. */
export const slotNameSchema = z.string().regex(/^[a-z][a-z0-9_]*$/, 'use lower-case letters, digits and _');

const id = { id: idSchema };

/** Says something and goes on. */
const sayStep = z.strictObject({ ...id, say: localTextSchema, next: idSchema });

/** Asks for a value, keeps it in a slot and goes on; skipped when the slot is known already. */
const askStep = z.strictObject({
  ...id,
  ask: localTextSchema,
  slot: slotNameSchema,
  type: slotTypeSchema,
  /** Said when the answer does not fit, instead of the usual words for the type. */
  retry: localTextSchema.optional(),
  /** The answer may be long: a form is offered where the platform has one. */
  long: z.boolean().default(false),
  /** Where "I don't know" goes; without it, to `next` with the slot left empty. */
  unknown: idSchema.optional(),
  next: idSchema,
});

/** Offers choices; the value chosen is kept in `slot`, if one is named. */
const chooseStep = z.strictObject({
  ...id,
  choose: localTextSchema,
  slot: slotNameSchema.optional(),
  options: z
    .array(z.strictObject({ value: idSchema, label: localTextSchema, next: idSchema }))
    .min(2)
    .max(8),
  /** Where "I don't know" goes; without it, the question is explained and asked again. */
  unknown: idSchema.optional(),
});

/** Something to try, ending in "did it help?": yes, no. What was tried and what came of it is kept for the card. */
const confirmStep = z.strictObject({ ...id, confirm: localTextSchema, yes: idSchema, no: idSchema });

const conditionSchema = z
  .strictObject({
    slot: slotNameSchema,
    is: z.string().optional(),
    in: z.array(z.string()).min(1).optional(),
    known: z.boolean().optional(),
    next: idSchema,
  })
  .refine((c) => [c.is, c.in, c.known].filter((test) => test !== undefined).length === 1, {
    message: 'give exactly one of is, in and known',
  });

/** Goes on by what is known; the first condition that holds wins. */
const branchStep = z.strictObject({ ...id, branch: z.array(conditionSchema).min(1), else: idSchema });

/** Goes on elsewhere. */
const gotoStep = z.strictObject({ ...id, goto: idSchema });

/** Ends well, with these words. */
const resolveStep = z.strictObject({ ...id, resolve: localTextSchema });

/** Gives the case to a person, with these words before the notice that every hand-over has. */
const handoverStep = z.strictObject({
  ...id,
  handover: localTextSchema,
  department: departmentSchema.optional(),
  priority: prioritySchema.optional(),
});

/** A step's kind is the key it has. */
export const STEP_KINDS = [
  'say',
  'ask',
  'choose',
  'confirm',
  'branch',
  'goto',
  'resolve',
  'handover',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** The schema of each kind of step: to say what is wrong with a step in the words of its own kind. */
export const stepSchemas = {
  say: sayStep,
  ask: askStep,
  choose: chooseStep,
  confirm: confirmStep,
  branch: branchStep,
  goto: gotoStep,
  resolve: resolveStep,
  handover: handoverStep,
};

export const stepSchema = z.union([
  sayStep,
  askStep,
  chooseStep,
  confirmStep,
  branchStep,
  gotoStep,
  resolveStep,
  handoverStep,
]);
export type Step = z.infer<typeof stepSchema>;
export type AskStep = z.infer<typeof askStep>;
export type ChooseStep = z.infer<typeof chooseStep>;
export type ConfirmStep = z.infer<typeof confirmStep>;
export type Condition = z.infer<typeof conditionSchema>;

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
