import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { caseTalkSchema, type CaseTalk } from '../../model/case-talk.js';
import { booleanColumn, jsonColumn } from './column.js';
import { readDatabase } from './read-only.js';

const lineSchema = z
  .tuple([z.number().int(), z.enum(['person', 'bot', 'event']), z.string(), booleanColumn])
  .transform(([at, kind, text, written]) => ({ at, kind, text, written }));

const talkRow = caseTalkSchema.extend({ lines: jsonColumn(z.array(lineSchema)) });

/**
 * A button that is pressed stands in a history by its label, and an edit as what was amended: the inbound tells. An event
 * that has one is what a person did, and may look like anything.
 */
const TALKS = `SELECT cases.number, cases.audience, cases.language, cases.intent, cases.resolution,
    cases.dossier ->> '$.meant.intent' AS meant,
    (SELECT d.issue FROM drafts AS d
      WHERE d.case_id = cases.id AND d.status IN ('published', 'merged')
      ORDER BY d.seq DESC LIMIT 1) AS issue,
    (SELECT json_group_array(json_array(
        h.at, h.entry ->> '$.kind', h.entry ->> '$.text', i.kind IS 'message'
      ) ORDER BY h.seq)
      FROM history AS h LEFT JOIN inbounds AS i ON i.id = h.entry ->> '$.inbound'
      WHERE h.case_id = cases.id AND (h.entry ->> '$.kind' IN ('person', 'bot')
        OR h.entry ->> '$.kind' = 'event' AND h.entry ->> '$.inbound' IS NULL)
    ) AS lines
  FROM cases`;

const LATEST_FIRST = `ORDER BY (SELECT max(seq) FROM history WHERE history.case_id = cases.id) DESC`;

/** So many lines of histories are looked through for each case that is asked for: a long history is no long search. */
const LINES = 50;

/** What was said in cases, one at a time, for whoever has the database open. */
export function prepareCaseTalks(db: Database) {
  const recent = db
    .prepare(
      `SELECT case_id FROM (SELECT case_id, seq FROM history ORDER BY seq DESC LIMIT @lines)
       GROUP BY case_id ORDER BY max(seq) DESC LIMIT @most`,
    )
    .pluck();
  const ofCase = db.prepare(`${TALKS} WHERE cases.id = ?`);
  return {
    /** The ids of so many cases at most, those first in which something happened last. */
    recent: (most: number): string[] => z.array(z.string()).parse(recent.all({ most, lines: most * LINES })),
    of(id: string): CaseTalk | null {
      const row = ofCase.get(id);
      return row === undefined ? null : talkRow.parse(row);
    },
  };
}

/**
 * Tells what was said in cases, one after another, those first in which something happened last, until `each` gives false.
 * Changes nothing, and may run beside the bot.
 */
export function readCaseTalks(url: string, each: (talk: CaseTalk) => boolean): void {
  readDatabase(
    url,
    'Run it in the folder that the bot runs in, with the same DATABASE_URL; the bot makes the database when it starts.',
    (db: Database) => {
      for (const row of db.prepare(`${TALKS} ${LATEST_FIRST}`).iterate())
        if (!each(talkRow.parse(row))) return;
    },
  );
}
