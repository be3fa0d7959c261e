import { z } from 'zod';
import { addressSchema, personSchema, replySchema, type MessageRef } from './address.js';
import { attachmentSchema } from './attachment.js';
import { probeResultSchema } from './probe.js';
import { spanSchema, type RichText } from './text.js';
import { timerNameSchema } from './timer.js';

/** What was masked in a text before it was written down. */
export const secretKindSchema = z.enum(['password', 'card', 'private-key', 'token']);
export type SecretKind = z.infer<typeof secretKindSchema>;

const base = {
  /**
   * The platform's own identity of the event, with the account: what `accept` dedupes on. The same event
   * delivered again, under another update or event id, has the same id.
   * Telegram `telegram:BOT:CHAT:message:ID`, `telegram:BOT:callback:ID`; Slack `slack:TEAM:CHANNEL:message:TS`.
   */
  id: z.string().min(1),
  /** When it was received, ms since the epoch. */
  at: z.number().int(),
  /** Where it came from: the person's conversation, or a thread on the desk. */
  address: addressSchema,
};

const written = {
  /** The platform's id of the message. */
  message: z.string(),
  /** Masked by the sink before it is stored; channels pass it as received. */
  text: z.string(),
  /** How the text was formatted; absent: not at all. */
  spans: z.array(spanSchema).optional(),
  masked: z.array(secretKindSchema),
};

/** The message it answers; absent: none. */
const answering = { replyTo: replySchema.optional() };

/** `original`: the id of the inbound that is changed or deleted. */
const amending = { original: z.string() };

/** A person wrote something or sent files. `album` joins the parts of one album. */
export const inboundMessageSchema = z.strictObject({
  kind: z.literal('message'),
  ...base,
  ...written,
  ...answering,
  person: personSchema,
  attachments: z.array(attachmentSchema),
  album: z.string().nullable(),
});

/** A person pressed a button: `token` is what the button was given by the `say` that offered it. */
export const inboundChoiceSchema = z.strictObject({
  kind: z.literal('choice'),
  ...base,
  person: personSchema,
  token: z.string(),
});

/** A person changed a message sent before: an amendment, never a new message. */
export const inboundEditSchema = z.strictObject({
  kind: z.literal('edit'),
  ...base,
  ...written,
  person: personSchema,
});

/** A person deleted a message sent before. Telegram tells bots of no deletions. */
export const inboundDeletionSchema = z.strictObject({
  kind: z.literal('deletion'),
  ...base,
  message: z.string(),
  person: personSchema,
});

/** A person shut the bot out, or let it in again. */
export const inboundReachSchema = z.strictObject({
  kind: z.literal('reach'),
  ...base,
  person: personSchema,
  reachable: z.boolean(),
});

export const commandNameSchema = z.enum(['start', 'new', 'human', 'status', 'lang', 'help', 'cancel']);
export type CommandName = z.infer<typeof commandNameSchema>;

/** A person gave a command; `argument` is what followed it (a deep link's payload, a language), or empty. */
export const inboundCommandSchema = z.strictObject({
  kind: z.literal('command'),
  ...base,
  person: personSchema,
  name: commandNameSchema,
  argument: z.string(),
});

/** A timer ran out. Written by the engine. */
export const inboundTimerSchema = z.strictObject({
  kind: z.literal('timer'),
  ...base,
  timer: timerNameSchema,
  caseId: z.string(),
});

/** Checks that the dialogue asked for are done. Written by the engine; `run` is the effect's number. */
export const inboundProbedSchema = z.strictObject({
  kind: z.literal('probed'),
  ...base,
  caseId: z.string(),
  run: z.number().int(),
  results: z.array(probeResultSchema),
});

/** An agent wrote in a case's thread on the desk. The store finds the case by the thread's address. */
export const deskMessageSchema = z.strictObject({
  kind: z.literal('desk-message'),
  ...base,
  ...written,
  ...answering,
  agent: personSchema,
  attachments: z.array(attachmentSchema),
});

/** An agent changed a message in a case's thread. */
export const deskEditSchema = z.strictObject({
  kind: z.literal('desk-edit'),
  ...base,
  ...written,
  ...amending,
  agent: personSchema,
});

