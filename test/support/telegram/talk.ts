import { z } from 'zod';
import type { Drawing, RichText } from '../../../src/model/text.js';
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
import type { Agent as TelegramAgent, Manner, User } from './people.js';
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
    writes: (text, replyTo) => String(user.writes(...typed(text, replyTo)).id),
    edits: (id, text) => {
      const [words, { entities }] = typed(text);
      user.edits(words, messageIn(user.chat.messages, id), entities);
    },
    presses: (label) => {
      user.presses(label);
    },
    sends: (file) => String(user.sends(fileOf(file)).id),
    hears: createReader(name, server.watch, heard),
    heard,
  };
}

/** The desk in the supergroup, by default the one that deployments are set to. */
export function topicDesk(server: TelegramServer, group = GROUP): Desk & { agent(name: string): TopicAgent } {
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

/** An agent, and what only Telegram lets them do. */
export type TopicAgent = Agent & { member: TelegramAgent };

function createAgent(server: TelegramServer, name: string, group: number): TopicAgent {
  people += 1;
  const agent = server.agent(people, name, group);
  return {
    member: agent,
    name,
    writes: (thread, text, replyTo) => String(agent.writes(Number(thread.id), ...typed(text, replyTo)).id),
    edits: (_, id, text) => {
      const [words, { entities }] = typed(text);
      agent.edits(words, messageIn(server.chat(groupNow(server, group)).messages, id), entities);
    },
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

const MIME: Readonly<Partial<Record<SentFile['kind'], string>>> = {
  ...{ voice: 'audio/ogg', audio: 'audio/mpeg', video: 'video/mp4' },
};

function fileOf({ kind, name, bytes, caption }: SentFile): Parameters<User['sends']>[0] {
  const below = caption === undefined ? {} : { caption };
  if (kind === 'document') return { kind, name, mime: 'application/octet-stream', bytes, ...below };
  const mime = MIME[kind];
  return { kind, bytes, ...(mime === undefined ? {} : { mime }), ...below };
}

const ENTITIES = {
  ...{ bold: 'bold', italic: 'italic', strike: 'strikethrough' },
  ...{ code: 'code', pre: 'pre', quote: 'blockquote' },
} as const satisfies Record<Drawing, string>;

/** A text as it is typed in Telegram. */
function typed(text: string | RichText, replyTo?: string): [string, Manner & { entities: unknown[] }] {
  const spans = typeof text === 'string' ? [] : text.spans;
  const entities = spans.flatMap(({ kind, offset, length }) =>
    kind === 'mention' ? [] : [{ type: ENTITIES[kind], offset, length }],
  );
  const answered = replyTo === undefined ? {} : { replyTo: Number(replyTo) };
  return [typeof text === 'string' ? text : text.text, { entities, ...answered }];
}

function messageIn(messages: readonly StoredMessage[], id: string): StoredMessage {
  const found = messages.find((one) => String(one.id) === id);
  if (found === undefined) throw new Error(`there is no message ${id}`);
  return found;
}

const entitySchema = z.looseObject({ type: z.string(), offset: z.number(), length: z.number() });

function drawn(text: string, entity: unknown): string {
  const { type, offset, length } = entitySchema.parse(entity);
  const kind = Object.entries(ENTITIES).find(([, name]) => name === type)?.[0] ?? type;
  return `${kind}:${text.slice(offset, offset + length)}`;
}

function seen({ id, text, entities, replyTo, buttons, file }: StoredMessage): Seen {
  return {
    id: String(id),
    text,
    drawn: entities.map((entity) => drawn(text, entity)),
    answers: replyTo === null ? null : String(replyTo),
    buttons: buttons.flat().map((button) => button.text),
    files: file === null ? [] : [{ kind: file.kind, name: file.name, bytes: file.bytes }],
  };
}
