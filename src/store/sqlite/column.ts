import { z } from 'zod';
import { messageOf } from '../../errors.js';
import { addressSchema } from '../../model/address.js';
import type { Address } from '../../model/address.js';

/** A column that holds JSON of this shape. */
export function jsonColumn<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

/** SQLite's 0 and 1. */
export const booleanColumn = z
  .number()
  .int()
  .transform((value) => value !== 0);

/** A value as a JSON column keeps it; null stays SQL's null. */
export function toJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

/** The four columns of an address that may be missing, as one. */
export function addressOf(
  channel: string | null,
  account: string | null,
  chat: string | null,
  thread: string | null,
): Address | null {
  return channel === null ? null : addressSchema.parse({ channel, account, chat, thread });
}

/** What is wrong with a row, in a few words. */
export function whyUnreadable(error: z.ZodError): string {
  const [first] = error.issues;
  return first === undefined ? messageOf(error) : `${first.path.map(String).join('.')}: ${first.message}`;
}
