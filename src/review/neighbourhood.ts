import { compared, createLikeness, wordsOf, type Alike } from '../importing/likeness.js';
import { textIn, type SolvedIssue } from '../model/issue.js';
import type { SolutionDraft } from '../model/solution-draft.js';

/** An issue that is near a draft. */
export interface Near extends Alike {
  issue: SolvedIssue;
}

/** Finds what is near to drafts. */
export interface Neighbourhood {
  /** So many of those near to the issue that the draft would be, the nearest first. */
  of(draft: SolutionDraft, issue: SolvedIssue, count: number): Near[];
}

/** Among these issues, which are taken in once for many drafts. */
export function createNeighbourhood(issues: readonly SolvedIssue[]): Neighbourhood {
  const likeness = createLikeness();
  const known = new Map(issues.map((issue) => [issue.id, issue]));
  for (const issue of known.values()) likeness.put(issue);
  return {
    of: (draft, issue, count) => near(draft, likeness.around(issue, count + 1), count, known),
  };
}

/** So many with words in common are compared. */
const LOOKED_AT = 20;

/** Among those that `find` gives for a text: what is in force has an index of its own. */
export function neighbourhoodBy(
  find: (text: string, count: number) => readonly SolvedIssue[],
): Neighbourhood {
  return {
    of(draft, issue, count) {
      const text = textIn(issue, draft.language);
      if (text === undefined) return [];
      const found = new Map(find(wordsOf(text), LOOKED_AT).map((one) => [one.id, one]));
      return near(draft, compared(issue, found.values(), count + 1), count, found);
    },
  };
}

function near(
  draft: SolutionDraft,
  alike: readonly Alike[],
  count: number,
  issues: ReadonlyMap<string, SolvedIssue>,
): Near[] {
  return (
    alike
      // What it was published as is like itself.
      .filter(({ id }) => id !== draft.issue)
      .slice(0, count)
      .flatMap((one) => {
        const issue = issues.get(one.id);
        return issue === undefined ? [] : [{ ...one, issue }];
      })
  );
}
