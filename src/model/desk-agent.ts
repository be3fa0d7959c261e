import { z } from 'zod';
import { personSchema } from './address.js';
import { languageSchema, type Language } from './language.js';

/** Somebody who works at a desk. `languages`: what they have said they speak; absent: they have not said. */
export const deskAgentSchema = personSchema.extend({ languages: z.array(languageSchema).min(1).optional() });
export type DeskAgent = z.infer<typeof deskAgentSchema>;

/** Whether somebody has said that they speak a language; null: they have not said what they speak. */
export function speaks({ languages }: DeskAgent, language: Language): boolean | null {
  return languages === undefined ? null : languages.includes(language);
}
