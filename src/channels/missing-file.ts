import type { Attachment } from '../model/attachment.js';
import { plain, type RichText } from '../model/text.js';
import type { SendOutcome } from './channel.js';

/**
 * The line that stands on the desk for a file that cannot be brought there, or null where the outcome of sending
 * it says that it can be tried again. Agents of both languages read it.
 */
export function missingFile({ name, kind }: Attachment, outcome: SendOutcome): RichText | null {
  if (outcome.kind !== 'failed') return null;
  const why =
    outcome.reason === 'too-large'
      ? 'файл слишком большой, передать его нельзя / the file is too large to be passed on'
      : 'файл не удалось передать / the file could not be passed on';
  return plain(`📎 ${name ?? kind}: ${why}`);
}
