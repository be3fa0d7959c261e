import type { Attachment } from '../../model/attachment.js';
import type { Card, Delivery } from '../../model/delivery.js';
import type { RichText } from '../../model/text.js';
import { signed } from '../author.js';
import { quoting } from '../quote.js';
import { splitText } from '../split.js';
import { choiceKeyboard, deskKeyboard, type Keyboard } from './keyboard.js';

/** A message holds this many characters; counted in UTF-16 units, which is never less than Telegram counts. */
const MESSAGE_LIMIT = 4096;
/** A caption below a file holds this many. */
const CAPTION_LIMIT = 1024;

/** One message of Telegram's. */
export type Piece =
  | { kind: 'text'; text: RichText; keyboard: Keyboard | null }
  /**
   * `worded`: its message says something besides who sent it. `needed`: without the file the delivery has failed, though all else goes; otherwise a line
   * is sent in its place.
   */
  | {
      kind: 'file';
      attachment: Attachment;
      caption: RichText | null;
      worded: boolean;
      needed: boolean;
    };

/** Files below which Telegram shows no text. */
const WITHOUT_CAPTION: ReadonlySet<Attachment['kind']> = new Set(['sticker', 'video-note']);

type Spoken = Extract<Delivery, { kind: 'say' | 'relay' | 'post' | 'notice' }>;

/** The messages that a delivery becomes, in order; none when there is nothing in it. `quote`: a line that it answers. */
export function pieces(delivery: Spoken, quote: string | null = null): Piece[] {
  switch (delivery.kind) {
    case 'say':
      return textPieces(delivery.text, choiceKeyboard(delivery.choices), 'last');
    case 'notice':
      return textPieces(delivery.text, null, 'last');
    case 'relay':
    case 'post': {
      const all = withFiles(delivery, quote, delivery.kind === 'relay');
      return delivery.kind === 'post' ? withButtons(all, delivery.buttons) : all;
    }
  }
}

/** The card's messages. The first is the card itself, with the buttons: it is what is written again later. */
export function cardPieces(card: Card): Piece[] {
  return textPieces(card.body, deskKeyboard(card.caseId, card.actions), 'first');
}

export function textPieces(text: RichText, keyboard: Keyboard | null, where: 'first' | 'last'): Piece[] {
  const parts = splitText(text, MESSAGE_LIMIT);
  const bearer = where === 'first' ? 0 : parts.length - 1;
  return parts.map((part, index) => ({
    kind: 'text',
    text: part,
    keyboard: index === bearer ? keyboard : null,
  }));
}

/**
 * A text that is short enough goes below the first file that can carry one; else it follows the files. An agent
 * whose file does not go through is told so and can act (`needed`); what a person wrote must reach the desk in any
 * case.
 */
function withFiles(
  { text: words, author, attachments }: Extract<Spoken, { kind: 'relay' | 'post' }>,
  quote: string | null,
  needed: boolean,
): Piece[] {
  const text = quoting(quote, signed(author, words, ': '));
  const caption = captionOf(text);
  const bearer = caption === null ? -1 : attachments.findIndex(({ kind }) => !WITHOUT_CAPTION.has(kind));
  const worded = words.text.trim() !== '';
  const files = attachments.map((attachment, index): Piece => {
    return { kind: 'file', attachment, caption: index === bearer ? caption : null, worded, needed };
  });
  return bearer >= 0 ? files : [...files, ...textPieces(text, null, 'last')];
}

/** Buttons hang below the last text. */
function withButtons(all: Piece[], buttons: Extract<Delivery, { kind: 'post' }>['buttons']): Piece[] {
  const bearer = all.findLastIndex(({ kind }) => kind === 'text');
  if (buttons === undefined) return all;
  const keyboard = deskKeyboard(buttons.caseId, buttons.actions);
  return all.map((piece, index) =>
    index === bearer && piece.kind === 'text' ? { ...piece, keyboard } : piece,
  );
}

/** A text as it stands below a file; null where there is none or it is too long for that. */
export function captionOf(text: RichText): RichText | null {
  if (text.text.trim() === '' || text.text.length > CAPTION_LIMIT) return null;
  return splitText(text, CAPTION_LIMIT)[0] ?? null;
}

/** A topic's title: one line of at most 128 characters. */
export function topicTitle(title: string): string {
  const line = title
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return Array.from(line).slice(0, 128).join('').trim() || '—';
}
