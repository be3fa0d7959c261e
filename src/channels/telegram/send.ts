import type { Address } from '../../model/address.js';
import type { Card, Delivery } from '../../model/delivery.js';
import { join, type RichText } from '../../model/text.js';
import { attempt, takeSteps, type Way } from '../attempt.js';
import type { SendContext, SendOutcome } from '../channel.js';
import { isFileAtFault, missingFile } from '../missing-file.js';
import type { Progress, ProgressBook } from '../progress.js';
import { quoteOf } from '../quote.js';
import { corrected, rewrite, withdraw } from './amend.js';
import type { TelegramClient } from './client.js';
import { entitiesOf } from './entities.js';
import { sendFile } from './file.js';
import type { Keyboard } from './keyboard.js';
import { outcomeOf, refusedWith } from './outcome.js';
import { cardPieces, pieces, type Piece } from './render.js';
import { chatId, inAnswerTo, targetOf, type Target } from './target.js';
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
    case 'notice':
    case 'post': {
      const replyTo = 'replyTo' in delivery ? delivery.replyTo : undefined;
      const all = pieces(delivery, quoteOf(replyTo, context.counterpart, true));
      const answered = replyTo && context.counterpart?.messages[0];
      return sendPieces(client, targetOf(place), all, progress, context, answered);
    }
    case 'revise':
      return revise(client, delivery, place, progress, context);
    case 'withdraw':
      return withdraw(client, place, progress, context);
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

/** Writes the person's copy anew, or, where that cannot be, the new wording below in answer to it. */
async function revise(
  client: TelegramClient,
  delivery: Extract<Delivery, { kind: 'revise' }>,
  place: Address,
  progress: Progress,
  context: SendContext,
): Promise<SendOutcome> {
  const written = progress.done.length === 0 ? await rewrite(client, delivery, place, context) : null;
  if (written !== null) return { kind: 'sent', messages: [written] };
  const answered = context.counterpart?.messages[0];
  return sendPieces(client, targetOf(place), corrected(delivery), progress, context, answered);
}

/** Sends what has not been sent yet. `answered`: the message there that it answers. */
function sendPieces(
  client: TelegramClient,
  target: Target,
  all: readonly Piece[],
  progress: Progress,
  context: SendContext,
  answered?: string,
): Promise<SendOutcome> {
  const steps = all.map((piece, index) => async () => {
    const at = index === 0 ? inAnswerTo(target, answered) : target;
    const sent = await sendPiece(client, at, piece, progress, context);
    return sent === null ? null : String(sent);
  });
  return takeSteps(steps, progress);
}

/** A file that will not go through takes nothing else with it: its caption goes as a text. */
async function sendPiece(
  client: TelegramClient,
  target: Target,
  piece: Piece,
  progress: Progress,
  context: SendContext,
): Promise<number | null> {
  if (piece.kind === 'text') return sendText(client, target, piece.text, piece.keyboard);
  if (piece.needed && piece.attachment.channel !== 'telegram') await showUpload(client, target);
  try {
    return await sendFile(client, target, piece.attachment, piece.caption, context.openFile);
  } catch (error) {
    const outcome = outcomeOf(error, String(target.chat_id), client.describe(error));
    if (!isFileAtFault(outcome)) throw error;
    if (piece.needed) progress.missing ??= outcome;
    const line = piece.needed ? null : missingFile(piece.attachment, outcome);
    const caption = piece.worded || line !== null ? piece.caption : null;
    const parts = [caption, line].filter((part) => part !== null);
    return parts.length === 0 ? null : sendText(client, target, join(parts, '\n'), null);
  }
}

/** Bytes take their time: meanwhile the person sees that a file is on its way. Nobody misses it. */
async function showUpload(client: TelegramClient, { chat_id }: Target): Promise<void> {
  await client.api.raw.sendChatAction({ chat_id, action: 'upload_document' }).catch(() => undefined);
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
