import type { Channel, Rate, SendContext, SendOutcome } from '../../src/channels/channel.js';
import type { Address, ChannelName } from '../../src/model/address.js';
import type { Delivery } from '../../src/model/delivery.js';

/** What was sent, with the thread it went to. */
export interface Sent {
  delivery: Delivery;
  thread: Address | null;
  outcome: SendOutcome;
}

/** A channel that keeps what it is given, and answers as it is told to. */
export interface Recorder extends Channel {
  /** Every send that was tried, in order. */
  readonly tried: Sent[];
  /** What arrived, in order. */
  arrived(kind: Delivery['kind']): Delivery[];
  /** The texts that arrived as the bot's or an agent's words to a person. */
  said(chat?: string): string[];
  /** The next send that matches comes to this. */
  answerNext(outcome: SendOutcome, kind?: Delivery['kind']): void;
  /** Whatever `answerNext` has planned is off. */
  forgetPlans(): void;
  /** Resolves when the next send of this kind begins. */
  begins(kind: Delivery['kind']): Promise<void>;
  /** Sends wait until the returned function is called. */
  hold(): () => void;
}

const UNLIMITED: Rate = { burst: 1_000_000, perSecond: 1_000_000 };

export function recorder(name: ChannelName, rate: Rate = UNLIMITED): Recorder {
  const tried: Sent[] = [];
  const planned: { outcome: SendOutcome; kind: Delivery['kind'] | undefined }[] = [];
  let awaited: { kind: Delivery['kind']; resolve: () => void }[] = [];
  let gate: Promise<void> = Promise.resolve();
  let count = 0;

  function outcomeOf(delivery: Delivery): SendOutcome {
    const index = planned.findIndex(({ kind }) => kind === undefined || kind === delivery.kind);
    const [plan] = index < 0 ? [] : planned.splice(index, 1);
    if (plan !== undefined) return plan.outcome;
    count += 1;
    const messages = [`m${String(count)}`];
    if (delivery.kind !== 'open-thread') return { kind: 'sent', messages };
    return { kind: 'sent', messages, thread: { ...delivery.desk, thread: `t${String(count)}` } };
  }

  const arrived = (kind: Delivery['kind']): Delivery[] =>
    tried
      .filter(({ outcome, delivery }) => outcome.kind === 'sent' && delivery.kind === kind)
      .map(({ delivery }) => delivery);

  return {
    name,
    tried,
    rates: { all: UNLIMITED, chat: () => rate, threads: UNLIMITED },
    routes: [],
    arrived,
    said: (chat) =>
      tried.flatMap(({ outcome, delivery }) => {
        if (outcome.kind !== 'sent' || (delivery.kind !== 'say' && delivery.kind !== 'relay')) return [];
        return chat === undefined || delivery.to.chat === chat ? [delivery.text.text] : [];
      }),
    answerNext(outcome, kind) {
      planned.push({ outcome, kind });
    },
    forgetPlans() {
      planned.length = 0;
    },
    begins: (kind) =>
      new Promise((resolve) => {
        awaited.push({ kind, resolve });
      }),
    hold() {
      let open = (): void => undefined;
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return () => {
        gate = Promise.resolve();
        open();
      };
    },
    connect: () => Promise.resolve({ account: 'bot' }),
    receive: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    async send(delivery: Delivery, context: SendContext) {
      const outcome = outcomeOf(delivery);
      for (const { kind, resolve } of awaited) if (kind === delivery.kind) resolve();
      awaited = awaited.filter(({ kind }) => kind !== delivery.kind);
      await gate;
      tried.push({ delivery, thread: context.thread, outcome });
      return outcome;
    },
    openFile: () => Promise.reject(new Error('this channel has no files')),
  };
}
