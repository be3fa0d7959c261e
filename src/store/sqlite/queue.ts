import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { queuedCaseSchema, type QueuedCase } from '../../model/queue.js';

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
  })
  .transform(({ agent_name, person_name, waiting_since, ...row }): QueuedCase => ({
    ...row,
    agentName: agent_name,
    personName: person_name,
    waitingSince: waiting_since,
  }));

export type Queue = ReturnType<typeof prepareQueue>;

export function prepareQueue(db: Database) {
  const all = db.prepare(
    `SELECT id, number, owner, agent ->> '$.name' AS agent_name, department, priority, language,
       person ->> '$.name' AS person_name, dossier ->> '$.reason' AS reason,
       coalesce(dossier ->> '$.understood.title', dossier ->> '$.problem[0]', '') AS title, waiting_since
     FROM cases WHERE owner IN ('queue', 'agent') ORDER BY number`,
  );
  return {
    /** Every case that people have. */
    all: (): QueuedCase[] => all.all().map((row) => queueRow.parse(row)),
  };
}
