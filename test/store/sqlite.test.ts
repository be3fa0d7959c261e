import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/store/sqlite/open.js';
import type { Store } from '../../src/store/store.js';
import { storeContract } from '../contracts/store.js';
import type { StoreFactory } from '../contracts/store.js';

const memory: StoreFactory = async ({ now }) => {
  const store = await openSqliteStore({ url: ':memory:', now });
  return { store, reopen: () => Promise.resolve(store), remove: () => store.close() };
};

const file: StoreFactory = async ({ now }) => {
  const folder = mkdtempSync(join(tmpdir(), 'firstline-store-'));
  const open = (): Promise<Store> => openSqliteStore({ url: `file:${folder}/var/test.db`, now });
  let store = await open();
  return {
    store,
    async reopen() {
      await store.close();
      store = await open();
      return store;
    },
    async remove() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
};

/** The same file, closed and opened again before every single call. */
const restless: StoreFactory = async (options) => {
  const fixture = await file(options);
  let last: Promise<unknown> = Promise.resolve();
  // Calls made at the same time take turns: each needs its store to stay open until it is done.
  const call = <R>(work: (store: Store) => Promise<R>): Promise<R> => {
    const result = last.then(async () => work(await fixture.reopen()));
    last = result.catch(() => undefined);
    return result;
  };
  const store: Store = {
    accept: (...args) => call((each) => each.accept(...args)),
    reject: (...args) => call((each) => each.reject(...args)),
    knows: (...args) => call((each) => each.knows(...args)),
    pending: (...args) => call((each) => each.pending(...args)),
    loadTurn: (...args) => call((each) => each.loadTurn(...args)),
    commitTurn: (...args) => call((each) => each.commitTurn(...args)),
    reserveCaseNumber: () => call((each) => each.reserveCaseNumber()),
    reserveDraftNumber: () => call((each) => each.reserveDraftNumber()),
    fireTimers: (...args) => call((each) => each.fireTimers(...args)),
    pendingProbes: (...args) => call((each) => each.pendingProbes(...args)),
    finishProbe: (...args) => call((each) => each.finishProbe(...args)),
    nextDue: (...args) => call((each) => each.nextDue(...args)),
    dueDeliveries: (...args) => call((each) => each.dueDeliveries(...args)),
    settle: (...args) => call((each) => each.settle(...args)),
    enqueue: (...args) => call((each) => each.enqueue(...args)),
    enqueueOnce: (...args) => call((each) => each.enqueueOnce(...args)),
    wasEnqueued: (...args) => call((each) => each.wasEnqueued(...args)),
    caseRows: (...args) => call((each) => each.caseRows(...args)),
    recentCases: (...args) => call((each) => each.recentCases(...args)),
    caseTalk: (...args) => call((each) => each.caseTalk(...args)),
    caseById: (...args) => call((each) => each.caseById(...args)),
    caseByThread: (...args) => call((each) => each.caseByThread(...args)),
    caseByNumber: (...args) => call((each) => each.caseByNumber(...args)),
    casesOfAgent: (...args) => call((each) => each.casesOfAgent(...args)),
    history: (...args) => call((each) => each.history(...args)),
    agents: (...args) => call((each) => each.agents(...args)),
    forgetAgent: (...args) => call((each) => each.forgetAgent(...args)),
    isBanned: (...args) => call((each) => each.isBanned(...args)),
    bans: () => call((each) => each.bans()),
    liftBan: (...args) => call((each) => each.liftBan(...args)),
    feedback: () => call((each) => each.feedback()),
    hasFeedback: (...args) => call((each) => each.hasFeedback(...args)),
    groupFeedback: (...args) => call((each) => each.groupFeedback(...args)),
    feedbackTold: () => call((each) => each.feedbackTold()),
    tellOfFeedback: (...args) => call((each) => each.tellOfFeedback(...args)),
    queue: () => call((each) => each.queue()),
    unannounced: () => call((each) => each.unannounced()),
    keepFlows: (...args) => call((each) => each.keepFlows(...args)),
    flowsInUse: (...args) => call((each) => each.flowsInUse(...args)),
    removeFlows: (...args) => call((each) => each.removeFlows(...args)),
    putIssues: (...args) => call((each) => each.putIssues(...args)),
    storedIssues: () => call((each) => each.storedIssues()),
    storedIssue: (...args) => call((each) => each.storedIssue(...args)),
    issueHashes: () => call((each) => each.issueHashes()),
    changes: () => call((each) => each.changes()),
    drafts: (...args) => call((each) => each.drafts(...args)),
    decideDraft: (...args) => call((each) => each.decideDraft(...args)),
    removeIssues: (...args) => call((each) => each.removeIssues(...args)),
    dueWebhooks: (...args) => call((each) => each.dueWebhooks(...args)),
    nextWebhook: (...args) => call((each) => each.nextWebhook(...args)),
    settleWebhook: (...args) => call((each) => each.settleWebhook(...args)),
    webhooks: () => call((each) => each.webhooks()),
    resendWebhooks: (...args) => call((each) => each.resendWebhooks(...args)),
    misses: () => call((each) => each.misses()),
    decideMisses: (...args) => call((each) => each.decideMisses(...args)),
    takeBackMisses: (...args) => call((each) => each.takeBackMisses(...args)),
    taughtExamples: () => call((each) => each.taughtExamples()),
    changeExamples: (...args) => call((each) => each.changeExamples(...args)),
    moveChat: (...args) => call((each) => each.moveChat(...args)),
    currentChat: (...args) => call((each) => each.currentChat(...args)),
    close: () => call((each) => each.close()),
  };
  return { store, reopen: () => Promise.resolve(store), remove: fixture.remove };
};

storeContract('SQLite in memory', memory);
storeContract('SQLite in a file', file);
storeContract('SQLite in a file, reopened before every call', restless);
