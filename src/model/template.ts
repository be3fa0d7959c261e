import { z } from 'zod';
import { departmentSchema, idSchema } from './intent.js';
import { localTextSchema } from './language.js';

/** An answer that agents give again and again, in both languages: `data/templates/ID.yml`. */
export const templateSchema = z.strictObject({
  id: idSchema,
  /** Whose answer it is; without one, everybody's. Others may use it too. */
  department: departmentSchema.optional(),
  /** What agents see when they choose: a few words. */
  title: localTextSchema,
  /** What the person reads. `{name}`, `{agent}` and `{number}` are filled in, and the deployment's names. */
  text: localTextSchema,
});
export type Template = z.infer<typeof templateSchema>;

/** What a template may name besides the deployment's names. */
export const TEMPLATE_PLACEHOLDERS = ['name', 'agent', 'number'] as const;
