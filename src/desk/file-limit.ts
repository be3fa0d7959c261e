import type { ChannelName } from '../model/address.js';
import type { Attachment } from '../model/attachment.js';

const MB = 1024 * 1024;

/** What a Telegram bot may fetch and what it may send, bytes (https://core.telegram.org/bots/api#sending-files). */
const FETCHED = 20 * MB;
const SENT = 50 * MB;

/** A file that is too large to be passed on; sizes in MB. */
export interface TooLarge {
  file: string;
  size: number;
  limit: number;
}

/** The most bytes that a file may have to come from one platform to another; null for any. */
function limitOf(from: ChannelName, to: ChannelName): number | null {
  if (from === to) return null;
  if (from === 'telegram') return FETCHED;
  return to === 'telegram' ? SENT : null;
}

/** Files by whether they can be passed on to a platform, as far as their size is known. */
export function bySize(
  attachments: readonly Attachment[],
  to: ChannelName,
): { passable: Attachment[]; tooLarge: TooLarge[] } {
  const passable: Attachment[] = [];
  const tooLarge: TooLarge[] = [];
  for (const attachment of attachments) {
    const limit = limitOf(attachment.channel, to);
    if (limit === null || attachment.size === null || attachment.size <= limit) passable.push(attachment);
    else {
      const file = attachment.name ?? attachment.kind;
      tooLarge.push({ file, size: Math.ceil(attachment.size / MB), limit: limit / MB });
    }
  }
  return { passable, tooLarge };
}

/** The values of the texts that tell of such a file. */
export function valuesOf({ file, size, limit }: TooLarge): Record<'file' | 'size' | 'limit', string> {
  return { file, size: String(size), limit: String(limit) };
}
