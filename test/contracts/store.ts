import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.js';
import { aftercareContract } from './store-aftercare.js';
import { deskContract } from './store-desk.js';
import { draftContract } from './store-drafts.js';
import { flowContract } from './store-flows.js';
import { issueContract } from './store-issues.js';
import { inboundContract } from './store-inbound.js';
import { linkContract } from './store-links.js';
import { missContract } from './store-misses.js';
import { moveContract } from './store-moves.js';
import { outboxContract } from './store-outbox.js';
import { interleavingContract } from './store-interleaving.js';
import { probeContract } from './store-probes.js';
import { onceContract } from './store-once.js';
import { queueContract } from './store-queue.js';
import { threadContract } from './store-threads.js';
import { talkContract } from './store-talks.js';
import { timerContract } from './store-timers.js';
import { turnContract } from './store-turns.js';
import { webhookContract } from './store-webhooks.js';

/** A store to be tested, with nothing in it. */
export interface StoreFixture {
  store: Store;
  /** Ends the process that uses the store, as far as that can be played, and starts another on the same data. */
  reopen(): Promise<Store>;
  /** Closes the store and removes its data. */
  remove(): Promise<void>;
}

export type StoreFactory = (options: { now: () => number }) => Promise<StoreFixture>;

/** What a test of the contract is given. */
export interface StoreBench {
  store(): Store;
  reopen(): Promise<void>;
  /** The time as the store sees it, ms. */
  clock: { now: number };
}

/** What every implementation of the store promises. */
export function storeContract(name: string, factory: StoreFactory): void {
  describe(`store contract: ${name}`, () => {
    let fixture: StoreFixture;
    let store: Store;
    const clock = { now: 0 };
    const bench: StoreBench = {
      store: () => store,
      async reopen() {
        store = await fixture.reopen();
      },
      clock,
    };

    beforeEach(async () => {
      clock.now = 5_000;
      fixture = await factory({ now: () => clock.now });
      store = fixture.store;
    });
    afterEach(() => fixture.remove());

    inboundContract(bench);
    turnContract(bench);
    outboxContract(bench);
    timerContract(bench);
    queueContract(bench);
    probeContract(bench);
    linkContract(bench);
    moveContract(bench);
    deskContract(bench);
    threadContract(bench);
    aftercareContract(bench);
    flowContract(bench);
    issueContract(bench);
    draftContract(bench);
    talkContract(bench);
    webhookContract(bench);
    onceContract(bench);
    missContract(bench);
    interleavingContract(factory);

    it('tells by a FirstlineError that it was closed', async () => {
      const closed = store;
      await bench.reopen();
      if (store === closed) return;
      await expect(closed.reserveCaseNumber()).rejects.toMatchObject({ code: 'STORE_CLOSED' });
    });
  });
}
