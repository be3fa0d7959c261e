import { z } from 'zod';

const fileSchema = z.looseObject({
  id: z.string().min(1),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().int().nonnegative().nullish(),
  /** `tombstone`: the file was deleted. */
  mode: z.string().nullish(),
  /** `slack_audio` and `slack_video`: recorded in Slack. */
  subtype: z.string().nullish(),
});
export type SlackFile = z.infer<typeof fileSchema>;

const sharedSchema = z.looseObject({
  /** A message that was passed on; else what unfolded of a link, or something an app put there. */
  is_share: z.boolean().nullish(),
  text: z.string().nullish(),
  fallback: z.string().nullish(),
  files: z.array(fileSchema).nullish(),
});
export type SharedMessage = z.infer<typeof sharedSchema>;

const writtenSchema = z.looseObject({
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  ts: z.string().min(1),
  thread_ts: z.string().nullish(),
  files: z.array(fileSchema).nullish(),
  /** The text as it was typed; what can't be read of it is read from `text`. */
  blocks: z.array(z.unknown()).nullish().catch(null),
  /** Beside the message: what can't be read of them must not cost its words. */
  attachments: z.array(sharedSchema).nullish().catch(null),
});
export type WrittenMessage = z.infer<typeof writtenSchema>;

const messageSchema = writtenSchema.extend({
  type: z.enum(['message', 'app_mention']),
  subtype: z.string().nullish(),
  channel: z.string().min(1),
  channel_type: z.string().nullish(),
  /** The author's team, where it is told. */
  team: z.string().nullish(),
  user_team: z.string().nullish(),
});
export type MessageEvent = z.infer<typeof messageSchema>;

const changedSchema = z.looseObject({
  type: z.literal('message'),
  subtype: z.literal('message_changed'),
  channel: z.string().min(1),
  channel_type: z.string().nullish(),
  message: writtenSchema.extend({ edited: z.looseObject({ ts: z.string() }).nullish() }),
  previous_message: z.looseObject({ text: z.string().nullish() }).nullish(),
});
export type ChangedEvent = z.infer<typeof changedSchema>;

const deletedSchema = z.looseObject({
  type: z.literal('message'),
  subtype: z.literal('message_deleted'),
  channel: z.string().min(1),
  deleted_ts: z.string().min(1),
  previous_message: writtenSchema,
});
export type DeletedEvent = z.infer<typeof deletedSchema>;

const assistantSchema = z.looseObject({
  type: z.literal('assistant_thread_started'),
  assistant_thread: z.looseObject({
    user_id: z.string().min(1),
    channel_id: z.string().min(1),
    thread_ts: z.string().min(1),
  }),
});
export type AssistantEvent = z.infer<typeof assistantSchema>;

const homeOpenedSchema = z.looseObject({
  type: z.literal('app_home_opened'),
  user: z.string().min(1),
  tab: z.enum(['home', 'messages']).nullish(),
});
export type HomeOpenedEvent = z.infer<typeof homeOpenedSchema>;

const membershipSchema = z.looseObject({
  type: z.enum(['member_joined_channel', 'member_left_channel']),
  user: z.string().min(1),
  channel: z.string().min(1),
  event_ts: z.string().min(1),
});
export type MembershipEvent = z.infer<typeof membershipSchema>;

const userChangeSchema = z.looseObject({
  type: z.literal('user_change'),
  user: z.looseObject({ id: z.string().min(1), deleted: z.boolean().nullish() }),
  event_ts: z.string().min(1),
});
export type UserChangeEvent = z.infer<typeof userChangeSchema>;

const callbackSchema = z.looseObject({
  type: z.literal('event_callback'),
  event_id: z.string(),
  /** The channel is shared with another organisation. */
  is_ext_shared_channel: z.boolean().nullish(),
  event: z.looseObject({ type: z.string(), subtype: z.string().nullish() }),
});

const commandSchema = z.looseObject({
  command: z.string(),
  text: z.string().default(''),
  user_id: z.string().min(1),
  channel_id: z.string(),
  trigger_id: z.string().min(1),
});
export type SlashCommand = z.infer<typeof commandSchema>;

const blockSchema = z.looseObject({ type: z.string() });

const pressSchema = z.looseObject({
  type: z.literal('block_actions'),
  user: z.looseObject({ id: z.string().min(1) }),
  trigger_id: z.string(),
  channel: z.looseObject({ id: z.string().min(1) }).nullish(),
  message: z
    .looseObject({
      ts: z.string().min(1),
      thread_ts: z.string().nullish(),
      text: z.string().nullish(),
      blocks: z.array(blockSchema).nullish(),
    })
    .nullish(),
  actions: z
    .array(
      z.looseObject({
        action_id: z.string(),
        block_id: z.string().nullish(),
        action_ts: z.string(),
        value: z.string().nullish(),
        text: z.looseObject({ text: z.string() }).nullish(),
      }),
    )
    .min(1),
});
export type Press = z.infer<typeof pressSchema>;

