import type { types, webApi } from '@slack/bolt';
import type { Address } from '../../model/address.js';
import type { Attachment } from '../../model/attachment.js';
import type { Delivery } from '../../model/delivery.js';
import { join, plain, type RichText } from '../../model/text.js';
import { FirstlineError } from '../../errors.js';
import type { SendContext, SendOutcome } from '../channel.js';
import { buttonBlocks, cardBlocks, LIMITS, richBlock } from './blocks.js';
import type { Scrub } from './client.js';
import type { Files } from './files.js';
import { errorName, outcomeOf } from './outcome.js';
import { createProgress } from './progress.js';
import { split } from './split.js';
import { fallback } from './text.js';

const REACTION = { delivered: 'white_check_mark', failed: 'x' } as const;

/** It was to go into a thread that was never opened: the remedy is the same as for one that was deleted. */
const NO_THREAD: SendOutcome = { kind: 'thread-gone', error: 'the case has no thread on the desk yet' };

/** One call of a delivery. The id it tells is the message's ts, or a name of its own where there is none. */
type Step = () => Promise<string>;

/** Sends deliveries; see `Channel.send`. */
export type Send = (delivery: Delivery, context: SendContext) => Promise<SendOutcome>;

/** `author` in bold before the text; nothing where the author is null. */
function signed(author: string | null, text: RichText, separator: string): RichText {
  if (author === null || author === '') return text;
  const name: RichText = {
    text: `${author}:`,
    spans: [{ kind: 'bold', offset: 0, length: author.length + 1 }],
  };
  return text.text === '' ? name : join([name, text], separator);
}

export function createSend(parts: {
  client: webApi.WebClient;
  files: Files;
  account: string;
  scrub: Scrub;
}): Send {
  const { client, files, account, scrub } = parts;
  const progress = createProgress();

  async function post(to: Address, text: string, blocks: types.KnownBlock[]): Promise<string> {
    const { ts } = await client.chat.postMessage({
      channel: to.chat,
      text: fallback(text, LIMITS.fallback),
      blocks,
      // People's words are characters, not markup, names to notify or pages to unfold.
      mrkdwn: false,
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
      ...(to.thread === '' ? {} : { thread_ts: to.thread }),
    });
    if (ts === undefined) throw new Error('chat.postMessage named no message');
    return ts;
  }

  /** A text in as many messages as it needs, with `below` under the last. */
  function texts(to: Address, text: RichText, below: types.KnownBlock[]): Step[] {
    const pieces = split(text, LIMITS.text);
    if (pieces.length === 0 && below.length > 0) pieces.push(plain('…'));
    return pieces.map(
      (piece, index) => () =>
        post(to, piece.text, [richBlock(piece), ...(index === pieces.length - 1 ? below : [])]),
    );
  }

  function uploads(
    to: Address,
    attachments: readonly Attachment[],
    context: SendContext,
    lost: ((attachment: Attachment) => Promise<string>) | null,
  ): Step[] {
    return attachments.map((attachment, index) => async () => {
      try {
        await files.upload(to, await context.openFile(attachment));
      } catch (error) {
        if (!(error instanceof FirstlineError) || lost === null) throw error;
        return lost(attachment);
      }
      return `file-${index}`;
    });
  }

  /** Runs the steps that are not done yet, in order. */
  async function run(key: string, steps: readonly Step[], desk: boolean): Promise<SendOutcome> {
    const sent = progress.of(key);
    try {
      for (const step of steps.slice(sent.length)) sent.push(await step());
    } catch (error) {
      const outcome = outcomeOf(error, scrub, desk);
      progress.keep(key, outcome.kind === 'retry' ? sent : []);
      return outcome;
    }
    progress.keep(key, []);
    return { kind: 'sent', messages: sent.filter((id) => !id.startsWith('file-')) };
  }

  async function mark(delivery: Extract<Delivery, { kind: 'mark' }>): Promise<SendOutcome> {
    const { address, message } = delivery.message;
    const name = REACTION[delivery.state];
    try {
      await client.reactions.add({ channel: address.chat, timestamp: message, name });
    } catch (error) {
      if (errorName(error) !== 'already_reacted') return outcomeOf(error, scrub, false);
    }
    return { kind: 'sent', messages: [] };
  }

  async function card(
    delivery: Extract<Delivery, { kind: 'card' }>,
    context: SendContext,
  ): Promise<SendOutcome> {
    const { thread, cardMessage: ts } = context;
    if (thread === null || ts === null) return NO_THREAD;
    try {
      const { title, body } = delivery.card;
      const text = fallback(`${title}\n${body.text}`, LIMITS.fallback);
      await client.chat.update({ channel: thread.chat, ts, text, blocks: cardBlocks(delivery.card) });
    } catch (error) {
      const outcome = outcomeOf(error, scrub, true);
      // The card is the thread's first message: without it there is no thread.
      if (errorName(error) === 'message_not_found')
        return { kind: 'thread-gone', error: scrub(String(error)) };
      return outcome;
    }
    return { kind: 'sent', messages: [ts] };
  }

  return async (delivery, context) => {
    const key = JSON.stringify([delivery, context.thread]);
    switch (delivery.kind) {
      case 'say': {
        const below = buttonBlocks(delivery.choices, delivery.longAnswer, delivery.language);
        return run(key, texts(delivery.to, delivery.text, below), false);
      }
      case 'relay': {
        const text = texts(delivery.to, signed(delivery.author, delivery.text, '\n'), []);
        const attached = uploads(delivery.to, delivery.attachments, context, null);
        return run(key, [...text, ...attached], false);
      }
      case 'post': {
        const { thread } = context;
        if (thread === null) return NO_THREAD;
        const text = texts(thread, signed(delivery.author, delivery.text, ' '), []);
        const attached = uploads(thread, delivery.attachments, context, (attachment) => {
          const name = attachment.name ?? attachment.kind;
          const line = `${name}: файл не удалось передать / the file could not be passed on`;
          return post(thread, line, [richBlock(plain(line))]);
        });
        return run(key, [...text, ...attached], true);
      }
      case 'open-thread': {
        const { card: opening, desk } = delivery;
        const text = `${opening.title}\n${opening.body.text}`;
        const root: Address = { ...desk, thread: '' };
        const outcome = await run(key, [() => post(root, text, cardBlocks(opening))], false);
        const ts = outcome.kind === 'sent' ? outcome.messages[0] : undefined;
        if (outcome.kind !== 'sent' || ts === undefined) return outcome;
        return { ...outcome, thread: { channel: 'slack', account, chat: desk.chat, thread: ts } };
      }
      case 'card':
        return card(delivery, context);
      case 'mark':
        return mark(delivery);
    }
  };
}
