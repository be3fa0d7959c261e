import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { feedbackSchema, type Feedback, type NewFeedback } from '../../model/feedback.js';
import type { FeedbackTold } from '../store.js';

const toldRow = z.object({ group_number: z.number(), people: z.number(), at: z.number() });

export type FeedbackTable = ReturnType<typeof prepareFeedback>;

/** What people wish for the product, and what the desk was told of it. */
export function prepareFeedback(db: Database) {
  const insert = db.prepare(
    `INSERT INTO feedback (case_id, language, audience, wish, need, at)
     VALUES (@caseId, @language, @audience, @wish, @need, @at) ON CONFLICT (case_id) DO NOTHING`,
  );
  const all = db.prepare(
    `SELECT f.number, f.case_id AS caseId, f.language, f.audience, f.wish, f.need, f.at, f.group_number AS "group",
       cases.number AS caseNumber, c.channel || ':' || c.account || ':' || (cases.person ->> '$.id') AS person
     FROM feedback AS f JOIN cases ON cases.id = f.case_id JOIN conversations AS c ON c.key = cases.conversation
     ORDER BY f.number`,
  );
  const has = db.prepare(`SELECT 1 FROM feedback WHERE case_id = ?`);
  const group = db.prepare(`UPDATE feedback SET group_number = @group WHERE number = @number`);
  const told = db.prepare(`SELECT group_number, people, at FROM feedback_told`);
  const tell = db.prepare(
    `INSERT INTO feedback_told (group_number, people, at) VALUES (@group, @people, @at)
     ON CONFLICT (group_number) DO UPDATE SET people = excluded.people, at = excluded.at
     WHERE excluded.people > feedback_told.people`,
  );
  return {
    add(feedback: readonly NewFeedback[]): void {
      for (const one of feedback) insert.run(one);
    },
    has: (caseId: string): boolean => has.get(caseId) !== undefined,
    all: (): Feedback[] => all.all().map((row) => feedbackSchema.parse(row)),
    group(number: number, of: number): void {
      group.run({ number, group: of });
    },
    told: (): FeedbackTold[] =>
      told.all().map((row) => {
        const { group_number, people, at } = toldRow.parse(row);
        return { group: group_number, people, at };
      }),
    /** Tells whether it is more than was told before. */
    tell: (one: FeedbackTold): boolean => tell.run({ ...one }).changes > 0,
  };
}