/** What was put into one field of a form. */
const fieldSchema = z.looseObject({
  value: z.string().nullish(),
  selected_option: z.looseObject({ value: z.string() }).nullish(),
});
export type FormValues = Readonly<Record<string, Record<string, z.infer<typeof fieldSchema>>>>;

const submissionSchema = z.looseObject({
  type: z.literal('view_submission'),
  user: z.looseObject({ id: z.string().min(1) }),
  view: z.looseObject({
    id: z.string().min(1),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.looseObject({
      values: z.record(z.string(), z.record(z.string(), fieldSchema)),
    }),
  }),
});
export type Submission = z.infer<typeof submissionSchema>;

/** What an envelope's body turned out to be. */
export type Payload =
  /**
   * Somebody wrote, in a direct message, a channel or a thread. `sharedFrom`: the author's team, where the
   * channel is shared with other organisations.
   */
  | { kind: 'message'; event: MessageEvent; sharedFrom: string | null }
  /** Somebody changed what they had written. */
  | { kind: 'changed'; event: ChangedEvent }
  /** Somebody deleted what they had written. */
  | { kind: 'deleted'; event: DeletedEvent }
  /** Somebody opened the bot's page. */
  | { kind: 'home-opened'; event: HomeOpenedEvent }
  /** Somebody joined a channel or left it. */
  | { kind: 'membership'; event: MembershipEvent }
  /** Something about an account changed: it may have been switched off. */
  | { kind: 'user'; event: UserChangeEvent }
  /** Somebody opened the assistant pane. */
  | { kind: 'assistant'; event: AssistantEvent }
  | { kind: 'command'; command: SlashCommand }
  | { kind: 'press'; press: Press }
  | { kind: 'submission'; submission: Submission }
  /** Readable, and nothing to us. */
  | { kind: 'ignored'; why: string }
  | { kind: 'malformed'; reason: string };

/** The subtypes under which people write; all others tell of something else. */
const WRITTEN = new Set(['', 'file_share', 'thread_broadcast', 'me_message']);

function shaped<T>(schema: z.ZodType<T>, value: unknown, make: (value: T) => Payload): Payload {
  const parsed = schema.safeParse(value);
  return parsed.success ? make(parsed.data) : { kind: 'malformed', reason: z.prettifyError(parsed.error) };
}

function readEvent({ event, is_ext_shared_channel: shared }: z.infer<typeof callbackSchema>): Payload {
  if (event.type === 'assistant_thread_started') {
    return shaped(assistantSchema, event, (read) => ({ kind: 'assistant', event: read }));
  }
  if (event.type === 'member_joined_channel' || event.type === 'member_left_channel') {
    return shaped(membershipSchema, event, (read) => ({ kind: 'membership', event: read }));
  }
  if (event.type === 'app_home_opened') {
    return shaped(homeOpenedSchema, event, (read) => ({ kind: 'home-opened', event: read }));
  }
  if (event.type === 'user_change') {
    return shaped(userChangeSchema, event, (read) => ({ kind: 'user', event: read }));
  }
  if (event.type !== 'message' && event.type !== 'app_mention') return { kind: 'ignored', why: event.type };
  const subtype = event.subtype ?? '';
  if (subtype === 'message_changed') {
    return shaped(changedSchema, event, (read) => ({ kind: 'changed', event: read }));
  }
  if (subtype === 'message_deleted') {
    return shaped(deletedSchema, event, (read) => ({ kind: 'deleted', event: read }));
  }
  if (!WRITTEN.has(subtype)) return { kind: 'ignored', why: `${event.type} ${subtype}` };
  return shaped(messageSchema, event, (read) => ({
    kind: 'message',
    event: read,
    sharedFrom: shared === true ? (read.user_team ?? read.team ?? null) : null,
  }));
}

const kindSchema = z.looseObject({ type: z.string().optional(), command: z.string().optional() });

/** Reads the body of an event, an interaction or a slash command, however it came. Never throws. */
export function readPayload(body: unknown): Payload {
  const kind = kindSchema.safeParse(body);
  if (!kind.success) return { kind: 'malformed', reason: 'not an object with a type or a command' };
  if (kind.data.command !== undefined) {
    return shaped(commandSchema, body, (command) => ({ kind: 'command', command }));
  }
  switch (kind.data.type) {
    case 'event_callback': {
      const callback = callbackSchema.safeParse(body);
      if (!callback.success) return { kind: 'malformed', reason: z.prettifyError(callback.error) };
      return readEvent(callback.data);
    }
    case 'block_actions':
      return shaped(pressSchema, body, (press) => ({ kind: 'press', press }));
    case 'view_submission':
      return shaped(submissionSchema, body, (submission) => ({ kind: 'submission', submission }));
    case undefined:
      return { kind: 'malformed', reason: 'neither a type nor a command' };
    default:
      return { kind: 'ignored', why: kind.data.type };
  }
}
