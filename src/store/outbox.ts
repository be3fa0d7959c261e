import type { Address, ChannelName, MessageRef } from '../model/address.js';
import type { Case } from '../model/case.js';
import type { Delivery } from '../model/delivery.js';
import type { HistoryEntry } from '../model/history.js';

/** One delivery to be put into the outbox. */
export interface NewDelivery {
  id: string;
  delivery: Delivery;
  /** What it is sent through. */
  channel: ChannelName;
  account: string;
  /** Deliveries of one lane go out one after another: a chat's, or a case's desk thread's. */
  lane: string;
  caseId: string | null;
  /** Send only while the case's owner is one of these; null: always. Checked again right before sending. */
  onlyWhile: readonly Case['owner'][] | null;
  /** Sent before this time, never: ms since the epoch. */
  notBefore: number;
  /** What to mark when it is known whether this arrived. */
  receipt: { mark: NewDelivery } | null;
}

/** A relayed message and its copies: `messages` at `target` stand for `sources`. `excerpt`: how it begins. */
export interface NewLink {
  caseId: string;
  sources: readonly MessageRef[];
  target: Address;
  messages: readonly string[];
  excerpt: string;
}

/** What stands in one chat for a message in another: its copies, in order, or the one that it is a copy of. */
export interface Counterpart {
  messages: readonly string[];
  excerpt: string;
}

/** One delivery as the outbox takes it out: with its case as it is at this moment. */
export interface DueDelivery {
  id: string;
  delivery: Delivery;
  channel: ChannelName;
  account: string;
  lane: string;
  case: Case | null;
  /** What stands where it goes for the message that it refers to; null where nothing does. */
  counterpart: Counterpart | null;
  onlyWhile: readonly Case['owner'][] | null;
  /** How often sending was tried. */
  attempts: number;
  /** When it was put into the outbox. */
  createdAt: number;
  receipt: { mark: NewDelivery } | null;
}

/** What became of a delivery. `dead` goes to the dead letters with its error. */
export type Settlement =
  | { kind: 'sent'; at: number; messages: readonly string[] }
  | { kind: 'retry'; at: number; notBefore: number; error: string }
  | { kind: 'dropped'; at: number; why: string }
  | { kind: 'dead'; at: number; reason: string; error: string };

/** What changes together with a settlement, in one transaction. */
export interface SettlementChanges {
  /** Put into the outbox now (a mark, a note to the agent). */
  deliveries?: readonly NewDelivery[];
  /** Put ahead of this delivery in its lane (the thread opened anew). */
  ahead?: readonly NewDelivery[];
  /**
   * The case's thread and card as they are now; the thread that it had is known as a former one. What agents wrote in the thread already is handed out from here on.
   */
  desk?: { caseId: string; thread: Address | null; cardMessage: string | null };
  history?: readonly { caseId: string; entry: HistoryEntry }[];
  /** What was sent is a copy of another message. */
  link?: NewLink;
}
