import type { DraftStatus, SolutionDraft } from './solution-draft.js';
import type { NewStoredIssue } from './stored-issue.js';

/**
 * What somebody decides about a draft. `replaces`: the hash of the stored issue as it was read, or null where there is to
 * be none of its id. `waiting` takes back a publication, and the issue with it, or what was dropped.
 */
export type DraftDecision =
  | { status: 'published' | 'merged'; by: string; put: NewStoredIssue; replaces: string | null }
  | { status: 'dropped' | 'waiting'; by: string };

export type DraftOutcome =
  | { kind: 'done' }
  | { kind: 'no-such-draft' }
  /** It is not in a state that this can be decided in. */
  | { kind: 'decided-already'; status: DraftStatus; issue: string | null }
  /** The stored issue is not, or not any more, what the decision was made on. */
  | { kind: 'issue-changed' }
  /** It cannot be taken back, for these drafts are part of its issue by now. */
  | { kind: 'merged-into'; numbers: number[] };

/** What may be decided about a draft that is as it is; a merger is not undone. */
const FROM: Readonly<Record<DraftStatus, readonly DraftStatus[]>> = {
  published: ['waiting'],
  merged: ['waiting'],
  dropped: ['waiting'],
  waiting: ['published', 'dropped'],
};

/** Whether a draft that is as it is may come to be so. */
export function mayBecome(status: DraftStatus, next: DraftStatus): boolean {
  return FROM[next].includes(status);
}

/** What a reviewer may write anew of a draft that waits. */
export type DraftTexts = Pick<SolutionDraft, 'problem' | 'solution'>;

/** What becomes of a draft in a turn: decided about, or written anew. */
export type DraftReview =
  | { kind: 'decide'; number: number; decision: DraftDecision }
  | { kind: 'rewrite'; number: number; texts: DraftTexts };
