import type { Logger } from 'pino';
import type { SolvedIssue } from './model/issue.js';
import { besideFiles } from './model/stored-issue.js';
import type { Store } from './store/store.js';

/** The solved issues of the database, as content takes them in. */
export interface StoredIssues {
  /** Those that join the ones of files; of an id that is in both, the file's is the one that counts. */
  beside(files: readonly Pick<SolvedIssue, 'id'>[]): Promise<SolvedIssue[]>;
  /** How they stand. Taken before they are read: what changes in between is then told by `since` once more. */
  mark(): Promise<IssueMark>;
  /** What has changed; null where nothing has, which is cheap to find out. With no mark, all there are. */
  since(mark: IssueMark | null): Promise<IssueChange | null>;
}

/** How the solved issues of the database stood at a moment: how often they had been changed, and each one's hash. */
export interface IssueMark {
  changes: number;
  hashes: ReadonlyMap<string, string>;
}

/** Solved issues that are there now, or say something else, and the ids of those that are not any more. */
export interface IssueChange {
  put: SolvedIssue[];
  removed: string[];
  mark: IssueMark;
}

/** More ids than this at once help nobody in a line of the log. */
const MOST_SHOWN = 20;

const DAMAGED =
  'a stored solved issue is damaged and left out: import it again, or `firstline issues remove` it';

export function createStoredIssues(
  store: Pick<Store, 'storedIssues' | 'storedIssue' | 'issueHashes' | 'changes'>,
  log: Logger,
): StoredIssues {
  return {
    async beside(files) {
      const { issues, unreadable } = await store.storedIssues();
      for (const { id, why } of unreadable.slice(0, MOST_SHOWN)) log.error({ issue: id, why }, DAMAGED);
      const used = besideFiles(issues, files);
      const kept = new Set(used);
      const both = issues.filter((one) => !kept.has(one)).map(({ issue }) => issue.id);
      if (both.length > 0) {
        log.warn(
          { issues: both.slice(0, MOST_SHOWN), count: both.length },
          'these solved issues are in a file and in the database: those of the files are used',
        );
      }
      return used.map(({ issue }) => issue);
    },
    async mark() {
      const { issues: changes } = await store.changes();
      return { changes, hashes: await store.issueHashes() };
    },
    async since(before) {
      const { issues: changes } = await store.changes();
      if (changes === before?.changes) return null;
      const hashes = await store.issueHashes();
      const change: IssueChange = { put: [], removed: [], mark: { changes, hashes } };
      for (const [id, hash] of hashes) {
        if (before?.hashes.get(id) === hash) continue;
        const found = await store.storedIssue(id);
        if (found === 'damaged') log.error({ issue: id }, DAMAGED);
        else if (found !== null) change.put.push(found.issue);
      }
      for (const id of before?.hashes.keys() ?? []) if (!hashes.has(id)) change.removed.push(id);
      return change;
    },
  };
}
