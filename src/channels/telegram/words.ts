import { z } from 'zod';
import { plain, type RichText } from '../../model/text.js';
import { readEntities } from './entities.js';
import type { TelegramMessage } from './update.js';

/** What people send that is neither text nor a file, by Telegram's names. */
const CONTENT = [
  'rich_message',
  'checklist',
  'poll',
  'game',
  'story',
  'paid_media',
  'giveaway',
  'giveaway_winners',
  'invoice',
];

/** What Telegram tells of a chat in the shape of a message: nobody waits for an answer to it. */
const SERVICE = new Set([
  'boost_added',
  'channel_chat_created',
  'chat_background_set',
  'chat_owner_changed',
  'chat_owner_left',
  'chat_shared',
  'checklist_tasks_added',
  'checklist_tasks_done',
  'community_chat_added',
  'community_chat_joined',
  'community_chat_removed',
  'connected_website',
  'delete_chat_photo',
  'direct_message_price_changed',
  'forum_topic_closed',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_reopened',
  'general_forum_topic_hidden',
  'general_forum_topic_unhidden',
  'gift',
  'gift_upgrade_sent',
  'giveaway_completed',
  'giveaway_created',
  'group_chat_created',
  'left_chat_member',
  'managed_bot_created',
  'message_auto_delete_timer_changed',
  'migrate_from_chat_id',
  'migrate_to_chat_id',
  'new_chat_members',
  'new_chat_photo',
  'new_chat_title',
  'paid_message_price_changed',
  'passport_data',
  'pinned_message',
  'poll_option_added',
  'poll_option_deleted',
  'proximity_alert_triggered',
  'refunded_payment',
  'successful_payment',
  'suggested_post_approval_failed',
  'suggested_post_approved',
  'suggested_post_declined',
  'suggested_post_info',
  'suggested_post_paid',
  'suggested_post_refunded',
  'supergroup_chat_created',
  'unique_gift',
  'users_shared',
  'video_chat_ended',
  'video_chat_participants_invited',
  'video_chat_scheduled',
  'video_chat_started',
  'web_app_data',
  'write_access_allowed',
]);

/** What says who, where, when and how, and nothing of what. */
const ENVELOPE = new Set([
  'author_signature',
  'business_connection_id',
  'caption_entities',
  'chat',
  'date',
  'direct_messages_topic',
  'edit_date',
  'effect_id',
  'entities',
  'ephemeral_message_id',
  'external_reply',
  'forward_origin',
  'from',
  'guest_bot_caller_chat',
  'guest_bot_caller_user',
  'guest_query_id',
  'has_media_spoiler',
  'has_protected_content',
  'is_automatic_forward',
  'is_from_offline',
  'is_paid_post',
  'is_topic_message',
  'link_preview_options',
  'media_group_id',
  'message_id',
  'message_thread_id',
  'paid_star_count',
  'quote',
  'receiver_user',
  'reply_markup',
  'reply_to_checklist_task_id',
  'reply_to_message',
  'reply_to_poll_option_id',
  'reply_to_story',
  'sender_boost_count',
  'sender_business_bot',
  'sender_chat',
  'sender_tag',
  'show_caption_above_media',
  'via_bot',
]);

/** Whether a message tells of the chat rather than of what somebody wants. */
export function isService(message: TelegramMessage): boolean {
  return Object.keys(message).some((name) => SERVICE.has(name));
}

/**
 * The words of a message, as they were formatted. What has no words but says something is put into words, with a sign
 * for what it is, so that nothing is lost.
 */
export function wordsOf(message: TelegramMessage): RichText {
  const { text, entities = [], caption, caption_entities: below = [] } = message;
  if (text !== undefined) return readEntities(text, entities);
  if (caption !== undefined) return readEntities(caption, below);
  return plain(describedIn(message));
}

function describedIn(message: TelegramMessage): string {
  const { contact, venue, location, dice, sticker } = message;
  if (contact !== undefined) return `👤 ${contact.first_name}: ${contact.phone_number}`;
  if (venue !== undefined) return `📍 ${venue.title}, ${venue.address}`;
  if (location !== undefined) return `📍 ${location.latitude}, ${location.longitude}`;
  if (dice !== undefined) return dice.emoji;
  if (sticker !== undefined) return sticker.emoji ?? '';
  const name = CONTENT.find((content) => message[content] !== undefined);
  return name === undefined ? '' : described(name, message[name]);
}

/** The same of what Telegram did not yet know when this was written; empty when a message says nothing at all. */
export function unknownWordsOf(message: TelegramMessage): string {
  const name = Object.keys(message).find((key) => !ENVELOPE.has(key) && !SERVICE.has(key));
  return name === undefined ? '' : described(name, message[name]);
}

/** The words inside a content, a line each, or else its name: `[story]`. */
function described(name: string, content: unknown): string {
  const words = linesOf(content).join('\n').trim();
  return words === '' ? `[${name.replaceAll('_', ' ')}]` : words;
}

const listSchema = z.array(z.unknown());
const recordSchema = z.record(z.string(), z.unknown());

/** Where contents keep their words, and where further contents: in the order in which they are shown. */
const INLINE = ['question', 'title', 'summary', 'text', 'expression', 'description', 'credit'];
const NESTED = ['blocks', 'items', 'cells', 'tasks', 'options', 'caption'];

function linesOf(content: unknown): string[] {
  const list = listSchema.safeParse(content);
  if (list.success) return list.data.flatMap(linesOf);
  const record = recordSchema.safeParse(content);
  if (!record.success) return typeof content === 'string' && content !== '' ? [content] : [];
  const { data } = record;
  const own = INLINE.map((key) => inlineOf(data[key])).filter((line) => line !== '');
  return [...own, ...NESTED.flatMap((key) => linesOf(data[key]))];
}

/** Telegram's rich text: a string, a list of rich texts, or one that is drawn in some way. */
function inlineOf(text: unknown): string {
  if (typeof text === 'string') return text;
  const list = listSchema.safeParse(text);
  if (list.success) return list.data.map(inlineOf).join('');
  const record = recordSchema.safeParse(text);
  if (!record.success) return '';
  return inlineOf(record.data.text ?? record.data.alternative_text ?? record.data.expression);
}
