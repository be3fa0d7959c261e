import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { addressSchema, personSchema } from '../../model/address.js';
import type { InboundProbed } from '../../model/inbound.js';
import { languageSchema } from '../../model/language.js';
import { probeRequestSchema } from '../../model/probe.js';
import type { ProbeResult } from '../../model/probe.js';
import type { NewProbeRun, PendingProbeRun, Scope } from '../store.js';
import { jsonColumn } from './column.js';
import { IN_SCOPE, scopeParameter } from './scope.js';

const runRow = z.object({
  id: z.string(),
  case_id: z.string(),
  run: z.number().int(),
  // Asked for by another version in words that this one does not know: it is ended with nothing found.
  requests: jsonColumn(z.array(probeRequestSchema)).catch([]),
  person: jsonColumn(personSchema),
  language: languageSchema,
  channel: z.string(),
  account: z.string(),
  chat: z.string(),
  thread: z.string(),
});
const finishedRow = runRow.omit({ requests: true, person: true, language: true }).extend({
  conversation: z.string(),
});

/** A run that has come to its end, with the conversation that is told of it. */
export interface FinishedProbeRun {
  conversation: string;
  inbound: InboundProbed;
}

export type ProbeRuns = ReturnType<typeof prepareProbeRuns>;

/** Runs of checks that have not come to an end. */
export function prepareProbeRuns(db: Database) {
  const insert = db.prepare(
    `INSERT INTO probe_runs (id, case_id, run, requests, created_at)
     VALUES (@id, @caseId, @run, @requests, @createdAt)`,
  );
  // CROSS keeps the order, as for timers: from the few runs that are pending.
  const joined = `probe_runs AS r CROSS JOIN cases ON cases.id = r.case_id
    CROSS JOIN conversations AS c ON c.key = cases.conversation`;
  const columns = `r.id, r.case_id, r.run, cases.conversation, c.channel, c.account, c.chat, c.thread`;
  const pending = db.prepare(
    `SELECT ${columns}, r.requests, cases.person, cases.language FROM ${joined}
     WHERE ${IN_SCOPE} AND r.id NOT IN (SELECT value FROM json_each(@except))
     ORDER BY r.created_at, r.id LIMIT @limit`,
  );
  const one = db.prepare(`SELECT ${columns} FROM ${joined} WHERE r.id = ?`);
  const remove = db.prepare(`DELETE FROM probe_runs WHERE id = ?`);
  return {
    add(runs: readonly NewProbeRun[], createdAt: number): void {
      for (const { id, caseId, run, requests } of runs) {
        insert.run({ id, caseId, run, requests: JSON.stringify(requests), createdAt });
      }
    },
    /** What is to be run, the oldest first. */
    pending(scope: Scope, except: readonly string[], limit: number): PendingProbeRun[] {
      return pending
        .all({ scope: scopeParameter(scope), except: JSON.stringify(except), limit })
        .map((found) => {
          const { id, case_id, run, requests, person, language, ...place } = runRow.parse(found);
          const { channel, account, chat, thread } = place;
          const address = addressSchema.parse({ channel, account, chat, thread });
          return { id, caseId: case_id, run, requests, person, language, address };
        });
    },
    /** Takes a run out; null where it has come to an end already. */
    take(id: string, results: readonly ProbeResult[], at: number): FinishedProbeRun | null {
      const found = one.get(id);
      if (found === undefined) return null;
      const row = finishedRow.parse(found);
      const { channel, account, chat, thread } = row;
      remove.run(id);
      return {
        conversation: row.conversation,
        inbound: {
          kind: 'probed',
          id: `probe:${row.id}`,
          at,
          address: addressSchema.parse({ channel, account, chat, thread }),
          caseId: row.case_id,
          run: row.run,
          results: [...results],
        },
      };
    },
  };
}
