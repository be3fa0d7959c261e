import { DESK_CHANNEL } from '../app.js';
import {
  awaited,
  createReader,
  fits,
  type Agent,
  type Desk,
  type Seen,
  type SentFile,
  type Talker,
  type Thread,
} from '../talk.js';
import { buttonsOf, drawnIn } from './block-kit.js';
import type { SlackUser } from './person.js';
import type { SlackServer } from './server.js';
import type { StoredMessage } from './workspace.js';

const MIME = {
  ...{ photo: 'image/png', document: 'application/octet-stream', voice: 'audio/webm' },
  ...{ audio: 'audio/mpeg', video: 'video/mp4' },
} as const;

let people = 0;

function newUser(server: SlackServer, name: string, locale?: string): SlackUser {
  people += 1;
  return server.user(`U0PERSON${people}`, name, locale);
}

/** A new employee, in direct messages with the bot. */
export function employee(server: SlackServer, name: string, locale = 'en-US'): Talker & { user: SlackUser } {
  const user = newUser(server, name, locale);
  return { ...at(server, user, user.dm, null), user };
}

/** Someone in a thread: of a channel, or of the assistant pane. */
export function inThread(server: SlackServer, user: SlackUser, channel: string, thread: string): Talker {
  return at(server, user, channel, thread);
}

function at(server: SlackServer, user: SlackUser, channel: string, thread: string | null): Talker {
  const direct = channel === user.dm;
  const heard = (): Seen[] =>
    server
      .channel(channel)
      .messages.filter((one) => one.fromBot && one.thread === thread)
      .map((one) => seen(server, one));
  return {
    name: user.name,
    writes: (text) => {
      if (direct) return user.writesDm(text, thread ?? undefined).ts;
      return thread === null ? user.says(channel, text).ts : user.replies(channel, thread, text).ts;
    },
    edits: (ts, text) => {
      user.edits({ channel, ts }, text);
    },
    presses: (label) => {
      user.presses(label, channel);
    },
    sends: (file) =>
      user.uploads(fileOf(file), file.caption, { channel, ...(thread === null ? {} : { thread }) }).ts,
    hears: createReader(user.name, server.watch, heard),
    heard,
  };
}

/** The desk in a channel, by default the one that deployments are set to. */
export function channelDesk(
  server: SlackServer,
  channel = DESK_CHANNEL,
): Desk & { agent(name: string): Agent & { user: SlackUser } } {
  const roots = (): StoredMessage[] =>
    server.channel(channel).messages.filter((one) => one.fromBot && one.thread === null);
  return {
    agent: (name) => createAgent(newUser(server, name), channel),
    threads: () => roots().map((one) => server.read(one.blocks)),
    thread: (part) =>
      awaited(
        server.watch,
        () => {
          const root = roots().findLast((one) => fits(server.read(one.blocks), part));
          return root === undefined ? undefined : threadOf(server, root, channel);
        },
        () => `no thread has a card with ${part}`,
      ),
  };
}

function createAgent(user: SlackUser, channel: string): Agent & { user: SlackUser } {
  return {
    name: user.name,
    user,
    writes: (thread, text) => user.replies(channel, thread.id, text).ts,
    edits: (_, ts, text) => {
      user.edits({ channel, ts }, text);
    },
    sends: (thread, file) => user.uploads(fileOf(file), file.caption, { channel, thread: thread.id }).ts,
    presses: (thread, label) => {
      user.presses(label, channel, thread.id);
    },
    leaves: () => {
      user.leavesChannel(channel);
    },
  };
}

function threadOf(server: SlackServer, root: StoredMessage, channel: string): Thread {
  const messages = (): StoredMessage[] => server.channel(channel).messages;
  const card = (): Seen => seen(server, root);
  const lines = (): Seen[] =>
    messages()
      .filter((one) => one.fromBot && one.thread === root.ts)
      .map((one) => seen(server, one));
  return {
    id: root.ts,
    card,
    lines,
    cardShows: (part) =>
      awaited(
        server.watch,
        () => (fits(card().text, part) ? card() : undefined),
        () => `the card never showed ${String(part)}: ${card().text}`,
      ),
    reads: createReader(`thread ${root.ts}`, server.watch, lines),
    mark: (message) =>
      awaited(
        server.watch,
        () => {
          const mark = messages().find((one) => one.ts === message)?.reactions[0];
          return mark === undefined ? undefined : mark === 'white_check_mark' ? 'delivered' : 'failed';
        },
        () => `message ${message} has no mark`,
      ),
  };
}

function fileOf({ kind, name, bytes }: SentFile): Parameters<SlackUser['uploads']>[0] {
  const subtype = kind === 'voice' ? { subtype: 'slack_audio' } : {};
  return { name, mime: MIME[kind], bytes: Buffer.from(bytes), ...subtype };
}

function seen(server: SlackServer, message: StoredMessage): Seen {
  return {
    id: message.ts,
    text: message.blocks.length === 0 ? message.text : server.read(message.blocks),
    drawn: drawnIn(message.blocks),
    answers: null,
    buttons: buttonsOf(message.blocks).map((button) => button.text.text),
    files: message.files
      .filter(({ deleted }) => !deleted)
      .map((file) => ({ kind: 'file', name: file.name, bytes: new Uint8Array(file.bytes ?? []) })),
  };
}
