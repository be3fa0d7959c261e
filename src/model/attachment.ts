import { z } from 'zod';
import { channelNameSchema } from './address.js';

/**
 * A file that came with a message, kept by reference: `file` is the platform's own id (Telegram's file_id,
 * Slack's file id), never an address that holds a token.
 */
export const attachmentSchema = z.strictObject({
  kind: z.enum([
    'photo',
    'document',
    'voice',
    'audio',
    'video',
    /** Telegram's round video message. */
    'video-note',
    /** A short film without sound that plays by itself. */
    'animation',
    'sticker',
  ]),
  channel: channelNameSchema,
  file: z.string(),
  name: z.string().nullable(),
  mime: z.string().nullable(),
  /** Bytes, where the platform says. */
  size: z.number().int().nonnegative().nullable(),
});
export type Attachment = z.infer<typeof attachmentSchema>;
