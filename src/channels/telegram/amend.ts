import type { Address } from '../../model/address.js';
import type { Delivery } from '../../model/delivery.js';
import type { RichText } from '../../model/text.js';
import { takeSteps } from '../attempt.js';
import { signed } from '../author.js';
import type { SendContext, SendOutcome } from '../channel.js';
import type { Progress } from '../progress.js';
import { marked } from '../quote.js';
import type { TelegramClient } from './client.js';
import { entitiesOf } from './entities.js';
import { refusedWith } from './outcome.js';
import { captionOf, textPieces, type Piece } from './render.js';
import { chatId } from './target.js';

type Revise = Extract<Delivery, { kind: 'revise' }>;

const UNCHANGED = /message is not modified/i;
const UNEDITABLE =
  /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|MESSAGE_EDIT_TIME_EXPIRED/i;
const NO_TEXT = /no text in the message to edit/i;
const DELETED = /message to delete not found/i;

/**
 * Writes the person's copy anew, where it is one message that still may be edited and the new words fit.
 * @returns its id, or null where the new wording must follow as a message of its own
 */
export async function rewrite(
  client: TelegramClient,
  { author, text }: Revise,
  place: Address,
  { counterpart }: SendContext,
): Promise<string | null> {
  const [message, ...others] = counterpart?.messages ?? [];
  const words = signed(author, text, ': ');
  const [only, ...more] = textPieces(words, null, 'last');
  if (message === undefined || others.length > 0 || only?.kind !== 'text' || more.length > 0) return null;
  const ref = { chat_id: chatId(place.chat), message_id: Number(message) };
  try {
    await client.api.raw.editMessageText({
      ...ref,
      text: only.text.text,
      entities: entitiesOf(only.text.spans),
      link_preview_options: { is_disabled: true },
    });
    return message;
  } catch (error) {
    if (refusedWith(error, UNCHANGED)) return message;
    if (refusedWith(error, UNEDITABLE)) return null;
    if (!refusedWith(error, NO_TEXT)) throw error;
  }
  const caption = captionOf(words);
  return caption === null ? null : writeCaption(client, ref, message, caption);
}

async function writeCaption(
  client: TelegramClient,
  ref: { chat_id: number | string; message_id: number },
  message: string,
  caption: RichText,
): Promise<string | null> {
  try {
    await client.api.raw.editMessageCaption({
      ...ref,
      caption: caption.text,
      caption_entities: entitiesOf(caption.spans),
    });
    return message;
  } catch (error) {
    if (refusedWith(error, UNCHANGED)) return message;
    if (refusedWith(error, UNEDITABLE)) return null;
    throw error;
  }
}

/** The new wording as messages of their own. */
export function corrected({ author, text, mark }: Revise): Piece[] {
  return textPieces(signed(author, marked(mark, text), ': '), null, 'last');
}

/** Deletes the person's copy. Telegram allows it for two days; what is gone already is as it should be. */
export function withdraw(
  client: TelegramClient,
  place: Address,
  progress: Progress,
  { counterpart }: SendContext,
): Promise<SendOutcome> {
  const steps = (counterpart?.messages ?? []).map((message) => async () => {
    try {
      await client.api.raw.deleteMessage({ chat_id: chatId(place.chat), message_id: Number(message) });
    } catch (error) {
      if (!refusedWith(error, DELETED)) throw error;
    }
    return null;
  });
  return takeSteps(steps, progress);
}
