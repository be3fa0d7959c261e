import type { Attachment } from '../../model/attachment.js';
import type { TelegramFile, TelegramMessage } from './update.js';

/** The files of a message: one at most, for an album comes as a message each. A photo counts in its biggest size. */
export function attachmentsOf(message: TelegramMessage): Attachment[] {
  const photo = [...(message.photo ?? [])].sort((a, b) => b.width * b.height - a.width * a.height)[0];
  if (photo !== undefined) return [attachment('photo', photo, 'image/jpeg')];
  // An animation comes with a document of the same content beside it, for older bots.
  if (message.animation !== undefined) return [attachment('animation', message.animation)];
  if (message.video !== undefined) return [attachment('video', message.video)];
  if (message.video_note !== undefined) return [attachment('video-note', message.video_note, 'video/mp4')];
  if (message.voice !== undefined) return [attachment('voice', message.voice, 'audio/ogg')];
  if (message.audio !== undefined) return [attachment('audio', message.audio)];
  if (message.sticker !== undefined)
    return [attachment('sticker', message.sticker, stickerType(message.sticker))];
  if (message.document !== undefined) return [attachment('document', message.document)];
  return [];
}

/** Telegram names no type of a sticker, but says how it moves. */
function stickerType({
  is_animated: animated,
  is_video: video,
}: NonNullable<TelegramMessage['sticker']>): string {
  if (animated === true) return 'application/x-tgsticker';
  return video === true ? 'video/webm' : 'image/webp';
}

function attachment(kind: Attachment['kind'], file: TelegramFile, mime: string | null = null): Attachment {
  return {
    kind,
    channel: 'telegram',
    file: file.file_id,
    name: file.file_name ?? null,
    mime: file.mime_type ?? mime,
    size: file.file_size ?? null,
  };
}
