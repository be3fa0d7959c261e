import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { readHistoryEvent } from '../../model/history-event.js';
import { caseRowSchema, type CaseRow } from '../../model/case-row.js';
import { booleanColumn, jsonColumn } from './column.js';
import { readDatabase } from './read-only.js';

const shape = caseRowSchema.shape;

const lineSchema = z
  .tuple([z.number().int(), z.enum(['agent', 'event']), booleanColumn, z.string().nullable()])
  .transform(([at, kind, byAgent, text]) => {
    return { at, kind, byAgent, event: text === null ? null : readHistoryEvent(text) };
  });

const storedRow = z
  .object({
    number: shape.number,
    channel: shape.channel,
    intent: shape.intent,
    language: shape.language,
    department: shape.department,
    standing: shape.standing,
    opened_at: shape.openedAt,
    closed_at: shape.closedAt,
    satisfaction: shape.satisfaction,
    lines: jsonColumn(z.array(lineSchema)),
  })
  .transform(({ opened_at: openedAt, closed_at: closedAt, ...row }): CaseRow => ({
    ...row,
    openedAt,
    closedAt,
  }));

/**
 * What a person did has an inbound, and may look like anything. Most lines are what was said: that they are no others is
 * seen without reading them as JSON, which takes longer.
 */
const SELECT = `SELECT cases.number, c.channel, cases.intent, cases.language, cases.department,
    CASE cases.owner WHEN 'nobody' THEN cases.resolution ELSE cases.owner END AS standing,
    cases.opened_at, cases.closed_at, cases.satisfaction ->> '$.score' AS satisfaction,
    (SELECT json_group_array(json_array(
        h.at,
        h.entry ->> '$.kind',
        h.entry ->> '$.author' IS NOT NULL,
        CASE h.entry ->> '$.kind' WHEN 'event' THEN h.entry ->> '$.text' END
      ) ORDER BY h.seq)
      FROM history AS h
      WHERE h.case_id = cases.id
        AND (instr(h.entry, '"kind":"agent"') OR instr(h.entry, '"kind":"event"'))
        AND (h.entry ->> '$.kind' = 'agent' OR h.entry ->> '$.kind' = 'event' AND h.entry ->> '$.inbound' IS NULL)
    ) AS lines
  FROM cases JOIN conversations AS c ON c.key = cases.conversation
  WHERE cases.opened_at >= @from AND cases.opened_at < @to
  ORDER BY cases.number`;

/** Tells the cases that were opened from one moment on and before another, one after another. */
export function eachCaseRow(
  db: Database,
  opened: { from: number; to: number },
  each: (row: CaseRow) => void,
): void {
  for (const row of db.prepare(SELECT).iterate(opened)) each(storedRow.parse(row));
}

/**
 * Tells the cases that were opened from one moment on and before another (null: no limit), one after another, so that
 * none but one is in memory. Changes nothing, and may run beside the bot.
 */
export function readCaseRows(
  url: string,
  { from, to }: { from: number | null; to: number | null },
  each: (row: CaseRow) => void,
): void {
  readDatabase(
    url,
    'Run it in the folder that the bot runs in, with the same DATABASE_URL; the bot makes the database when it starts.',
    (db: Database) => {
      eachCaseRow(db, { from: from ?? Number.MIN_SAFE_INTEGER, to: to ?? Number.MAX_SAFE_INTEGER }, each);
    },
  );
}
