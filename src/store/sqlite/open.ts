import type { Logger } from 'pino';
import type { CaseRow } from '../../model/case-row.js';
import { refersTo } from '../../model/delivery.js';
import type { DueDelivery, Store } from '../store.js';
import { prepareAgents } from './agents.js';
import { prepareBans } from './bans.js';
import { eachCaseRow } from './case-rows.js';
import { prepareCaseTalks } from './case-talks.js';
import { prepareCases } from './cases.js';
import { connect } from './connect.js';
import type { Connection } from './connect.js';
import { prepareConversations } from './conversations.js';
import { prepareCounter } from './counter.js';
import { asFirstlineError } from './failure.js';
import { prepareFeedback } from './feedback.js';
import { prepareFlowVersions } from './flow-versions.js';
import { caseByThread, prepareFormerThreads } from './former-threads.js';
import { prepareHistory } from './history.js';
import { prepareInbounds } from './inbounds.js';
import { takeIn } from './intake.js';
import { prepareMessageLinks } from './message-links.js';
import { prepareMisses } from './misses.js';
import { prepareMoves } from './moves.js';
import { prepareOnce } from './once.js';
import { prepareOutbox } from './outbox.js';
import { prepareProbeRuns } from './probe-runs.js';
import { prepareQueue } from './queue.js';
import { relocate } from './relocation.js';
import { enqueue, settleDelivery } from './settlement.js';
import { prepareSolutionDrafts } from './solution-drafts.js';
import { prepareSolvedIssues } from './solved-issues.js';
import { prepareTaughtExamples } from './taught-examples.js';
import { prepareTimers } from './timers.js';
import { commitTurn, loadTurn } from './turns.js';
import { prepareWebhooks } from './webhooks.js';

export interface SqliteOptions {
  /** As `databaseLocation` reads it. */
  url: string;
  /** Told when a database was migrated, and of rows that cannot be read. */
  log?: Pick<Logger, 'info' | 'error'>;
  /** Ms since the epoch: when something was put into the outbox. The system's clock by default. */
  now?: () => number;
}

/**
 * Opens the store in an SQLite file, makes the file where there is none, and brings it to the newest version.
 * Rejects with a FirstlineError that says what to do; then nothing stays open.
 */
export function openSqliteStore(options: SqliteOptions): Promise<Store> {
  return new Promise((resolve) => {
    const connection = connect(options.url);
    const { from, to } = connection.migrated;
    if (from !== to) options.log?.info({ from, to }, 'database migrated');
    resolve(storeOver(connection, options));
  });
}

