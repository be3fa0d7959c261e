import type { Audience, Language } from '../model/language.js';

/** What a message is known to have meant. */
export interface Meant {
  /** Null: it belongs to nothing that the bot knows. */
  intent: string | null;
  /** The solved issue that helped, where that is known. */
  issue: string | null;
}

/**
 * Where in a conversation a message stands, as far as is known: it begins with a problem, it tells more of one because the
 * bot asked what is meant, or a flow was under way.
 */
export type Place =
  { kind: 'begins' } | { kind: 'clarifies'; earlier: readonly string[] } | { kind: 'in-flow' };

/** A message that is decided about again. */
export interface ReplayMessage {
  text: string;
  audience: Audience;
  /** The conversation's; null: the message is all there is. */
  language: Language | null;
  place: Place;
  /** Null: nobody knows. */
  meant: Meant | null;
  /** The case it was written in, and when (ms since the epoch); null: it is of the held-out file. */
  from: { case: number; at: number } | null;
}
