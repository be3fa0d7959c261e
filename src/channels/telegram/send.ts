import type { Address } from '../../model/address.js';
import type { Card, Delivery } from '../../model/delivery.js';
import { join, type RichText } from '../../model/text.js';
import { attempt, takeSteps, type Way } from '../attempt.js';
import type { SendContext, SendOutcome } from '../channel.js';
import { missingFile } from '../missing-file.js';
import type { Progress, ProgressBook } from '../progress.js';
import type { TelegramClient } from './client.js';
import { sendFile } from './file.js';
import type { Keyboard } from './keyboard.js';
import { outcomeOf, refusedWith } from './outcome.js';
import { cardPieces, pieces, type Piece } from './render.js';
import { chatId, entitiesOf, targetOf, type Target } from './target.js';
import type { Topics } from './topic.js';

/** Sends one delivery. Everything that goes wrong comes back as an outcome. */
export function sendDelivery(
  client: TelegramClient,
  topics: Topics,
  book: ProgressBook,
  delivery: Delivery,
  context: SendContext,
): Promise<SendOutcome> {
  const way: Way = {
    perform: (...given) => perform(client, topics, ...given),
    outcomeOf: (error, _, place) => outcomeOf(error, place.chat, client.describe(error)),
  };
  return attempt(way, book, delivery, context);
}

async function perform(
  client: TelegramClient,
  topics: Topics,
  delivery: Delivery,
  place: Address,
  context: SendContext,
  progress: Progress,
): Promise<SendOutcome> {
  switch (delivery.kind) {
    case 'say':
    case 'relay':
    case 'post':
    case 'notice':
      return sendPieces(client, targetOf(place), pieces(delivery), progress, context);
    case 'open-thread':
      return openThread(client, topics, delivery.card, place, progress, context);
    case 'card': {
      const message = delivery.former?.message ?? context.cardMessage;
      const outcome = await writeCard(client, delivery.card, place, progress, {
        ...context,
        cardMessage: message,
      });
      if (outcome.kind === 'sent') await topics.show(delivery.card, place);
      return outcome;
    }
    case 'activity':
      await client.api.raw.sendChatAction({ ...targetOf(place), action: 'typing' });
      return { kind: 'sent', messages: [] };
    case 'mark':
      return mark(client, place, delivery.message.message, delivery.state);
  }
}

/** Sends what has not been sent yet. */
function sendPieces(
  client: TelegramClient,
  target: Target,
  all: readonly Piece[],
  progress: Progress,
  context: SendContext,
): Promise<SendOutcome> {
  const steps = all.map((piece) => async () => String(await sendPiece(client, target, piece, context)));
  return takeSteps(steps, progress);
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
    const line = piece.needed ? null : missingFile(piece.attachment, outcomeOf(error, '', ''));
    if (line === null) throw error;
    return sendText(client, target, piece.caption === null ? line : join([piece.caption, line], '\n'), null);
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
  topics: Topics,
  card: Card,
  desk: Address,
  progress: Progress,
  context: SendContext,
): Promise<SendOutcome> {
  progress.thread ??= await topics.open(card, desk);
  const thread: Address = { ...desk, thread: progress.thread };
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
  if (context.cardMessage !== null && head?.kind === 'text' && progress.done.length === 0) {
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
