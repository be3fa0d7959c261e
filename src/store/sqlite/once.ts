import type { Database } from 'better-sqlite3';

/** What was put into the outbox once, and never will be again. */
export function prepareOnce(db: Database) {
  const put = db.prepare(`INSERT INTO enqueued_once (name, at) VALUES (?, ?) ON CONFLICT (name) DO NOTHING`);
  const find = db.prepare(`SELECT 1 FROM enqueued_once WHERE name = ?`);
  return {
    /** Tells whether it had not been done. */
    take: (name: string, at: number): boolean => put.run(name, at).changes > 0,
    has: (name: string): boolean => find.get(name) !== undefined,
  };
}
