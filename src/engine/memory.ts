import { z } from 'zod';
import { afterQuestionSchema } from '../model/aftercare.js';
import { choiceSchema } from '../model/delivery.js';
import { languageSchema, type Language } from '../model/language.js';
import type { Person } from '../model/address.js';

/** What the engine keeps for a conversation between turns, around the dialogue's own state. */
const memorySchema = z.strictObject({
  format: z.literal(1),
  language: languageSchema,
  /** When the person was last heard of, ms since the epoch. */
  heardAt: z.number().int().nullable(),
  /** The choices offered last, so that history can tell what a button said. */
  offered: z.array(choiceSchema).default([]),
  /** The album that came last: a part of it that arrives late is no new message. */
  album: z.string().nullable().default(null),
  /**
   * What the dialogue waits for, and until when, ms since the epoch: an end that later turns do not put off. `aside`:
   * something else is open meanwhile.
   */
  wait: z
    .strictObject({ run: z.number().int(), dueAt: z.number().int(), aside: z.boolean().default(false) })
    .nullable()
    .default(null),
  /** What was asked last about a case that has ended, and when, ms since the epoch. */
  after: z
    .strictObject({ caseId: z.string(), asks: afterQuestionSchema, askedAt: z.number().int() })
    .nullable()
    .default(null),
  /** The dialogue's state; read by the dialogue. */
  dialogue: z.unknown(),
});
export type Memory = z.infer<typeof memorySchema>;

/** Locales that are answered in Russian until the person writes; every other one in English. */
const RUSSIAN_LOCALES = /^(ru|be|kk|ky|tg)\b/i;

/**
 * A conversation's memory as it was stored; a new one where nothing was. One in a format that this version does
 * not know counts as a dialogue's state that cannot be read: an open case goes to a person.
 */
export function recall(stored: unknown, chosen: Language | null, person: Person | null): Memory {
  const fresh = newMemory(person);
  if (stored === null) return fresh;
  const result = memorySchema.safeParse(stored);
  return result.success ? result.data : { ...fresh, language: chosen ?? fresh.language, dialogue: stored };
}

/** The memory of a conversation that begins. */
export function newMemory(person: Person | null): Memory {
  return {
    format: 1,
    language: languageOf(person?.locale ?? null),
    heardAt: null,
    offered: [],
    album: null,
    wait: null,
    after: null,
    dialogue: null,
  };
}

function languageOf(locale: string | null): Language {
  return locale !== null && RUSSIAN_LOCALES.test(locale) ? 'ru' : 'en';
}
