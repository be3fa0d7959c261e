import type { Rate, SendOutcome } from '../../src/channels/channel.js';
import type { ChannelName } from '../../src/model/address.js';
import type { Delivery } from '../../src/model/delivery.js';
import { recorder as recorderOf, type Recorder as Recording } from '../../src/rehearsal/recorder.js';

export type { Sent } from '../../src/rehearsal/recorder.js';

/** A channel that keeps what it is given, and answers as it is told to. */
export interface Recorder extends Recording {
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

export function recorder(name: ChannelName, rate?: Rate): Recorder {
  const planned: { outcome: SendOutcome; kind: Delivery['kind'] | undefined }[] = [];
  let awaited: { kind: Delivery['kind']; resolve: () => void }[] = [];
  let gate: Promise<void> = Promise.resolve();

  function plannedFor(delivery: Delivery): SendOutcome | null {
    const index = planned.findIndex(({ kind }) => kind === undefined || kind === delivery.kind);
    const [plan] = index < 0 ? [] : planned.splice(index, 1);
    return plan?.outcome ?? null;
  }

  const recording = recorderOf(name, rate, async (delivery) => {
    const outcome = plannedFor(delivery);
    for (const { kind, resolve } of awaited) if (kind === delivery.kind) resolve();
    awaited = awaited.filter(({ kind }) => kind !== delivery.kind);
    await gate;
    return outcome;
  });

  return {
    ...recording,
    said: (chat) =>
      recording.tried.flatMap(({ outcome, delivery }) => {
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
  };
}
