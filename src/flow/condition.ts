import { z } from 'zod';
import { idSchema } from '../model/intent.js';
import { isGuarded, guardNameSchema } from './guard.js';
import { slotNameSchema } from './slot-type.js';

/** A condition of a `branch`: equality or membership of a slot, whether it is known, or a named guard over it. */
export const conditionSchema = z
  .strictObject({
    slot: slotNameSchema,
    is: z.string().optional(),
    in: z.array(z.string()).min(1).optional(),
    known: z.boolean().optional(),
    guard: guardNameSchema.optional(),
    next: idSchema,
  })
  .refine((c) => [c.is, c.in, c.known, c.guard].filter((test) => test !== undefined).length === 1, {
    message: 'give exactly one of is, in, known and guard',
  });
export type Condition = z.infer<typeof conditionSchema>;

/** Whether a condition holds. A slot that is not known is equal to nothing, and no guard holds for it. */
export function holds(condition: Condition, slots: Readonly<Record<string, string>>): boolean {
  const value = Object.hasOwn(slots, condition.slot) ? slots[condition.slot] : undefined;
  return holdsFor(condition, value);
}

/** Whether a condition holds for a value of its slot; undefined: not known. */
export function holdsFor({ is, in: among, known, guard }: Condition, value: string | undefined): boolean {
  if (known !== undefined) return (value !== undefined) === known;
  if (value === undefined) return false;
  if (guard !== undefined) return isGuarded(guard, value);
  return is === undefined ? (among ?? []).includes(value) : is === value;
}
