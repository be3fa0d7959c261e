import { z } from 'zod';
import { actSchema } from '../model/act.js';
import { commandNameSchema, secretKindSchema } from '../model/inbound.js';
import { audienceSchema, languageSchema } from '../model/language.js';
import { expectedSchema } from './expected.js';
import { scriptSchema } from './script.js';
import { spanSchema } from './span.js';

/**
 * Conversations rehearsed before people have them: what a person does, turn by turn, and what the bot must do about
 * it. The format knows no implementation: whoever can do what is done in a turn and tell what came of it (`Host`) can
 * be held against the same files.
 */

/** What the understanding is to say, where a test is about what follows and not about the understanding. */
const understoodSchema = z.strictObject({
  decision: z.enum(['answer', 'choose', 'clarify', 'handover']),
  /** Best first; the probabilities fall from .9. */
  intents: z.array(z.string()).default([]),
  issues: z.array(z.string()).optional(),
  act: actSchema.nullable().default(null),
});
export type Understood = z.infer<typeof understoodSchema>;

/** What a turn does; each turn does one of these. */
const doings = {
  /** The person writes. */
  user: z.string().optional(),
  /** The person changes the message before to this. */
  edits: z.string().optional(),
  /** The person presses the button of this label in the last message, or with `of: N` in the N-th before it. */
  press: z.string().optional(),
  command: commandNameSchema.optional(),
  /** Time passes: minutes, hours or days. */
  passes: spanSchema.optional(),
  /** As much time passes as until the reminder, or until a silent case ends. */
  silence: z.enum(['remind', 'close']).optional(),
  /** Checks that came `later` are done: with these results, or as scripted. */
  arrives: z.union([scriptSchema, z.literal(true)]).optional(),
  agent: z.enum(['claims', 'hands-back', 'resolves']).optional(),
  /** The program starts anew. */
  restart: z.literal(true).optional(),
  /**
   * The flows have changed since; those that are under way go on at the step of the same name. `lacks`: flows, or
   * steps as `FLOW.STEP`, that there are no more.
   */
  upgrade: z.union([z.literal(true), z.strictObject({ lacks: z.array(z.string()).min(1) })]).optional(),
};

const turnSchema = z
  .strictObject({
    ...doings,
    of: z.number().int().positive().optional(),
    argument: z.string().optional(),
    /** How many files come along with the words, or without any. */
    files: z.number().int().positive().optional(),
    masked: z.array(secretKindSchema).optional(),
    understood: understoodSchema.optional(),
    /** What checks find from here on; `later`: what they find arrives with a later turn's `arrives`. */
    probes: z.union([scriptSchema, z.literal('later')]).optional(),
    bot: expectedSchema.default({}),
  })
  .superRefine((turn, context) => {
    const done = keysOf(doings).filter((key) => turn[key] !== undefined);
    const [first = 'user', second] = done;
    if (second !== undefined) {
      const message = `make two turns of \`${first}\` and \`${second}\`: one turn does one thing`;
      context.addIssue({ code: 'custom', path: [second], message });
    }
    if (done.length === 0 && turn.files === undefined) {
      const message = `say what is done: ${Object.keys(doings).join(', ')} or files`;
      context.addIssue({ code: 'custom', message });
    }
  });
export type Turn = z.infer<typeof turnSchema>;

export const conversationSchema = z.strictObject({
  name: z.string().min(1),
  audience: audienceSchema.default('customer'),
  /** What the platform says of the person's language. */
  language: languageSchema.default('ru'),
  /** Whether agents are at work when it begins: on a Monday at noon, or on a Sunday. */
  desk: z.enum(['open', 'closed']).default('open'),
  /** What checks find; what is not named comes back as `unknown`. */
  probes: scriptSchema.default({}),
  turns: z.array(turnSchema).min(1),
});
export type Conversation = z.infer<typeof conversationSchema>;

export const conversationFileSchema = z.strictObject({ conversations: z.array(conversationSchema).min(1) });
export type ConversationFile = z.infer<typeof conversationFileSchema>;

function keysOf<T extends object>(value: T): (keyof T & string)[] {
  const keys: (keyof T & string)[] = [];
  for (const key in value) keys.push(key);
  return keys;
}
