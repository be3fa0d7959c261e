import type { Card, Delivery } from '../../model/delivery.js';
import type { Address } from '../../model/address.js';
import type { SendContext, SendOutcome } from '../channel.js';
import type { TelegramClient } from './client.js';
import { sendFile } from './file.js';
import type { Keyboard } from './keyboard.js';
import { outcomeOf, refusedWith } from './outcome.js';
import { progressKey, type Progress, type ProgressBook } from './progress.js';
import { cardPieces, pieces, topicTitle, type Piece } from './render.js';
import type { RichText } from '../../model/text.js';
import { chatId, entitiesOf, targetOf, type Target } from './target.js';

/** How a delivery to the desk ends when the case has no thread: it is opened, and the delivery tried again. */
const NO_THREAD: SendOutcome = { kind: 'thread-gone', error: 'the case has no topic yet' };

/** Sends one delivery. Everything that goes wrong comes back as an outcome. */
export async function sendDelivery(
  client: TelegramClient,
  book: ProgressBook,
  delivery: Delivery,
  context: SendContext,
): Promise<SendOutcome> {
  const place = placeOf(delivery, context);
  if (place === null) return NO_THREAD;
  const key = progressKey(delivery, place.thread);
  const progress = book.of(key);
  let outcome: SendOutcome;
  try {
    outcome = await perform(client, delivery, place, context, progress);
  } catch (error) {
    outcome = outcomeOf(error, place.chat, client.describe(error));
    if (outcome.kind === 'thread-gone' && delivery.kind === 'open-thread') {
      // The topic was deleted before its card came: begin again.
      outcome = { kind: 'retry', afterMs: null, error: outcome.error };
      book.forget(key);
    }
  }
  if (outcome.kind !== 'retry') book.forget(key);
  return outcome;
}

function placeOf(delivery: Delivery, context: SendContext): Address | null {
  switch (delivery.kind) {
    case 'say':
    case 'relay':
      return delivery.to;
    case 'open-thread':
      return delivery.desk;
    case 'mark':
      return delivery.message.address;
    case 'card':
    case 'post':
      return context.thread;
  }
}

async function perform(
  client: TelegramClient,
  delivery: Delivery,
  place: Address,
  context: SendContext,
  progress: Progress,
): Promise<SendOutcome> {
  switch (delivery.kind) {
    case 'say':
    case 'relay':
    case 'post':
      return sendPieces(client, targetOf(place), pieces(delivery), progress, context);
    case 'open-thread':
      return openThread(client, delivery.card, place, progress, context);
    case 'card':
      return writeCard(client, delivery.card, place, progress, context);
    case 'mark':
      return mark(client, place, delivery.message.message, delivery.state);
  }
}

/** Sends what has not been sent yet; `progress` grows by each message. */
async function sendPieces(
  client: TelegramClient,
  target: Target,
  all: readonly Piece[],
  progress: Progress,
  context: SendContext,
): Promise<SendOutcome> {
  if (all.length === 0) return { kind: 'failed', reason: 'refused', error: 'there is nothing to send' };
  for (const piece of all.slice(progress.messages.length)) {
    progress.messages.push(String(await sendPiece(client, target, piece, context)));
  }
  return { kind: 'sent', messages: [...progress.messages] };
}

async function sendPiece(
  client: TelegramClient,
  target: Target,
  piece: Piece,
  context: SendContext,
): Promise<number> {
  if (piece.kind === 'text') return sendText(client, target, piece.text, piece.keyboard);
  try {
    return await sendFile(client, target, piece.attachment, piece.caption, context.openFile);
  } catch (error) {
    const outcome = outcomeOf(error, '', '');
    const lost = outcome.kind === 'failed' && ['refused', 'too-large'].includes(outcome.reason);
    if (piece.substitute === null || !lost) throw error;
    return sendText(client, target, piece.substitute, null);
  }
}

async function sendText(
  client: TelegramClient,
  target: Target,
  text: RichText,
  keyboard: Keyboard | null,
): Promise<number> {
  const message = await client.api.raw.sendMessage({
    ...target,
    text: text.text,
    entities: entitiesOf(text.spans),
    link_preview_options: { is_disabled: true },
    ...(keyboard === null ? {} : { reply_markup: { inline_keyboard: keyboard } }),
  });
  return message.message_id;
}

async function openThread(
  client: TelegramClient,
  card: Card,
  desk: Address,
  progress: Progress,
  context: SendContext,
): Promise<SendOutcome> {
  if (progress.topic === null) {
    const topic = await client.api.raw.createForumTopic({
      chat_id: chatId(desk.chat),
      name: topicTitle(card.title),
    });
    progress.topic = topic.message_thread_id;
  }
  const thread: Address = { ...desk, thread: String(progress.topic) };
  const outcome = await sendPieces(client, targetOf(thread), cardPieces(card), progress, context);
  return outcome.kind === 'sent' ? { ...outcome, thread } : outcome;
}

async function writeCard(
  client: TelegramClient,
  card: Card,
  thread: Address,
  progress: Progress,
  context: SendContext,
): Promise<SendOutcome> {
  const all = cardPieces(card);
  const [head] = all;
  if (context.cardMessage !== null && head?.kind === 'text' && progress.messages.length === 0) {
    try {
      await client.api.raw.editMessageText({
        chat_id: chatId(thread.chat),
        message_id: Number(context.cardMessage),
        text: head.text.text,
        entities: entitiesOf(head.text.spans),
        link_preview_options: { is_disabled: true },
        ...(head.keyboard === null ? {} : { reply_markup: { inline_keyboard: head.keyboard } }),
      });
      return { kind: 'sent', messages: [context.cardMessage] };
    } catch (error) {
      if (refusedWith(error, /message is not modified/i)) {
        return { kind: 'sent', messages: [context.cardMessage] };
      }
      if (!refusedWith(error, /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i)) {
        throw error;
      }
    }
  }
  return sendPieces(client, targetOf(thread), all, progress, context);
}

const MARKS = { delivered: '👌', failed: '👎' } as const;

/**
 * Marks an agent's message by a reaction. A group may forbid reactions: then the same sign is sent as a reply.
 * When that is refused too, the mark is given up, for a missing mark undoes no delivery.
 */
async function mark(
  client: TelegramClient,
  place: Address,
  message: string,
  state: keyof typeof MARKS,
): Promise<SendOutcome> {
  const emoji = MARKS[state];
  const ref = { chat_id: chatId(place.chat), message_id: Number(message) };
  try {
    await client.api.raw.setMessageReaction({ ...ref, reaction: [{ type: 'emoji', emoji }] });
    return { kind: 'sent', messages: [] };
  } catch (error) {
    if (!isRefused(client, error, place.chat)) throw error;
  }
  try {
    const reply = await client.api.raw.sendMessage({
      ...targetOf(place),
      text: emoji,
      reply_parameters: { message_id: ref.message_id },
    });
    return { kind: 'sent', messages: [String(reply.message_id)] };
  } catch (error) {
    if (!isRefused(client, error, place.chat)) throw error;
    return { kind: 'sent', messages: [] };
  }
}

function isRefused(client: TelegramClient, error: unknown, chat: string): boolean {
  const { kind } = outcomeOf(error, chat, client.describe(error));
  return kind === 'failed' || kind === 'thread-gone';
}
