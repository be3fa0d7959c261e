import type { ReplyTo } from '../model/delivery.js';
import { join, plain, type RichText } from '../model/text.js';
import type { SendContext } from './channel.js';

/** How much of a message is quoted, UTF-16 units. */
const QUOTED = 100;

/**
 * What is quoted above an answer, or null for nothing. `repliable`: the platform shows what a message answers, so that
 * only what was picked out of it needs to be quoted.
 */
export function quoteOf(
  replyTo: ReplyTo | undefined,
  counterpart: SendContext['counterpart'],
  repliable: boolean,
): string | null {
  if (replyTo === undefined) return null;
  if (counterpart === null) return replyTo.excerpt === null ? null : (replyTo.quote ?? replyTo.excerpt);
  return replyTo.quote ?? (repliable ? null : counterpart.excerpt);
}

/** A text below a line that it answers. */
export function quoting(quote: string | null, text: RichText): RichText {
  const line = (quote ?? '').replaceAll(/\s+/g, ' ').trim();
  if (line === '') return text;
  const characters = Array.from(line);
  const short = line.length <= QUOTED ? line : `${characters.slice(0, QUOTED - 1).join('')}…`;
  const quoted: RichText = { text: short, spans: [{ kind: 'quote', offset: 0, length: short.length }] };
  return join([quoted, text], '\n');
}

/** A new wording that could not be written in place of the old one. */
export function marked(mark: string, text: RichText): RichText {
  return join([plain(`(${mark}) `), text]);
}
