import { isObject, isUpload, listParam, numberParam, textParam, type Params } from './params.js';
import { badRequest } from './refusal.js';
import {
  botMemberJson,
  chatFullInfoJson,
  iconStickersJson,
  memberJson,
  messageJson,
  userJson,
} from './shape.js';
import type { Updates } from './updates.js';
import type { Button, Chat, FileKind, StoredFile, StoredMessage, Topic, World } from './world.js';

/** What the methods of the API work on. */
export interface Platform {
  world: World;
  updates: Updates;
  /** Buttons that were pressed and not answered yet: callback ids. */
  pressed: Set<string>;
  /** Texts of the answers to pressed buttons, by callback id. */
  answers: Map<string, string>;
}

type Method = (platform: Platform, params: Params, signal: AbortSignal) => unknown;

/** The biggest file that a bot may fetch, bytes. */
const FETCH_LIMIT = 20 * 1024 * 1024;

/** Every method that the server performs, by name. */
export const METHODS: Readonly<Record<string, Method>> = {
  getMe: ({ world }) => ({
    ...userJson(world.bot),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  }),

  getUpdates: ({ updates }, params, signal) => {
    updates.want(params.allowed_updates === undefined ? null : textList(params, 'allowed_updates'));
    return updates.poll({
      offset: numberParam(params, 'offset'),
      limit: numberParam(params, 'limit') ?? 100,
      timeoutSeconds: numberParam(params, 'timeout') ?? 0,
      signal,
    });
  },

  setWebhook: ({ updates }, params) => {
    const url = textParam(params, 'url') ?? '';
    if (url !== '' && !URL.canParse(url)) throw badRequest('bad webhook: invalid webhook URL specified');
    updates.want(params.allowed_updates === undefined ? null : textList(params, 'allowed_updates'));
    if (url === '') updates.deleteWebhook(params.drop_pending_updates === true);
    else updates.setWebhook(url, textParam(params, 'secret_token'));
    return true;
  },

  deleteWebhook: ({ updates }, params) => {
    updates.deleteWebhook(params.drop_pending_updates === true);
    return true;
  },

  getWebhookInfo: ({ updates }) => updates.webhookInfo(),

  setMyCommands: () => true,

  getChat: ({ world }, params) => chatFullInfoJson(chatOf(world, params)),

  getChatMember: ({ world }, params) => {
    const chat = chatOf(world, params);
    const user = numberParam(params, 'user_id') ?? 0;
    return user === world.bot.id ? botMemberJson(world, chat) : memberJson(chat, user);
  },

  leaveChat: ({ world }, params) => {
    writable(world, params).closedToBot = 'bot is not a member of the supergroup chat';
    return true;
  },

  sendChatAction: ({ world }, params) => {
    writable(world, params);
    return true;
  },

  sendMessage: (platform, params) => send(platform, params, null),
  sendPhoto: (platform, params) => send(platform, params, fileOf(platform.world, params, 'photo')),
  sendDocument: (platform, params) => send(platform, params, fileOf(platform.world, params, 'document')),
  sendVoice: (platform, params) => send(platform, params, fileOf(platform.world, params, 'voice')),
  sendAudio: (platform, params) => send(platform, params, fileOf(platform.world, params, 'audio')),
  sendVideo: (platform, params) => send(platform, params, fileOf(platform.world, params, 'video')),
  sendAnimation: (platform, params) => send(platform, params, fileOf(platform.world, params, 'animation')),
  sendVideoNote: (platform, params) => send(platform, params, fileOf(platform.world, params, 'video_note')),
  sendSticker: (platform, params) => send(platform, params, fileOf(platform.world, params, 'sticker')),

  editMessageCaption: ({ world }, params) => {
    const message = ownMessage(world, params, 'edit');
    if (message.file === null) throw badRequest('there is no caption in the message to edit');
    const text = textParam(params, 'caption') ?? '';
    Object.assign(message, { text, entities: listParam(params, 'caption_entities'), edited: true });
    return messageJson(world, message);
  },

  editMessageText: ({ world }, params) => {
    const message = ownMessage(world, params, 'edit');
    if (message.file !== null) throw badRequest('there is no text in the message to edit');
    const text = textParam(params, 'text') ?? '';
    const entities = listParam(params, 'entities');
    const buttons = buttonsOf(params);
    const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
    if (message.text === text && same(message.entities, entities) && same(message.buttons, buttons)) {
      throw badRequest(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      );
    }
    Object.assign(message, { text, entities, buttons, edited: true });
    return messageJson(world, message);
  },

  editMessageReplyMarkup: ({ world }, params) => {
    const message = ownMessage(world, params, 'edit');
    const buttons = buttonsOf(params);
    if (message.buttons.length === 0 && buttons.length === 0) throw badRequest('message is not modified');
    message.buttons = buttons;
    return messageJson(world, message);
  },

  deleteMessage: ({ world }, params) => {
    const chat = writable(world, params);
    const message = messageOf(chat, numberParam(params, 'message_id'));
    if (message === null) throw badRequest('message to delete not found');
    chat.messages = chat.messages.filter((each) => each !== message);
    return true;
  },

  answerCallbackQuery: ({ pressed, answers }, params) => {
    const id = textParam(params, 'callback_query_id') ?? '';
    if (!pressed.delete(id)) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    answers.set(id, textParam(params, 'text') ?? '');
    return true;
  },

  setMessageReaction: ({ world }, params) => {
    const chat = writable(world, params);
    const message = messageOf(chat, numberParam(params, 'message_id'));
    if (message === null) throw badRequest('message to react not found');
    if (!chat.reactionsAllowed) throw badRequest('REACTION_INVALID');
    message.reactions = listParam(params, 'reaction').flatMap((reaction) =>
      isObject(reaction) && typeof reaction.emoji === 'string' ? [reaction.emoji] : [],
    );
    return true;
  },

  createForumTopic: ({ world }, params) => {
    const chat = writable(world, params);
    if (!chat.isForum) throw badRequest('the chat is not a forum');
    if (!chat.botManagesTopics) throw badRequest('not enough rights to create a topic');
    const name = textParam(params, 'name') ?? '';
    // A topic's id is the id of the service message that opens it.
    chat.lastId += 1;
    const icon = iconOf(params);
    const topic = { id: chat.lastId, name, icon, closed: false, deleted: false };
    chat.topics.set(topic.id, topic);
    const drawn = icon === null ? {} : { icon_custom_emoji_id: icon };
    return { message_thread_id: topic.id, name, icon_color: 7322096, ...drawn };
  },

  editForumTopic: ({ world }, params) => {
    const topic = topicOf(world, params);
    const name = textParam(params, 'name') ?? topic.name;
    const icon = iconOf(params) ?? topic.icon ?? null;
    if (name === topic.name && icon === (topic.icon ?? null)) throw badRequest('TOPIC_NOT_MODIFIED');
    Object.assign(topic, { name, icon });
    return true;
  },

  getForumTopicIconStickers: () => iconStickersJson(),

  closeForumTopic: ({ world }, params) => {
    topicOf(world, params).closed = true;
    return true;
  },

  reopenForumTopic: ({ world }, params) => {
    topicOf(world, params).closed = false;
    return true;
  },

  deleteForumTopic: ({ world }, params) => {
    topicOf(world, params).deleted = true;
    return true;
  },

  getFile: ({ world }, params) => {
    const file = world.files.get(textParam(params, 'file_id') ?? '');
    if (file === undefined) throw badRequest('wrong file_id or the file is temporarily unavailable');
    if (file.size > FETCH_LIMIT) throw badRequest('file is too big');
    return {
      file_id: file.id,
      file_unique_id: `unique-${file.id}`,
      file_size: file.size,
      file_path: `${file.kind}s/${file.id}`,
    };
  },
};

