import type { Address, Person } from '../model/address.js';
import { conversationKey } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { Delivery } from '../model/delivery.js';
import type { DraftReview } from '../model/draft-decision.js';
import type { NewFeedback } from '../model/feedback.js';
import type { HistoryEntry } from '../model/history.js';
import type { Audience } from '../model/language.js';
import type { NewMiss } from '../model/miss.js';
import type { NewSolutionDraft } from '../model/solution-draft.js';
import type {
  BanChange,
  NewDelivery,
  NewProbeRun,
  NewWebhook,
  SeenAgent,
  TimerChange,
  TurnCommit,
  TurnInput,
} from '../store/store.js';
import type { Ids } from './ids.js';
import type { Memory } from './memory.js';

/** A turn as it is being made: everything it will commit, and the case as it stands after each effect. */
export interface Draft {
  readonly input: TurnInput;
  readonly address: Address;
  readonly audience: Audience;
  readonly at: number;
  readonly person: Person;
  memory: Memory;
  /** The case that the effects are about: the open one, or the one an agent acts on. */
  subject: Case | null;
  /** The case that may be opened again; null while one is open. */
  closed: Case | null;
  /** The number that a case opened by this turn is to have. */
  reserved: number | null;
  /** The number that a draft of a solution kept by this turn is to have. */
  reservedDraft: number | null;
  cases: Map<string, Case>;
  /** How each of them stood before the turn; null: it was opened by it. */
  before: Map<string, Case | null>;
  history: { caseId: string; entry: HistoryEntry }[];
  deliveries: NewDelivery[];
  timers: TimerChange[];
  probes: NewProbeRun[];
  drafts: NewSolutionDraft[];
  misses: NewMiss[];
  /**
   * What a case's desk thread needs once all effects are applied; `again`: handed over once more; `back`: the bot has
   * asked what it was to ask; `move`: it goes on in one at another desk.
   */
  desk: Map<string, 'open' | 'again' | 'back' | 'move' | 'update'>;
  /** What becomes of drafts of solutions that were kept before. */
  reviews: DraftReview[];
  /** Lines for the desk thread, sent after the card. */
  posts: Extract<Delivery, { kind: 'post' }>[];
  /** Cases that go on in another one, whose thread is to tell what was said in them. */
  merges: { from: Case; into: Case; agent: Person }[];
  agents: SeenAgent[];
  bans: BanChange[];
  /** What people wish for the product. */
  feedback: NewFeedback[];
}

/** Whether a case is open. */
export function isOpen(subject: Case | null): subject is Case {
  return subject !== null && subject.owner !== 'nobody';
}

/** Puts a case's new state into the draft, whose subject it is from here on. */
export function put(draft: Draft, before: Case | null, changed: Case): void {
  keep(draft, before, changed);
  draft.subject = changed;
}

/** Puts the new state of any case into the draft; `before`: as it was just now, null where it is opened. */
export function keep(draft: Draft, before: Case | null, changed: Case): void {
  if (!draft.before.has(changed.id)) draft.before.set(changed.id, before);
  draft.cases.set(changed.id, changed);
}

/** Gives a case these timers instead of those of the group that it has. */
export function setTimers(draft: Draft, change: TimerChange): void {
  draft.timers = [
    ...draft.timers.filter(({ caseId, group }) => caseId !== change.caseId || group !== change.group),
    change,
  ];
}

/** Adds a line to the history of the draft's case; nothing where there is none. */
export function record(draft: Draft, entry: Omit<HistoryEntry, 'at'>): void {
  if (draft.subject === null) return;
  draft.history.push({ caseId: draft.subject.id, entry: { at: draft.at, ...entry } });
}

/** Queues a delivery to the person of the conversation. */
export function toPerson(
  draft: Draft,
  ids: Ids,
  delivery: Delivery,
  options: { onlyWhile: NewDelivery['onlyWhile']; receipt: NewDelivery['receipt'] },
): void {
  draft.deliveries.push({
    id: ids.next(),
    delivery,
    channel: draft.address.channel,
    account: draft.address.account,
    lane: conversationKey(draft.address),
    caseId: draft.subject?.id ?? null,
    notBefore: draft.at,
    ...options,
  });
}

/** A delivery for a case's thread at `desk`. One lane a case: the thread is opened before anything is posted. */
export function toDesk(
  ids: Ids,
  desk: Pick<Address, 'channel' | 'account'>,
  caseId: string,
  delivery: Delivery,
  at: number,
): NewDelivery {
  return {
    id: ids.next(),
    delivery,
    channel: desk.channel,
    account: desk.account,
    lane: `desk:${caseId}`,
    caseId,
    onlyWhile: null,
    notBefore: at,
    receipt: null,
  };
}

/**
 * A delivery for a thread that the case has left. It has a lane of its own: where the bot cannot write any more, the
 * case goes on all the same.
 */
export function toFormer(
  ids: Ids,
  thread: Pick<Address, 'channel' | 'account'>,
  caseId: string,
  delivery: Delivery,
  at: number,
): NewDelivery {
  return { ...toDesk(ids, thread, caseId, delivery, at), lane: `former:${caseId}` };
}

/** The draft as the store takes it, with what other systems are told of it. */
export function toCommit(
  draft: Draft,
  handled: readonly string[],
  webhooks: readonly NewWebhook[],
): TurnCommit {
  return {
    conversation: draft.input.conversation,
    address: draft.address,
    version: draft.input.version,
    handled,
    chosenLanguage: draft.memory.language,
    state: draft.memory,
    cases: [...draft.cases.values()],
    history: draft.history,
    deliveries: draft.deliveries,
    timers: draft.timers,
    probes: draft.probes,
    drafts: draft.drafts,
    agents: draft.agents,
    bans: draft.bans,
    feedback: draft.feedback,
    webhooks,
    misses: draft.misses,
    reviews: draft.reviews,
  };
}
