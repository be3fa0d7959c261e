import { badRequest, Refusal } from './refusal.js';

/** Someone with an account. */
export interface Account {
  id: number;
  isBot: boolean;
  firstName: string;
  lastName?: string;
  username?: string;
  language?: string;
}

export type FileKind =
  'photo' | 'document' | 'voice' | 'audio' | 'video' | 'sticker' | 'video_note' | 'animation';

export interface StoredFile {
  id: string;
  kind: FileKind;
  name: string | null;
  mime: string | null;
  /** What Telegram says; may be larger than `bytes`, to play a large file without one. */
  size: number;
  bytes: Uint8Array;
}

export interface Button {
  text: string;
  callback_data: string;
}

/** A message as it stands in a chat now. */
export interface StoredMessage {
  id: number;
  chat: number;
  /** The topic it is in, or null. */
  thread: number | null;
  from: Account;
  /** Text, or the caption of a file. */
  text: string;
  entities: unknown[];
  buttons: Button[][];
  file: StoredFile | null;
  album: string | null;
  replyTo: number | null;
  /** What was picked out of the answered message. */
  quote: string | null;
  /** A contact or a place, by Telegram's own name. */
  content: Record<string, unknown> | null;
  /** The bot's reactions. */
  reactions: string[];
  edited: boolean;
  /** Seconds since the epoch. */
  date: number;
}

export interface Topic {
  id: number;
  name: string;
  /** The custom emoji that is its icon, or null. */
  icon?: string | null;
  closed: boolean;
  deleted: boolean;
}

export interface Chat {
  id: number;
  type: 'private' | 'group' | 'supergroup';
  title: string;
  isForum: boolean;
  messages: StoredMessage[];
  topics: Map<number, Topic>;
  /** The person blocked the bot, or the bot was thrown out. */
  closedToBot: string | null;
  botManagesTopics: boolean;
  reactionsAllowed: boolean;
  /** Who is not in the group; everybody else is. */
  outside: Set<number>;
  migratedTo: number | null;
  lastId: number;
}

/** Everything that exists on the test server. */
export interface World {
  readonly chats: Map<number, Chat>;
  readonly files: Map<string, StoredFile>;
  readonly bot: Account;
  /** Seconds since the epoch. */
  date(): number;
  addChat(chat: Pick<Chat, 'id' | 'type' | 'title'> & { isForum?: boolean }): Chat;
  addFile(file: Omit<StoredFile, 'id'>): StoredFile;
  addMessage(chat: Chat, message: Partial<StoredMessage> & { from: Account }): StoredMessage;
  /** The chat, for reading; throws as Telegram does. */
  chat(id: number): Chat;
  /** The chat, for writing into `thread`; throws as Telegram does when it is closed, gone or moved. */
  writable(id: number, thread: number | null): Chat;
}

export function createWorld(bot: Account, now: () => number): World {
  const chats = new Map<number, Chat>();
  const files = new Map<string, StoredFile>();
  const date = (): number => Math.floor(now() / 1000);

  function chat(id: number): Chat {
    const found = chats.get(id);
    if (found === undefined) throw badRequest('chat not found');
    return found;
  }

  return {
    chats,
    files,
    bot,
    date,
    chat,
    addChat(given) {
      const added: Chat = {
        isForum: false,
        ...given,
        messages: [],
        topics: new Map(),
        closedToBot: null,
        botManagesTopics: true,
        reactionsAllowed: true,
        outside: new Set(),
        migratedTo: null,
        lastId: 0,
      };
      chats.set(added.id, added);
      return added;
    },
    addFile(given) {
      const file = { ...given, id: `file-${given.kind}-${files.size + 1}` };
      files.set(file.id, file);
      return file;
    },
    addMessage(to, given) {
      to.lastId += 1;
      const message: StoredMessage = {
        thread: null,
        text: '',
        entities: [],
        buttons: [],
        file: null,
        album: null,
        replyTo: null,
        quote: null,
        content: null,
        reactions: [],
        edited: false,
        date: date(),
        ...given,
        id: to.lastId,
        chat: to.id,
      };
      to.messages.push(message);
      return message;
    },
    writable(id, thread) {
      const found = chat(id);
      if (found.migratedTo !== null) {
        const description = 'Bad Request: group chat was upgraded to a supergroup chat';
        throw new Refusal(400, description, { migrate_to_chat_id: found.migratedTo });
      }
      if (found.closedToBot !== null) throw new Refusal(403, `Forbidden: ${found.closedToBot}`);
      if (thread !== null) {
        const topic = found.topics.get(thread);
        if (topic === undefined || topic.deleted) throw badRequest('message thread not found');
        if (topic.closed) throw badRequest('TOPIC_CLOSED');
      }
      return found;
    },
  };
}
