import { createHash } from 'node:crypto';
import type { Address, Person, Reply } from '../../model/address.js';
import type { Inbound } from '../../model/inbound.js';
import { plain } from '../../model/text.js';
import type { Departure } from '../channel.js';
import { readDeskToken } from '../desk-token.js';
import { attachmentsOf } from './attachment.js';
import { readCommand } from './command.js';
import { isInside } from './member.js';
import type {
  TelegramCallback,
  TelegramMemberChange,
  TelegramMessage,
  TelegramUpdate,
  TelegramUser,
} from './update.js';
import { isService, unknownWordsOf, wordsOf } from './words.js';

/** What an update is to us. */
export type Reading =
  /** To be stored. `pressed`: the button it came from, to be answered. */
  | { kind: 'inbound'; inbound: Inbound; pressed: Pressed | null }
  /** Nothing for us, and no fault: a service message, another bot, the General topic. */
  | { kind: 'ignored'; pressed: Pressed | null }
  /** Meant for us, but not to be read. */
  | { kind: 'rejected'; reason: string; pressed: Pressed | null }
  /** A group or channel that is not ours, and whether the bot is in it. */
  | { kind: 'foreign'; chat: number; title: string; inside: boolean }
  /** Somebody is a member of a desk from here on, or has left it: then it is a departure. */
  | { kind: 'member'; inside: boolean; departure: Departure }
  /** A desk goes on under another id. */
  | { kind: 'desk-moved'; from: string; to: string };

/** A pressed button. `locale`: the language of whoever pressed. `message` is where its keyboard is, when that is a person's chat. */
export interface Pressed {
  callback: string;
  locale: string | null;
  message: { chat: number; id: number } | null;
}

/** How much of an answered message is kept, UTF-16 units. */
const EXCERPT = 200;

/** Who reads. */
export interface Reader {
  /** The bot's id and its name without `@`. */
  account: string;
  botName: string;
  /** The ids that the desks' chats have now. */
  deskChats: ReadonlySet<string>;
  /** When the update was received, ms. */
  at: number;
}

/** Reads one update. Pure: the same update gives the same reading. */
export function readUpdate(update: TelegramUpdate, reader: Reader): Reading {
  if (update.message !== undefined) return readMessage(update.message, reader);
  if (update.edited_message !== undefined) return readEdit(update.edited_message, reader);
  if (update.callback_query !== undefined) return readCallback(update.callback_query, reader);
  if (update.my_chat_member !== undefined) return readOwnMembership(update.my_chat_member, reader);
  if (update.chat_member !== undefined) return readMember(update.chat_member, reader);
  return ignored;
}

/** The bot came into a chat or was put out of one; in a private chat, the person let it in or blocked it. */
function readOwnMembership(change: TelegramMemberChange, reader: Reader): Reading {
  const { chat, from, date, new_chat_member: member } = change;
  const inside = member.status !== 'left' && member.status !== 'kicked';
  if (chat.type === 'private') {
    if (from === undefined || date === undefined) return ignored;
    return accepted({
      kind: 'reach',
      id: `telegram:${reader.account}:${chat.id}:member:${date}:${member.status}`,
      at: reader.at,
      address: personAddress(chat.id, reader),
      person: personOf(from),
      reachable: inside,
    });
  }
  if (reader.deskChats.has(String(chat.id))) return ignored;
  return { kind: 'foreign', chat: chat.id, title: chat.title ?? '', inside };
}

const ignored: Reading = { kind: 'ignored', pressed: null };

/** Somebody joined a desk or left it. */
function readMember(
  { chat, date, new_chat_member: standing }: TelegramMemberChange,
  reader: Reader,
): Reading {
  const { user } = standing;
  if (!reader.deskChats.has(String(chat.id)) || user === undefined || user.is_bot) return ignored;
  return {
    kind: 'member',
    inside: isInside(standing),
    departure: {
      id: `telegram:${reader.account}:${chat.id}:left:${user.id}:${date ?? reader.at}`,
      at: reader.at,
      desk: personAddress(chat.id, reader),
      agent: personOf(user),
    },
  };
}

function readMessage(message: TelegramMessage, reader: Reader): Reading {
  const { chat } = message;
  if (chat.type === 'channel') return ignored;
  if (chat.type === 'private') return readPrivate(message, reader);
  const id = String(chat.id);
  const isDesk = reader.deskChats.has(id);
  if (isDesk && message.migrate_to_chat_id !== undefined) {
    return { kind: 'desk-moved', from: id, to: String(message.migrate_to_chat_id) };
  }
  const from = String(message.migrate_from_chat_id);
  if (reader.deskChats.has(from)) return { kind: 'desk-moved', from, to: id };
  if (!isDesk) return { kind: 'foreign', chat: chat.id, title: chat.title ?? '', inside: true };
  return readDesk(message, reader);
}

function readPrivate(message: TelegramMessage, reader: Reader): Reading {
  const { from } = message;
  if (from === undefined) return rejected('the message has no sender');
  if (from.is_bot) return ignored;
  if (isService(message)) return ignored;
  const attachments = attachmentsOf(message);
  const base = {
    id: messageId(message, reader),
    at: reader.at,
    address: personAddress(message.chat.id, reader),
    person: personOf(from),
  };
  // What is only passed on gives no command.
  const typed = message.forward_origin === undefined ? message.text : undefined;
  const command = typed === undefined ? null : readCommand(typed, reader.botName);
  if (command !== null) return accepted({ kind: 'command', ...base, ...command });
  const said = wordsOf(message);
  const words = said.text === '' && attachments.length === 0 ? plain(unknownWordsOf(message)) : said;
  if (words.text === '' && attachments.length === 0) return rejected('the message has nothing in it');
  const album = message.media_group_id ?? null;
  return accepted({
    kind: 'message',
    ...base,
    message: String(message.message_id),
    ...words,
    masked: [],
    replyTo: replyOf(message),
    attachments,
    album,
  });
}

