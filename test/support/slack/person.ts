import { z } from 'zod';
import type { RichText } from '../../../src/model/text.js';
import { buttonsOf, textOf } from './block-kit.js';
import type { BodyMaker } from './bodies.js';
import { composed } from './composed.js';
import type { Acked, Delivery, Outlet } from './delivery.js';
import type { StoredChannel, StoredFile, StoredMessage, Workspace } from './workspace.js';

/** A message that a person sent: where it is, and what became of the events that told the app. */
export interface Written {
  channel: string;
  ts: string;
  /** The thread's first message; the message itself where it begins one. */
  thread: string;
  /** Resolves once every event was acknowledged; rejects where Slack would give up. */
  acked: Promise<Acked[]>;
}

export interface FileGiven {
  name: string;
  mime: string;
  bytes: Buffer;
  /** What Slack says; may be larger than `bytes`, to play a large file without one. */
  size?: number;
  /** `slack_audio`: a voice recording. */
  subtype?: string;
}

export interface Place {
  channel?: string;
  thread?: string;
}

/** Someone in the workspace, and what they do in their client. */
export interface SlackUser {
  readonly id: string;
  readonly name: string;
  /** The id of their direct messages with the bot. */
  readonly dm: string;
  /** Types a message to the bot directly; `thread`: in a thread there (the assistant pane's, too). */
  writesDm(text: Typed, thread?: string): Written;
  /** Types a message in a channel that begins with a mention of the bot. */
  mentions(channel: string, text: string, thread?: string): Written;
  /** Types a message in a channel. */
  says(channel: string, text: Typed): Written;
  /** Types a message in a thread of a channel. */
  replies(channel: string, thread: string, text: Typed): Written;
  /** Changes a message of theirs. */
  edits(written: { channel: string; ts: string }, text: Typed): Delivery;
  /** Deletes a message of theirs. */
  deletes(written: { channel: string; ts: string }): Delivery;
  /** Sends a file with an optional text; to the bot directly where no place is given. */
  uploads(file: FileGiven, text?: string, place?: Place): Written & { file: string };
  /** Opens the assistant pane: a new thread in their direct messages. */
  opensAssistant(): { channel: string; thread: string; acked: Promise<Acked> };
  /** Types a slash command, in their direct messages where no channel is given. */
  slash(command: string, text: string, channel?: string): Delivery;
  /** Presses the newest button with this label in what they see, or in one channel, or on one message of it or below. */
  presses(label: string, channel?: string, message?: string): Delivery;
  /**
   * Fills in the form before them, with words and the label of what they choose, and sends it. The form closes once it is
   * acknowledged, unless the answer says what is wrong.
   */
  submitsForm(text: string, choice?: string): Promise<Acked>;
  /** The labels of the fields of the form before them, or null: there is none. */
  form(): string[] | null;
  /** Opens the app's page. */
  opensHome(): Delivery;
  /** What the app's page shows, with the labels of its buttons; null before anything was shown. */
  home(): { text: string; buttons: string[] } | null;
  /** Presses the first button with this label on the app's page below a line that holds this. */
  pressesAtHome(label: string, line: string): Delivery;
  /** The account is switched off. */
  leaves(): Delivery;
  leavesChannel(channel: string): Delivery;
  joinsChannel(channel: string): Delivery;
}

/** A text as it was typed: with formatting it comes as blocks too. */
export type Typed = string | RichText;

