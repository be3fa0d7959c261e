import type { Platform } from './methods.js';
import { chatJson, messageJson, userJson, botMemberJson } from './shape.js';
import type { Account, Chat, FileKind, StoredFile, StoredMessage } from './world.js';

/** A file that somebody sends. `size` is what Telegram claims; the bytes may be fewer. */
export interface SentFile {
  kind: FileKind;
  bytes?: Uint8Array;
  size?: number;
  name?: string;
  mime?: string;
  caption?: string;
  /** Files with the same mark are one album. */
  album?: string;
}

/** How a text was formatted, and what it answers. */
export interface Manner {
  entities?: unknown[];
  replyTo?: number;
  quote?: string;
}

/** Someone who writes to the bot in a private chat. */
export interface User {
  readonly account: Account;
  readonly chat: Chat;
  /** Sends a text; a command too. */
  writes(text: string, manner?: Manner): StoredMessage;
  sends(file: SentFile): StoredMessage;
  /** Sends a contact or a place. */
  shares(content: Record<string, unknown>): StoredMessage;
  /** Presses the latest button with this label or token. Throws when there is none. Returns the callback's id. */
  presses(button: string): string;
  /** Changes a message sent before, by default the last. */
  edits(text: string, message?: StoredMessage, entities?: unknown[]): StoredMessage;
  blocks(): void;
  unblocks(): void;
  /** The bot's texts, oldest first. */
  heard(): string[];
}

/** Someone who works in a group. */
export interface Agent {
  readonly account: Account;
  /** Writes in a topic; null is General. */
  writes(thread: number | null, text: string, manner?: Manner): StoredMessage;
  sends(thread: number | null, file: SentFile): StoredMessage;
  shares(thread: number | null, content: Record<string, unknown>): StoredMessage;
  presses(thread: number | null, button: string): string;
  edits(text: string, message: StoredMessage, entities?: unknown[]): StoredMessage;
  /** Leaves the group, or is put out of it. */
  leaves(): void;
  joins(): void;
}

export function createUser(platform: Platform, account: Account): User {
  const { world, updates } = platform;
  const name = [account.firstName, account.lastName ?? ''].join(' ').trim();
  const chat = world.chats.get(account.id) ?? world.addChat({ id: account.id, type: 'private', title: name });
  const base = inChat(platform, account, () => chat);
  return {
    account,
    chat,
    writes: (text, manner) => base.writes(null, text, manner),
    sends: (file) => base.sends(null, file),
    shares: (content) => base.shares(null, content),
    presses: (button) => base.presses(null, button),
    edits(text, message, entities) {
      const last = chat.messages.filter((each) => each.from.id === account.id).at(-1);
      const changed = message ?? last;
      if (changed === undefined) throw new Error(`${name} has not written anything to edit`);
      return base.edits(text, changed, entities);
    },
    blocks() {
      chat.closedToBot = 'bot was blocked by the user';
      updates.push('my_chat_member', memberChange(platform, account, chat));
    },
    unblocks() {
      chat.closedToBot = null;
      updates.push('my_chat_member', memberChange(platform, account, chat));
    },
    heard: () => chat.messages.filter((each) => each.from.id === world.bot.id).map((each) => each.text),
  };
}

/** `group` is asked anew each time, for a group can become another chat. */
export function createAgent(platform: Platform, account: Account, group: () => Chat): Agent {
  return inChat(platform, account, group);
}

function inChat(platform: Platform, account: Account, where: () => Chat): Agent {
  const { world, updates } = platform;
  const goes = (inside: boolean): void => {
    const chat = where();
    if (inside) chat.outside.delete(account.id);
    else chat.outside.add(account.id);
    const user = userJson(account);
    const [before, after] = inside ? ['left', 'member'] : ['member', 'left'];
    updates.push('chat_member', {
      chat: chatJson(chat),
      from: user,
      date: world.date(),
      old_chat_member: { status: before, user },
      new_chat_member: { status: after, user },
    });
  };
  const post = (thread: number | null, given: Partial<StoredMessage>): StoredMessage => {
    const message = world.addMessage(where(), { ...given, from: account, thread });
    updates.push('message', messageJson(world, message));
    return message;
  };
  return {
    account,
    leaves() {
      goes(false);
    },
    joins() {
      goes(true);
    },
    writes: (thread, text, manner = {}) => post(thread, { text, ...manner }),
    shares: (thread, content) => post(thread, { content }),
    sends: (thread, file) =>
      post(thread, { file: store(platform, file), text: file.caption ?? '', album: file.album ?? null }),
    edits(text, message, entities = []) {
      message.text = text;
      message.entities = entities;
      message.edited = true;
      updates.push('edited_message', messageJson(world, message));
      return message;
    },
    presses(thread, label) {
      const inThread = where().messages.filter((each) => each.thread === thread);
      const buttons = inThread.flatMap((message) =>
        message.buttons.flat().map((button) => ({ message, button })),
      );
      const found = buttons
        .filter(({ button }) => button.text === label || button.callback_data === label)
        .at(-1);
      if (found === undefined) {
        const labels = buttons.map(({ button }) => button.text).join(', ');
        throw new Error(`there is no button ${label}; there are: ${labels}`);
      }
      const id = `${account.id}00${platform.answers.size + platform.pressed.size + 1}`;
      platform.pressed.add(id);
      updates.push('callback_query', {
        id,
        from: userJson(account),
        message: messageJson(world, found.message),
        chat_instance: '1',
        data: found.button.callback_data,
      });
      return id;
    },
  };
}

function store({ world }: Platform, file: SentFile): StoredFile {
  const bytes = file.bytes ?? new TextEncoder().encode(`bytes of a ${file.kind}`);
  const { kind, name = null, mime = null } = file;
  return world.addFile({ kind, name, mime, size: file.size ?? bytes.length, bytes });
}

/** Telegram tells a bot when its own membership of a chat changes. */
export function memberChange(platform: Platform, by: Account, chat: Chat): Record<string, unknown> {
  const { world } = platform;
  const user = userJson(world.bot);
  const inside = chat.closedToBot === null;
  const blocked = { status: 'kicked', user, until_date: 0 };
  const left = chat.type === 'private' ? blocked : { status: 'left', user };
  const member = chat.type === 'private' ? { status: 'member', user } : botMemberJson(world, chat);
  return {
    chat: chatJson(chat),
    from: userJson(by),
    date: world.date(),
    old_chat_member: inside ? left : { status: 'member', user },
    new_chat_member: inside ? member : left,
  };
}
