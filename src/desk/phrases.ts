import type { Language, LocalText } from '../model/language.js';
import { fill, type RichText } from '../model/text.js';

/** Every text of the desk, by its key in `flows/patterns/`, with the placeholders that it may use. */
export const DESK_PHRASES = {
  'desk.claimed': ['agent'],
  'desk.resolved': ['number'],
  'card.waiting-since': ['time'],
  'card.owner-queue': [],
  'card.owner-agent': ['agent'],
  'card.owner-bot': [],
  'card.owner-closed': [],
  'card.problem': [],
  'card.understood': ['title', 'intent', 'percent'],
  'card.not-understood': [],
  'card.answers': [],
  'card.tried': [],
  'card.result-helped': [],
  'card.result-did-not-help': [],
  'card.result-unknown': [],
  'card.probes': [],
  'card.nearest': [],
  'card.language': ['language'],
  'card.language-ru': [],
  'card.language-en': [],
  'card.reason': ['reason'],
  'card.reason-asked-for-person': [],
  'card.reason-not-understood': [],
  'card.reason-out-of-scope': [],
  'card.reason-anger': [],
  'card.reason-dangerous': [],
  'card.reason-flow': [],
  'card.reason-steps-failed': [],
  'card.reason-answer-failed': [],
  'card.reason-files-only': [],
  'card.reason-upgrade': [],
  'card.reason-error': [],
  'card.department': ['department', 'priority'],
  'card.action-claim': [],
  'card.action-hand-back': [],
  'card.action-resolve': [],
  'desk-thread.transcript': [],
  'desk-thread.person': [],
  'desk-thread.bot': [],
  'desk-thread.again': ['reason'],
  'desk-thread.claimed': ['agent'],
  'desk-thread.already-claimed': ['agent'],
  'desk-thread.not-claimed-by-you': ['agent'],
  'desk-thread.already-closed': [],
  'desk-thread.bot-has-it': [],
  'desk-thread.handed-back': ['agent'],
  'desk-thread.ask-solution': [],
  'desk-thread.solution-kept': [],
  'desk-thread.amended': [],
  'desk-thread.closed-confirmed': [],
  'desk-thread.closed-cancelled': [],
  'desk-thread.closed-silence': [],
  'desk-thread.closed-replaced': [],
  'desk-thread.blocked': [],
  'desk-thread.failed': ['error'],
  'desk-thread.reopened-thread': [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type DeskPhrase = keyof typeof DESK_PHRASES;

/** The texts of a deployment, by key. */
export type Phrases = ReadonlyMap<string, LocalText>;

/** A desk text in a language, filled. Content that was checked has every text; a missing one shows as its key. */
export function phrase(
  phrases: Phrases,
  key: DeskPhrase,
  language: Language,
  values: Readonly<Record<string, string | RichText>> = {},
): RichText {
  return fill(phrases.get(key)?.[language] ?? key, values);
}
