import { z } from 'zod';
import type { Intent } from '../model/intent.js';
import type { WrittenIssue } from '../model/issue.js';
import { audienceSchema, languageSchema, mayShow, type Audience } from '../model/language.js';
import { nearest } from '../model/spelling.js';
import type { LabelledMessage } from './intent-set.js';
import { readJsonLines } from './json-lines.js';
import { count, some, type Note } from './note.js';

const rowSchema = z.looseObject({
  text: z.string(),
  /** Null, `none` and `oos` belong to none. */
  intent: z.string().min(1).nullable(),
  lang: languageSchema,
  audience: audienceSchema,
});

/** What stands for no intent, beside null. */
const NONE: ReadonlySet<string> = new Set(['none', 'oos']);

/** A message that was kept out of the content, by who would say it. */
export type AudienceMessage = LabelledMessage & { audience: Audience };

export interface MessageSet {
  messages: AudienceMessage[];
  notes: Note[];
}

/**
 * Reads rows of `{text, intent, lang, audience}` to be understood with content that has these intents and issues; other
 * fields are let through. Messages of intents that the content lacks, or does not show to who says them, stay, and are counted in
 * the notes: nothing that is said about them can be right. Throws `EVAL_ROWS` and `EVAL_EMPTY`.
 */
export function readMessageSet(
  text: string,
  file: string,
  intents: readonly Intent[],
  issues: readonly WrittenIssue[] = [],
): MessageSet {
  const rows = readJsonLines(text, file, rowSchema);
  const audiences = new Map(intents.map(({ id, audience }) => [id, audience]));
  const unknown: string[] = [];
  const hidden: string[] = [];
  const messages = rows.map(({ row }): AudienceMessage => {
    const meant = row.intent === null || NONE.has(row.intent) ? null : row.intent;
    if (meant !== null) {
      const shownTo = audiences.get(meant);
      if (shownTo === undefined) unknown.push(meant);
      else if (!mayShow(shownTo, row.audience)) hidden.push(meant);
    }
    return { text: row.text, language: row.lang, label: row.intent, meant, audience: row.audience };
  });
  const notes: Note[] = [
    {
      code: 'unknown-intents',
      count: unknown.length,
      text: `${count(unknown.length, 'message')} of intents that the content does not have, never told right: ${some(
        [...new Set(unknown)].map((name) => {
          const near = nearest(name, audiences.keys());
          return near === null ? name : `${name} (${near}?)`;
        }),
      )}`,
    },
    {
      code: 'hidden-intents',
      count: hidden.length,
      text: `${count(hidden.length, 'message')} of intents that are not for the audience given, never told right: ${some(
        [...new Set(hidden)],
      )}`,
    },
  ];
  const texts = new Set<string>();
  const twice = messages.filter(({ text: said, audience }) => {
    const key = `${audience} ${said}`;
    const known = texts.has(key);
    texts.add(key);
    return known;
  }).length;
  if (twice > 0) {
    notes.push({ code: 'duplicates', count: twice, text: `${count(twice, 'message')} given more than once` });
  }
  const learned = new Set([
    ...intents.flatMap(({ examples: { ru, en } }) => [...ru, ...en]),
    ...issues.flatMap(({ ru, en }) => [ru.problem, ...ru.symptoms, en.problem, ...en.symptoms]),
  ]);
  const leaks = messages.filter(({ text: said }) => learned.has(said)).length;
  notes.push({
    code: 'leaks',
    count: leaks,
    text: `${count(leaks, 'message')} word for word among what the content teaches`,
  });
  return { messages, notes: notes.filter((note) => note.count > 0) };
}
