import { z } from 'zod';
import { addressSchema, messageRefSchema, type Address, type MessageRef, type Reply } from './address.js';
import { attachmentSchema } from './attachment.js';
import { deskActionNameSchema } from './inbound.js';
import { languageSchema } from './language.js';
import { richTextSchema } from './text.js';

/** One thing to press or to type: `token` comes back in an `InboundChoice`. At most 64 ASCII characters. */
export const choiceSchema = z.strictObject({
  label: z.string().min(1),
  token: z.string().regex(/^[\x21-\x7e]{1,64}$/),
});
export type Choice = z.infer<typeof choiceSchema>;

/** A button for agents: what it orders, and with what argument. */
export const deskButtonSchema = z.strictObject({
  action: deskActionNameSchema,
  /** As it is typed after the order's word; absent where it takes none. */
  argument: z.string().optional(),
  label: z.string().min(1),
});
export type DeskButton = z.infer<typeof deskButtonSchema>;

/** How a case stands, as its thread shows at a glance; `elsewhere`: it goes on in another thread. */
export const cardStateSchema = z.enum(['waiting', 'claimed', 'snoozed', 'bot', 'closed', 'elsewhere']);
export type CardState = z.infer<typeof cardStateSchema>;

/** The hand-over summary on top of a case's desk thread, and the buttons below it. */
export const cardSchema = z.strictObject({
  caseId: z.string(),
  /** Absent on cards of earlier versions. */
  state: cardStateSchema.optional(),
  /** The thread's title, at most 128 characters. */
  title: z.string(),
  body: richTextSchema,
  actions: z.array(deskButtonSchema),
});
export type Card = z.infer<typeof cardSchema>;

/**
 * What ties a relayed message to others. `sources`: the messages it is a copy of, so that what answers or amends them
 * finds it.
 */
const tied = {
  sources: z.array(messageRefSchema).optional(),
  /**
   * What it answers. `quote`: what was picked out of that message; `excerpt`: what is quoted of it where it has no
   * counterpart on the other side, null for nothing.
   */
  replyTo: z
    .strictObject({
      message: messageRefSchema,
      quote: z.string().nullable(),
      excerpt: z.string().nullable(),
    })
    .optional(),
};

/**
 * Something to be sent, kept in the outbox until it is. What goes to the desk names no thread: the outbox
 * fills in the case's thread when it sends, so that a thread made anew gets what was meant for the lost one.
 */
export const deliverySchema = z.discriminatedUnion('kind', [
  /** The bot speaks to a person. `longAnswer`: the person is asked for more than a line (a form where there is one). */
  z.strictObject({
    kind: z.literal('say'),
    to: addressSchema,
    language: languageSchema,
    text: richTextSchema,
    choices: z.array(choiceSchema),
    longAnswer: z.boolean(),
  }),
  /** Shows the person that something is being done ("typing"), where the platform can. Nobody misses it. */
  z.strictObject({ kind: z.literal('activity'), to: addressSchema, language: languageSchema }),
  /** An agent's message to a person. */
  z.strictObject({
    kind: z.literal('relay'),
    to: addressSchema,
    author: z.string(),
    text: richTextSchema,
    attachments: z.array(attachmentSchema),
    ...tied,
  }),
  /**
   * An agent changed a message that the person got: their copy is written anew. Where that is not possible, the new
   * wording follows, with `mark` before it.
   */
  z.strictObject({
    kind: z.literal('revise'),
    to: addressSchema,
    of: messageRefSchema,
    author: z.string(),
    text: richTextSchema,
    mark: z.string(),
  }),
  /** An agent deleted a message that the person got: their copy goes as well. */
  z.strictObject({ kind: z.literal('withdraw'), to: addressSchema, of: messageRefSchema }),
  /** Opens a case's thread at `desk` (a group or a channel) with the card on top. */
  z.strictObject({ kind: z.literal('open-thread'), desk: addressSchema, card: cardSchema }),
  /** Writes the card again, in place; `former`: that of a thread which the case has left. */
  z.strictObject({ kind: z.literal('card'), card: cardSchema, former: messageRefSchema.optional() }),
  /**
   * Posts in the case's thread: what the person wrote (`author` set), or a line of the bot's own, with buttons.
   * `former`: in this thread, which the case has left.
   */
  z.strictObject({
    kind: z.literal('post'),
    former: addressSchema.optional(),
    author: z.string().nullable(),
    text: richTextSchema,
    attachments: z.array(attachmentSchema),
    buttons: z.strictObject({ caseId: z.string(), actions: z.array(deskButtonSchema) }).optional(),
    /** For everybody at the desk, and not only for those who follow the thread, where the platform tells them apart. */
    broadcast: z.boolean().optional(),
    ...tied,
  }),
  /** Says something at `desk` (a group or a channel), outside any thread. */
  z.strictObject({ kind: z.literal('notice'), desk: addressSchema, text: richTextSchema }),
  /** Marks an agent's message as delivered to the person, or not. */
  z.strictObject({
    kind: z.literal('mark'),
    message: messageRefSchema,
    state: z.enum(['delivered', 'failed']),
  }),
]);
export type Delivery = z.infer<typeof deliverySchema>;
export type ReplyTo = NonNullable<Extract<Delivery, { kind: 'relay' }>['replyTo']>;

/** What a message answers, for its copy. `excerpt`: what may be quoted where the answered message has no counterpart. */
export function answerOf(
  { address, replyTo }: { address: Address; replyTo?: Reply | undefined },
  excerpt: string | null,
): ReplyTo | undefined {
  return replyTo && { message: { address, message: replyTo.message }, quote: replyTo.quote, excerpt };
}

/** The message whose copies a delivery has to do with: which it answers, changes or takes back; null for none. */
export function refersTo(delivery: Delivery): MessageRef | null {
  if (delivery.kind === 'revise' || delivery.kind === 'withdraw') return delivery.of;
  return delivery.kind === 'relay' || delivery.kind === 'post' ? (delivery.replyTo?.message ?? null) : null;
}

export type SayDelivery = Extract<Delivery, { kind: 'say' }>;
