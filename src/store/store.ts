import type { Address, ChannelName, Person } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { CaseRow } from '../model/case-row.js';
import type { CaseTalk } from '../model/case-talk.js';
import type { Feedback, NewFeedback } from '../model/feedback.js';
import type { HistoryEntry } from '../model/history.js';
import type { Inbound, RejectedInbound } from '../model/inbound.js';
import type { Language } from '../model/language.js';
import type { NewMiss } from '../model/miss.js';
import type { ProbeRequest, ProbeResult } from '../model/probe.js';
import type { DraftDecision, DraftOutcome, DraftReview } from '../model/draft-decision.js';
import type { NewSolutionDraft } from '../model/solution-draft.js';
import type { QueuedCase } from '../model/queue.js';
import type { TimerGroup, TimerName } from '../model/timer.js';
import type { NewStoredIssue, StoredIssue } from '../model/stored-issue.js';
import type { NewDelivery, DueDelivery, Settlement, SettlementChanges } from './outbox.js';
import type {
  StoredIssues,
  IssueSelection,
  StoredDrafts,
  DraftSelection,
  Changes,
  StoredMisses,
  StoredExamples,
  MissDecision,
  MissOutcome,
  MissTakenBack,
} from './knowledge.js';
import type { NewWebhook, DueWebhook, WebhookSettlement, StoredWebhooks } from './webhook.js';
import type { DeskAgent } from '../model/desk-agent.js';

export type * from './knowledge.js';
export type * from './webhook.js';
export type * from './outbox.js';

/**
 * Which work a process takes: everything of these accounts. Two processes on one database (a running bot and a
 * terminal conversation) never take each other's. An inbound belongs to the scope of the channel it came by; a
 * timer to the scope of its case's conversation; a delivery to the scope of the account it is sent through.
 */
export interface Scope {
  accounts: readonly { channel: ChannelName; account: string }[];
}

export type AcceptOutcome =
  | { kind: 'new'; conversation: string }
  | { kind: 'duplicate' }
  /** A desk event for a thread or case that is not known: kept, and handed out once `settle` makes the thread known. */
  | { kind: 'unrouted' };

/** A conversation with inbounds to handle. */
export interface Pending {
  conversation: string;
  /** Kinds and arrival times of the waiting inbounds, oldest first. */
  inbounds: { kind: Inbound['kind']; at: number }[];
}

/** What is known before a turn. `version` goes back with the commit. */
export interface TurnInput {
  conversation: string;
  /** Changes with each commit of this conversation. */
  version: number;
  /** The language the person chose with /lang, or null. */
  chosenLanguage: Language | null;
  /** The dialogue's state as it was committed, or null; opaque to the store. */
  state: unknown;
  /** The open case, else the latest one, else null. */
  latest: Case | null;
  /** Waiting inbounds in order of arrival. */
  inbounds: Inbound[];
}

export interface NewTimer {
  id: string;
  name: TimerName;
  dueAt: number;
}

/** Timers of a case, replacing all it had of their group. */
export interface TimerChange {
  caseId: string;
  group: TimerGroup;
  timers: readonly NewTimer[];
}

/** Checks to be run side by side. `run`: what the dialogue calls them. */
export interface NewProbeRun {
  id: string;
  caseId: string;
  run: number;
  requests: readonly ProbeRequest[];
}

/** A run that has not come to an end, with the person it is for and where they are. */
export interface PendingProbeRun extends NewProbeRun {
  person: Person;
  language: Language;
  address: Address;
}

/** A flow as it was when it was in force; `definition` is opaque to the store. */
export interface FlowVersion {
  hash: string;
  /** The flow's id. */
  flow: string;
  definition: unknown;
}

/** What a turn changed: all of it is taken, or nothing. */
export interface TurnCommit {
  conversation: string;
  /** The conversation's address: it is created by its first turn. */
  address: Address;
  /** From the `TurnInput`; a mismatch is a conflict. */
  version: number;
  /** Inbounds that this turn handled. */
  handled: readonly string[];
  chosenLanguage: Language | null;
  state: unknown;
  /**
   * Cases as they are now, by id: inserted or replaced. A new case carries a reserved number. `desk` and
   * `cardMessage` are never changed by a commit: they belong to `settle`.
   */
  cases: readonly Case[];
  history: readonly { caseId: string; entry: HistoryEntry }[];
  deliveries: readonly NewDelivery[];
  /** Groups that are not named stay as they are; of a case that is closed, only `aftercare` does. */
  timers: readonly TimerChange[];
  /** Checks that are to be run once this is committed. */
  probes: readonly NewProbeRun[];
  /** Solutions that agents wrote down, to be reviewed and published, with reserved numbers. */
  drafts: readonly NewSolutionDraft[];
  /** Agents that were seen at work, with the desk's platform and account. */
  agents: readonly SeenAgent[];
  /** Who is not served from here on, or is again. */
  bans: readonly BanChange[];
  /** What people wish for the product; of a case that has some already, nothing is kept. */
  feedback: readonly NewFeedback[];
  /** What other systems are to be told, but for endpoints that are gone. */
  webhooks: readonly NewWebhook[];
  /** Messages for the teaching list; of one that its case has there, what is new about it is kept. */
  misses: readonly NewMiss[];
  /**
   * What becomes of drafts that were kept before. One that cannot be done, because the draft or the stored issue is not
   * any more what it was, is a conflict.
   */
  reviews: readonly DraftReview[];
}