function readDesk(message: TelegramMessage, reader: Reader): Reading {
  if (message.is_topic_message !== true || message.message_thread_id === undefined) return ignored;
  const agent = authorOf(message);
  if (agent === null || isService(message)) return ignored;
  const words = wordsOf(message);
  const attachments = attachmentsOf(message);
  if (words.text === '' && attachments.length === 0) return ignored;
  return accepted({
    kind: 'desk-message',
    id: messageId(message, reader),
    at: reader.at,
    address: topicOf(message, reader),
    message: String(message.message_id),
    ...words,
    masked: [],
    replyTo: replyOf(message),
    agent,
    attachments,
  });
}

function readEdit(message: TelegramMessage, reader: Reader): Reading {
  const { chat, from } = message;
  const atDesk = reader.deskChats.has(String(chat.id)) && message.is_topic_message === true;
  if (chat.type !== 'private' && !atDesk) return ignored;
  if (from === undefined && !atDesk) return rejected('the edited message has no sender');
  const author = authorOf(message);
  // Without a date of the edit something changed that bots do not see; a place that changes is a person on the way.
  const unseen = message.edit_date === undefined || message.location !== undefined;
  const words = wordsOf(message);
  const empty = words.text === '' && attachmentsOf(message).length === 0;
  if (author === null || unseen || empty) return ignored;
  // Telegram counts edits in whole seconds: the content keeps two edits of one second apart.
  const content = createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 12);
  const base = {
    id: `telegram:${reader.account}:${chat.id}:edit:${message.message_id}:${message.edit_date}:${content}`,
    at: reader.at,
    message: String(message.message_id),
    ...words,
    masked: [],
  };
  if (!atDesk) {
    return accepted({ kind: 'edit', ...base, address: personAddress(chat.id, reader), person: author });
  }
  const original = messageId(message, reader);
  return accepted({ kind: 'desk-edit', ...base, address: topicOf(message, reader), original, agent: author });
}

function readCallback(callback: TelegramCallback, reader: Reader): Reading {
  const { message, data, from } = callback;
  const atPerson = message?.chat.type === 'private';
  const pressed: Pressed = {
    callback: callback.id,
    locale: from.language_code ?? null,
    message: message !== undefined && atPerson ? { chat: message.chat.id, id: message.message_id } : null,
  };
  if (message === undefined || data === undefined) {
    return { kind: 'rejected', reason: 'the button says nothing about its message or its meaning', pressed };
  }
  const id = `telegram:${reader.account}:callback:${callback.id}`;
  const address = personAddress(message.chat.id, reader);
  if (atPerson) {
    const person = personOf(from);
    return {
      kind: 'inbound',
      inbound: { kind: 'choice', id, at: reader.at, address, person, token: data },
      pressed,
    };
  }
  const token = readDeskToken(data);
  if (!reader.deskChats.has(String(message.chat.id)) || token === null) return { kind: 'ignored', pressed };
  const thread = message.is_topic_message === true ? String(message.message_thread_id ?? '') : '';
  return {
    kind: 'inbound',
    inbound: {
      kind: 'desk-action',
      id,
      at: reader.at,
      address: { ...address, thread },
      agent: personOf(from),
      ...token,
    },
    pressed,
  };
}

function accepted(inbound: Inbound): Reading {
  return { kind: 'inbound', inbound, pressed: null };
}

function rejected(reason: string): Reading {
  return { kind: 'rejected', reason, pressed: null };
}

function messageId(message: TelegramMessage, reader: Reader): string {
  return `telegram:${reader.account}:${message.chat.id}:message:${message.message_id}`;
}

function personAddress(chat: number, reader: Reader): Address {
  return { channel: 'telegram', account: reader.account, chat: String(chat), thread: '' };
}

function topicOf(message: TelegramMessage, reader: Reader): Address {
  return { ...personAddress(message.chat.id, reader), thread: String(message.message_thread_id ?? '') };
}

/** What a message answers. In a topic every message answers the one that opened it, unless another. */
function replyOf(message: TelegramMessage): Reply | undefined {
  const { reply_to_message: answered, quote } = message;
  if (answered === undefined || answered.message_id === message.message_thread_id) return undefined;
  return {
    message: String(answered.message_id),
    quote: quote?.is_manual === true ? quote.text : null,
    excerpt: (answered.text ?? answered.caption ?? '').slice(0, EXCERPT),
  };
}

function personOf(user: TelegramUser): Person {
  const name = [user.first_name, user.last_name ?? ''].join(' ').trim();
  return { id: String(user.id), name, locale: user.language_code ?? null };
}

/**
 * Whoever wrote; null for bots. Who writes on the desk in the group's or a channel's name can claim nothing, but is
 * kept as a note.
 */
function authorOf({
  from,
  sender_chat: sender,
  author_signature: signature,
}: TelegramMessage): Person | null {
  if (sender !== undefined)
    return { id: String(sender.id), name: signature ?? sender.title ?? '', locale: null };
  return from === undefined || from.is_bot ? null : personOf(from);
}