/** What a method's answer must be, where it is more than `true`. */
export const RESULTS: Readonly<Record<string, string>> = {
  getMe: 'User',
  getChat: 'ChatFullInfo',
  getChatMember: 'ChatMember',
  getWebhookInfo: 'WebhookInfo',
  createForumTopic: 'ForumTopic',
  getForumTopicIconStickers: 'Array of Sticker',
  getFile: 'File',
  editMessageText: 'Message',
  editMessageCaption: 'Message',
  editMessageReplyMarkup: 'Message',
  ...Object.fromEntries(
    ['Message', 'Photo', 'Document', 'Voice', 'Audio', 'Video', 'Animation', 'VideoNote', 'Sticker'].map(
      (what) => [`send${what}`, 'Message'],
    ),
  ),
};

function send({ world }: Platform, params: Params, file: StoredFile | null): unknown {
  const thread = numberParam(params, 'message_thread_id');
  const chat = writable(world, params, thread);
  const reply = params.reply_parameters;
  const replyTo = isObject(reply) ? numberParam(reply, 'message_id') : null;
  const known = replyTo !== null && messageOf(chat, replyTo) !== null;
  if (replyTo !== null && !known && !(isObject(reply) && reply.allow_sending_without_reply === true)) {
    throw badRequest('message to be replied not found');
  }
  const message = world.addMessage(chat, {
    from: world.bot,
    thread,
    text: textParam(params, file === null ? 'text' : 'caption') ?? '',
    entities: listParam(params, file === null ? 'entities' : 'caption_entities'),
    buttons: buttonsOf(params),
    file,
    replyTo: known ? replyTo : null,
  });
  return messageJson(world, message);
}

