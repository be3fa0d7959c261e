import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { channelNameSchema, type ChannelName } from '../../model/address.js';
import type { Ban, BanChange } from '../store.js';

const banRow = z
  .object({
    channel: channelNameSchema,
    account: z.string(),
    person_id: z.string(),
    name: z.string(),
    case_id: z.string().nullable(),
    banned_by: z.string(),
    at: z.number().int(),
  })
  .transform((row): Ban => ({
    channel: row.channel,
    account: row.account,
    person: { id: row.person_id, name: row.name },
    caseId: row.case_id,
    by: row.banned_by,
    at: row.at,
  }));

export type Bans = ReturnType<typeof prepareBans>;

/** People who are not served. */
export function prepareBans(db: Database) {
  const put = db.prepare(
    `INSERT INTO bans (channel, account, person_id, name, case_id, banned_by, at)
     VALUES (@channel, @account, @person, @name, @caseId, @by, @at)
     ON CONFLICT (channel, account, person_id) DO NOTHING`,
  );
  const remove = db.prepare(`DELETE FROM bans WHERE channel = ? AND account = ? AND person_id = ?`);
  const find = db.prepare(`SELECT 1 FROM bans WHERE channel = ? AND account = ? AND person_id = ?`);
  const all = db.prepare(`SELECT * FROM bans ORDER BY at DESC, person_id`);
  const lift = (channel: ChannelName, account: string, person: string): boolean =>
    remove.run(channel, account, person).changes > 0;
  return {
    change(changes: readonly BanChange[]): void {
      for (const { channel, account, person, banned, caseId, by, at } of changes) {
        if (banned) put.run({ channel, account, person: person.id, name: person.name, caseId, by, at });
        else lift(channel, account, person.id);
      }
    },
    has: (channel: ChannelName, account: string, person: string): boolean =>
      find.get(channel, account, person) !== undefined,
    all: (): Ban[] => all.all().map((row) => banRow.parse(row)),
    lift,
  };
}
