import { z } from 'zod';
import { FirstlineError } from '../errors.js';
import { languageSchema, type Language } from '../model/language.js';
import { nearestRemedy } from '../model/spelling.js';
import { brokenRows, readJsonLines } from './json-lines.js';
import { count, some, type Note } from './note.js';
import { noQueries, throwTwice, type RetrievalSet } from './retrieval-set.js';

/** Which fields of a knowledge base are asked and searched. */
export interface KnowledgeBaseOptions {
  /** The field whose text is the question. */
  query: string;
  /** The fields whose texts are searched, all of one weight. */
  search: readonly string[];
  /** The language of the questions, and of what is searched. */
  language: Language;
  searchLanguage: Language;
}

const entrySchema = z.looseObject({ lang: languageSchema, key: z.string().min(1) });

/**
 * Reads a knowledge base: rows of `{lang, key, …}`, where the same key in another language is the same entry. Each row
 * of the questions' language asks with its `query` field for the row of its key among those of the language searched.
 *
 * Entries with the same question, or with the same texts to search, cannot be told apart: only the one of the
 * question's key is right, and the others are `alike`. Throws `EVAL_ROWS`, `EVAL_EMPTY`, `EVAL_FIELD` and
 * `EVAL_NO_QUERIES`.
 */
export function readKnowledgeBase(text: string, file: string, options: KnowledgeBaseOptions): RetrievalSet {
  const rows = readJsonLines(text, file, entrySchema).map(({ line, row }) => ({ line, ...row, fields: row }));
  const names = new Set(rows.flatMap(({ fields }) => Object.keys(fields)));
  for (const field of [options.query, ...options.search]) {
    if (names.has(field)) continue;
    throw new FirstlineError(
      'EVAL_FIELD',
      `No row of ${file} has a field \`${field}\`.`,
      `${nearestRemedy(field, names, `Name one of ${[...names].map((name) => `\`${name}\``).join(', ')}`)}.`,
    );
  }
  const searched = rows.filter(({ lang }) => lang === options.searchLanguage);
  throwTwice(
    file,
    searched.map(({ line, key }) => ({ line, row: { id: key } })),
  );
  const documents = searched.map(({ line, key, fields }) => ({
    key,
    texts: options.search.flatMap((field) => textsIn(fields[field], field, line, file)),
  }));
  const questions = rows
    .filter(({ lang }) => lang === options.language)
    .flatMap(({ line, key, fields }) => {
      const [question = ''] = textsIn(fields[options.query], options.query, line, file);
      return question.trim() === '' ? [] : [{ key, question }];
    });
  const keys = new Set(documents.map(({ key }) => key));
  const answerable = questions.filter(({ key }) => keys.has(key));
  if (answerable.length === 0) {
    throw noQueries(
      `no row of ${file} in ${options.language} has a \`${options.query}\` and a row of its key in ${options.searchLanguage}`,
    );
  }
  const byQuestion = grouped(answerable.map(({ key, question }) => [question.trim().toLowerCase(), key]));
  const byTexts = grouped(documents.map(({ key, texts }) => [JSON.stringify(texts), key]));
  const sameTexts = new Map([...byTexts.values()].flatMap((same) => same.map((key) => [key, same] as const)));
  return {
    documents: documents.map(({ key, texts }) => ({ id: key, fields: [{ weight: 1, texts }] })),
    queries: answerable.map(({ key, question }) => ({
      text: question,
      right: new Set([key]),
      alike: new Set(
        (byQuestion.get(question.trim().toLowerCase()) ?? [key]).flatMap(
          (same) => sameTexts.get(same) ?? [same],
        ),
      ),
    })),
    notes: [
      ...sameNotes('same-question', byQuestion, 'question'),
      ...sameNotes('same-answer', byTexts, 'answer'),
      ...(questions.length === answerable.length
        ? []
        : [
            {
              code: 'unjudged-queries' as const,
              count: questions.length - answerable.length,
              text: `${count(questions.length - answerable.length, 'question')} without a row in ${options.searchLanguage}, left out`,
            },
          ]),
    ],
  };
}

function textsIn(value: unknown, field: string, line: number, file: string): string[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return [value];
  if (Array.isArray(value) && value.every((text) => typeof text === 'string')) return value;
  throw brokenRows(file, [`line ${line}: \`${field}\` is neither a text nor a list of texts`]);
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, key] of pairs) {
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [key]);
    else group.push(key);
  }
  return groups;
}

function sameNotes(
  code: 'same-question' | 'same-answer',
  groups: ReadonlyMap<string, readonly string[]>,
  noun: string,
): Note[] {
  const same = [...groups.values()].filter((keys) => keys.length > 1);
  const rows = same.flat();
  if (rows.length === 0) return [];
  return [
    {
      code,
      count: rows.length,
      text: `${count(rows.length, 'row')} with the ${noun} of another row (${some(rows)}): which one is right cannot be told`,
    },
  ];
}
