import type { Account, Chat, StoredFile, StoredMessage, World } from './world.js';

/** The world's things as Telegram writes them. */
export type Json = Record<string, unknown>;

export function userJson(account: Account): Json {
  return {
    id: account.id,
    is_bot: account.isBot,
    first_name: account.firstName,
    ...(account.lastName === undefined ? {} : { last_name: account.lastName }),
    ...(account.username === undefined ? {} : { username: account.username }),
    ...(account.language === undefined ? {} : { language_code: account.language }),
  };
}

export function chatJson(chat: Chat): Json {
  return {
    id: chat.id,
    type: chat.type,
    ...(chat.type === 'private' ? { first_name: chat.title } : { title: chat.title }),
    ...(chat.isForum ? { is_forum: true } : {}),
  };
}

export function chatFullInfoJson(chat: Chat): Json {
  const no = {
    unlimited_gifts: false,
    limited_gifts: false,
    unique_gifts: false,
    premium_subscription: false,
    gifts_from_channels: false,
  };
  return { ...chatJson(chat), accent_color_id: 0, max_reaction_count: 11, accepted_gift_types: no };
}

/** The bot's own membership of a group. */
export function botMemberJson(world: World, chat: Chat): Json {
  const user = userJson(world.bot);
  if (chat.closedToBot !== null) return { status: 'left', user };
  if (!chat.botManagesTopics) return { status: 'member', user };
  const rights = [
    'can_be_edited',
    'is_anonymous',
    'can_manage_chat',
    'can_delete_messages',
    'can_manage_video_chats',
    'can_restrict_members',
    'can_promote_members',
    'can_change_info',
    'can_invite_users',
    'can_post_stories',
    'can_edit_stories',
    'can_delete_stories',
  ];
  const granted = Object.fromEntries(rights.map((right) => [right, right === 'can_manage_chat']));
  return { status: 'administrator', user, ...granted, can_manage_topics: true };
}

/** Somebody's membership of a group. */
export function memberJson(chat: Chat, user: number): Json {
  const someone = { id: user, is_bot: false, first_name: 'Someone' };
  return { status: chat.outside.has(user) ? 'left' : 'member', user: someone };
}

/** Icons of topics, as Telegram gives them out: some with the mark that they are drawn in colour, some without. */
export function iconStickersJson(): Json[] {
  return ['❗\uFE0F', '💬', '📆', '🤖', '✅', '🧳', '🔥'].map((emoji, index) => ({
    file_id: `icon-${index}`,
    file_unique_id: `unique-icon-${index}`,
    type: 'custom_emoji',
    ...{ width: 100, height: 100, is_animated: true, is_video: false },
    emoji,
    custom_emoji_id: `emoji-${emoji.replaceAll('\uFE0F', '')}`,
  }));
}

export function messageJson(world: World, message: StoredMessage): Json {
  const chat = world.chat(message.chat);
  const { file, text, entities, buttons } = message;
  const words =
    file === null
      ? { text, ...(entities.length > 0 ? { entities } : {}) }
      : text === ''
        ? {}
        : { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
  return {
    message_id: message.id,
    from: userJson(message.from),
    chat: chatJson(chat),
    date: message.date,
    ...(message.thread === null ? {} : { message_thread_id: message.thread, is_topic_message: true }),
    ...(message.album === null ? {} : { media_group_id: message.album }),
    ...(message.edited ? { edit_date: world.date() } : {}),
    ...(message.content ?? words),
    ...answeredJson(world, chat, message),
    ...(file === null ? {} : fileJson(file)),
    ...(buttons.length > 0 ? { reply_markup: { inline_keyboard: buttons } } : {}),
  };
}

/** What a message answers: in a topic, the message that opened it, unless another. */
function answeredJson(world: World, chat: Chat, message: StoredMessage): Json {
  const { replyTo, quote, thread } = message;
  const answered = chat.messages.find((each) => each.id === replyTo);
  if (answered !== undefined) {
    const picked = quote === null ? {} : { quote: { text: quote, position: 0, is_manual: true } };
    const shown = messageJson(world, { ...answered, replyTo: null, quote: null, thread: null });
    return { reply_to_message: shown, ...picked };
  }
  const topic = thread === null ? undefined : chat.topics.get(thread);
  if (topic === undefined || message.from.isBot) return {};
  const opened = { name: topic.name, icon_color: 7322096 };
  const root = { message_id: topic.id, date: message.date, chat: chatJson(chat) };
  return { reply_to_message: { ...root, forum_topic_created: opened } };
}

/** A file as part of a message: under the name of its kind. */
function fileJson(file: StoredFile): Json {
  const base = { file_id: file.id, file_unique_id: `unique-${file.id}`, file_size: file.size };
  const named = {
    ...base,
    ...(file.name === null ? {} : { file_name: file.name }),
    ...(file.mime === null ? {} : { mime_type: file.mime }),
  };
  const mime = file.mime === null ? {} : { mime_type: file.mime };
  const moving = { width: 320, height: 240, duration: 3 };
  switch (file.kind) {
    case 'photo':
      return {
        photo: [
          { ...base, file_id: `${file.id}-small`, width: 90, height: 60, file_size: 100 },
          { ...base, width: 1280, height: 853 },
          { ...base, file_id: `${file.id}-medium`, width: 320, height: 213, file_size: 1000 },
        ],
      };
    case 'document':
      return { document: named };
    case 'voice':
      return { voice: { ...base, ...mime, duration: 3 } };
    case 'audio':
      return { audio: { ...named, duration: 3 } };
    case 'video':
      return { video: { ...named, ...moving } };
    case 'animation':
      return { animation: { ...named, ...moving }, document: named };
    case 'video_note':
      return { video_note: { ...base, length: 240, duration: 3 } };
    case 'sticker':
      return {
        sticker: { ...base, type: 'regular', width: 512, height: 512, is_animated: false, is_video: false },
      };
  }
}
