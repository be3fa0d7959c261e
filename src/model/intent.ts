import { z } from 'zod';
import { contentAudienceSchema, localTextSchema } from './language.js';

/** Lower case words joined by hyphens: the ids of intents, flows, issues, steps. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens');

export const departmentSchema = z.enum(['support', 'billing', 'domains', 'security', 'development', 'it']);
export type Department = z.infer<typeof departmentSchema>;

export const prioritySchema = z.enum(['normal', 'high', 'urgent']);
export type Priority = z.infer<typeof prioritySchema>;

/**
 * One thing a person may want: `intents/ID.yml`. Exactly one of `flow` (a script), `reply` (one answer),
 * `action` (the bot does it itself; `explain` answers from the intent's issues in one message) or none of them
 * (solved issues are suggested) says what follows.
 */
export const intentSchema = z
  .strictObject({
    id: idSchema,
    audience: contentAudienceSchema,
    /** What the person sees when asked to choose between intents: a few words in their own voice. */
    title: localTextSchema,
    department: departmentSchema.default('support'),
    priority: prioritySchema.default('normal'),
    flow: idSchema.optional(),
    reply: localTextSchema.optional(),
    action: z.enum(['human', 'status', 'explain']).optional(),
    /**
     * How long after its end the person is asked whether everything is still fine, in hours or days: `48h`, `3d`. For
     * what tends to come back.
     */
    follow_up: z
      .string()
      .regex(/^[1-9]\d?[hd]$/, 'write a number of hours or days, such as 48h or 3d')
      .optional(),
    /** Dangerous: a person is called at once, while the flow or reply gives first aid. */
    dangerous: z.boolean().default(false),
    examples: z.strictObject({
      ru: z.array(z.string().trim().min(1)),
      en: z.array(z.string().trim().min(1)),
    }),
  })
  .refine(
    (intent) => [intent.flow, intent.reply, intent.action].filter((way) => way !== undefined).length <= 1,
    {
      message: 'give one of flow, reply and action, not several',
    },
  );
export type Intent = z.infer<typeof intentSchema>;
