import { createLikeness } from '../importing/likeness.js';
import type { SolvedIssue } from '../model/issue.js';
import type { SolutionDraft } from '../model/solution-draft.js';
import type { Near, Reviewed } from './draft-view.js';
import type { ReviewCorpus } from './issue-corpus.js';

/** Finds what is near to drafts, among the issues of files and database. */
export interface Neighbourhood {
  /** The draft and the issue it would be, with so many near ones. */
  of(draft: SolutionDraft, issue: SolvedIssue, count: number): Reviewed;
}

export function createNeighbourhood({
  files,
  stored,
}: Pick<ReviewCorpus, 'files' | 'stored'>): Neighbourhood {
  const likeness = createLikeness();
  const issues = new Map([...stored.map(({ issue }) => issue), ...files].map((issue) => [issue.id, issue]));
  for (const issue of issues.values()) likeness.put(issue);
  return {
    of(draft, issue, count) {
      // What it was published as is like itself.
      const around = likeness.around(issue, count + 1).filter(({ id }) => id !== draft.issue);
      const near = around.slice(0, count).flatMap((alike): Near[] => {
        const other = issues.get(alike.id);
        return other === undefined ? [] : [{ ...alike, issue: other }];
      });
      return { draft, issue, near };
    },
  };
}
