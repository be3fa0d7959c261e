import type { Database } from 'better-sqlite3';
import { z } from 'zod';

const counterRow = z.object({ value: z.number().int() });

/** Numbers that are given out once. */
export function prepareCounter(db: Database) {
  const raise = db.prepare(`UPDATE counters SET value = value + 1 WHERE name = ? RETURNING value`);
  return {
    next(name: 'case-number'): number {
      return counterRow.parse(raise.get(name)).value;
    },
  };
}
