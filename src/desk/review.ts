import type { Person } from '../model/address.js';
import type { DraftDecision } from '../model/draft-decision.js';
import type { DeskButton } from '../model/delivery.js';
import type { Effect } from '../model/effect.js';
import type { Language } from '../model/language.js';
import type { SolutionDraft } from '../model/solution-draft.js';
import type { Replay } from '../replay/replay.js';
import type { ReviewCorpus } from '../review/corpus.js';
import { refusalOf } from '../review/rule.js';
import { phrase, type Phrases } from './phrases.js';
import { putDraft, rulingOn } from './put-draft.js';
import { refusalLine } from './review-refusal.js';
import type { ReviewOrder } from './review-order.js';
import { threadPhrase } from './thread-line.js';

/** What a decision about a draft is made on. */
export interface ReviewMaterial {
  /** The one that is meant, as it is now; null: the case has none, or none of this number. */
  draft: SolutionDraft | null;
  corpus: ReviewCorpus;
  /** The numbers of those that were merged into what it was published as. */
  merged: readonly number[];
  /**
   * What it would change of decisions about the last messages; null: it is not to join the solved issues, or there are no
   * messages.
   */
  replayed: Replay | null;
}

export interface ReviewContext {
  phrases: Phrases;
  deskLanguage: Language;
  /** Null: the order is about no draft. */
  review: ReviewMaterial | null;
}

/**
 * What comes of an order about a draft: whoever works at the desk may decide, and the same rules hold as on the command
 * line.
 */
export function onReview(agent: Person, order: ReviewOrder, context: ReviewContext): Effect[] {
  const { review } = context;
  const draft = review?.draft ?? null;
  if (review === null || draft === null) return [threadPhrase('draft.none', context)];
  const { number } = draft;
  switch (order.name) {
    case 'publish':
    case 'merge-into':
    case 'replace':
      return putDraft(agent, order, draft, rulingOn(order, draft, review.corpus, agent.name), {
        ...context,
        replayed: review.replayed,
      });
    case 'drop':
    case 'take-back': {
      const status = order.name === 'drop' ? 'dropped' : 'waiting';
      const refusal = refusalOf(draft, status, review.merged);
      if (refusal !== null) return [refusalLine(refusal, draft, context)];
      const decision: DraftDecision = { status, by: agent.name };
      const values = { agent: agent.name, number: String(number), issue: draft.issue ?? '' };
      const told = status === 'dropped' ? 'dropped' : draft.issue === null ? 'waits-again' : 'taken-back';
      const next = status === 'dropped' ? takeBackButton(number, context) : waitingButtons(number, context);
      return [
        { kind: 'decide-draft', agent, number, decision },
        threadPhrase(`draft.${told}`, context, values, next),
      ];
    }
    case 'solution':
    case 'problem': {
      if (draft.status !== 'waiting') {
        const { status, issue } = draft;
        return [refusalLine({ kind: 'decided-already', status, issue }, draft, context)];
      }
      return [{ kind: 'rewrite-draft', agent, draft: { ...draft, [order.name]: order.text } }];
    }
  }
}

function takeBackButton(number: number, context: ReviewContext): DeskButton[] {
  return [button('take-back', number, context)];
}

function waitingButtons(number: number, context: ReviewContext): DeskButton[] {
  return [button('publish', number, context), button('drop', number, context)];
}

function button(
  action: 'publish' | 'drop' | 'take-back',
  number: number,
  { phrases, deskLanguage }: ReviewContext,
): DeskButton {
  const label = phrase(phrases, `draft.action-${action}`, deskLanguage).text;
  return { action, argument: String(number), label };
}