function fileOf(world: World, params: Params, kind: FileKind): StoredFile {
  const given = params[kind];
  if (isUpload(given)) {
    if (given.bytes.length === 0) throw badRequest('file must be non-empty');
    const { name, bytes } = given;
    return world.addFile({ kind, name, mime: null, size: bytes.length, bytes });
  }
  const file = world.files.get(typeof given === 'string' ? given : '');
  if (file === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
  if (file.kind !== kind) throw badRequest(`can't use file of type ${file.kind} as ${kind}`);
  return file;
}

function buttonsOf(params: Params): Button[][] {
  const markup = params.reply_markup;
  if (!isObject(markup)) return [];
  return listParam(markup, 'inline_keyboard').map((row) =>
    Array.isArray(row)
      ? row.flatMap((button: unknown) =>
          isObject(button)
            ? [
                {
                  text: textParam(button, 'text') ?? '',
                  callback_data: textParam(button, 'callback_data') ?? '',
                },
              ]
            : [],
        )
      : [],
  );
}

function chatOf(world: World, params: Params): Chat {
  return world.chat(numberParam(params, 'chat_id') ?? 0);
}

function writable(world: World, params: Params, thread: number | null = null): Chat {
  return world.writable(numberParam(params, 'chat_id') ?? 0, thread);
}

/** An icon that bots may use, or null where none is given. */
function iconOf(params: Params): string | null {
  const icon = textParam(params, 'icon_custom_emoji_id');
  if (icon !== null && !iconStickersJson().some((each) => each.custom_emoji_id === icon)) {
    throw badRequest('DOCUMENT_INVALID');
  }
  return icon;
}

function topicOf(world: World, params: Params): Topic {
  const topic = writable(world, params).topics.get(numberParam(params, 'message_thread_id') ?? 0);
  if (topic === undefined || topic.deleted) throw badRequest('TOPIC_ID_INVALID');
  return topic;
}

/** A message that is still there: those of a deleted topic are not. */
function messageOf(chat: Chat, id: number | null): StoredMessage | null {
  const message = chat.messages.find((each) => each.id === id);
  if (message === undefined) return null;
  const topic = message.thread === null ? undefined : chat.topics.get(message.thread);
  return topic?.deleted === true ? null : message;
}

function ownMessage(world: World, params: Params, doing: string): StoredMessage {
  const message = messageOf(writable(world, params), numberParam(params, 'message_id'));
  if (message === null) throw badRequest(`message to ${doing} not found`);
  if (message.from.id !== world.bot.id) throw badRequest("message can't be edited");
  return message;
}

function textList(params: Params, name: string): string[] {
  return listParam(params, name).filter((each) => typeof each === 'string');
}
