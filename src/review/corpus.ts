import type { SolvedIssue } from '../model/issue.js';
import type { ContentAudience } from '../model/language.js';
import type { StoredIssue } from '../model/stored-issue.js';

/** A solved issue, and where it is; of an id that is in both, the file's is the one that counts. */
export type FoundIssue =
  | { where: 'file'; issue: SolvedIssue }
  | { where: 'database'; stored: StoredIssue }
  /** In the database, and nobody can read it. */
  | { where: 'damaged' };

/** The knowledge that a draft is to join, as far as it must be known for deciding. */
export interface ReviewCorpus {
  find(id: string): FoundIssue | null;
  /** The ids of all solved issues. */
  ids(): Iterable<string>;
  /** Whom each intent is for, by its id. */
  audiences: ReadonlyMap<string, ContentAudience>;
}
