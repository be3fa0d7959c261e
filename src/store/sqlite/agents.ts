import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { channelNameSchema, type ChannelName } from '../../model/address.js';
import { deskAgentSchema } from '../../model/desk-agent.js';
import type { SeenAgent } from '../store.js';
import { jsonColumn } from './column.js';

const agentRow = z
  .object({
    channel: channelNameSchema,
    account: z.string(),
    person: jsonColumn(deskAgentSchema),
    seen_at: z.number().int(),
  })
  .transform(({ channel, account, person, seen_at }): SeenAgent => ({
    channel,
    account,
    person,
    at: seen_at,
  }));

export type Agents = ReturnType<typeof prepareAgents>;

/** Who has been seen at work on desks, under the name they had last. */
export function prepareAgents(db: Database) {
  // What somebody has said they speak stays when they are only seen again.
  const put = db.prepare(
    `INSERT INTO agents (channel, account, id, person, seen_at) VALUES (@channel, @account, @id, @person, @at)
     ON CONFLICT (channel, account, id) DO UPDATE SET
       person = CASE
         WHEN excluded.person -> '$.languages' IS NOT NULL OR agents.person -> '$.languages' IS NULL
         THEN excluded.person
         ELSE json_set(excluded.person, '$.languages', json(agents.person -> '$.languages')) END,
       seen_at = excluded.seen_at
     WHERE excluded.seen_at >= agents.seen_at`,
  );
  const of = db.prepare(`SELECT * FROM agents WHERE channel = ? AND account = ? ORDER BY seen_at DESC, id`);
  const forget = db.prepare(`DELETE FROM agents WHERE channel = ? AND account = ? AND id = ?`);
  return {
    forget(channel: ChannelName, account: string, agent: string): void {
      forget.run(channel, account, agent);
    },
    seen(agents: readonly SeenAgent[]): void {
      for (const { channel, account, person, at } of agents) {
        put.run({ channel, account, id: person.id, person: JSON.stringify(person), at });
      }
    },
    of(channel: ChannelName, account: string): SeenAgent[] {
      return of.all(channel, account).map((row) => agentRow.parse(row));
    },
  };
}
