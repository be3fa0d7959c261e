import type { Attachment } from '../../model/attachment.js';
import type { Card, Delivery } from '../../model/delivery.js';
import type { RichText } from '../../model/text.js';
import { signed } from '../author.js';
import { splitText } from '../split.js';
import { choiceKeyboard, deskKeyboard, type Keyboard } from './keyboard.js';

/** A message holds this many characters; counted in UTF-16 units, which is never less than Telegram counts. */
const MESSAGE_LIMIT = 4096;
/** A caption below a file holds this many. */
const CAPTION_LIMIT = 1024;

/** One message of Telegram's. */
export type Piece =
  | { kind: 'text'; text: RichText; keyboard: Keyboard | null }
  /** `needed`: without the file the delivery has failed; else a line is sent in its place. */
  | { kind: 'file'; attachment: Attachment; caption: RichText | null; needed: boolean };

type Spoken = Extract<Delivery, { kind: 'say' | 'relay' | 'post' | 'notice' }>;

/** The messages that a delivery becomes, in order; none when there is nothing in it. */
export function pieces(delivery: Spoken): Piece[] {
  switch (delivery.kind) {
    case 'say':
      return textPieces(delivery.text, choiceKeyboard(delivery.choices), 'last');
    case 'notice':
      return textPieces(delivery.text, null, 'last');
    case 'relay':
      return withFiles(signed(delivery.author, delivery.text, ': '), delivery.attachments, true);
    case 'post':
      return withButtons(
        withFiles(signed(delivery.author, delivery.text, ': '), delivery.attachments, false),
        delivery.buttons,
      );
  }
}

/** The card's messages. The first is the card itself, with the buttons: it is what is written again later. */
export function cardPieces(card: Card): Piece[] {
  return textPieces(card.body, deskKeyboard(card.caseId, card.actions), 'first');
}

function textPieces(text: RichText, keyboard: Keyboard | null, where: 'first' | 'last'): Piece[] {
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
function withFiles(text: RichText, attachments: readonly Attachment[], needed: boolean): Piece[] {
  const fits = text.text.trim() !== '' && text.text.length <= CAPTION_LIMIT;
  const bearer = fits ? attachments.findIndex((attachment) => attachment.kind !== 'sticker') : -1;
  const below = splitText(text, CAPTION_LIMIT)[0] ?? null;
  const files = attachments.map((attachment, index): Piece => {
    return { kind: 'file', attachment, caption: index === bearer ? below : null, needed };
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

/** A topic's title: one line of at most 128 characters. */
export function topicTitle(title: string): string {
  const line = title
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return Array.from(line).slice(0, 128).join('').trim() || '—';
}
