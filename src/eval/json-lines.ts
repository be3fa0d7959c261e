import { z } from 'zod';
import { FirstlineError } from '../errors.js';
import { nearest } from '../model/spelling.js';

/** A row of a file, with the number of its line, from 1. */
export interface Numbered<T> {
  line: number;
  row: T;
}

/** More mistakes than this at once help nobody. */
const MOST_SHOWN = 10;

/**
 * Reads JSON Lines: one object a line, blank lines left out. Fields that `schema` does not name are let through.
 * Throws `EVAL_ROWS` with the broken lines by number, and `EVAL_EMPTY` where no line holds anything. `file` is what
 * the errors call the text.
 */
export function readJsonLines<T>(
  text: string,
  file: string,
  schema: z.ZodObject & z.ZodType<T>,
): Numbered<T>[] {
  const rows: Numbered<T>[] = [];
  const mistakes: string[] = [];
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const read = readRow(line, schema);
    if (read.ok) rows.push({ line: at + 1, row: read.row });
    else mistakes.push(...read.mistakes.map((mistake) => `line ${at + 1}: ${mistake}`));
  }
  if (mistakes.length > 0) throw brokenRows(file, mistakes);
  if (rows.length === 0) {
    throw new FirstlineError(
      'EVAL_EMPTY',
      `${file} holds no rows.`,
      `Give a file with one JSON object a line, with the fields ${fieldsOf(schema)}.`,
    );
  }
  return rows;
}

/** The error for lines that are no rows: `mistakes` begin with the number of their line. */
export function brokenRows(file: string, mistakes: readonly string[]): FirstlineError {
  const rest = mistakes.length - MOST_SHOWN;
  return new FirstlineError(
    'EVAL_ROWS',
    [
      `${file} has ${mistakes.length} ${mistakes.length === 1 ? 'mistake' : 'mistakes'}:`,
      ...mistakes.slice(0, MOST_SHOWN),
      ...(rest > 0 ? [`… and ${rest} more`] : []),
    ].join('\n'),
    'Mend these lines and run it again; nothing was trained yet.',
  );
}

type ReadRow<T> = { ok: true; row: T } | { ok: false; mistakes: string[] };

function readRow<T>(line: string, schema: z.ZodObject & z.ZodType<T>): ReadRow<T> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { ok: false, mistakes: [`is no JSON: ${excerpt(line)}`] };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, row: parsed.data };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, mistakes: [`is no object: write {…} with the fields ${fieldsOf(schema)}`] };
  }
  const given = Object.keys(value);
  return {
    ok: false,
    mistakes: parsed.error.issues.map(({ path, message }) => {
      const field = String(path[0] ?? '');
      if (given.includes(field)) return `\`${path.map(String).join('.')}\`: ${lowerFirst(message)}`;
      const unknown = given.filter((name) => !(name in schema.shape));
      const near = nearest(field, unknown);
      return `the field \`${field}\` is missing${near === null ? '' : `; there is \`${near}\`: write \`${field}\` if that is what it means`}`;
    }),
  };
}

function fieldsOf(schema: z.ZodObject): string {
  return Object.keys(schema.shape)
    .map((name) => `\`${name}\``)
    .join(', ');
}

function excerpt(line: string): string {
  return line.length <= 60 ? line.trimEnd() : `${line.slice(0, 60)}…`;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
