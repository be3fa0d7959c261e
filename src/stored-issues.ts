import type { Logger } from 'pino';
import type { SolvedIssue } from './model/issue.js';
import { besideFiles } from './model/stored-issue.js';
import type { Store } from './store/store.js';

/** The solved issues of the database, as content takes them in. */
export interface StoredIssues {
  /** Those that join the ones of files; of an id that is in both, the file's is the one that counts. */
  beside(files: readonly Pick<SolvedIssue, 'id'>[]): Promise<SolvedIssue[]>;
}

/** More ids than this at once help nobody in a line of the log. */
const MOST_SHOWN = 20;

export function createStoredIssues(store: Pick<Store, 'storedIssues'>, log: Logger): StoredIssues {
  return {
    async beside(files) {
      const { issues, unreadable } = await store.storedIssues();
      for (const { id, why } of unreadable.slice(0, MOST_SHOWN)) {
        log.error(
          { issue: id, why },
          'a stored solved issue is damaged and left out: import it again, or `firstline issues remove` it',
        );
      }
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
  };
}
