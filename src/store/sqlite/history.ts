import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { historyEntrySchema } from '../../model/history.js';
import type { HistoryEntry } from '../../model/history.js';
import { jsonColumn } from './column.js';

const entryRow = z.object({ entry: jsonColumn(historyEntrySchema) });

export type History = ReturnType<typeof prepareHistory>;

/** What happened in cases. */
export function prepareHistory(db: Database) {
  const insert = db.prepare(`INSERT INTO history (case_id, at, entry) VALUES (?, ?, ?)`);
  const ofCase = db.prepare(`SELECT entry FROM history WHERE case_id = ? ORDER BY seq`);
  return {
    add(lines: readonly { caseId: string; entry: HistoryEntry }[]): void {
      for (const { caseId, entry } of lines) insert.run(caseId, entry.at, JSON.stringify(entry));
    },
    ofCase(id: string): HistoryEntry[] {
      return ofCase.all(id).map((row) => entryRow.parse(row).entry);
    },
  };
}