/** An agent deleted a message in a case's thread. Telegram tells bots of no deletions. */
export const deskDeletionSchema = z.strictObject({
  kind: z.literal('desk-deletion'),
  ...base,
  message: z.string(),
  ...amending,
  agent: personSchema,
});

/** What an agent may order, by a button or by a word in the thread. */
export const deskActionNameSchema = z.enum([
  'claim',
  'release',
  'assign',
  'hand-back',
  'resolve',
  'reopen',
  'snooze',
  'wake',
  'follow-up',
  'merge',
  'ban',
  'unban',
  'department',
  'priority',
  'intent',
  'template',
  'collect',
  'find',
  'send',
  'note',
  'queue',
  'home',
  'languages',
  'as-in',
  'skip',
  'publish',
  'merge-into',
  'replace',
  'drop',
  'take-back',
  'solution',
  'problem',
  'more',
  'orders',
]);
export type DeskActionName = z.infer<typeof deskActionNameSchema>;

/** An agent pressed a button, of a card or below a line of its thread. */
export const deskActionSchema = z.strictObject({
  kind: z.literal('desk-action'),
  ...base,
  agent: personSchema,
  action: deskActionNameSchema,
  /** What would be typed after the order's word; absent where it takes none. */
  argument: z.string().optional(),
  caseId: z.string(),
});

/** An agent left the desk of a case that they had. Written by the engine, once for each of their cases there. */
export const deskDepartureSchema = z.strictObject({
  kind: z.literal('desk-departure'),
  ...base,
  agent: personSchema,
  caseId: z.string(),
});

/** Anything that reaches us and is to be handled, once. */
export const inboundSchema = z.discriminatedUnion('kind', [
  inboundMessageSchema,
  inboundChoiceSchema,
  inboundEditSchema,
  inboundDeletionSchema,
  inboundReachSchema,
  inboundCommandSchema,
  inboundTimerSchema,
  inboundProbedSchema,
  deskMessageSchema,
  deskEditSchema,
  deskDeletionSchema,
  deskActionSchema,
  deskDepartureSchema,
]);
export type Inbound = z.infer<typeof inboundSchema>;
export type InboundMessage = z.infer<typeof inboundMessageSchema>;
export type InboundChoice = z.infer<typeof inboundChoiceSchema>;
export type InboundEdit = z.infer<typeof inboundEditSchema>;
export type InboundDeletion = z.infer<typeof inboundDeletionSchema>;
export type InboundReach = z.infer<typeof inboundReachSchema>;
export type InboundCommand = z.infer<typeof inboundCommandSchema>;
export type InboundTimer = z.infer<typeof inboundTimerSchema>;
export type InboundProbed = z.infer<typeof inboundProbedSchema>;
export type DeskMessage = z.infer<typeof deskMessageSchema>;
export type DeskEdit = z.infer<typeof deskEditSchema>;
export type DeskDeletion = z.infer<typeof deskDeletionSchema>;
export type DeskAction = z.infer<typeof deskActionSchema>;
export type DeskDeparture = z.infer<typeof deskDepartureSchema>;

/** What a person did, as against an agent or a timer. */
export type PersonInbound =
  InboundMessage | InboundChoice | InboundEdit | InboundDeletion | InboundReach | InboundCommand;

/** What an agent did on the desk. */
export type DeskInbound = DeskMessage | DeskEdit | DeskDeletion | DeskAction;

/** What was written, with its formatting. */
export function wordsOf({
  text,
  spans = [],
}: {
  text: string;
  spans?: RichText['spans'] | undefined;
}): RichText {
  return { text, spans };
}

/** Where a message is. */
export function refOf({ address, message }: Pick<MessageRef, 'address' | 'message'>): MessageRef {
  return { address, message };
}

/** Whether an inbound came from a desk: its address is the thread's, and not the person's. */
export function isFromDesk(inbound: Inbound): inbound is DeskInbound | DeskDeparture {
  return 'agent' in inbound;
}

/** An update or event that could not be read: kept for the operator, never handled. */
export interface RejectedInbound {
  id: string;
  at: number;
  channel: 'telegram' | 'slack' | 'terminal';
  account: string;
  reason: string;
  /** What came, as text, cut to 4,000 characters and with secrets masked by the sink. */
  raw: string;
}
