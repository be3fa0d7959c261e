import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { channelNameSchema } from '../../model/address.js';
import { ownerSchema } from '../../model/case.js';
import { deliverySchema } from '../../model/delivery.js';
import type { DueDelivery, NewDelivery, Scope, Settlement } from '../store.js';
import { jsonColumn, toJson } from './column.js';
import { IN_SCOPE, scopeParameter } from './scope.js';

const newDeliverySchema: z.ZodType<NewDelivery> = z.strictObject({
  id: z.string(),
  delivery: deliverySchema,
  channel: channelNameSchema,
  account: z.string(),
  lane: z.string(),
  caseId: z.string().nullable(),
  onlyWhile: z.array(ownerSchema).nullable(),
  notBefore: z.number(),
  get receipt() {
    return receiptSchema;
  },
});
const receiptSchema = z.strictObject({ mark: newDeliverySchema }).nullable();

const deliveryRow = z.object({
  id: z.string(),
  lane: z.string(),
  channel: channelNameSchema,
  account: z.string(),
  case_id: z.string().nullable(),
  delivery: jsonColumn(deliverySchema),
  only_while: jsonColumn(z.array(ownerSchema)).nullable(),
  receipt: jsonColumn(receiptSchema).nullable(),
  not_before: z.number(),
  attempts: z.number().int(),
  created_at: z.number().int(),
});
const idRow = z.object({ id: z.string() });
const headRow = z.object({ lane: z.string(), position: z.number().int(), status: z.string() });
const positionRow = z.object({ position: z.number().int() });
const dueRow = z.object({ not_before: z.number() });

/** A waiting delivery with the id of its case, or a row that cannot be read. */
export type ReadDelivery =
  | { kind: 'read'; caseId: string | null; delivery: Omit<DueDelivery, 'case' | 'counterpart'> }
  | { kind: 'unreadable'; id: string; error: string };

/** What tells where a delivery goes. */
export type Directed = Pick<NewDelivery, 'channel' | 'account' | 'lane' | 'delivery' | 'receipt'>;

/** A delivery's place: its lane, and whether it still waits. */
export interface Place {
  lane: string;
  waiting: boolean;
}

/** Holds for the first waiting row of a lane. */
const HEAD = `o.status = 'waiting' AND NOT EXISTS (
  SELECT 1 FROM outbox AS b
  WHERE b.status = 'waiting' AND b.lane = o.lane AND (b.position, b.seq) < (o.position, o.seq))`;
const NOT_BUSY = `o.lane NOT IN (SELECT value FROM json_each(@busy))`;

export type Outbox = ReturnType<typeof prepareOutbox>;