function isErrors(answer: unknown): boolean {
  return z.looseObject({ response_action: z.literal('errors') }).safeParse(answer).success;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What Slack makes of typed text: escaped, with addresses as links. */
export function typed(text: string): string {
  return escaped(text).replaceAll(
    /(https?:\/\/[^\s&|`)]+)|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(\b[\w-]+(?:\.[\w-]+)*\.(?:com|ru|org|net)\b)/g,
    (whole, url: string | undefined, mail: string | undefined) => {
      if (url !== undefined) return `<${url}>`;
      return mail === undefined ? `<http://${whole}|${whole}>` : `<mailto:${mail}|${mail}>`;
    },
  );
}

/** What Slack keeps of a text. */
type Words = Pick<StoredMessage, 'text' | 'blocks'>;

function wordsOf(text: Typed): Words {
  return typeof text === 'string'
    ? { text: typed(text), blocks: [] }
    : { text: escaped(text.text), blocks: [composed(text)] };
}

export function createPerson(
  id: string,
  name: string,
  parts: { workspace: Workspace; bodies: BodyMaker; send: Outlet['send']; botUser: string },
): SlackUser {
  const { workspace, bodies, send, botUser } = parts;

  function put(
    channel: StoredChannel,
    words: Words,
    thread: string | null,
    files: StoredFile[],
  ): StoredMessage {
    const message: StoredMessage = {
      ts: workspace.ts(),
      thread,
      user: id,
      fromBot: false,
      ...words,
      files,
      reactions: [],
      edited: 0,
      params: null,
    };
    channel.messages.push(message);
    return message;
  }

  /** Tells the app what it subscribed to: a mention comes as two events, as Slack sends it. */
  function write(
    channel: StoredChannel,
    words: Words,
    thread: string | null,
    files: StoredFile[] = [],
  ): Written {
    const message = put(channel, words, thread, files);
    const sent: Delivery[] = [];
    if (channel.botIsMember) sent.push(send('events_api', bodies.message(channel, message)));
    if (channel.kind !== 'im' && message.text.includes(`<@${botUser}>`)) {
      sent.push(send('events_api', bodies.mention(channel, message)));
    }
    const acked = Promise.all(sent.map((one) => one.acked));
    acked.catch(() => undefined);
    return { channel: channel.id, ts: message.ts, thread: thread ?? message.ts, acked };
  }

  function own(written: { channel: string; ts: string }): { channel: StoredChannel; message: StoredMessage } {
    const channel = workspace.channel(written.channel);
    const message = channel.messages.find((one) => one.ts === written.ts);
    if (message === undefined) throw new Error(`no message ${written.ts} in ${written.channel}`);
    return { channel, message };
  }

  function visible(): StoredChannel[] {
    return [...workspace.channels.values()].filter((one) => one.kind !== 'im' || one.user === id);
  }

  const user = { id, name };
  return {
    id,
    name,
    get dm() {
      return workspace.dm(id).id;
    },
    writesDm: (text, thread) => write(workspace.dm(id), wordsOf(text), thread ?? null),
    mentions: (channel, text, thread) =>
      write(
        workspace.channel(channel),
        { text: `<@${botUser}> ${typed(text)}`.trim(), blocks: [] },
        thread ?? null,
      ),
    says: (channel, text) => write(workspace.channel(channel), wordsOf(text), null),
    replies: (channel, thread, text) => write(workspace.channel(channel), wordsOf(text), thread),
    edits: (written, text) => {
      const { channel, message } = own(written);
      const before = message.text;
      Object.assign(message, wordsOf(text));
      message.edited += 1;
      return send('events_api', bodies.changed(channel, message, before));
    },
    deletes: (written) => {
      const { channel, message } = own(written);
      channel.messages.splice(channel.messages.indexOf(message), 1);
      return send('events_api', bodies.deleted(channel, message));
    },
    uploads: (given, text = '', place = {}) => {
      const file: StoredFile = {
        id: workspace.id('F'),
        name: given.name,
        mime: given.mime,
        subtype: given.subtype ?? null,
        user: id,
        bytes: given.bytes,
        length: given.size ?? given.bytes.length,
        deleted: false,
      };
      workspace.files.set(file.id, file);
      const channel = place.channel === undefined ? workspace.dm(id) : workspace.channel(place.channel);
      return { ...write(channel, wordsOf(text), place.thread ?? null, [file]), file: file.id };
    },
    opensAssistant: () => {
      const channel = workspace.dm(id);
      const thread = workspace.ts();
      const { acked } = send('events_api', bodies.assistantStarted(channel, id, thread));
      return { channel: channel.id, thread, acked };
    },
    slash: (command, text, channel) => {
      const trigger = workspace.trigger(id);
      const place = channel === undefined ? workspace.dm(id) : workspace.channel(channel);
      const delivery = send('slash_commands', bodies.slash({ channel: place, user, command, text, trigger }));
      const acked = delivery.acked.then((ack) => {
        const answer = ack.answer;
        if (typeof answer === 'object' && answer !== null && 'text' in answer) {
          place.ephemerals.push({ user: id, text: String(answer.text) });
        }
        return ack;
      });
      acked.catch(() => undefined);
      return { acked };
    },
    presses: (label, only, ts) => {
      const places = only === undefined ? visible() : [workspace.channel(only)];
      const found = places
        .flatMap((channel) => channel.messages.map((message) => ({ channel, message })))
        .filter(({ message }) => ts === undefined || message.ts === ts || message.thread === ts)
        .sort((a, b) => (a.message.ts < b.message.ts ? 1 : -1))
        .flatMap(({ channel, message }) =>
          buttonsOf(message.blocks)
            .filter((button) => button.text.text === label)
            .map((button) => ({ channel, message, button })),
        )[0];
      if (found === undefined) throw new Error(`${name} sees no button «${label}»`);
      const trigger = workspace.trigger(id);
      return send('interactive', bodies.press({ ...found, user, trigger, ts: workspace.ts() }));
    },
    submitsForm: async (text, choice = '') => {
      const open = workspace.views.findLast((view) => view.user === id);
      if (open === undefined) throw new Error(`${name} has no form open`);
      const sent = send(
        'interactive',
        bodies.submission(open, user, { text, choice }, workspace.trigger(id)),
      );
      const ack = await sent.acked;
      if (!isErrors(ack.answer)) workspace.views.splice(workspace.views.indexOf(open), 1);
      return ack;
    },
    form: () => {
      const open = workspace.views.findLast((view) => view.user === id);
      if (open === undefined) return null;
      return open.view.blocks.flatMap((block) => (block.type === 'input' ? [block.label.text] : []));
    },
    opensHome: () => send('events_api', bodies.homeOpened(id, workspace.dm(id).id, workspace.ts())),
    home: () => {
      const shown = workspace.homes.get(id);
      if (shown === undefined) return null;
      return {
        text: textOf(shown.blocks),
        buttons: buttonsOf(shown.blocks).map((button) => button.text.text),
      };
    },
    pressesAtHome: (label, line) => {
      const blocks = workspace.homes.get(id)?.blocks ?? [];
      const at = blocks.findIndex((block) => textOf([block]).includes(line));
      const below = blocks[at + 1];
      const button = buttonsOf(below === undefined ? [] : [below]).find((one) => one.text.text === label);
      if (button === undefined || below === undefined)
        throw new Error(`${name} sees no «${label}» at ${line}`);
      const trigger = workspace.trigger(id);
      const block = below.block_id ?? 'block';
      return send('interactive', bodies.pressAtHome({ user, block, button, trigger, ts: workspace.ts() }));
    },
    leaves: () => {
      const member = workspace.members.get(id);
      if (member !== undefined) member.deleted = true;
      return send('events_api', bodies.switchedOff(user, workspace.ts()));
    },
    leavesChannel: (name) => {
      const channel = workspace.channel(name);
      channel.outside.add(id);
      return send('events_api', bodies.membership('member_left_channel', channel, id, workspace.ts()));
    },
    joinsChannel: (name) => {
      const channel = workspace.channel(name);
      channel.outside.delete(id);
      return send('events_api', bodies.membership('member_joined_channel', channel, id, workspace.ts()));
    },
  };
}