/** Somebody who works at the desks of a platform's account. */
export interface SeenAgent {
  channel: ChannelName;
  account: string;
  /** What was said of languages before stays where nothing is said. */
  person: DeskAgent;
  /** When they last did something there, ms since the epoch. */
  at: number;
}

/** How many people of a group of feedback the desk was told of, and when, ms since the epoch. */
export interface FeedbackTold {
  group: number;
  people: number;
  at: number;
}

/** A person who is not served; `banned` false: is served again. */
export interface BanChange {
  channel: ChannelName;
  account: string;
  person: Pick<Person, 'id' | 'name'>;
  banned: boolean;
  caseId: string | null;
  /** Which agent decided it. */
  by: string;
  at: number;
}

/** A ban that is in force. */
export type Ban = Omit<BanChange, 'banned'>;

export type CommitOutcome = { kind: 'committed' } | { kind: 'conflict' };

/**
 * The store's contract. Every call is one transaction, and no transaction leaves the store. Any implementation
 * passes the suite in `test/contracts/store.ts`.
 */
export interface Store {
  /** Keeps an inbound, once for its id. For desk events it finds the conversation by thread or case. */
  accept(inbound: Inbound): Promise<AcceptOutcome>;
  /** Keeps what could not be read, once for its id. */
  reject(rejected: RejectedInbound): Promise<void>;
  /** Whether a conversation with this key exists, or an inbound of it waits. */
  knows(conversation: string): Promise<boolean>;

  /** Conversations that have something to handle, the longest waiting first. */
  pending(scope: Scope): Promise<Pending[]>;
  loadTurn(conversation: string): Promise<TurnInput>;
  commitTurn(commit: TurnCommit): Promise<CommitOutcome>;
  /** The next case number, given out once; a gap where no case came of it is fine. */
  reserveCaseNumber(): Promise<number>;
  /** The next number of a draft, in the same way. */
  reserveDraftNumber(): Promise<number>;

  /** Turns due timers into inbounds (id `timer:ID`), in one transaction; tells how many. */
  fireTimers(scope: Scope, now: number): Promise<number>;
  /** When the next timer or delivery is due, ms since the epoch, or null. Lanes in `busy` do not count. */
  nextDue(scope: Scope, busy: readonly string[]): Promise<number | null>;

  /** Runs of checks that have not come to an end, the oldest first; whatever becomes of their case. */
  pendingProbes(scope: Scope, except: readonly string[], limit: number): Promise<PendingProbeRun[]>;
  /**
   * Ends a run: what it found becomes an inbound of the case's conversation (id `probe:ID`), in one transaction.
   * Ending again what has ended changes nothing; tells whether this ended it.
   */
  finishProbe(id: string, results: readonly ProbeResult[], at: number): Promise<boolean>;

  /** The first waiting delivery of each lane that is due and not in `busy`, oldest first. */
  dueDeliveries(scope: Scope, now: number, busy: readonly string[], limit: number): Promise<DueDelivery[]>;
  /** Says what became of a delivery. Settling again what is settled changes nothing. */
  settle(id: string, settlement: Settlement, changes?: SettlementChanges): Promise<void>;
  /** Put into the outbox outside a turn (a case announced late). */
  enqueue(deliveries: readonly NewDelivery[]): Promise<void>;

  /**
   * Puts deliveries into the outbox once for this name, whatever process asks and however often; tells whether this call
   * did.
   */
  enqueueOnce(name: string, deliveries: readonly NewDelivery[], at: number): Promise<boolean>;
  /** Whether that was done for this name. */
  wasEnqueued(name: string): Promise<boolean>;

  caseById(id: string): Promise<Case | null>;
  /** The case whose thread on the desk this is, open or closed; else the one whose it was before it went on in another. */
  caseByThread(thread: Address): Promise<Case | null>;
  caseByNumber(number: number): Promise<Case | null>;
  /** The cases that an agent has, or gets back from the bot, whose threads are at this desk. */
  casesOfAgent(agent: string, desk: Address): Promise<Case[]>;
  history(caseId: string): Promise<HistoryEntry[]>;
  /** The cases that were opened from one moment on and before another, as figures need them; in order of their numbers. */
  caseRows(opened: { from: number; to: number }): Promise<CaseRow[]>;
  /**
   * The ids of so many cases at most, those first in which something happened last; only what happened lately is looked
   * at, so that there may be fewer.
   */
  recentCases(most: number): Promise<string[]>;
  /** What was said in a case, and what became of it; null where there is none of this id. */
  caseTalk(id: string): Promise<CaseTalk | null>;
  /** Who has been seen at work at the desks of a platform's account, the latest first. */
  agents(channel: ChannelName, account: string): Promise<SeenAgent[]>;
  /** An agent is not at work there any more, until they are seen again. */
  forgetAgent(channel: ChannelName, account: string, agent: string): Promise<void>;
  isBanned(channel: ChannelName, account: string, person: string): Promise<boolean>;
  /** Who is not served, the latest first. */
  bans(): Promise<Ban[]>;
  /** Serves somebody again; tells whether they were banned. */
  liftBan(channel: ChannelName, account: string, person: string): Promise<boolean>;
  /** Every case that people have, in no order. */
  queue(): Promise<QueuedCase[]>;
  /** Cases that people have and that no thread on the desk shows, now or soon. */
  unannounced(): Promise<Case[]>;

