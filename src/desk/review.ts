import type { Person } from '../model/address.js';
import type { DraftDecision } from '../model/draft-decision.js';
import type { DeskButton } from '../model/delivery.js';
import type { Effect } from '../model/effect.js';
import { LANGUAGES, type Language } from '../model/language.js';
import type { SolutionDraft } from '../model/solution-draft.js';
import { join } from '../model/text.js';
import type { ReviewCorpus } from '../review/corpus.js';
import { issueOfDraft } from '../review/draft-issue.js';
import { merger, publication, refusalOf, type Ruling } from '../review/rule.js';
import { issueNamed } from './issue-name.js';
import { phrase, type DeskPhrase, type Phrases } from './phrases.js';
import { refusalLine } from './review-refusal.js';
import type { ReviewOrder } from './review-order.js';

/** What a decision about a draft is made on. */
export interface ReviewMaterial {
  /** The one that is meant, as it is now; null: the case has none, or none of this number. */
  draft: SolutionDraft | null;
  corpus: ReviewCorpus;
  /** The numbers of those that were merged into what it was published as. */
  merged: readonly number[];
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
  if (review === null || draft === null) return [post('draft.none', context)];
  const { number } = draft;
  switch (order.name) {
    case 'publish': {
      const ruling = publication(draft, issueOfDraft(draft), {}, review.corpus, agent.name);
      return put(agent, draft, ruling, context);
    }
    case 'merge-into': {
      const named = issueNamed(order.issue, review.corpus.ids());
      if (named.kind === 'unknown') {
        const { written, near } = named;
        return [
          near === null
            ? post('draft.no-such-issue', context, { issue: written })
            : post('draft.misspelt-issue', context, { issue: written, near }),
        ];
      }
      const ruling = merger(draft, issueOfDraft(draft), named.id, review.corpus, agent.name);
      return put(agent, draft, ruling, context);
    }
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
        post(`draft.${told}`, context, values, next),
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

/** What comes of a draft that is to join the solved issues. */
function put(agent: Person, draft: SolutionDraft, ruling: Ruling, context: ReviewContext): Effect[] {
  if (!ruling.ok) return [refusalLine(ruling.refusal, draft, context)];
  const { decision, issue, masked } = ruling;
  const { number } = draft;
  const into = 'put' in decision ? decision.put.issue : issue;
  const values = { agent: agent.name, number: String(number), issue: into.id };
  const isNew = decision.status === 'published';
  const missing = LANGUAGES.filter((language) => into[language] === undefined);
  const notes: DeskPhrase[] = [
    ...(masked.length > 0 ? (['draft.masked'] as const) : []),
    ...(into.intent === null ? (['draft.never-suggested'] as const) : []),
    ...(isNew && into.intent !== null ? missing.map((language) => `draft.not-in-${language}` as const) : []),
  ];
  const buttons = isNew ? takeBackButton(number, context) : [];
  return [
    { kind: 'decide-draft', agent, number, decision },
    post([isNew ? 'draft.published' : 'draft.merged', ...notes], context, values, buttons),
  ];
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

/** These lines, one below the other. */
function post(
  keys: DeskPhrase | readonly DeskPhrase[],
  { phrases, deskLanguage }: ReviewContext,
  values: Record<string, string> = {},
  actions: readonly DeskButton[] = [],
): Effect {
  const lines = [keys].flat().map((key) => phrase(phrases, key, deskLanguage, values));
  return { kind: 'post', author: null, text: join(lines, '\n'), attachments: [], actions };
}
