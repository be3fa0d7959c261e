import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { queuedCaseSchema, type QueuedCase } from '../../model/queue.js';
import { addressOf } from './column.js';

const shape = queuedCaseSchema.shape;

const queueRow = z
  .object({
    id: shape.id,
    number: shape.number,
    owner: shape.owner,
    agent_name: shape.agentName,
    department: shape.department,
    priority: shape.priority,
    language: shape.language,
    person_name: shape.personName,
    reason: shape.reason,
    title: shape.title,
    waiting_since: shape.waitingSince,
    desk_channel: z.string().nullable(),
    desk_account: z.string().nullable(),
    desk_chat: z.string().nullable(),
    desk_thread: z.string().nullable(),
  })
  .transform((row): QueuedCase => {
    const { id, number, owner, department, priority, language, reason, title } = row;
    return {
      ...{ id, number, owner, department, priority, language, reason, title },
      agentName: row.agent_name,
      personName: row.person_name,
      waitingSince: row.waiting_since,
      desk: addressOf(row.desk_channel, row.desk_account, row.desk_chat, row.desk_thread),
    };
  });

export type Queue = ReturnType<typeof prepareQueue>;

export function prepareQueue(db: Database) {
  const all = db.prepare(
    `SELECT id, number, owner, agent ->> '$.name' AS agent_name, department, priority, language,
       person ->> '$.name' AS person_name, dossier ->> '$.reason' AS reason,
       coalesce(dossier ->> '$.understood.title', dossier ->> '$.problem[0]', '') AS title, waiting_since,
       desk_channel, desk_account, desk_chat, desk_thread
     FROM cases WHERE owner IN ('queue', 'agent') ORDER BY number`,
  );
  return {
    /** Every case that people have. */
    all: (): QueuedCase[] => all.all().map((row) => queueRow.parse(row)),
  };
}