function storeOver({ db, name }: Connection, { log, now = () => Date.now() }: SqliteOptions): Store {
  const counter = prepareCounter(db);
  const parts = {
    conversations: prepareConversations(db),
    cases: prepareCases(db),
    threads: prepareFormerThreads(db),
    inbounds: prepareInbounds(db),
    history: prepareHistory(db),
    timers: prepareTimers(db),
    probeRuns: prepareProbeRuns(db),
    outbox: prepareOutbox(db),
    links: prepareMessageLinks(db),
    moves: prepareMoves(db),
    drafts: prepareSolutionDrafts(db),
    agents: prepareAgents(db),
    bans: prepareBans(db),
    feedback: prepareFeedback(db),
    webhooks: prepareWebhooks(db),
    misses: prepareMisses(db),
    solved: prepareSolvedIssues(db, counter),
  };
  const queue = prepareQueue(db);
  const once = prepareOnce(db);
  const talks = prepareCaseTalks(db);
  const { conversations, cases, inbounds, history, timers, probeRuns, outbox, links, moves } = parts;
  const { drafts, solved, agents, bans, feedback, webhooks, misses } = parts;
  const flows = prepareFlowVersions(db);
  const taught = prepareTaughtExamples(db);

  /** IMMEDIATE, because a transaction that begins by reading cannot wait for another process once it writes. */
  const write = <R>(work: () => R): R => db.transaction(work).immediate();
  const read = <R>(work: () => R): R => db.transaction(work).deferred();
  /** What SQLite throws becomes an error that a person can act on, and always a rejection. */
  const call =
    <A extends unknown[], R>(work: (...args: A) => R) =>
    (...args: A): Promise<R> =>
      new Promise((resolve, reject) => {
        try {
          resolve(work(...args));
        } catch (thrown) {
          reject(asFirstlineError(thrown, name));
        }
      });

  return {
    accept: call((inbound) => write(() => takeIn(inbound, parts))),
    reject: call((rejected) => inbounds.reject(rejected)),
    knows: call(
      (conversation) => conversations.find(conversation) !== null || inbounds.anyWaiting(conversation),
    ),

    pending: call((scope) => inbounds.pending(scope)),
    loadTurn: call((conversation) => {
      const { input, unreadable } = read(() => loadTurn(conversation, parts));
      for (const id of unreadable) {
        inbounds.putAside(id);
        log?.error({ conversation, inbound: id }, 'stored inbound cannot be read; put aside');
      }
      return input;
    }),
    commitTurn: call((commit) => commitTurn(commit, parts, now(), write)),
    reserveCaseNumber: call(() => counter.next('case-number')),
    reserveDraftNumber: call(() => counter.next('draft-number')),

    fireTimers: call((scope, at) => {
      // Asked on every wake, so that nothing due must cost no write.
      const first = timers.nextDue(scope);
      if (first === null || first > at) return 0;
      return write(() => {
        const fired = timers.take(scope, at).filter((timer) => timer.due);
        return fired.filter(({ inbound, conversation }) => inbounds.add(inbound, conversation)).length;
      });
    }),
    nextDue: call((scope, busy) => {
      const due = [timers.nextDue(scope), outbox.nextDue(scope, busy)].filter((at) => at !== null);
      return due.length === 0 ? null : Math.min(...due);
    }),

    pendingProbes: call((scope, except, limit) => probeRuns.pending(scope, except, limit)),
    finishProbe: call((id, results, at) =>
      write(() => {
        const finished = probeRuns.take(id, results, at);
        return finished !== null && inbounds.add(finished.inbound, finished.conversation);
      }),
    ),

    dueDeliveries: call((scope, at, busy, limit) => {
      const due: DueDelivery[] = [];
      for (const row of read(() => outbox.due(scope, at, busy, limit))) {
        if (row.kind === 'read') {
          const subject = row.caseId === null ? null : cases.byId(row.caseId);
          const { delivery } = row.delivery;
          const reference = refersTo(delivery);
          const at = 'to' in delivery ? delivery.to : (subject?.desk ?? null);
          const counterpart = reference && at && links.counterpart(reference, at);
          due.push({ ...row.delivery, case: subject, counterpart });
        } else {
          // Left where it is, it would block its lane for ever.
          outbox.settle(row.id, { kind: 'dead', at, reason: 'unreadable', error: row.error });
          log?.error({ delivery: row.id, error: row.error }, 'stored delivery cannot be read; dead letter');
        }
      }
      return due;
    }),
    settle: call((id, settlement, changes = {}) =>
      write(() => settleDelivery(id, settlement, changes, parts, now())),
    ),
    enqueue: call((deliveries) => write(() => enqueue(deliveries, parts, now()))),
    enqueueOnce: call((name, deliveries, at) =>
      write(() => {
        const isFirst = once.take(name, at);
        if (isFirst) enqueue(deliveries, parts, now());
        return isFirst;
      }),
    ),
    wasEnqueued: call((name) => once.has(name)),

    caseById: call((id) => cases.byId(id)),
    caseByThread: call((thread) => read(() => caseByThread(moves.address(thread), parts))),
    casesOfAgent: call((agent, desk) => cases.ofAgent(agent, moves.address(desk))),
    caseByNumber: call((number) => cases.byNumber(number)),
    history: call((caseId) => history.ofCase(caseId)),
    caseRows: call((opened) => {
      const rows: CaseRow[] = [];
      eachCaseRow(db, opened, (row) => rows.push(row));
      return rows;
    }),
    recentCases: call((most) => talks.recent(most)),
    caseTalk: call((id) => talks.of(id)),
    agents: call((channel, account) => agents.of(channel, account)),
    forgetAgent: call((channel, account, agent) => agents.forget(channel, account, agent)),
    isBanned: call((channel, account, person) => bans.has(channel, account, person)),
    bans: call(() => bans.all()),
    liftBan: call((channel, account, person) => bans.lift(channel, account, person)),
    queue: call(() => queue.all()),
    unannounced: call(() => cases.unannounced()),

    feedback: call(() => read(() => feedback.all())),
    hasFeedback: call((caseId) => feedback.has(caseId)),
    groupFeedback: call((number, group) => write(() => feedback.group(number, group))),
    feedbackTold: call(() => feedback.told()),
    tellOfFeedback: call((told, deliveries) =>
      write(() => {
        const isNews = feedback.tell(told);
        if (isNews) enqueue(deliveries, parts, now());
        return isNews;
      }),
    ),

    keepFlows: call((versions, at) => write(() => flows.keep(versions, at))),
    flowsInUse: call((except) => read(() => flows.inUse(except))),
    removeFlows: call((except) => write(() => flows.removeUnused(except))),

    putIssues: call((issues, at) => write(() => solved.put(issues, at))),
    storedIssues: call(() => read(() => solved.all())),
    storedIssue: call((id) => solved.byId(id)),
    issueHashes: call(() => solved.hashes()),
    removeIssues: call((which) => write(() => solved.remove(which))),

    drafts: call((which) => read(() => drafts.find(which))),
    decideDraft: call((number, decision, at) => write(() => drafts.decide(number, decision, at, solved))),

    dueWebhooks: call((scope, endpoint, at, except, limit) =>
      webhooks.due(scope, endpoint, at, except, limit),
    ),
    nextWebhook: call((scope, endpoint, except) => webhooks.next(scope, endpoint, except)),
    settleWebhook: call((id, endpoint, settlement) => write(() => webhooks.settle(id, endpoint, settlement))),
    webhooks: call(() => read(() => webhooks.all())),
    resendWebhooks: call((id, at) => write(() => webhooks.sendAgain(id, at))),
    changes: call(() => ({ issues: counter.value('issue-changes') })),

    misses: call(() => read(() => misses.all())),
    decideMisses: call((decision, at) => write(() => misses.decide(decision, at, taught))),
    takeBackMisses: call((number, by, at) => write(() => misses.takeBack(number, by, at, taught))),
    taughtExamples: call(() => read(() => taught.all())),
    changeExamples: call((numbers, to, by, at) => write(() => taught.change(numbers, to, by, at))),

    moveChat: call((channel, account, from, to) =>
      write(() => relocate({ channel, account, from, to }, parts, now())),
    ),
    currentChat: call((channel, account, chat) => moves.currentChat(channel, account, chat)),

    close: call(() => {
      db.close();
    }),
  };
}
