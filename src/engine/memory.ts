import { z } from 'zod';
import { languageSchema, type Language } from '../model/language.js';
import type { Person } from '../model/address.js';

/** What the engine keeps for a conversation between turns, around the dialogue's own state. */
const memorySchema = z.strictObject({
  format: z.literal(1),
  language: languageSchema,
  /** When the person was last heard of, ms since the epoch. */
  heardAt: z.number().int().nullable(),
  /** The dialogue's state; read by the dialogue. */
  dialogue: z.unknown(),
});
export type Memory = z.infer<typeof memorySchema>;

/** Locales that are answered in Russian until the person writes; every other one in English. */
const RUSSIAN_LOCALES = /^(ru|be|kk|ky|tg)\b/i;

/** Reads a stored memory; null where it has another format. */
export function readMemory(stored: unknown): Memory | null {
  const result = memorySchema.safeParse(stored);
  return result.success ? result.data : null;
}

/** The memory of a conversation that begins. */
export function newMemory(person: Person | null): Memory {
  return { format: 1, language: languageOf(person?.locale ?? null), heardAt: null, dialogue: null };
}

function languageOf(locale: string | null): Language {
  return locale !== null && RUSSIAN_LOCALES.test(locale) ? 'ru' : 'en';
}
