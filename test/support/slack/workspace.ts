import type { HomeTab, MessageBlock, Modal } from './block-kit.js';

/** Someone in the workspace. */
export interface Member {
  id: string;
  name: string;
  locale: string;
  deleted: boolean;
}

export interface StoredFile {
  id: string;
  name: string;
  mime: string;
  /** `slack_audio` for a recording. */
  subtype: string | null;
  user: string;
  bytes: Buffer | null;
  /** What was announced before the upload. */
  length: number;
  deleted: boolean;
}

export interface StoredMessage {
  ts: string;
  /** The thread's first message, or null. */
  thread: string | null;
  user: string;
  fromBot: boolean;
  /** As it goes over the wire, escaped. */
  text: string;
  blocks: MessageBlock[];
  files: StoredFile[];
  reactions: string[];
  /** How often its author changed it. */
  edited: number;
  /** The call's parameters, where the bot posted it. */
  params: Readonly<Record<string, unknown>> | null;
}

export interface StoredChannel {
  id: string;
  name: string;
  kind: 'im' | 'channel' | 'group';
  /** With whom, for direct messages. */
  user: string | null;
  botIsMember: boolean;
  archived: boolean;
  /** Who is not in the channel; everybody else is. */
  outside: Set<string>;
  messages: StoredMessage[];
  /** What only one person was shown. */
  ephemerals: { user: string; text: string }[];
  /** What the assistant pane offers, by thread. */
  prompts: { title: string; message: string }[];
  /** What the assistant pane says that the bot is doing, by thread. */
  statuses: Map<string, string>;
}

/** A form that a person has before them. */
export interface OpenView {
  id: string;
  user: string;
  view: Modal;
}

/** The state of a Slack workspace: people, channels, messages, files. */
export interface Workspace {
  readonly members: Map<string, Member>;
  readonly channels: Map<string, StoredChannel>;
  readonly files: Map<string, StoredFile>;
  readonly views: OpenView[];
  /** What the app's page shows, by person. */
  readonly homes: Map<string, HomeTab>;
  /** A new id: the letter and a number, as `D000007`. */
  id(letter: string): string;
  /** A new timestamp, later than all before; no two are the same in the workspace. */
  ts(): string;
  channel(id: string): StoredChannel;
  /** The direct messages of the bot with a person, opened if need be. */
  dm(user: string): StoredChannel;
  addChannel(given: Pick<StoredChannel, 'id' | 'name' | 'kind' | 'user' | 'botIsMember'>): StoredChannel;
  /** Keeps a trigger for a person's interaction; good for one form within three seconds. */
  trigger(user: string): string;
  /** Uses up a trigger: whose it was, or why it is not good. */
  useTrigger(
    id: string,
  ): { user: string } | { error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' };
}

const TRIGGER_MS = 3000;

export function createWorkspace(now: () => number): Workspace {
  const members = new Map<string, Member>();
  const channels = new Map<string, StoredChannel>();
  const triggers = new Map<string, { user: string; at: number; used: boolean }>();
  let counter = 0;
  let clock = 0;

  const id = (letter: string): string => {
    counter += 1;
    return `${letter}${String(counter).padStart(8, '0')}`;
  };

  function addChannel(
    given: Pick<StoredChannel, 'id' | 'name' | 'kind' | 'user' | 'botIsMember'>,
  ): StoredChannel {
    const channel = {
      ...given,
      archived: false,
      outside: new Set<string>(),
      messages: [],
      ephemerals: [],
      prompts: [],
      statuses: new Map(),
    };
    channels.set(given.id, channel);
    return channel;
  }

  return {
    members,
    channels,
    files: new Map(),
    views: [],
    homes: new Map(),
    id,
    ts: () => {
      clock += 1;
      return `${1_790_000_000 + Math.floor(clock / 10)}.${String((clock % 10) * 100_000 + clock).padStart(6, '0')}`;
    },
    channel: (name) => {
      const channel = channels.get(name);
      if (channel === undefined) throw new Error(`the test's workspace has no channel ${name}`);
      return channel;
    },
    dm: (user) => {
      const there = [...channels.values()].find((channel) => channel.user === user);
      return there ?? addChannel({ id: id('D'), name: 'directmessage', kind: 'im', user, botIsMember: true });
    },
    addChannel,
    trigger: (user) => {
      const name = `${id('T')}.trigger`;
      triggers.set(name, { user, at: now(), used: false });
      return name;
    },
    useTrigger: (name) => {
      const trigger = triggers.get(name);
      if (trigger === undefined) return { error: 'invalid_trigger_id' };
      if (trigger.used) return { error: 'exchanged_trigger_id' };
      if (now() - trigger.at > TRIGGER_MS) return { error: 'expired_trigger_id' };
      trigger.used = true;
      return { user: trigger.user };
    },
  };
}
