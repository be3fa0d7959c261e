import type { Logger } from 'pino';
import type { Channel } from '../channels/channel.js';
import { FirstlineError, messageOf } from '../errors.js';
import type { ChannelName } from '../model/address.js';
import type { DueDelivery, Scope, Store } from '../store/store.js';
import type { Clock } from './clock.js';
import { createLimits } from './limits.js';
import { backoff, pause } from './retry.js';
import { settlementOf, type Sending, type SettleDeps } from './settle.js';

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
  /**
   * Starts every delivery that is due. `done` is called as each ends; `rerouted`: inbounds may have found their
   * conversation by it.
   */
  pump(done: (rerouted: boolean) => void): Promise<void>;
  /** When there may be something to send next, ms since the epoch, or null; no later than the next timer. */
  next(): Promise<number | null>;
  /** How many deliveries are under way. */
  sending(): number;
  /** Tries nothing again from here on, and resolves when nothing is under way. */
  stop(): Promise<void>;
}

export function createOutbox(deps: OutboxDeps): Outbox {
  const { store, clock, log } = deps;
  const limits = createLimits();
  /** By the delivery's id. */
  const underWay = new Map<string, Promise<void>>();
  /** Lanes that are being served, and by which delivery: a lane gets another name when its chat moves. */
  const serving = new Map<string, string>();
  const stopping = new AbortController();

  const busy = (): string[] => [...serving.keys(), ...limits.lanes()];

  async function deliver(due: DueDelivery, channel: Channel): Promise<boolean> {
    const outcome = await send(due, channel, deps);
    if (outcome.kind === 'retry' && outcome.afterMs !== null) {
      limits.pause(due, clock.now() + outcome.afterMs);
    }
    await settle(due, outcome);
    return outcome.kind === 'moved' || due.delivery.kind === 'open-thread';
  }

  /** Tries until the store takes it: sending again instead would tell the person the same thing again. */
  async function settle(due: DueDelivery, outcome: Sending): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await settlementOf(due, outcome, clock.now(), deps);
        return;
      } catch (error) {
        log.error(
          { err: error, delivery: due.id, outcome: outcome.kind, tries },
          'what became of a delivery could not be written down; trying again',
        );
      }
      if (stopping.signal.aborted) return;
      await pause(clock, backoff(tries, null), stopping.signal);
    }
  }

  function start(due: DueDelivery, channel: Channel, done: (rerouted: boolean) => void): void {
    const ended = (rerouted: boolean): void => {
      underWay.delete(due.id);
      for (const [lane, id] of serving) if (id === due.id) serving.delete(lane);
      done(rerouted);
    };
    const work = deliver(due, channel).then(ended, (error: unknown) => {
      log.error({ err: error, delivery: due.id }, 'a delivery failed in a way that nobody foresaw');
      ended(false);
    });
    underWay.set(due.id, work);
    serving.set(due.lane, due.id);
  }

  return {
    async pump(done) {
      const now = clock.now();
      limits.wake(now);
      const room = AT_ONCE - underWay.size;
      if (room <= 0) return;
      for (const due of await store.dueDeliveries(limits.awake(deps.scope), now, busy(), room)) {
        const channel = deps.channels.get(due.channel);
        if (underWay.has(due.id)) serving.set(due.lane, due.id);
        else if (channel !== undefined && limits.admit(due, channel, now)) start(due, channel, done);
      }
    },
    async next() {
      const due = await store.nextDue(limits.awake(deps.scope), busy());
      // With no room left, what is due now begins when a send ends, and that wakes the engine by itself.
      const full = underWay.size >= AT_ONCE && due !== null && due <= clock.now();
      const moments = due === null || full ? limits.ends() : [due, ...limits.ends()];
      return moments.length === 0 ? null : Math.min(...moments);
    },
    sending: () => underWay.size,
    async stop() {
      stopping.abort();
      await Promise.all(underWay.values());
    },
  };
}

/**
 * Sends one delivery; a channel that throws has failed in a way that may pass. The case was read together with
 * the delivery, and nothing is awaited between that and `channel.send`: its owner is who it was a moment ago.
 */
async function send(due: DueDelivery, channel: Channel, deps: OutboxDeps): Promise<Sending> {
  const { delivery } = due;
  if (due.onlyWhile !== null && due.case !== null && !due.onlyWhile.includes(due.case.owner)) {
    return { kind: 'dropped', why: `the case's owner is ${due.case.owner} now` };
  }
  const inThread = (delivery.kind === 'post' || delivery.kind === 'card') && delivery.former === undefined;
  if (inThread && due.case?.desk == null) {
    return { kind: 'dropped', why: 'the case has no thread on the desk' };
  }
  if ((delivery.kind === 'revise' || delivery.kind === 'withdraw') && due.counterpart === null) {
    return { kind: 'dropped', why: 'the person did not get the message that was changed' };
  }
  try {
    return await channel.send(delivery, {
      thread: due.case?.desk ?? null,
      cardMessage: due.case?.cardMessage ?? null,
      counterpart: due.counterpart,
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
