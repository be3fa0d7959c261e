import type { Database } from 'better-sqlite3';
import { z } from 'zod';

const counterRow = z.object({ value: z.number().int() });

type CounterName = 'case-number' | 'draft-number' | 'issue-changes';

export type Counter = ReturnType<typeof prepareCounter>;

/** Numbers that are given out once, and how often something was changed. */
export function prepareCounter(db: Database) {
  const raise = db.prepare(`UPDATE counters SET value = value + 1 WHERE name = ? RETURNING value`);
  const read = db.prepare(`SELECT value FROM counters WHERE name = ?`);
  return {
    next(name: CounterName): number {
      return counterRow.parse(raise.get(name)).value;
    },
    value(name: CounterName): number {
      return counterRow.parse(read.get(name)).value;
    },
  };
}
