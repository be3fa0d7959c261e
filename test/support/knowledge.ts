import type { SolvedIssue } from '../../src/model/issue.js';
import type { Knowledge } from '../../src/review/knowledge.js';

/** Knowledge of these issues, none of which is in a file; each of them is near to everything. */
export function knowledgeOf(...issues: SolvedIssue[]): Knowledge {
  return {
    issue: (id) => issues.find((issue) => issue.id === id) ?? null,
    ids: () => issues.map(({ id }) => id),
    isInFile: () => false,
    near: (_, count) => issues.slice(0, count),
    audiences: new Map(),
  };
}
