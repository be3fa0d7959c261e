import type { Attachment } from '../model/attachment.js';
import { plain, type RichText } from '../model/text.js';
import type { SendOutcome } from './channel.js';

type Failed = Extract<SendOutcome, { kind: 'failed' }>;

/** Whether it is the file that fails, for good, and not the chat: then all else can still be sent. */
export function isFileAtFault(outcome: SendOutcome): outcome is Failed {
  return outcome.kind === 'failed' && (outcome.reason === 'too-large' || outcome.reason === 'refused');
}

/** The line that stands on the desk for a file that cannot be brought there. Agents of both languages read it. */
export function missingFile({ name, kind }: Attachment, { reason }: Failed): RichText {
  const why =
    reason === 'too-large'
      ? 'файл слишком большой, передать его нельзя / the file is too large to be passed on'
      : 'файл не удалось передать / the file could not be passed on';
  return plain(`📎 ${name ?? kind}: ${why}`);
}
