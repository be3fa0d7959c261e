import type { Attachment } from '../../model/attachment.js';
import type { Card, Delivery } from '../../model/delivery.js';
import { join, plain, type RichText } from '../../model/text.js';
import { cardKeyboard, choiceKeyboard, type Keyboard } from './keyboard.js';
import { CAPTION_LIMIT, splitText } from './split.js';

/** One message of Telegram's. */
export type Piece =
  | { kind: 'text'; text: RichText; keyboard: Keyboard | null }
  /** `substitute`: what is sent when the file cannot be; null: then the delivery has failed. */
  | { kind: 'file'; attachment: Attachment; caption: RichText | null; substitute: RichText | null };

type Spoken = Extract<Delivery, { kind: 'say' | 'relay' | 'post' }>;

/** The messages that a delivery becomes, in order; none when there is nothing in it. */
export function pieces(delivery: Spoken): Piece[] {
  switch (delivery.kind) {
    case 'say':
      return textPieces(delivery.text, choiceKeyboard(delivery.choices), 'last');
    case 'relay':
      return withFiles(signed(delivery.author, delivery.text), delivery.attachments, false);
    case 'post':
      return withFiles(signed(delivery.author, delivery.text), delivery.attachments, true);
  }
}

/** The card's messages. The first is the card itself, with the buttons: it is what is written again later. */
export function cardPieces(card: Card): Piece[] {
  return textPieces(card.body, cardKeyboard(card), 'first');
}

function textPieces(text: RichText, keyboard: Keyboard | null, where: 'first' | 'last'): Piece[] {
  const parts = splitText(text);
  const bearer = where === 'first' ? 0 : parts.length - 1;
  return parts.map((part, index) => ({
    kind: 'text',
    text: part,
    keyboard: index === bearer ? keyboard : null,
  }));
}

/** `Name: text`, the name in bold. A name is one line. */
function signed(author: string | null, text: RichText): RichText {
  const name = (author ?? '').replaceAll(/\s+/g, ' ').trim();
  if (name === '') return text;
  const bold: RichText = { text: name, spans: [{ kind: 'bold', offset: 0, length: name.length }] };
  return text.text.trim() === '' ? bold : join([bold, plain(': '), text]);
}

/**
 * A text that is short enough goes below the first file that can carry one; else it follows the files. An agent
 * whose file does not go through is told so and can act; what a person wrote must reach the desk in any case:
 * with `substituted`, a file that cannot be brought is named instead.
 */
function withFiles(text: RichText, attachments: readonly Attachment[], substituted: boolean): Piece[] {
  const fits = text.text.trim() !== '' && text.text.length <= CAPTION_LIMIT;
  const bearer = fits ? attachments.findIndex((attachment) => attachment.kind !== 'sticker') : -1;
  const below = splitText(text, CAPTION_LIMIT)[0] ?? null;
  const files = attachments.map((attachment, index): Piece => {
    const caption = index === bearer ? below : null;
    const name = plain(`📎✗ ${attachment.name ?? attachment.kind}`);
    const substitute = caption === null ? name : join([caption, name], '\n');
    return { kind: 'file', attachment, caption, substitute: substituted ? substitute : null };
  });
  return bearer >= 0 ? files : [...files, ...textPieces(text, null, 'last')];
}

/** A topic's title: one line of at most 128 characters. */
export function topicTitle(title: string): string {
  const line = title
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return Array.from(line).slice(0, 128).join('').trim() || '—';
}
