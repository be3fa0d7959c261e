import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { solvedIssueSchema } from '../../model/issue.js';
import type { NewStoredIssue, StoredIssue } from '../../model/stored-issue.js';
import type { IssueSelection, StoredIssues } from '../store.js';
import type { Counter } from './counter.js';
import { jsonColumn, whyUnreadable } from './column.js';

const idRow = z.object({ id: z.string() });
const hashRow = z.object({ hash: z.string() });
const idHashRow = z.object({ id: z.string(), hash: z.string() });

const issueRow = z
  .object({
    id: z.string(),
    source: z.string(),
    key: z.string(),
    hash: z.string(),
    body: jsonColumn(solvedIssueSchema),
    created_at: z.number().int(),
    updated_at: z.number().int(),
    updated_by: z.string(),
  })
  .refine(({ id, body }) => id === body.id, { path: ['body'], message: 'is another issue' })
  .transform((row): StoredIssue => ({
    issue: row.body,
    source: row.source,
    key: row.key,
    hash: row.hash,
    by: row.updated_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }));

export type SolvedIssues = ReturnType<typeof prepareSolvedIssues>;

/** Solved issues that are in no file. Each change of them is counted. */
export function prepareSolvedIssues(db: Database, counter: Counter) {
  const put = db.prepare(
    `INSERT INTO solved_issues (id, source, key, hash, body, created_at, updated_at, updated_by)
     VALUES (@id, @source, @key, @hash, @body, @at, @at, @by)
     ON CONFLICT (id) DO UPDATE SET source = @source, key = @key, hash = @hash, body = @body,
       updated_at = @at, updated_by = @by`,
  );
  const all = db.prepare(`SELECT * FROM solved_issues ORDER BY id`);
  const one = db.prepare(`SELECT * FROM solved_issues WHERE id = ?`);
  const hash = db.prepare(`SELECT hash FROM solved_issues WHERE id = ?`);
  const hashes = db.prepare(`SELECT id, hash FROM solved_issues ORDER BY id`);
  const removeOne = db.prepare(`DELETE FROM solved_issues WHERE id = ?`);
  const removeFrom = db.prepare(`DELETE FROM solved_issues WHERE source = ?`);

  const changed = (count: number): number => {
    if (count > 0) counter.next('issue-changes');
    return count;
  };

  return {
    put(issues: readonly NewStoredIssue[], at: number): void {
      for (const { issue, source, key, hash, by } of issues) {
        put.run({ id: issue.id, source, key, hash, body: JSON.stringify(issue), at, by });
      }
      changed(issues.length);
    },
    /** In order of their ids, and what cannot be read. */
    all(): StoredIssues {
      const found: StoredIssues = { issues: [], unreadable: [] };
      for (const row of all.iterate()) {
        const read = issueRow.safeParse(row);
        if (read.success) found.issues.push(read.data);
        else found.unreadable.push({ id: idRow.parse(row).id, why: whyUnreadable(read.error) });
      }
      return found;
    },
    byId(id: string): StoredIssue | 'damaged' | null {
      const row = one.get(id);
      if (row === undefined) return null;
      const read = issueRow.safeParse(row);
      return read.success ? read.data : 'damaged';
    },
    /** The hash of each, damaged or not, by id. */
    hashes(): Map<string, string> {
      const rows = hashes.all().map((row) => idHashRow.parse(row));
      return new Map(rows.map((row) => [row.id, row.hash]));
    },
    /** The hash of one, damaged or not; null where there is none of this id. */
    hashOf(id: string): string | null {
      const row = hash.get(id);
      return row === undefined ? null : hashRow.parse(row).hash;
    },
    remove(which: IssueSelection): number {
      return changed(
        'source' in which ? removeFrom.run(which.source).changes : removeOne.run(which.id).changes,
      );
    },
  };
}
