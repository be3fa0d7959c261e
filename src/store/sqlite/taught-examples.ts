import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { storedExampleSchema, type StoredExample, type TaughtExample } from '../../model/taught-example.js';
import type { StoredExamples } from '../store.js';
import { whyUnreadable } from './column.js';

const shape = storedExampleSchema.shape;

const exampleRow = z
  .object({
    seq: shape.number,
    group_seq: shape.group,
    intent: shape.intent,
    language: shape.language,
    text: shape.text,
    status: shape.status,
    taught_by: shape.by,
    at: shape.at,
    changed_by: shape.changedBy,
    changed_at: shape.changedAt,
  })
  .transform((row): StoredExample => {
    const { seq, group_seq, taught_by, changed_by, changed_at, ...rest } = row;
    return {
      ...{ number: seq, group: group_seq, by: taught_by, ...rest },
      ...{ changedBy: changed_by, changedAt: changed_at },
    };
  });

const numberRow = z.object({ seq: z.number() });

export type TaughtExamples = ReturnType<typeof prepareTaughtExamples>;

/** Examples that somebody taught, beside those of the files. */
export function prepareTaughtExamples(db: Database) {
  const insert = db.prepare(
    `INSERT INTO taught_examples (group_seq, intent, language, text, taught_by, at)
     VALUES (@group, @intent, @language, @text, @by, @at)`,
  );
  const all = db.prepare(`SELECT * FROM taught_examples ORDER BY seq`);
  const ofGroup = db.prepare(
    `SELECT * FROM taught_examples WHERE group_seq = ? AND status <> 'removed' ORDER BY seq`,
  );
  const change = db.prepare(
    `UPDATE taught_examples SET status = @to, changed_by = @by, changed_at = @at
     WHERE seq = @number AND status = 'taught'`,
  );
  const turn = (number: number, to: StoredExample['status'], by: string, at: number): boolean =>
    change.run({ number, to, by, at }).changes > 0;

  return {
    add(group: number, examples: readonly TaughtExample[], by: string, at: number): void {
      for (const example of examples) insert.run({ ...example, group, by, at });
    },
    /** In order of their numbers, and what cannot be read. */
    all(): StoredExamples {
      const found: StoredExamples = { examples: [], unreadable: [] };
      for (const row of all.iterate()) {
        const read = exampleRow.safeParse(row);
        if (read.success) found.examples.push(read.data);
        else found.unreadable.push({ number: numberRow.parse(row).seq, why: whyUnreadable(read.error) });
      }
      return found;
    },
    /** Those that are in force beside the files; tells which were changed. */
    change(
      numbers: readonly number[],
      to: Exclude<StoredExample['status'], 'taught'>,
      by: string,
      at: number,
    ): number[] {
      return numbers.filter((number) => turn(number, to, by, at));
    },
    /** Removes those of a group, but for those that the files have. */
    takeBack(group: number, by: string, at: number): { removed: StoredExample[]; exported: StoredExample[] } {
      const examples = ofGroup.all(group).map((row) => exampleRow.parse(row));
      const removed = examples.filter(({ number }) => turn(number, 'removed', by, at));
      return { removed, exported: examples.filter((example) => !removed.includes(example)) };
    },
  };
}
