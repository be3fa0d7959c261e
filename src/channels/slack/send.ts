import type { types, webApi } from '@slack/bolt';
import type { Address } from '../../model/address.js';
import type { Attachment } from '../../model/attachment.js';
import type { Card, Delivery } from '../../model/delivery.js';
import type { Language } from '../../model/language.js';
import { plain, type RichText } from '../../model/text.js';
import { attempt, takeSteps } from '../attempt.js';
import { signed } from '../author.js';
import type { SendContext, SendOutcome } from '../channel.js';
import { isFileAtFault, missingFile } from '../missing-file.js';
import { createProgressBook, type Progress } from '../progress.js';
import { marked, quoteOf, quoting } from '../quote.js';
import { splitText } from '../split.js';
import { buttonBlocks, cardBlocks, deskBlocks, LIMITS, richBlock } from './blocks.js';
import type { Scrub } from './client.js';
import type { Files } from './files.js';
import { errorName, outcomeOf } from './outcome.js';
import { fallback } from './text.js';
import { wordsFor } from './words.js';

const REACTION = { delivered: 'white_check_mark', failed: 'x' } as const;

/** A message is not there to be changed, or the workspace does not let it be changed any more, or not by us. */
const UNCHANGEABLE = new Set(['cant_update_message', 'edit_window_closed', 'message_not_found']);

/** A message or file is not there to be deleted. */
const DELETED = new Set(['message_not_found', 'file_not_found', 'file_deleted']);

/** Whether an id is a message's ts rather than a file's. */
function isMessage(id: string): boolean {
  return /^\d+\.\d+$/.test(id);
}

/** One call of a delivery. It tells the message's ts; of a file, whose message Slack does not name, the file's id. */
type Step = () => Promise<string | null>;

/** Sends deliveries; see `Channel.send`. */
export type Send = (delivery: Delivery, context: SendContext) => Promise<SendOutcome>;

function threadOf(
  { thread }: Address,
  broadcast: boolean,
): { thread_ts?: string } | { thread_ts: string; reply_broadcast: true } {
  if (thread === '') return {};
  return broadcast ? { thread_ts: thread, reply_broadcast: true } : { thread_ts: thread };
}

