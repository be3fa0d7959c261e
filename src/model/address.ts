import { z } from 'zod';

export const channelNameSchema = z.enum(['telegram', 'slack', 'terminal']);
export type ChannelName = z.infer<typeof channelNameSchema>;

/**
 * A place where messages are exchanged: a conversation with a person, or a case's thread on the desk.
 * `account` is the bot's id (Telegram), the team's id (Slack) or the session's id (terminal); `thread` is the
 * topic's id or the root message's ts, and empty where the chat has no threads.
 */
export const addressSchema = z.strictObject({
  channel: channelNameSchema,
  account: z.string(),
  chat: z.string(),
  thread: z.string(),
});
export type Address = z.infer<typeof addressSchema>;

/** One string for an address: the key of a conversation. */
export function conversationKey(address: Address): string {
  return [address.channel, address.account, address.chat, address.thread].join(':');
}

/** A message on a platform: where it is and its id there (Telegram's message_id, Slack's ts). */
export const messageRefSchema = z.strictObject({ address: addressSchema, message: z.string() });
export type MessageRef = z.infer<typeof messageRefSchema>;

/**
 * The earlier message that one answers. `quote`: what was picked out of it, or null for all of it; `excerpt`: how it
 * begins, as far as the platform tells.
 */
export const replySchema = z.strictObject({
  message: z.string(),
  quote: z.string().nullable(),
  excerpt: z.string(),
});
export type Reply = z.infer<typeof replySchema>;

/** Someone on a platform. `name` is what they call themselves there, whatever the characters. */
export const personSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The platform's guess at their language (`ru`, `en-US`), or null. */
  locale: z.string().nullable(),
});
export type Person = z.infer<typeof personSchema>;
