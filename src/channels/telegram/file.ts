import { InputFile } from 'grammy';
import type { Attachment } from '../../model/attachment.js';
import type { RichText } from '../../model/text.js';
import type { FileBody } from '../channel.js';
import { FirstlineError } from '../../errors.js';
import type { TelegramClient } from './client.js';
import { refusedWith } from './outcome.js';
import { entitiesOf } from './entities.js';
import type { Target } from './target.js';

/** What a bot may upload, bytes, and what of it may be a photo. */
const UPLOAD_LIMIT = 50 * 1024 * 1024;
const PHOTO_LIMIT = 10 * 1024 * 1024;

type Kind = Attachment['kind'];

/** Which types Telegram takes as what they are. Anything else goes as a document, with nothing lost. */
const NATIVE: Partial<Record<Kind, readonly string[]>> = {
  photo: ['image/jpeg', 'image/png', 'image/webp'],
  voice: ['audio/ogg'],
  audio: ['audio/mpeg', 'audio/mp3', 'audio/mp4', 'audio/x-m4a'],
  video: ['video/mp4'],
  animation: ['video/mp4', 'image/gif'],
  sticker: ['image/webp', 'video/webm', 'application/x-tgsticker'],
};

/**
 * Sends a file: one that lies on Telegram by its id, without its bytes; any other streamed through. Returns the
 * message's id. Throws what grammY throws, or a FirstlineError when the file is too large.
 */
export async function sendFile(
  client: TelegramClient,
  target: Target,
  attachment: Attachment,
  caption: RichText | null,
  openFile: (attachment: Attachment) => Promise<FileBody>,
): Promise<number> {
  if (attachment.channel === 'telegram') {
    try {
      return await sendAs(client, attachment.kind, target, attachment.file, caption);
    } catch (error) {
      // What its message called it is not always what Telegram takes it for.
      if (!refusedWith(error, /can't use file of type|type of file mismatch/i)) throw error;
      return upload(client, 'document', target, attachment, caption, openFile);
    }
  }
  const small = attachment.kind !== 'photo' || (attachment.size ?? 0) <= PHOTO_LIMIT;
  const native = NATIVE[attachment.kind]?.includes(attachment.mime ?? '') === true && small;
  try {
    return await upload(client, native ? attachment.kind : 'document', target, attachment, caption, openFile);
  } catch (error) {
    // Telegram looks into pictures and refuses odd ones; as a document it takes any.
    if (!native || !refusedWith(error, /photo|image|voice|wrong type/i)) throw error;
    return upload(client, 'document', target, attachment, caption, openFile);
  }
}

async function upload(
  client: TelegramClient,
  kind: Kind,
  target: Target,
  attachment: Attachment,
  caption: RichText | null,
  openFile: (attachment: Attachment) => Promise<FileBody>,
): Promise<number> {
  if ((attachment.size ?? 0) > UPLOAD_LIMIT) throw tooLarge();
  const body = await openFile(attachment);
  try {
    if ((body.size ?? 0) > UPLOAD_LIMIT) throw tooLarge();
    const file = new InputFile(limited(body.stream), safeName(body.name));
    return await sendAs(client, kind, target, file, caption);
  } finally {
    // The stream is spent by now, or it is not wanted any more.
    await body.stream.cancel().catch(() => undefined);
  }
}

async function* limited(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > UPLOAD_LIMIT) throw tooLarge();
    yield chunk;
  }
}

function tooLarge(): FirstlineError {
  return new FirstlineError(
    'TELEGRAM_FILE_TOO_LARGE',
    'The file is larger than the 50 MB that a Telegram bot may send.',
    'Send a link to the file, or the file in parts.',
  );
}

/** grammY writes the name into a header as it stands: what could end it there is taken out. */
function safeName(name: string): string {
  const safe = name.replaceAll(/[\u0000-\u001f\u007f";\\/]/g, '_').trim();
  return safe === '' ? 'file' : safe.slice(-120);
}

async function sendAs(
  client: TelegramClient,
  kind: Kind,
  target: Target,
  file: string | InputFile,
  caption: RichText | null,
): Promise<number> {
  const { raw } = typeof file === 'string' ? client.api : client.uploads;
  const below =
    caption === null ? {} : { caption: caption.text, caption_entities: entitiesOf(caption.spans) };
  const common = { ...target, ...below };
  switch (kind) {
    case 'photo':
      return (await raw.sendPhoto({ ...common, photo: file })).message_id;
    case 'document':
      return (await raw.sendDocument({ ...common, document: file })).message_id;
    case 'voice':
      return (await raw.sendVoice({ ...common, voice: file })).message_id;
    case 'audio':
      return (await raw.sendAudio({ ...common, audio: file })).message_id;
    case 'video':
      return (await raw.sendVideo({ ...common, video: file })).message_id;
    case 'animation':
      return (await raw.sendAnimation({ ...common, animation: file })).message_id;
    case 'video-note':
      return (await raw.sendVideoNote({ ...target, video_note: file })).message_id;
    case 'sticker':
      return (await raw.sendSticker({ ...target, sticker: file })).message_id;
  }
}

/**
 * Opens a file that lies on Telegram. Throws a FirstlineError when it cannot be had for good:
 * `TELEGRAM_FILE_TOO_LARGE` above the 20 MB that a bot may fetch, `TELEGRAM_FILE_GONE` when it is no longer
 * there. Any other error may pass.
 */
export async function openTelegramFile(client: TelegramClient, attachment: Attachment): Promise<FileBody> {
  let path: string;
  let size: number | null;
  try {
    const file = await client.api.getFile(attachment.file);
    path = file.file_path ?? '';
    size = file.file_size ?? attachment.size;
  } catch (error) {
    throw openingError(client, error);
  }
  const url = `${client.root}/file/bot${client.token}/${path.split('/').map(encodeURIComponent).join('/')}`;
  const response = await fetch(url).catch((error: unknown) => {
    throw openingError(client, error);
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw openingError(client, new Error(`the file server answered ${response.status}`));
  }
  // Telegram numbers what has no name of its own: its kind tells more.
  const name = attachment.name ?? `${attachment.kind}${/\.\w+$/.exec(path)?.[0] ?? ''}`;
  return { name, mime: attachment.mime, size, stream: response.body };
}

function openingError(client: TelegramClient, error: unknown): Error {
  const cause = new Error(client.describe(error));
  if (refusedWith(error, /too big/i)) {
    return new FirstlineError(
      'TELEGRAM_FILE_TOO_LARGE',
      'The file is larger than the 20 MB that a Telegram bot may fetch.',
      'Ask the person for a smaller file or for a link to it.',
      cause,
    );
  }
  if (refusedWith(error, /./)) {
    return new FirstlineError(
      'TELEGRAM_FILE_GONE',
      'Telegram does not have the file any more.',
      'Ask the person to send it again.',
      cause,
    );
  }
  return new Error(`the file could not be fetched from Telegram: ${cause.message}`);
}
