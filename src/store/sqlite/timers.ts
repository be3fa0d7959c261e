import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { addressSchema } from '../../model/address.js';
import { inboundTimerSchema } from '../../model/inbound.js';
import type { InboundTimer } from '../../model/inbound.js';
import { timerGroupSchema } from '../../model/timer.js';
import type { Scope, TimerChange } from '../store.js';
import { IN_SCOPE, scopeParameter } from './scope.js';

const timerRow = z.object({
  id: z.string(),
  case_id: z.string(),
  name: inboundTimerSchema.shape.timer,
  timer_group: timerGroupSchema,
  owner: z.string(),
  conversation: z.string(),
  channel: z.string(),
  account: z.string(),
  chat: z.string(),
  thread: z.string(),
});
const dueRow = z.object({ due_at: z.number() });

/** A timer that ran out; `due` tells whether it still means something: most end with their case. */
export interface FiredTimer {
  conversation: string;
  due: boolean;
  inbound: InboundTimer;
}

export type Timers = ReturnType<typeof prepareTimers>;

export function prepareTimers(db: Database) {
  const clear = db.prepare(`DELETE FROM timers WHERE case_id = ? AND timer_group = ?`);
  const insert = db.prepare(
    `INSERT INTO timers (id, case_id, timer_group, name, due_at) VALUES (@id, @caseId, @group, @name, @dueAt)`,
  );
  const clearClosed = db.prepare(
    `DELETE FROM timers WHERE timer_group <> 'aftercare'
       AND case_id IN (SELECT id FROM cases WHERE conversation = ? AND owner = 'nobody')`,
  );
  // CROSS keeps the order: from the timers that are due first. The other way round SQLite visits every
  // conversation of the account, on each look.
  const joined = `timers CROSS JOIN cases ON cases.id = timers.case_id
    CROSS JOIN conversations AS c ON c.key = cases.conversation`;
  const due = db.prepare(
    `SELECT timers.id, timers.case_id, timers.timer_group, timers.name, cases.owner, cases.conversation,
       c.channel, c.account, c.chat, c.thread
     FROM ${joined} WHERE timers.due_at <= @now AND ${IN_SCOPE} ORDER BY timers.due_at, timers.id`,
  );
  const remove = db.prepare(`DELETE FROM timers WHERE id = ?`);
  const next = db.prepare(
    `SELECT timers.due_at FROM ${joined} WHERE ${IN_SCOPE} ORDER BY timers.due_at LIMIT 1`,
  );
  return {
    /** Gives a case these timers instead of those of the group that it has. */
    replace({ caseId, group, timers }: TimerChange): void {
      clear.run(caseId, group);
      for (const { id, name, dueAt } of timers) insert.run({ id, caseId, group, name, dueAt });
    },
    /** Stops the timers of a conversation's closed cases that do not outlive them. */
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
          due: row.owner !== 'nobody' || row.timer_group === 'aftercare',
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
