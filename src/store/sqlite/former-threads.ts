import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Address } from '../../model/address.js';
import type { Case } from '../../model/case.js';
import type { Cases } from './cases.js';

const leftRow = z.object({ case_id: z.string() });

export type FormerThreads = ReturnType<typeof prepareFormerThreads>;

/** Threads on the desk that their case has left, for one at another desk or one made anew. */
export function prepareFormerThreads(db: Database) {
  const put = db.prepare(
    `INSERT INTO former_threads (channel, account, chat, thread, case_id, left_at)
     VALUES (@channel, @account, @chat, @thread, @caseId, @at)
     ON CONFLICT (channel, account, chat, thread) DO UPDATE SET
       case_id = excluded.case_id, left_at = excluded.left_at`,
  );
  const find = db.prepare(
    `SELECT case_id FROM former_threads
     WHERE channel = @channel AND account = @account AND chat = @chat AND thread = @thread`,
  );
  const move = db.prepare(
    `UPDATE OR REPLACE former_threads SET chat = @to
     WHERE channel = @channel AND account = @account AND chat = @from`,
  );
  return {
    leave(caseId: string, thread: Address, at: number): void {
      put.run({ ...thread, caseId, at });
    },
    /** The id of the case that had this thread. */
    find(thread: Address): string | null {
      const row = find.get({ ...thread });
      return row === undefined ? null : leftRow.parse(row).case_id;
    },
    move(channel: string, account: string, from: string, to: string): void {
      move.run({ channel, account, from, to });
    },
  };
}

/** The case whose thread this is, else the one whose it was. */
export function caseByThread(
  thread: Address,
  { cases, threads }: { cases: Cases; threads: FormerThreads },
): Case | null {
  const own = cases.byThread(thread);
  if (own !== null) return own;
  const former = threads.find(thread);
  return former === null ? null : cases.byId(former);
}
