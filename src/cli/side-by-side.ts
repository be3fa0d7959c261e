import { wrap } from './wrap.js';

const GAP = ' │ ';
/** Narrower than this, nobody can read a column. */
const NARROWEST = 24;

/** Texts beside each other in columns of the same width, all of them together at most so wide. */
export function sideBySide(texts: readonly (readonly string[])[], width: number): string[] {
  const room = width - GAP.length * (texts.length - 1);
  const each = Math.max(NARROWEST, Math.floor(room / Math.max(1, texts.length)));
  const columns = texts.map((lines) => lines.flatMap((line) => wrap(line, each)));
  const height = Math.max(0, ...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    columns
      .map((lines) => (lines[row] ?? '').padEnd(each))
      .join(GAP)
      .trimEnd(),
  );
}
