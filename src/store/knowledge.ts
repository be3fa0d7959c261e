import type { Miss, MissStatus } from '../model/miss.js';
import type { DraftStatus, SolutionDraft } from '../model/solution-draft.js';
import type { StoredIssue } from '../model/stored-issue.js';
import type { StoredExample, TaughtExample } from '../model/taught-example.js';

/** The solved issues that are stored, and those that are damaged: whatever reads them goes on without these. */
export interface StoredIssues {
  /** In order of their ids. */
  issues: StoredIssue[];
  unreadable: { id: string; why: string }[];
}

/** All solved issues of a source, or one. */
export type IssueSelection = { source: string } | { id: string };

/** The drafts of solutions, and those that are damaged. */
export interface StoredDrafts {
  /** In order of their numbers, decided or not. */
  drafts: SolutionDraft[];
  unreadable: { number: number; status: DraftStatus; why: string }[];
}

/** The drafts of a case, or those that a solved issue is made of. */
export type DraftSelection = { caseId: string } | { issue: string };

/** How often the knowledge was changed by any process: whoever has it in memory reads it again once this differs. */
export interface Changes {
  /** Solved issues were put or removed. */
  issues: number;
}

/** What is on the teaching list, and what of it is damaged. */
export interface StoredMisses {
  /** In order of their numbers, decided or not. */
  misses: Miss[];
  unreadable: { number: number; status: MissStatus; why: string }[];
}

/** Examples that were taught, and those that are damaged: whatever reads them goes on without these. */
export interface StoredExamples {
  /** In order of their numbers, whatever has become of them. */
  examples: StoredExample[];
  unreadable: { number: number; why: string }[];
}

/** What somebody decides about misses together: what they mean, with the examples that are taught; null: nothing. */
export type MissDecision = { numbers: readonly number[]; by: string } & (
  { intent: string; examples: readonly TaughtExample[] } | { intent: null }
);

export type MissOutcome =
  /** `group`: the lowest of the numbers, by which it is taken back. */
  | { kind: 'done'; group: number }
  /** Nothing was decided, for these do not wait (any more). */
  | { kind: 'changed'; numbers: number[] };

export type MissTakenBack =
  /** Its examples: those that are in force no more, and those that the files have by now. */
  | { kind: 'done'; removed: StoredExample[]; exported: StoredExample[] }
  | { kind: 'no-such-miss' }
  | { kind: 'waits-already' };
