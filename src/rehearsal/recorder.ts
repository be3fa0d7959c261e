import type { Channel, Rate, SendContext, SendOutcome } from '../channels/channel.js';
import type { Address, ChannelName } from '../model/address.js';
import type { Delivery } from '../model/delivery.js';

/** What was sent, with the thread it went to. */
export interface Sent {
  delivery: Delivery;
  thread: Address | null;
  outcome: SendOutcome;
}

/** A channel that keeps what it is given. */
export interface Recorder extends Channel {
  /** Every send that was tried, in order. */
  readonly tried: Sent[];
  /** What arrived, in order. */
  arrived<Kind extends Delivery['kind']>(kind: Kind): Extract<Delivery, { kind: Kind }>[];
}

export const UNLIMITED: Rate = { burst: 1_000_000, perSecond: 1_000_000 };

/** `answer`: what becomes of a send, where something else than arriving does. */
export function recorder(
  name: ChannelName,
  rate: Rate = UNLIMITED,
  answer: (delivery: Delivery) => Promise<SendOutcome | null> = () => Promise.resolve(null),
): Recorder {
  const tried: Sent[] = [];
  let count = 0;

  function arrival(delivery: Delivery): SendOutcome {
    count += 1;
    const messages = [`m${String(count)}`];
    if (delivery.kind !== 'open-thread') return { kind: 'sent', messages };
    return { kind: 'sent', messages, thread: { ...delivery.desk, thread: `t${String(count)}` } };
  }

  return {
    name,
    tried,
    rates: { all: UNLIMITED, chat: () => rate, threads: UNLIMITED },
    routes: [],
    arrived: (kind) =>
      tried.flatMap(({ outcome, delivery }) =>
        outcome.kind === 'sent' && isOf(delivery, kind) ? [delivery] : [],
      ),
    connect: () => Promise.resolve({ account: 'bot' }),
    receive: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    async send(delivery: Delivery, { thread }: SendContext) {
      const outcome = (await answer(delivery)) ?? arrival(delivery);
      tried.push({ delivery, thread, outcome });
      return outcome;
    },
    openFile: () => Promise.reject(new Error('this channel has no files')),
  };
}

function isOf<Kind extends Delivery['kind']>(
  delivery: Delivery,
  kind: Kind,
): delivery is Extract<Delivery, { kind: Kind }> {
  return delivery.kind === kind;
}
