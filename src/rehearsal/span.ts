import { z } from 'zod';

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 60 * 60_000, d: 24 * 60 * 60_000 };
const SPAN = /^([1-9]\d{0,3})([mhd])$/;

/** A stretch of time as people write it: minutes, hours or days. */
export const spanSchema = z
  .string()
  .refine((text) => SPAN.test(text), { message: 'write minutes, hours or days, such as 10m, 2h or 1d' })
  .meta({ pattern: SPAN.source });

/** How long it is, ms; 0 for what is none. */
export function msOf(span: string): number {
  const [, count, unit] = SPAN.exec(span) ?? [];
  return Number(count ?? 0) * (UNITS[unit ?? ''] ?? 0);
}
