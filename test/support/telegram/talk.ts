import { GROUP } from '../app.js';
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
import type { User } from './people.js';
import type { TelegramServer } from './server.js';
import type { StoredMessage } from './world.js';

let people = 5_000;

/** A new customer in a private chat. */
export function customer(
  server: TelegramServer,
  name: string,
  more: { lastName?: string; language?: string } = {},
): Talker & { user: User } {
  people += 1;
  const user = server.user(people, name, more);
  const heard = (): Seen[] => user.chat.messages.filter((one) => one.from.isBot).map(seen);
  return {
    user,
    name,
    writes: (text) => {
      user.writes(text);
    },
    presses: (label) => {
      user.presses(label);
    },
    sends: (file) => {
      user.sends(fileOf(file));
    },
    hears: createReader(name, server.watch, heard),
    heard,
  };
}

/** The desk in the supergroup, by default the one that deployments are set to. */
export function topicDesk(server: TelegramServer, group = GROUP): Desk {
  return {
    agent: (name) => createAgent(server, name, group),
    threads: () => server.topics(groupNow(server, group)).map((topic) => topic.name),
    thread: (part) =>
      awaited(
        server.watch,
        () => {
          const topics = server.topics(groupNow(server, group)).map(({ id }) => threadOf(server, group, id));
          return (
            topics.reverse().find((thread) => thread !== null && fits(thread.card().text, part)) ?? undefined
          );
        },
        () => `no topic has a card with ${part}`,
      ),
  };
}

/** A group that became another chat goes on under that one's id. */
function groupNow(server: TelegramServer, group: number): number {
  return server.chat(group).migratedTo ?? group;
}

function createAgent(server: TelegramServer, name: string, group: number): Agent {
  people += 1;
  const agent = server.agent(people, name, group);
  return {
    name,
    writes: (thread, text) => String(agent.writes(Number(thread.id), text).id),
    sends: (thread, file) => String(agent.sends(Number(thread.id), fileOf(file)).id),
    presses: (thread, label) => {
      agent.presses(Number(thread.id), label);
    },
    leaves: () => {
      agent.leaves();
    },
  };
}

function threadOf(server: TelegramServer, group: number, topic: number): Thread | null {
  const messages = (): StoredMessage[] =>
    server.chat(groupNow(server, group)).messages.filter((one) => one.thread === topic);
  const own = (): Seen[] =>
    messages()
      .filter((one) => one.from.isBot)
      .map(seen);
  const first = own()[0];
  if (first === undefined) return null;
  const card = (): Seen => own()[0] ?? first;
  const lines = (): Seen[] => own().slice(1);
  const name = `topic ${topic}`;
  return {
    id: String(topic),
    card,
    lines,
    cardShows: (part) =>
      awaited(
        server.watch,
        () => (fits(card().text, part) ? card() : undefined),
        () => `the card never showed ${String(part)}: ${card().text}`,
      ),
    reads: createReader(name, server.watch, lines),
    mark: (message) =>
      awaited(
        server.watch,
        () => {
          const mark = messages().find((one) => String(one.id) === message)?.reactions[0];
          return mark === undefined ? undefined : mark === '👌' ? 'delivered' : 'failed';
        },
        () => `message ${message} of ${name} has no mark`,
      ),
  };
}

function fileOf({ kind, name, bytes, caption }: SentFile): Parameters<User['sends']>[0] {
  const below = caption === undefined ? {} : { caption };
  if (kind === 'document') return { kind, name, mime: 'application/octet-stream', bytes, ...below };
  return { kind, bytes, ...(kind === 'voice' ? { mime: 'audio/ogg' } : {}), ...below };
}

function seen({ id, text, buttons, file }: StoredMessage): Seen {
  return {
    id: String(id),
    text,
    buttons: buttons.flat().map((button) => button.text),
    files: file === null ? [] : [{ name: file.name, bytes: file.bytes }],
  };
}
