import { FirstlineError } from '../errors.js';
import type { IndexedDocument } from '../nlu/text-index.js';
import { brokenRows } from './json-lines.js';
import type { Note } from './note.js';

/** A question, and the documents that answer it. */
export interface Query {
  text: string;
  right: ReadonlySet<string>;
  /** Those that answer it just as well, though the data says nothing of it: `right` and what cannot be told from it. */
  alike: ReadonlySet<string>;
}

/** What is searched, and what is asked. */
export interface RetrievalSet {
  documents: IndexedDocument[];
  queries: Query[];
  notes: Note[];
}

/** Throws `EVAL_ROWS` where two rows have the same id. */
export function throwTwice(file: string, rows: readonly { line: number; row: { id: string } }[]): void {
  const lines = new Map<string, number>();
  const mistakes = rows.flatMap(({ line, row }) => {
    const first = lines.get(row.id);
    if (first !== undefined) return [`line ${line}: \`${row.id}\` is there already, in line ${first}`];
    lines.set(row.id, line);
    return [];
  });
  if (mistakes.length > 0) throw brokenRows(file, mistakes);
}

/** The error for data that asks nothing. */
export function noQueries(why: string): FirstlineError {
  return new FirstlineError(
    'EVAL_NO_QUERIES',
    `There is nothing to ask: ${why}.`,
    'Give questions with what answers them.',
  );
}
