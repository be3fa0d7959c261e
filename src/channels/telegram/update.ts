import { z } from 'zod';
import { entitySchema } from './entities.js';

/**
 * As much of Telegram's updates as this channel reads; everything else in them passes unread. The names are
 * Telegram's own (https://core.telegram.org/bots/api#update, Bot API 10.1).
 */
const userSchema = z.looseObject({
  id: z.number().int(),
  is_bot: z.boolean(),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});
export type TelegramUser = z.infer<typeof userSchema>;

const chatSchema = z.looseObject({
  id: z.number().int(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string().optional(),
});

const fileSchema = z.looseObject({
  file_id: z.string().min(1),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  file_size: z.number().int().nonnegative().optional(),
});
export type TelegramFile = z.infer<typeof fileSchema>;

const photoSizeSchema = fileSchema.extend({ width: z.number().int(), height: z.number().int() });

const messageSchema = z.looseObject({
  message_id: z.number().int(),
  message_thread_id: z.number().int().optional(),
  is_topic_message: z.boolean().optional(),
  from: userSchema.optional(),
  sender_chat: chatSchema.optional(),
  author_signature: z.string().optional(),
  chat: chatSchema,
  date: z.number().int(),
  edit_date: z.number().int().optional(),
  forward_origin: z.unknown().optional(),
  media_group_id: z.string().optional(),
  text: z.string().optional(),
  entities: z.array(entitySchema).optional(),
  caption: z.string().optional(),
  caption_entities: z.array(entitySchema).optional(),
  /** What it answers: the same chat's, so far as Telegram shows it. In a topic, the message that opened it unless another. */
  reply_to_message: z
    .looseObject({
      message_id: z.number().int(),
      text: z.string().optional(),
      caption: z.string().optional(),
    })
    .optional(),
  quote: z.looseObject({ text: z.string(), is_manual: z.boolean().optional() }).optional(),
  photo: z.array(photoSizeSchema).optional(),
  document: fileSchema.optional(),
  animation: fileSchema.optional(),
  voice: fileSchema.optional(),
  audio: fileSchema.optional(),
  video: fileSchema.optional(),
  video_note: fileSchema.optional(),
  sticker: fileSchema
    .extend({
      emoji: z.string().optional(),
      is_animated: z.boolean().optional(),
      is_video: z.boolean().optional(),
    })
    .optional(),
  contact: z.looseObject({ phone_number: z.string(), first_name: z.string() }).optional(),
  location: z.looseObject({ latitude: z.number(), longitude: z.number() }).optional(),
  venue: z.looseObject({ title: z.string(), address: z.string() }).optional(),
  dice: z.looseObject({ emoji: z.string() }).optional(),
  migrate_to_chat_id: z.number().int().optional(),
  migrate_from_chat_id: z.number().int().optional(),
});
export type TelegramMessage = z.infer<typeof messageSchema>;

/** What a button hangs on: Telegram withholds messages that are too old, but not where they are. */
const pressedMessageSchema = z.looseObject({
  message_id: z.number().int(),
  message_thread_id: z.number().int().optional(),
  is_topic_message: z.boolean().optional(),
  chat: chatSchema,
});

const callbackSchema = z.looseObject({
  id: z.string().min(1),
  from: userSchema,
  message: pressedMessageSchema.optional(),
  data: z.string().optional(),
});
export type TelegramCallback = z.infer<typeof callbackSchema>;

const standingSchema = z.looseObject({
  status: z.string(),
  is_member: z.boolean().optional(),
  user: userSchema.optional(),
});

const memberSchema = z.looseObject({
  chat: chatSchema,
  from: userSchema.optional(),
  date: z.number().int().optional(),
  new_chat_member: standingSchema,
});
export type TelegramMemberChange = z.infer<typeof memberSchema>;

export const updateSchema = z.looseObject({
  update_id: z.number().int(),
  message: messageSchema.optional(),
  edited_message: messageSchema.optional(),
  callback_query: callbackSchema.optional(),
  my_chat_member: memberSchema.optional(),
  chat_member: memberSchema.optional(),
});
export type TelegramUpdate = z.infer<typeof updateSchema>;

/** What Telegram is asked to deliver. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'chat_member',
] as const;

const numberedSchema = z.looseObject({ update_id: z.number().int() });

/** The update's number, even of one that is not understood otherwise; null when it has none. */
export function updateNumber(raw: unknown): number | null {
  const numbered = numberedSchema.safeParse(raw);
  return numbered.success ? numbered.data.update_id : null;
}