export function prepareOutbox(db: Database) {
  const insert = db.prepare(
    `INSERT INTO outbox (id, lane, position, channel, account, case_id, kind, delivery, only_while, receipt,
       not_before, created_at)
     VALUES (@id, @lane, @position, @channel, @account, @caseId, @kind, @delivery, @onlyWhile, @receipt,
       @notBefore, @createdAt)`,
  );
  const known = db.prepare(`SELECT 1 FROM outbox WHERE id = ?`);
  const last = db.prepare(
    `SELECT coalesce(max(position), 0) AS position FROM outbox WHERE status = 'waiting'`,
  );
  const first = db.prepare(
    `SELECT min(position) AS position FROM outbox WHERE status = 'waiting' AND lane = ?`,
  );
  const place = db.prepare(`SELECT lane, position, status FROM outbox WHERE id = ?`);
  // Both walk an index from its beginning and stop early, so a long backlog costs little.
  const due = db.prepare(
    `SELECT o.* FROM outbox AS o
     WHERE ${HEAD} AND o.not_before <= @now AND ${NOT_BUSY} AND ${IN_SCOPE}
     ORDER BY o.position, o.seq LIMIT @limit`,
  );
  const next = db.prepare(
    `SELECT o.not_before FROM outbox AS o WHERE ${HEAD} AND ${NOT_BUSY} AND ${IN_SCOPE}
     ORDER BY o.not_before LIMIT 1`,
  );
  const retry = db.prepare(
    `UPDATE outbox SET attempts = attempts + 1, not_before = @notBefore, error = @error WHERE id = @id`,
  );
  const settle = db.prepare(
    `UPDATE outbox SET attempts = attempts + @tried, status = @status, settled_at = @at, messages = @messages,
       reason = @reason, error = coalesce(@error, error)
     WHERE id = @id`,
  );
  const waiting = db.prepare(`SELECT * FROM outbox WHERE status = 'waiting'`);
  const redirect = db.prepare(
    `UPDATE outbox SET lane = @lane, delivery = @delivery, receipt = @receipt WHERE id = @id`,
  );
  const put = (item: NewDelivery, position: number, createdAt: number): void => {
    insert.run({
      id: item.id,
      lane: item.lane,
      position,
      channel: item.channel,
      account: item.account,
      caseId: item.caseId,
      kind: item.delivery.kind,
      delivery: JSON.stringify(item.delivery),
      onlyWhile: toJson(item.onlyWhile),
      receipt: toJson(item.receipt),
      notBefore: item.notBefore,
      createdAt,
    });
  };
  return {
    isKnown(id: string): boolean {
      return known.get(id) !== undefined;
    },
    /** Puts a delivery behind everything that waits. */
    append(item: NewDelivery, createdAt: number): void {
      put(item, positionRow.parse(last.get()).position + 1, createdAt);
    },
    /** Puts deliveries, in their order, before everything that waits in a lane. */
    prepend(items: readonly NewDelivery[], lane: string, createdAt: number): void {
      const head = positionRow.safeParse(first.get(lane));
      const end = head.success
        ? head.data.position
        : positionRow.parse(last.get()).position + items.length + 1;
      items.forEach((item, index) => put({ ...item, lane }, end - items.length + index, createdAt));
    },
    /** Where a delivery stands, or null if there never was one of this id. */
    place(id: string): Place | null {
      const row = place.get(id);
      if (row === undefined) return null;
      const { lane, status } = headRow.parse(row);
      return { lane, waiting: status === 'waiting' };
    },
    due(scope: Scope, now: number, busy: readonly string[], limit: number): ReadDelivery[] {
      return due
        .all({ scope: scopeParameter(scope), now, busy: JSON.stringify(busy), limit })
        .map((row) => readDelivery(row));
    },
    nextDue(scope: Scope, busy: readonly string[]): number | null {
      const row = next.get({ scope: scopeParameter(scope), busy: JSON.stringify(busy) });
      return row === undefined ? null : dueRow.parse(row).not_before;
    },
    settle(id: string, settlement: Settlement): void {
      if (settlement.kind === 'retry') {
        retry.run({ id, notBefore: settlement.notBefore, error: settlement.error });
        return;
      }
      const { kind, at } = settlement;
      settle.run({
        id,
        at,
        status: kind,
        tried: kind === 'dropped' ? 0 : 1,
        messages: kind === 'sent' ? JSON.stringify(settlement.messages) : null,
        reason: kind === 'dead' ? settlement.reason : kind === 'dropped' ? settlement.why : null,
        error: kind === 'dead' ? settlement.error : null,
      });
    },
    /** Sends what waits elsewhere. */
    redirect(change: <T extends Directed>(item: T) => T): void {
      for (const row of waiting.all()) {
        const read = readDelivery(row);
        if (read.kind === 'unreadable') continue;
        const { id, lane, delivery, receipt } = change(read.delivery);
        redirect.run({ id, lane, delivery: JSON.stringify(delivery), receipt: toJson(receipt) });
      }
    },
  };
}

function readDelivery(found: unknown): ReadDelivery {
  const read = deliveryRow.safeParse(found);
  if (!read.success) {
    return { kind: 'unreadable', id: idRow.parse(found).id, error: z.prettifyError(read.error) };
  }
  const row = read.data;
  return {
    kind: 'read',
    caseId: row.case_id,
    delivery: {
      id: row.id,
      delivery: row.delivery,
      channel: row.channel,
      account: row.account,
      lane: row.lane,
      onlyWhile: row.only_while,
      attempts: row.attempts,
      createdAt: row.created_at,
      receipt: row.receipt,
    },
  };
}