export function createSend(parts: {
  client: webApi.WebClient;
  files: Files;
  account: string;
  scrub: Scrub;
  /** ms since the epoch. */
  now(): number;
}): Send {
  const { client, files, account, scrub, now } = parts;
  const book = createProgressBook(now);

  /** `broadcast`: a line of a thread is shown in the channel as well. */
  async function post(
    to: Address,
    text: string,
    blocks: types.KnownBlock[],
    broadcast = false,
  ): Promise<string> {
    const { ts } = await client.chat.postMessage({
      channel: to.chat,
      text: fallback(text, LIMITS.fallback),
      blocks,
      // People's words are characters, not markup, names to notify or pages to unfold.
      mrkdwn: false,
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
      ...threadOf(to, broadcast),
    });
    if (ts === undefined) throw new Error('chat.postMessage named no message');
    return ts;
  }

  /** A text in as many messages as it needs, with `below` under the last. */
  function texts(to: Address, text: RichText, below: types.KnownBlock[], broadcast = false): Step[] {
    const pieces = splitText(text, LIMITS.text);
    if (pieces.length === 0 && below.length > 0) pieces.push(plain('…'));
    return pieces.map(
      (piece, index) => () =>
        post(to, piece.text, [richBlock(piece), ...(index === pieces.length - 1 ? below : [])], broadcast),
    );
  }

  /**
   * `needed`: without the file the delivery has failed, though all else goes; otherwise a line is sent in its place.
   */
  function uploads(
    to: Address,
    attachments: readonly Attachment[],
    context: SendContext,
    progress: Progress,
    needed: boolean,
  ): Step[] {
    return attachments.map((attachment) => async () => {
      try {
        return await files.upload(to, await context.openFile(attachment));
      } catch (error) {
        const outcome = outcomeOf(error, scrub, !needed);
        if (!isFileAtFault(outcome)) throw error;
        if (needed) {
          progress.missing ??= outcome;
          return null;
        }
        const line = missingFile(attachment, outcome);
        return post(to, line.text, [richBlock(line)]);
      }
    });
  }

  /** An agent's or a person's words and files, below the line that they answer: a thread has no replies. */
  function relayed(
    place: Address,
    delivery: Extract<Delivery, { kind: 'relay' | 'post' }>,
    context: SendContext,
    progress: Progress,
  ): Promise<SendOutcome> {
    const { author, text, attachments, replyTo } = delivery;
    const spoken = delivery.kind === 'relay';
    const line = delivery.kind === 'post' ? delivery : null;
    const below = line?.buttons === undefined ? [] : deskBlocks(line.buttons.caseId, line.buttons.actions);
    const quote = quoteOf(replyTo, context.counterpart, false);
    const words = quoting(quote, signed(author, text, spoken ? ':\n' : ': '));
    const steps = [
      ...texts(place, words, below, line?.broadcast),
      ...uploads(place, attachments, context, progress, spoken),
    ];
    return takeSteps(steps, progress);
  }

  /** Writes the person's copy anew, or, where that cannot be, the new wording as a message of its own. */
  async function revise(
    place: Address,
    { author, text, mark: corrected }: Extract<Delivery, { kind: 'revise' }>,
    { counterpart }: SendContext,
    progress: Progress,
  ): Promise<SendOutcome> {
    const [ts, ...others] = (counterpart?.messages ?? []).filter(isMessage);
    const words = signed(author, text, ':\n');
    if (
      ts !== undefined &&
      others.length === 0 &&
      words.text.length <= LIMITS.text &&
      progress.done.length === 0
    ) {
      try {
        const fallen = fallback(words.text, LIMITS.fallback);
        await client.chat.update({ channel: place.chat, ts, text: fallen, blocks: [richBlock(words)] });
        return { kind: 'sent', messages: [ts] };
      } catch (error) {
        if (!UNCHANGEABLE.has(errorName(error) ?? '')) throw error;
      }
    }
    const below = quoting(counterpart?.excerpt ?? null, signed(author, marked(corrected, text), ':\n'));
    return takeSteps(texts(place, below, []), progress);
  }

  /** Deletes the person's copy, files too; what is gone already is as it should be. */
  function withdraw(place: Address, { counterpart }: SendContext, progress: Progress): Promise<SendOutcome> {
    const steps = (counterpart?.messages ?? []).map((id) => async () => {
      try {
        if (isMessage(id)) await client.chat.delete({ channel: place.chat, ts: id });
        else await client.files.delete({ file: id });
      } catch (error) {
        if (!DELETED.has(errorName(error) ?? '')) throw error;
      }
      return null;
    });
    return takeSteps(steps, progress);
  }

  /** A mark that can't be put is given up, for a missing mark undoes no delivery. */
  async function mark(place: Address, message: string, state: keyof typeof REACTION): Promise<SendOutcome> {
    // What did arrive may have been changed since, and the change not.
    if (state === 'failed') await unmark(place, message, 'delivered');
    try {
      await client.reactions.add({ channel: place.chat, timestamp: message, name: REACTION[state] });
    } catch (error) {
      const outcome = outcomeOf(error, scrub, false);
      if (outcome.kind !== 'failed') return outcome;
    }
    return { kind: 'sent', messages: [] };
  }

  async function unmark(place: Address, message: string, state: keyof typeof REACTION): Promise<void> {
    try {
      await client.reactions.remove({ channel: place.chat, timestamp: message, name: REACTION[state] });
    } catch (error) {
      if (outcomeOf(error, scrub, false).kind !== 'failed') throw error;
    }
  }

  /** In the assistant pane alone: elsewhere a bot has no way to show that it is busy. */
  async function showStatus(place: Address, language: Language): Promise<SendOutcome> {
    if (place.chat.startsWith('D') && place.thread !== '') {
      await client.assistant.threads.setStatus({
        channel_id: place.chat,
        thread_ts: place.thread,
        status: wordsFor(language).working,
      });
    }
    return { kind: 'sent', messages: [] };
  }

  function posted(card: Card, to: Address): Step {
    return () => post(to, `${card.title}\n${card.body.text}`, cardBlocks(card));
  }

  async function openThread(desk: Address, card: Card, progress: Progress): Promise<SendOutcome> {
    const outcome = await takeSteps([posted(card, { ...desk, thread: '' })], progress);
    const ts = outcome.kind === 'sent' ? outcome.messages[0] : undefined;
    if (outcome.kind !== 'sent' || ts === undefined) return outcome;
    return { ...outcome, thread: { channel: 'slack', account, chat: desk.chat, thread: ts } };
  }

  /** Writes the card anew in place, or, where that is not allowed, once more below. */
  async function writeCard(
    thread: Address,
    ts: string | null,
    card: Card,
    progress: Progress,
  ): Promise<SendOutcome> {
    if (ts !== null && progress.done.length === 0) {
      const text = fallback(`${card.title}\n${card.body.text}`, LIMITS.fallback);
      try {
        await client.chat.update({ channel: thread.chat, ts, text, blocks: cardBlocks(card) });
        return { kind: 'sent', messages: [ts] };
      } catch (error) {
        const name = errorName(error) ?? '';
        // The card is the thread's first message: without it there is no thread.
        if (name === 'message_not_found' && ts === thread.thread) {
          return { kind: 'thread-gone', error: scrub(String(error)) };
        }
        if (!UNCHANGEABLE.has(name)) throw error;
      }
    }
    return takeSteps([posted(card, thread)], progress);
  }

  async function perform(
    delivery: Delivery,
    place: Address,
    context: SendContext,
    progress: Progress,
  ): Promise<SendOutcome> {
    switch (delivery.kind) {
      case 'say': {
        const below = buttonBlocks(delivery.choices, delivery.longAnswer, delivery.language);
        return takeSteps(texts(place, delivery.text, below), progress);
      }
      case 'relay':
      case 'post':
        return relayed(place, delivery, context, progress);
      case 'revise':
        return revise(place, delivery, context, progress);
      case 'withdraw':
        return withdraw(place, context, progress);
      case 'notice':
        return takeSteps(texts(place, delivery.text, []), progress);
      case 'open-thread':
        return openThread(place, delivery.card, progress);
      case 'card':
        return writeCard(place, delivery.former?.message ?? context.cardMessage, delivery.card, progress);
      case 'activity':
        return showStatus(place, delivery.language);
      case 'mark':
        return mark(place, delivery.message.message, delivery.state);
    }
  }

  return (delivery, context) => {
    const outcome = (error: unknown): SendOutcome =>
      outcomeOf(error, scrub, delivery.kind === 'post' || delivery.kind === 'card');
    return attempt({ perform, outcomeOf: outcome }, book, delivery, context);
  };
}
