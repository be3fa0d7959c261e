import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { ownerSchema, type Owner } from '../../model/case.js';
import type { FlowVersion } from '../store.js';
import { jsonColumn } from './column.js';
import { prepareFlowVersions } from './flow-versions.js';
import { readDatabase } from './read-only.js';

const caseRow = z.object({
  number: z.number().int(),
  owner: ownerSchema,
  state: jsonColumn(z.unknown()),
});

/** A conversation with an open case, as it is stored. */
export interface OpenConversation {
  number: number;
  owner: Owner;
  /** Opaque to the store. */
  state: unknown;
}

/** What is open in a database. */
export interface Survey {
  /** By the numbers of their cases. */
  conversations: OpenConversation[];
  /** Earlier versions of flows that they are in. */
  versions: FlowVersion[];
}

/**
 * Reads what is open in a database and changes nothing, beside a running bot too.
 * @param database a path, or `file:` and a path
 */
export function surveyDatabase(database: string): Survey {
  let survey: Survey = { conversations: [], versions: [] };
  const url = database.startsWith('file:') ? database : `file:${database}`;
  readDatabase(url, 'Give the path of one, such as var/firstline.db.', (db) => (survey = read(db)));
  return survey;
}

function read(db: Database): Survey {
  const conversations = db
    .prepare(
      `SELECT cases.number, cases.owner, c.state FROM cases JOIN conversations AS c ON c.key = cases.conversation
       WHERE cases.owner <> 'nobody' ORDER BY cases.number`,
    )
    .all()
    .map((row) => caseRow.parse(row));
  // An older release kept none.
  const keeps = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'flow_versions'`).get() !== undefined;
  return { conversations, versions: keeps ? prepareFlowVersions(db).inUse([]) : [] };
}
