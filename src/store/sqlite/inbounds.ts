import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Address } from '../../model/address.js';
import { inboundSchema } from '../../model/inbound.js';
import type { Inbound, RejectedInbound } from '../../model/inbound.js';
import type { Pending, Scope } from '../store.js';
import { jsonColumn } from './column.js';
import { IN_SCOPE, scopeParameter } from './scope.js';

/** What became of a row on the way out. */
export type ReadInbound = { kind: 'read'; inbound: Inbound } | { kind: 'unreadable'; id: string };

const payloadRow = z.object({ payload: jsonColumn(inboundSchema) });
const waitingRow = payloadRow.extend({ id: z.string(), conversation: z.string() });
const idRow = z.object({ id: z.string() });
const pendingRow = z.object({
  conversation: z.string(),
  kind: z.enum(inboundSchema.options.map((option) => option.shape.kind.value)),
  at: z.number(),
});

export type Inbounds = ReturnType<typeof prepareInbounds>;

/** What reached us, in order of arrival, and what could not be read. */
export function prepareInbounds(db: Database) {
  const insert = db.prepare(
    `INSERT INTO inbounds (id, conversation, channel, account, kind, at, status, payload)
     VALUES (@id, @conversation, @channel, @account, @kind, @at, @status, @payload)
     ON CONFLICT (id) DO NOTHING`,
  );
  const anyWaiting = db.prepare(
    `SELECT 1 FROM inbounds WHERE conversation = ? AND status = 'waiting' LIMIT 1`,
  );
  const waiting = db.prepare(
    `SELECT id, payload FROM inbounds WHERE conversation = ? AND status = 'waiting' ORDER BY seq`,
  );
  // Left to choose, SQLite reads the whole table in order of `seq`: everything that ever arrived, on each look.
  const pending = db.prepare(
    `SELECT conversation, kind, at FROM inbounds INDEXED BY inbounds_by_arrival
     WHERE status = 'waiting' AND ${IN_SCOPE} ORDER BY seq`,
  );
  const handle = db.prepare(
    `UPDATE inbounds SET status = 'handled' WHERE id = ? AND conversation = ? AND status = 'waiting'`,
  );
  const putAside = db.prepare(`UPDATE inbounds SET status = 'unreadable' WHERE id = ?`);
  const waitingOfAccount = db.prepare(
    `SELECT id, conversation, payload FROM inbounds WHERE status = 'waiting' AND channel = ? AND account = ?`,
  );
  const readdress = db.prepare(
    `UPDATE inbounds SET payload = @payload, conversation = @conversation WHERE id = @id`,
  );
  const reroute = db.prepare(
    `UPDATE inbounds SET conversation = @to WHERE conversation = @from AND status = 'waiting'`,
  );
  const routeStrays = db.prepare(
    `UPDATE inbounds SET conversation = @conversation, status = 'waiting'
     WHERE status = 'unrouted' AND kind IN ('desk-message', 'desk-edit', 'desk-deletion') AND channel = @channel AND account = @account
       AND payload ->> '$.address.chat' = @chat AND payload ->> '$.address.thread' = @thread`,
  );
  const reject = db.prepare(
    `INSERT INTO rejected (id, at, channel, account, reason, raw)
     VALUES (@id, @at, @channel, @account, @reason, @raw) ON CONFLICT (id) DO NOTHING`,
  );
  return {
    /** Keeps an inbound for a conversation, or for nobody; false if its id is known. */
    add(inbound: Inbound, conversation: string | null): boolean {
      const { id, kind, at, address } = inbound;
      return (
        insert.run({
          id,
          conversation,
          channel: address.channel,
          account: address.account,
          kind,
          at,
          status: conversation === null ? 'unrouted' : 'waiting',
          payload: JSON.stringify(inbound),
        }).changes > 0
      );
    },
    anyWaiting(conversation: string): boolean {
      return anyWaiting.get(conversation) !== undefined;
    },
    waiting(conversation: string): ReadInbound[] {
      return waiting.all(conversation).map((row) => {
        const read = payloadRow.safeParse(row);
        return read.success
          ? { kind: 'read', inbound: read.data.payload }
          : { kind: 'unreadable', id: idRow.parse(row).id };
      });
    },
    /** Takes a row that cannot be read out of the way; it stays in the table. */
    putAside(id: string): void {
      putAside.run(id);
    },
    pending(scope: Scope): Pending[] {
      const conversations = new Map<string, Pending>();
      for (const row of pending.all({ scope: scopeParameter(scope) })) {
        const { conversation, kind, at } = pendingRow.parse(row);
        const entry = conversations.get(conversation) ?? { conversation, inbounds: [] };
        entry.inbounds.push({ kind, at });
        conversations.set(conversation, entry);
      }
      return [...conversations.values()];
    },
    /** Marks an inbound of a conversation as handled; false if it does not wait there. */
    handle(id: string, conversation: string): boolean {
      return handle.run(id, conversation).changes > 0;
    },
    /** Rewrites the waiting inbounds of an account. */
    readdress(
      channel: string,
      account: string,
      change: (inbound: Inbound, conversation: string) => { inbound: Inbound; conversation: string },
    ): void {
      for (const found of waitingOfAccount.all(channel, account)) {
        const row = waitingRow.safeParse(found);
        if (!row.success) continue;
        const { inbound, conversation } = change(row.data.payload, row.data.conversation);
        readdress.run({ id: row.data.id, payload: JSON.stringify(inbound), conversation });
      }
    },
    /** Gives one conversation's waiting inbounds to another. */
    reroute(from: string, to: string): void {
      reroute.run({ from, to });
    },
    /** Gives a conversation what agents wrote in its case's thread before the thread was known. */
    routeStrays({ channel, account, chat, thread }: Address, conversation: string): void {
      routeStrays.run({ channel, account, chat, thread, conversation });
    },
    reject(rejected: RejectedInbound): void {
      const { id, at, channel, account, reason, raw } = rejected;
      reject.run({ id, at, channel, account, reason, raw });
    },
  };
}