  /** What people wish for the product, the oldest first. */
  feedback(): Promise<Feedback[]>;
  hasFeedback(caseId: string): Promise<boolean>;
  /** Puts feedback into the group that the other one began. */
  groupFeedback(number: number, group: number): Promise<void>;
  feedbackTold(): Promise<FeedbackTold[]>;
  /** Tells the desk of a group, unless it was told of as many people already; tells whether it does. */
  tellOfFeedback(told: FeedbackTold, deliveries: readonly NewDelivery[]): Promise<boolean>;

  /** Keeps versions of flows, each once for its hash. */
  keepFlows(versions: readonly FlowVersion[], at: number): Promise<void>;
  /** Versions that the states of conversations with an open case name, but for those of these hashes. */
  flowsInUse(except: readonly string[]): Promise<FlowVersion[]>;
  /** Removes versions that no such conversation is in, but for those of these hashes; tells how many. */
  removeFlows(except: readonly string[]): Promise<number>;

  /** Keeps solved issues that are in no file, all of them or none; one that is known by its id is replaced. */
  putIssues(issues: readonly NewStoredIssue[], at: number): Promise<void>;
  /** Every solved issue that is stored. */
  storedIssues(): Promise<StoredIssues>;
  /** One of them; null where there is none of this id. */
  storedIssue(id: string): Promise<StoredIssue | 'damaged' | null>;
  /** The hash of each, damaged or not, by id. */
  issueHashes(): Promise<ReadonlyMap<string, string>>;
  /** Removes solved issues, damaged ones too; tells how many. */
  removeIssues(which: IssueSelection): Promise<number>;

  /** Every draft of a solution, or some. */
  drafts(which?: DraftSelection): Promise<StoredDrafts>;
  /** Decides about a draft, damaged or not, and changes the stored issues with it: all of it or nothing. */
  decideDraft(number: number, decision: DraftDecision, at: number): Promise<DraftOutcome>;

  /** What an endpoint may be told now, the longest due first, but none of these ids. */
  dueWebhooks(
    scope: Scope,
    endpoint: string,
    now: number,
    except: readonly string[],
    limit: number,
  ): Promise<DueWebhook[]>;
  /** When an endpoint is to be told something next, ms since the epoch, or null; these ids do not count. */
  nextWebhook(scope: Scope, endpoint: string, except: readonly string[]): Promise<number | null>;
  /** Says what became of telling an endpoint. What is a dead letter already stays one, unless it was delivered. */
  settleWebhook(id: string, endpoint: string, settlement: WebhookSettlement): Promise<void>;
  /** Everything that waits, and the dead letters, of every scope. */
  webhooks(): Promise<StoredWebhooks>;
  /**
   * Sends an event, or all of them (null), again from `now` on: dead letters from their first try, what waits for its
   * next try without waiting. Their endpoints are not gone any more. Tells how many.
   */
  resendWebhooks(id: string | null, now: number): Promise<number>;
  /** Cheap enough to be asked every second. */
  changes(): Promise<Changes>;

  /**
   * The teaching list: the latest 10,000 messages that the bot did not know, was unsure of, or got wrong; of spam only
   * what was decided about.
   */
  misses(): Promise<StoredMisses>;
  /** Decides about misses that wait, and keeps the examples: all of it or nothing. */
  decideMisses(decision: MissDecision, at: number): Promise<MissOutcome>;
  /** Lets all wait again that were decided about together with this one; their examples are removed. */
  takeBackMisses(number: number, by: string, at: number): Promise<MissTakenBack>;
  /** Every example that was taught. */
  taughtExamples(): Promise<StoredExamples>;
  /** Of examples that are in force beside the files, these are it no more; tells which those were. */
  changeExamples(
    numbers: readonly number[],
    to: 'exported' | 'removed',
    by: string,
    at: number,
  ): Promise<number[]>;

  /** A chat goes on under another id: threads, conversations and waiting deliveries move along. */
  moveChat(channel: ChannelName, account: string, from: string, to: string): Promise<void>;
  /** The id a chat has now, following moves. */
  currentChat(channel: ChannelName, account: string, chat: string): Promise<string>;

  close(): Promise<void>;
}
