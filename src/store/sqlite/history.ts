import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { historyEntrySchema } from '../../model/history.js';
import type { HistoryEntry } from '../../model/history.js';
import type { TurnCommit } from '../store.js';
import { jsonColumn } from './column.js';

const entryRow = z.object({ entry: jsonColumn(historyEntrySchema) });

export type History = ReturnType<typeof prepareHistory>;

/** What happened in cases, and the solutions that came of them. */
export function prepareHistory(db: Database) {
  const insert = db.prepare(`INSERT INTO history (case_id, at, entry) VALUES (?, ?, ?)`);
  const ofCase = db.prepare(`SELECT entry FROM history WHERE case_id = ? ORDER BY seq`);
  const insertDraft = db.prepare(
    `INSERT INTO drafts (case_id, language, problem, solution, author, at)
     VALUES (@caseId, @language, @problem, @solution, @author, @at)`,
  );
  return {
    add(lines: readonly { caseId: string; entry: HistoryEntry }[]): void {
      for (const { caseId, entry } of lines) insert.run(caseId, entry.at, JSON.stringify(entry));
    },
    ofCase(id: string): HistoryEntry[] {
      return ofCase.all(id).map((row) => entryRow.parse(row).entry);
    },
    addDrafts(drafts: TurnCommit['drafts']): void {
      for (const { caseId, language, problem, solution, author, at } of drafts) {
        insertDraft.run({ caseId, language, problem, solution, author, at });
      }
    },
  };
}
