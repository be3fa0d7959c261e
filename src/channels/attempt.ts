import type { Address } from '../model/address.js';
import type { Delivery } from '../model/delivery.js';
import type { SendContext, SendOutcome } from './channel.js';
import { messagesOf, progressKey, type Progress, type ProgressBook } from './progress.js';

/** How a delivery for a case's thread ends while the case has none: it is opened, and the delivery tried again. */
const NO_THREAD: SendOutcome = { kind: 'thread-gone', error: 'the case has no thread on the desk yet' };

/** A desk that is not there for us is the operator's to mend: what is meant for it waits, ms. */
const DESK_WAIT_MS = 60_000;

/** How a platform sends. */
export interface Way {
  /** Does what is left of the delivery; `progress` grows with what is done. May throw. */
  perform(delivery: Delivery, place: Address, context: SendContext, progress: Progress): Promise<SendOutcome>;
  /** What something that `perform` threw means for the delivery. */
  outcomeOf(error: unknown, delivery: Delivery, place: Address): SendOutcome;
}

/** Sends one delivery, from where the last attempt left it. Everything that goes wrong comes back as an outcome. */
export async function attempt(
  way: Way,
  book: ProgressBook,
  delivery: Delivery,
  context: SendContext,
): Promise<SendOutcome> {
  const place = placeOf(delivery, context);
  if (place === null) return NO_THREAD;
  const key = progressKey(delivery, place);
  let outcome: SendOutcome;
  try {
    outcome = await way.perform(delivery, place, context, book.of(key));
  } catch (error) {
    outcome = ofDesk(delivery, way.outcomeOf(error, delivery, place));
  }
  if (outcome.kind !== 'retry') book.forget(key);
  // The thread was deleted before its card came: begin again.
  return outcome.kind === 'thread-gone' && delivery.kind === 'open-thread'
    ? { kind: 'retry', afterMs: null, error: outcome.error }
    : outcome;
}

const AT_DESK: ReadonlySet<Delivery['kind']> = new Set<Delivery['kind']>([
  'open-thread',
  'card',
  'post',
  'notice',
]);

/** People leave for good; a desk that the bot was put out of, or may not write to, is mended, and nothing is lost. */
function ofDesk(delivery: Delivery, outcome: SendOutcome): SendOutcome {
  const atDesk = AT_DESK.has(delivery.kind);
  return atDesk && outcome.kind === 'failed' && outcome.reason === 'gone'
    ? { kind: 'retry', afterMs: DESK_WAIT_MS, error: outcome.error, deskAway: true }
    : outcome;
}

/** Takes the steps that are not done yet, in order. A step tells the id of the message it made, if there is one. */
export async function takeSteps(
  steps: readonly (() => Promise<string | null>)[],
  progress: Progress,
): Promise<SendOutcome> {
  if (steps.length === 0) return { kind: 'failed', reason: 'refused', error: 'there is nothing to send' };
  for (const step of steps.slice(progress.done.length)) progress.done.push(await step());
  return progress.missing ?? { kind: 'sent', messages: messagesOf(progress) };
}

/** Where a delivery goes; null when that is the case's thread and the case has none. */
function placeOf(delivery: Delivery, context: SendContext): Address | null {
  switch (delivery.kind) {
    case 'say':
    case 'activity':
    case 'relay':
    case 'revise':
    case 'withdraw':
      return delivery.to;
    case 'open-thread':
    case 'notice':
      return delivery.desk;
    case 'mark':
      return delivery.message.address;
    case 'card':
      return delivery.former?.address ?? context.thread;
    case 'post':
      return delivery.former ?? context.thread;
  }
}
