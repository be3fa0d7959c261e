import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { addressSchema } from '../../model/address.js';
import { inboundTimerSchema } from '../../model/inbound.js';
import type { InboundTimer } from '../../model/inbound.js';
import type { NewTimer, Scope } from '../store.js';
import { IN_SCOPE, scopeParameter } from './scope.js';

const timerRow = z.object({
  id: z.string(),
  case_id: z.string(),
  name: inboundTimerSchema.shape.timer,
  owner: z.string(),
  conversation: z.string(),
  channel: z.string(),
  account: z.string(),
  chat: z.string(),
  thread: z.string(),
});
const dueRow = z.object({ due_at: z.number() });

/** A timer that ran out; `open` tells whether its case still is. */
export interface FiredTimer {
  conversation: string;
  open: boolean;
  inbound: InboundTimer;
}

export type Timers = ReturnType<typeof prepareTimers>;

export function prepareTimers(db: Database) {
  const clear = db.prepare(`DELETE FROM timers WHERE case_id = ?`);
  const insert = db.prepare(
    `INSERT INTO timers (id, case_id, name, due_at) VALUES (@id, @caseId, @name, @dueAt)`,
  );
  const clearClosed = db.prepare(
    `DELETE FROM timers WHERE case_id IN (SELECT id FROM cases WHERE conversation = ? AND owner = 'nobody')`,
  );
  // CROSS keeps the order: from the timers that are due first. The other way round SQLite visits every
  // conversation of the account, on each look.
  const joined = `timers CROSS JOIN cases ON cases.id = timers.case_id
    CROSS JOIN conversations AS c ON c.key = cases.conversation`;
  const due = db.prepare(
    `SELECT timers.id, timers.case_id, timers.name, cases.owner, cases.conversation,
       c.channel, c.account, c.chat, c.thread
     FROM ${joined} WHERE timers.due_at <= @now AND ${IN_SCOPE} ORDER BY timers.due_at, timers.id`,
  );
  const remove = db.prepare(`DELETE FROM timers WHERE id = ?`);
  const next = db.prepare(
    `SELECT timers.due_at FROM ${joined} WHERE ${IN_SCOPE} ORDER BY timers.due_at LIMIT 1`,
  );
  return {
    /** Gives a case these timers instead of those it has. */
    replace(caseId: string, timers: readonly NewTimer[]): void {
      clear.run(caseId);
      for (const { id, name, dueAt } of timers) insert.run({ id, caseId, name, dueAt });
    },
    /** Stops the timers of a conversation's closed cases. */
    clearClosed(conversation: string): void {
      clearClosed.run(conversation);
    },
    /** Takes out what is due. */
    take(scope: Scope, now: number): FiredTimer[] {
      return due.all({ now, scope: scopeParameter(scope) }).map((found) => {
        const row = timerRow.parse(found);
        const { channel, account, chat, thread } = row;
        remove.run(row.id);
        return {
          conversation: row.conversation,
          open: row.owner !== 'nobody',
          inbound: {
            kind: 'timer',
            id: `timer:${row.id}`,
            at: now,
            address: addressSchema.parse({ channel, account, chat, thread }),
            timer: row.name,
            caseId: row.case_id,
          },
        };
      });
    },
    nextDue(scope: Scope): number | null {
      const row = next.get({ scope: scopeParameter(scope) });
      return row === undefined ? null : dueRow.parse(row).due_at;
    },
  };
}
