import type { SolvedIssue } from '../model/issue.js';
import type { ContentAudience } from '../model/language.js';

/** The solved issues in force, as somebody looks at them who adds to them. */
export interface Knowledge {
  issue(id: string): SolvedIssue | null;
  /** The ids of all. */
  ids(): Iterable<string>;
  /** Whether it is written in a file: then only that changes it. */
  isInFile(id: string): boolean;
  /** Those with most words in common with a text, whoever they are for, the nearest first. */
  near(text: string, count: number): SolvedIssue[];
  /** Whom each intent is for, by its id. */
  audiences: ReadonlyMap<string, ContentAudience>;
}
