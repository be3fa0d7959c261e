import { z } from 'zod';
import { departmentSchema, idSchema, prioritySchema } from '../model/intent.js';
import { localTextSchema } from '../model/language.js';
import { probeNameSchema } from '../model/probe.js';
import { conditionSchema } from './condition.js';
import { slotNameSchema, slotTypeSchema } from './slot-type.js';
import { validSchema } from './valid.js';

const id = { id: idSchema };

/** Says something and goes on. */
const sayStep = z.strictObject({ ...id, say: localTextSchema, next: idSchema });

/** Asks for a value, keeps it in a slot and goes on; skipped when the slot is known already. */
const askStep = z.strictObject({
  ...id,
  ask: localTextSchema,
  slot: slotNameSchema,
  type: slotTypeSchema,
  /** For the type `choice`: what may be chosen. */
  options: z
    .array(z.strictObject({ value: idSchema, label: localTextSchema }))
    .min(2)
    .max(8)
    .optional(),
  /** What else the value must be, besides its type. */
  valid: validSchema.optional(),
  /** A value as it may look; said when the answer does not fit. */
  example: localTextSchema.optional(),
  /** Said when the answer does not fit, instead of the usual words for the type. */
  retry: localTextSchema.optional(),
  /** How often it is asked again before `failed`; without it, as often as the deployment says. */
  times: z.number().int().min(0).max(5).optional(),
  /** Where it goes when no answer fitted; without it, to a person. */
  failed: idSchema.optional(),
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
    .min(1)
    .max(8),
  /** In a pattern: what the dialogue offers before these options, and where choosing one of that goes. */
  offered: z.strictObject({ next: idSchema }).optional(),
  /** Where "I don't know" goes; without it, the question is explained and asked again. */
  unknown: idSchema.optional(),
  /** The solved issue whose solution stands in the question, so that it is not suggested once more. */
  issue: idSchema.optional(),
});

/** Something to try, ending in "did it help?". What was tried and what came of it is kept for the card. */
const confirmStep = z.strictObject({
  ...id,
  confirm: localTextSchema,
  yes: idSchema,
  no: idSchema,
  /** Where "partly" goes; without it, nobody is offered it, and who says so goes to `no`. */
  partly: idSchema.optional(),
  /** The solved issue whose solution this is, so that it is not suggested once more. */
  issue: idSchema.optional(),
});

/** One of the checks that a `probe` step runs. */
const checkSchema = z.strictObject({
  check: probeNameSchema,
  /** The slot that holds the domain, URL or host to look at. */
  of: slotNameSchema,
  /** The slot that keeps the verdict, and the placeholder that says it in words; without it, the check's name. */
  as: slotNameSchema.optional(),
  /** Facts of the result to keep: slot by fact. */
  keep: z.record(z.string(), slotNameSchema).optional(),
  /** `port`: which one. */
  port: z.number().int().min(1).max(65_535).optional(),
  /** `mail`: which half to look at; without it, both. */
  direction: z.enum(['receiving', 'sending']).optional(),
  /** `mail`: names of DKIM keys to look for. */
  selectors: z.array(z.string().min(1)).min(1).optional(),
});
export type Check = z.infer<typeof checkSchema>;

/** Runs checks side by side, keeps their verdicts and goes on. */
const probeStep = z.strictObject({ ...id, probe: z.array(checkSchema).min(1).max(4), next: idSchema });

/** Goes on by what is known; the first condition that holds wins. Without `else`, they must cover all there is. */
const branchStep = z.strictObject({
  ...id,
  branch: z.array(conditionSchema).min(1),
  else: idSchema.optional(),
});

/** Goes on elsewhere. */
const gotoStep = z.strictObject({ ...id, goto: idSchema });

/** Runs another flow, which is given what it has inputs for, and goes on when that has resolved its part. */
const callStep = z.strictObject({
  ...id,
  call: idSchema,
  /** Slots of the other flow to keep under the same names. */
  keep: z.array(slotNameSchema).min(1).optional(),
  next: idSchema,
});

/** Shows solved issues for what is known by now, one after another, each with "did it help?". */
const suggestStep = z.strictObject({
  ...id,
  suggest: localTextSchema,
  /** These, in this order; without it, the nearest to the problem. */
  issues: z.array(idSchema).min(1).optional(),
  solved: idSchema,
  unsolved: idSchema,
});

/** Keeps values; `{slot}` in a value stands for that slot's. */
const setStep = z.strictObject({
  ...id,
  set: z
    .record(slotNameSchema, z.string())
    .refine((slots) => Object.keys(slots).length > 0, 'name at least one slot'),
  next: idSchema,
});

/** Says something and goes on after a while, or once the person says that it is time. */
const waitStep = z.strictObject({
  ...id,
  wait: localTextSchema,
  /** A week at most. */
  minutes: z.number().int().min(1).max(10_080),
  next: idSchema,
});

/** Ends well, with these words. In a flow that was called, ends its part. */
const resolveStep = z.strictObject({ ...id, resolve: localTextSchema });

/** Gives the case to a person, with these words before the notice that every hand-over has. */
const handoverStep = z.strictObject({
  ...id,
  handover: localTextSchema,
  department: departmentSchema.optional(),
  priority: prioritySchema.optional(),
  /** Why, for the agent: a line of the card. */
  reason: localTextSchema.optional(),
});

/** In a pattern: ends it, and says what the dialogue does next. */
const thenStep = z.strictObject({ ...id, then: idSchema });

/** The schema of each kind of step: to say what is wrong with a step in the words of its own kind. */
export const stepSchemas = {
  say: sayStep,
  ask: askStep,
  choose: chooseStep,
  confirm: confirmStep,
  probe: probeStep,
  branch: branchStep,
  goto: gotoStep,
  call: callStep,
  suggest: suggestStep,
  set: setStep,
  wait: waitStep,
  resolve: resolveStep,
  handover: handoverStep,
  then: thenStep,
};

/** A step's kind is the key it has. */
export const STEP_KINDS = [
  'say',
  'ask',
  'choose',
  'confirm',
  'probe',
  'branch',
  'goto',
  'call',
  'suggest',
  'set',
  'wait',
  'resolve',
  'handover',
  'then',
] as const satisfies readonly (keyof typeof stepSchemas)[];
export type StepKind = (typeof STEP_KINDS)[number];

export const stepSchema = z.union(Object.values(stepSchemas));
export type Step = z.infer<(typeof stepSchemas)[StepKind]>;
export type AskStep = z.infer<typeof askStep>;
export type ChooseStep = z.infer<typeof chooseStep>;
export type ConfirmStep = z.infer<typeof confirmStep>;
export type ProbeStep = z.infer<typeof probeStep>;

/** The slot that keeps a check's verdict. */
export function verdictSlot({ as, check }: Check): string {
  return as ?? check;
}
