import type { Attachment } from '../../model/attachment.js';
import type { SharedMessage, SlackFile, WrittenMessage } from './payload.js';
import { join, type RichText } from '../../model/text.js';
import { readMrkdwn } from './mrkdwn.js';
import { readBlocks } from './rich-text.js';

/** What is written in Slack's own name: reminders, hints. */
const SLACKBOT = 'USLACKBOT';

/** Whether a program wrote a message, ourselves (`botUser`) included. */
export function byProgram({ user, bot_id }: WrittenMessage, botUser: string): boolean {
  return (bot_id ?? '') !== '' || (user ?? '') === '' || user === botUser || user === SLACKBOT;
}

/** A thread's id, or empty: on a thread's first message Slack names the message itself. */
export function threadOf(message: { ts: string; thread_ts?: string | null | undefined }): string {
  return message.thread_ts === undefined || message.thread_ts === null || message.thread_ts === message.ts
    ? ''
    : message.thread_ts;
}

/** Messages that were passed on with this one; what unfolded of a link is nobody's words. */
function sharedIn(message: WrittenMessage): SharedMessage[] {
  return (message.attachments ?? []).filter((attachment) => attachment.is_share === true);
}

/**
 * The text as it was typed and formatted, and below it the texts of messages that were passed on. Mentions of `bot` are
 * left out.
 */
export function textOf(message: WrittenMessage, bot: string): RichText {
  const typed = readBlocks(message.blocks, bot) ?? readMrkdwn(message.text ?? '', bot);
  const shared = sharedIn(message).map(({ text, fallback }) => readMrkdwn(text ?? fallback ?? '', bot));
  return join(
    [typed, ...shared].filter(({ text }) => text !== ''),
    '\n',
  );
}

/** The files of a message and of those that were passed on with it; deleted ones are left out. */
export function filesOf(message: WrittenMessage): Attachment[] {
  return [...(message.files ?? []), ...sharedIn(message).flatMap((shared) => shared.files ?? [])]
    .filter((file) => file.mode !== 'tombstone')
    .map((file) => ({
      kind: kindOf(file),
      channel: 'slack',
      file: file.id,
      name: file.name ?? null,
      mime: file.mimetype ?? null,
      size: file.size ?? null,
    }));
}

function kindOf(file: SlackFile): Attachment['kind'] {
  const mime = file.mimetype ?? '';
  if (file.subtype === 'slack_audio') return 'voice';
  if (mime.startsWith('image/')) return 'photo';
  if (mime.startsWith('audio/')) return 'audio';
  return mime.startsWith('video/') ? 'video' : 'document';
}
