import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Address } from '../../model/address.js';
import type {
  DueWebhook,
  NewWebhook,
  Scope,
  StoredWebhook,
  StoredWebhooks,
  WebhookSettlement,
} from '../store.js';
import { IN_SCOPE, scopeParameter } from './scope.js';

const dueRow = z.object({
  id: z.string(),
  type: z.string(),
  body: z.string(),
  attempts: z.number().int(),
});
const momentRow = z.object({ not_before: z.number() });
const storedRow = z
  .object({
    id: z.string(),
    endpoint: z.string(),
    type: z.string(),
    case_number: z.number().int().nullable(),
    created_at: z.number(),
    status: z.enum(['waiting', 'dead']),
    not_before: z.number(),
    attempts: z.number().int(),
    dead_at: z.number().nullable(),
    error: z.string().nullable(),
  })
  .transform(({ case_number, created_at, not_before, dead_at, status, ...rest }): StoredWebhook => ({
    ...rest,
    caseNumber: case_number,
    createdAt: created_at,
    ...(status === 'dead' ? { status, deadAt: dead_at ?? created_at } : { status, notBefore: not_before }),
  }));
const goneRow = z.object({ endpoint: z.string(), at: z.number() });

export type Webhooks = ReturnType<typeof prepareWebhooks>;

/** Events on their way to other systems. */
export function prepareWebhooks(db: Database) {
  const insert = db.prepare(
    `INSERT INTO webhooks (id, endpoint, type, body, channel, account, created_at, not_before)
     SELECT @id, @endpoint, @type, @body, @channel, @account, @at, @at
     WHERE NOT EXISTS (SELECT 1 FROM gone_endpoints WHERE endpoint = @endpoint)`,
  );
  const waiting = `status = 'waiting' AND endpoint = @endpoint AND ${IN_SCOPE}
    AND id NOT IN (SELECT value FROM json_each(@except))`;
  const due = db.prepare(
    `SELECT id, type, body, attempts FROM webhooks WHERE ${waiting} AND not_before <= @now
     ORDER BY not_before, rowid LIMIT @limit`,
  );
  const next = db.prepare(`SELECT not_before FROM webhooks WHERE ${waiting} ORDER BY not_before LIMIT 1`);
  const remove = db.prepare(`DELETE FROM webhooks WHERE id = @id AND endpoint = @endpoint`);
  const retry = db.prepare(
    `UPDATE webhooks SET attempts = attempts + 1, not_before = @notBefore, error = @error
     WHERE id = @id AND endpoint = @endpoint AND status = 'waiting'`,
  );
  const bury = db.prepare(
    `UPDATE webhooks SET status = 'dead', attempts = attempts + 1, dead_at = @at, error = @error
     WHERE id = @id AND endpoint = @endpoint AND status = 'waiting'`,
  );
  const buryAll = db.prepare(
    `UPDATE webhooks SET status = 'dead', dead_at = @at, error = @error
     WHERE endpoint = @endpoint AND status = 'waiting'`,
  );
  const leave = db.prepare(
    `INSERT INTO gone_endpoints (endpoint, at) VALUES (@endpoint, @at) ON CONFLICT (endpoint) DO NOTHING`,
  );
  const all = db.prepare(
    `SELECT *, body ->> '$.data.case.number' AS case_number FROM webhooks ORDER BY rowid`,
  );
  const gone = db.prepare(`SELECT endpoint, at FROM gone_endpoints ORDER BY endpoint`);
  const chosen = `(@id IS NULL OR id = @id)`;
  const welcome = db.prepare(
    `DELETE FROM gone_endpoints WHERE @id IS NULL
       OR endpoint IN (SELECT endpoint FROM webhooks WHERE id = @id)`,
  );
  const again = db.prepare(
    `UPDATE webhooks SET attempts = iif(status = 'dead', 0, attempts), status = 'waiting', not_before = @at,
       dead_at = NULL WHERE ${chosen}`,
  );

  return {
    add(items: readonly NewWebhook[], { channel, account }: Address, at: number): void {
      for (const { id, endpoint, type, body } of items) {
        insert.run({ id, endpoint, type, body, channel, account, at });
      }
    },
    due(scope: Scope, endpoint: string, now: number, except: readonly string[], limit: number): DueWebhook[] {
      const places = { scope: scopeParameter(scope), endpoint, except: JSON.stringify(except) };
      return due.all({ ...places, now, limit }).map((row) => dueRow.parse(row));
    },
    next(scope: Scope, endpoint: string, except: readonly string[]): number | null {
      const row = next.get({ scope: scopeParameter(scope), endpoint, except: JSON.stringify(except) });
      return row === undefined ? null : momentRow.parse(row).not_before;
    },
    /** To be called inside a transaction. */
    settle(id: string, endpoint: string, settlement: WebhookSettlement): void {
      switch (settlement.kind) {
        case 'delivered':
          remove.run({ id, endpoint });
          return;
        case 'retry':
          retry.run({ id, endpoint, notBefore: settlement.notBefore, error: settlement.error });
          return;
        case 'dead':
          bury.run({ id, endpoint, at: settlement.at, error: settlement.error });
          return;
        case 'gone':
          bury.run({ id, endpoint, at: settlement.at, error: settlement.error });
          buryAll.run({ endpoint, at: settlement.at, error: 'the endpoint wants no more webhooks' });
          leave.run({ endpoint, at: settlement.at });
      }
    },
    /** To be called inside a transaction. */
    all(): StoredWebhooks {
      return {
        webhooks: all.all().map((row) => storedRow.parse(row)),
        gone: gone.all().map((row) => goneRow.parse(row)),
      };
    },
    /** To be called inside a transaction. */
    sendAgain(id: string | null, at: number): number {
      welcome.run({ id });
      return again.run({ id, at }).changes;
    },
  };
}
