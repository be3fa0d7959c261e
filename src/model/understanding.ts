import type { Act } from './act.js';
import type { Language } from './language.js';

/** Something with a form of its own, found in a text. Offsets count UTF-16 units of the text as received. */
export interface Entity {
  kind: 'domain' | 'url' | 'email' | 'ip' | 'number' | 'date' | 'error-code' | 'path' | 'version';
  /** Canonical: a domain in lower case without a trailing dot, a number with a point. */
  value: string;
  offset: number;
  length: number;
}

/** An intent the message may mean. `p` is calibrated: of those given at 0.9, nine in ten are right. */
export interface IntentCandidate {
  intent: string;
  p: number;
}

/** A solved issue that may answer the message; `score` is between 0 and 1 and only ranks. */
export interface IssueMatch {
  issue: string;
  score: number;
}

/**
 * What to do about a message, by its probabilities: `answer` acts at once, `choose` offers the likeliest, `clarify`
 * asks, `handover` gives up (nothing here is known to the bot).
 */
export type Decision = 'answer' | 'choose' | 'clarify' | 'handover';

/** The limits a decision was taken with, for the log: probabilities of the best intent. */
export interface Thresholds {
  /** At least this, to answer. */
  answer: number;
  /** At least this, to ask rather than to hand over. */
  clarify: number;
}

/** One of several problems in a message. Offsets count UTF-16 units of the text as received. */
export interface Problem {
  offset: number;
  length: number;
  /** Best first, at most five, only what the audience may see. */
  intents: IntentCandidate[];
  /** Best first, at most five, only what the audience may see. */
  issues: IssueMatch[];
  /** What would be done about it if it were the whole message: `answer` or `choose`. */
  decision: Decision;
  /** The best intent's probability. */
  p: number;
}

/** What was made of a text. Same text, same context, same model: the same understanding. */
export interface Understanding {
  language: Language;
  act: Act | null;
  /** Best first, at most five, only what the audience may see. */
  intents: IntentCandidate[];
  /** Best first, at most five, only what the audience may see. */
  issues: IssueMatch[];
  decision: Decision;
  /** The best intent's probability, 0 when there is none. */
  p: number;
  /** The probability that anything known is meant; at least `p`. */
  belongs: number;
  /** Distance to the runner-up's probability. */
  margin: number;
  thresholds: Thresholds;
  entities: Entity[];
  signals: {
    /** Asks for a person, in any wording. */
    human: boolean;
    /** Anger or despair. */
    anger: boolean;
    /** Says that it is urgent. */
    urgent: boolean;
  };
  /** In the order of the text, where it tells of more than one problem; else absent. */
  problems?: Problem[];
  /** Why: the terms and examples that decided, most telling first. */
  reasons: string[];
}
