import { z } from 'zod';
import { handoverReasonSchema, ownerSchema, resolutionSchema } from '../model/case.js';
import { departmentSchema, prioritySchema } from '../model/intent.js';
import { languageSchema } from '../model/language.js';
import { probeNameSchema } from '../model/probe.js';

/** A part of a text or, between slashes, a regular expression. */
const partSchema = z.string().refine((part) => patternOf(part) !== 'broken', {
  message: 'mend the regular expression between the slashes',
});
const oneOrMore = z.union([partSchema, z.array(partSchema).min(1)]);

/** The regular expression that a part is; null where it is plain text. */
export function patternOf(part: string): RegExp | null | 'broken' {
  const source = /^\/(.+)\/$/su.exec(part)?.[1];
  if (source === undefined) return null;
  try {
    return new RegExp(source, 'iu');
  } catch {
    return 'broken';
  }
}

/** What the card would show. */
const dossierSchema = z.strictObject({
  problem: z.array(z.string()).optional(),
  understood: z.string().nullable().optional(),
  also: z.array(z.string()).optional(),
  answers: z.record(z.string(), z.string()).optional(),
  tried: z.array(z.enum(['helped', 'partly', 'did-not-help', 'no-answer'])).optional(),
  /** Verdicts by check. */
  probes: z.partialRecord(probeNameSchema, z.string()).optional(),
  nearest: z.array(z.string()).optional(),
});

/** What the bot must have done once a turn is over. What is not named is not looked at. */
export const expectedSchema = z.strictObject({
  /** Parts of what it says, whatever the case. A part between slashes is a regular expression. */
  say: oneOrMore.optional(),
  'not-say': oneOrMore.optional(),
  /** The labels of the buttons, in order; `[]`: none. */
  choices: z.array(z.string()).optional(),
  /** A kind of move that was made. */
  move: z.string().optional(),
  /** The running flow and the step it waits on; null: none. */
  flow: z.string().nullable().optional(),
  step: z.string().nullable().optional(),
  /** The slot that the open question fills; null: none. */
  ask: z.string().nullable().optional(),
  /** A flow that begins here, or that goes on here after something else. */
  start: z.string().optional(),
  resume: z.string().optional(),
  /** The checks that were run, in order; `[]`: none. */
  probe: z.array(probeNameSchema).optional(),
  /** Values that are known by now, as the running flows and the answers have them; null: none. */
  slots: z.record(z.string(), z.string().nullable()).optional(),
  handover: handoverReasonSchema.optional(),
  close: resolutionSchema.optional(),
  owner: ownerSchema.optional(),
  intent: z.string().optional(),
  language: languageSchema.optional(),
  department: departmentSchema.optional(),
  priority: prioritySchema.optional(),
  dossier: dossierSchema.optional(),
});
export type Expected = z.infer<typeof expectedSchema>;
