import type { Logger } from 'pino';
import type { Channel, SendOutcome } from '../channels/channel.js';
import { FirstlineError, messageOf } from '../errors.js';
import type { ChannelName } from '../model/address.js';
import type { DueDelivery, Scope, Store } from '../store/store.js';
import type { Clock } from './clock.js';
import { createRates, type Rates } from './rates.js';
import { settlementOf, type SettleDeps } from './settle.js';

/** How many deliveries are under way at once. */
const AT_ONCE = 32;

/** Everything the outbox needs. */
export interface OutboxDeps extends SettleDeps {
  store: Store;
  clock: Clock;
  channels: ReadonlyMap<ChannelName, Channel>;
  scope: Scope;
  log: Logger;
}

/** The worker that sends what turns have put into the outbox: in order within a lane, lanes side by side. */
export interface Outbox {
  /** Starts every delivery that is due. `done` is called as each ends. Tells how many were started. */
  pump(done: () => void): Promise<number>;
  /** Lanes that are being served, or rest because of a rate limit. */
  busy(): string[];
  /** When the first resting lane may go on, ms since the epoch, or null. */
  nextRest(): number | null;
  /** Whether anything is under way. */
  sending(): boolean;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

export function createOutbox(deps: OutboxDeps): Outbox {
  const rates = createRates();
  const sending = new Map<string, Promise<void>>();
  const resting = new Map<string, number>();

  function wakeRested(now: number): void {
    for (const [lane, until] of resting) if (until <= now) resting.delete(lane);
  }

  async function deliver(due: DueDelivery, channel: Channel): Promise<void> {
    const outcome = await send(due, channel, deps);
    const now = deps.clock.now();
    if (outcome.kind === 'retry' && outcome.afterMs !== null) {
      rates.pause(chatKey(due), now + outcome.afterMs);
    }
    await settlementOf(due, outcome, now, deps);
  }

  return {
    async pump(done) {
      const now = deps.clock.now();
      wakeRested(now);
      const room = AT_ONCE - sending.size;
      if (room <= 0) return 0;
      const due = await deps.store.dueDeliveries(deps.scope, now, this.busy(), room);
      let started = 0;
      for (const delivery of due) {
        const channel = deps.channels.get(delivery.channel);
        if (channel === undefined || sending.has(delivery.lane)) continue;
        const wait = takeTurn(rates, delivery, channel, now);
        if (wait > 0) {
          resting.set(delivery.lane, now + wait);
          continue;
        }
        started += 1;
        const work = deliver(delivery, channel)
          .catch((error: unknown) => {
            deps.log.error({ err: error, delivery: delivery.id }, 'a delivery could not be settled');
            resting.set(delivery.lane, deps.clock.now() + 1_000);
          })
          .finally(() => {
            sending.delete(delivery.lane);
            done();
          });
        sending.set(delivery.lane, work);
      }
      return started;
    },
    busy: () => [...sending.keys(), ...resting.keys()],
    nextRest: () => (resting.size === 0 ? null : Math.min(...resting.values())),
    sending: () => sending.size > 0,
    async settled() {
      await Promise.all(sending.values());
    },
  };
}

/** Sends one delivery; a channel that throws has failed in a way that may pass. */
async function send(
  due: DueDelivery,
  channel: Channel,
  deps: OutboxDeps,
): Promise<SendOutcome | { kind: 'dropped'; why: string }> {
  if (due.onlyWhile !== null && due.case !== null && !due.onlyWhile.includes(due.case.owner)) {
    return { kind: 'dropped', why: `the case's owner is ${due.case.owner} now` };
  }
  const { delivery } = due;
  const inThread = delivery.kind === 'post' || delivery.kind === 'card';
  if (inThread && due.case?.desk == null) {
    return { kind: 'dropped', why: 'the case has no thread on the desk' };
  }
  try {
    return await channel.send(delivery, {
      thread: due.case?.desk ?? null,
      cardMessage: due.case?.cardMessage ?? null,
      openFile(attachment) {
        const source = deps.channels.get(attachment.channel);
        if (source !== undefined) return source.openFile(attachment);
        throw new FirstlineError(
          'FILE_ELSEWHERE',
          `the file lies on ${attachment.channel}, which is not connected`,
          `Configure ${attachment.channel}, or ask the person to send the file again.`,
        );
      },
    });
  } catch (error) {
    deps.log.error({ err: error, delivery: due.id, kind: delivery.kind }, 'a channel threw while sending');
    return { kind: 'retry', afterMs: null, error: messageOf(error) };
  }
}

function takeTurn(rates: Rates, due: DueDelivery, channel: Channel, now: number): number {
  const all = { key: `${due.channel}:${due.account}`, rate: channel.rates.all };
  const { delivery } = due;
  switch (delivery.kind) {
    case 'mark':
      return rates.take([all], now);
    case 'open-thread':
      return rates.take(
        [
          all,
          { key: chatKey(due), rate: channel.rates.chat(delivery.desk) },
          { key: `${chatKey(due)}:threads`, rate: channel.rates.threads },
        ],
        now,
      );
    case 'say':
    case 'relay':
      return rates.take([all, { key: chatKey(due), rate: channel.rates.chat(delivery.to) }], now);
    case 'post':
    case 'card': {
      const desk = due.case?.desk;
      if (desk == null) return 0;
      return rates.take([all, { key: chatKey(due), rate: channel.rates.chat(desk) }], now);
    }
  }
}

/** The chat a delivery goes to: what platforms limit. */
function chatKey({ delivery, channel, account, case: subject }: DueDelivery): string {
  switch (delivery.kind) {
    case 'say':
    case 'relay':
      return `${channel}:${account}:${delivery.to.chat}`;
    case 'open-thread':
      return `${channel}:${account}:${delivery.desk.chat}`;
    case 'mark':
      return `${channel}:${account}:${delivery.message.address.chat}`;
    case 'post':
    case 'card':
      return `${channel}:${account}:${subject?.desk?.chat ?? ''}`;
  }
}
