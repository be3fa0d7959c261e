import { z } from 'zod';

/** Reads a date, with or without a time: `2026-01-31…`, `31.01.2026`. Null where it is none. */
export function readDay(written: string): string | null {
  const text = written.trim();
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/u.exec(text)?.[1];
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?: .*)?$/u.exec(text) ?? [];
  const dotted =
    day === undefined || month === undefined || year === undefined
      ? undefined
      : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return z.iso.date().safeParse(iso ?? dotted).data ?? null;
}
