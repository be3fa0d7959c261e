import { z } from 'zod';

/** What a value must be besides its type: between limits, or of a form. */
export const validSchema = z.strictObject({
  /** The least: a number, characters of a text, or a date (YYYY-MM-DD). */
  min: z.union([z.number(), z.iso.date()]).optional(),
  /** The most. */
  max: z.union([z.number(), z.iso.date()]).optional(),
  /** A regular expression that the whole value matches, whatever the case. */
  pattern: z
    .string()
    .min(1)
    .max(200)
    .refine((pattern) => isPattern(pattern), 'write a regular expression as JavaScript has them')
    .optional(),
});
export type Valid = z.infer<typeof validSchema>;

/** The longest value that may have a form, in UTF-16 units. */
const LONGEST = 200;

/** Whether a slot's value is what it must be. Numbers are compared as such; of dates and texts, see `validSchema`. */
export function isValid({ min, max, pattern }: Valid, type: string, value: string): boolean {
  const size = type === 'number' ? Number(value) : value.length;
  const within = (limit: number | string | undefined, sign: 1 | -1): boolean => {
    if (limit === undefined) return true;
    if (typeof limit === 'string') return sign * (value < limit ? -1 : value > limit ? 1 : 0) >= 0;
    return sign * (size - limit) >= 0;
  };
  // Whatever a pattern is, it is never tried on a long text.
  const formed =
    pattern === undefined || (value.length <= LONGEST && new RegExp(`^(?:${pattern})$`, 'iu').test(value));
  return within(min, 1) && within(max, -1) && formed;
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'iu').source !== '';
  } catch {
    return false;
  }
}
