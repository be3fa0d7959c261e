import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { missSchema, missStatusSchema, type Miss, type NewMiss } from '../../model/miss.js';
import type { MissDecision, MissOutcome, MissTakenBack, StoredMisses } from '../store.js';
import { jsonColumn, whyUnreadable } from './column.js';
import type { TaughtExamples } from './taught-examples.js';

/** So many are kept: the latest. */
export const KEPT_MISSES = 10_000;

const shape = missSchema.shape;

const missRow = z
  .object({
    seq: shape.number,
    text: shape.text,
    language: shape.language,
    audience: shape.audience,
    channel: shape.channel,
    candidates: jsonColumn(shape.candidates),
    why: shape.why,
    meant: shape.meant,
    case_id: shape.caseId,
    case_number: shape.caseNumber,
    at: shape.at,
    status: shape.status,
    intent: shape.intent,
    group_seq: shape.group,
    decided_by: shape.decidedBy,
    decided_at: shape.decidedAt,
  })
  .transform((row): Miss => {
    const { seq, case_id, case_number, group_seq, decided_by, decided_at, ...rest } = row;
    return {
      ...{ number: seq, caseId: case_id, caseNumber: case_number, group: group_seq, ...rest },
      ...{ decidedBy: decided_by, decidedAt: decided_at },
    };
  });

const unreadableRow = z.object({ seq: z.number(), status: missStatusSchema });
const stateRow = z.object({ status: missStatusSchema, group_seq: z.number().nullable() });

export type Misses = ReturnType<typeof prepareMisses>;

/** Messages that the bot did not know, was unsure of, or got wrong, and what was decided about them. */
export function prepareMisses(db: Database) {
  const put = db.prepare(
    `INSERT INTO misses (text, language, audience, channel, candidates, why, meant, case_id, at)
     VALUES (@text, @language, @audience, @channel, @candidates, @why, @meant, @caseId, @at)
     ON CONFLICT (case_id, text) DO UPDATE SET why = excluded.why, at = excluded.at,
       candidates = CASE excluded.candidates WHEN '[]' THEN candidates ELSE excluded.candidates END,
       meant = coalesce(excluded.meant, meant)
     WHERE status = 'waiting'`,
  );
  const forget = db.prepare(
    `DELETE FROM misses WHERE seq <= (SELECT max(seq) FROM misses) - ${String(KEPT_MISSES)}`,
  );
  const all = db.prepare(
    `SELECT misses.*, cases.number AS case_number FROM misses LEFT JOIN cases ON cases.id = misses.case_id
     WHERE misses.status <> 'waiting' OR cases.resolution IS NOT 'spam'
     ORDER BY misses.seq`,
  );
  const state = db.prepare(`SELECT status, group_seq FROM misses WHERE seq = ?`);
  const decide = db.prepare(
    `UPDATE misses SET status = @status, intent = @intent, group_seq = @group, decided_by = @by, decided_at = @at
     WHERE seq = @number`,
  );
  const takeBack = db.prepare(
    `UPDATE misses SET status = 'waiting', intent = NULL, group_seq = NULL, decided_by = @by, decided_at = @at
     WHERE group_seq = @group`,
  );
  const stateOf = (number: number): z.infer<typeof stateRow> | null => {
    const row = state.get(number);
    return row === undefined ? null : stateRow.parse(row);
  };

  return {
    /** Of one that its case has already, what is found out now counts, unless somebody has decided about it. */
    add(misses: readonly NewMiss[]): void {
      for (const { candidates, ...rest } of misses) {
        put.run({ ...rest, candidates: JSON.stringify(candidates) });
      }
      if (misses.length > 0) forget.run();
    },
    /** In order of their numbers, and what cannot be read; nothing that waits and was spam. */
    all(): StoredMisses {
      const found: StoredMisses = { misses: [], unreadable: [] };
      for (const row of all.iterate()) {
        const read = missRow.safeParse(row);
        if (read.success) found.misses.push(read.data);
        else {
          const { seq, status } = unreadableRow.parse(row);
          found.unreadable.push({ number: seq, status, why: whyUnreadable(read.error) });
        }
      }
      return found;
    },
    /** To be called inside a transaction. */
    decide(decision: MissDecision, at: number, examples: TaughtExamples): MissOutcome {
      const { numbers, intent, by } = decision;
      const changed = numbers.filter((number) => stateOf(number)?.status !== 'waiting');
      if (changed.length > 0 || numbers.length === 0) return { kind: 'changed', numbers: changed };
      const group = Math.min(...numbers);
      const status = intent === null ? 'dropped' : 'taught';
      for (const number of numbers) decide.run({ number, status, intent, group, by, at });
      if (intent !== null) examples.add(group, decision.examples, by, at);
      return { kind: 'done', group };
    },
    /** To be called inside a transaction. */
    takeBack(number: number, by: string, at: number, examples: TaughtExamples): MissTakenBack {
      const found = stateOf(number);
      if (found === null) return { kind: 'no-such-miss' };
      if (found.status === 'waiting' || found.group_seq === null) return { kind: 'waits-already' };
      takeBack.run({ group: found.group_seq, by, at });
      return { kind: 'done', ...examples.takeBack(found.group_seq, by, at) };
    },
  };
}
