import { z } from 'zod';
import { partsOf } from './article.js';
import { finding, wholeFile, type Place } from './finding.js';
import { blocksOfMarkdown } from './prose.js';
import { emptyReading, emptyRow, type Reading, type Row } from './row.js';

const idSchema = z.union([z.number(), z.string()]);

const articleSchema = z.looseObject({
  id: idSchema,
  title: z.string().nullish(),
  /** Markdown. */
  content: z.string().nullish(),
  description: z.string().nullish(),
  /** `draft`, `published`, `archived`, or their numbers. */
  status: z.union([z.string(), z.number()]).nullish(),
  locale: z.string().nullish(),
  category: z.looseObject({ locale: z.string().nullish() }).nullish(),
  /** Of which it is a translation. */
  associated_article_id: idSchema.nullish(),
  meta: z.looseObject({ tags: z.array(z.string()).nullish() }).nullish(),
  /** Seconds since the epoch, or a date. */
  updated_at: z.union([z.number(), z.string()]).nullish(),
});
type Article = z.infer<typeof articleSchema>;

const pageSchema = z.looseObject({ payload: z.array(z.unknown()) });

/** Reads articles of a Chatwoot portal: pages of the API, or the articles of several pages as one array. */
export function readChatwoot(file: string, value: unknown): Reading {
  const reading = emptyReading();
  const all = (Array.isArray(value) ? value : [value]).flatMap((one: unknown) => {
    const page = pageSchema.safeParse(one);
    return page.success ? page.data.payload : [one];
  });
  const articles: { article: Article; place: Place }[] = [];
  for (const [at, one] of all.entries()) {
    const place: Place = { ...wholeFile(file), article: at + 1 };
    const read = articleSchema.safeParse(one);
    if (read.success) articles.push({ article: read.data, place });
    else {
      const [first] = read.error.issues;
      const message = `\`${first?.path.map(String).join('.') ?? ''}\`: ${first?.message ?? 'is wrong'}`;
      reading.faults.push(
        finding(place, 'field', message, 'Export the articles again as the API gives them'),
      );
    }
  }
  const originals = new Map(
    articles.map(({ article }) => [String(article.id), article.associated_article_id ?? null]),
  );
  for (const { article, place } of articles) {
    const status = statusOf(article);
    if (status === 'published') reading.rows.push(rowOf(article, originals, place));
    else {
      const message = `article ${article.id} is ${status === 'draft' ? 'a draft' : status}, and left out`;
      reading.notes.push(finding(place, 'draft', message, 'Publish it and export again'));
    }
  }
  return reading;
}

function statusOf({ status }: Article): string {
  if (status == null) return 'published';
  return typeof status === 'number' ? (['draft', 'published', 'archived'][status] ?? 'unknown') : status;
}

function rowOf(article: Article, originals: ReadonlyMap<string, string | number | null>, place: Place): Row {
  const { title, content, description, locale, category, meta, updated_at } = article;
  const parts = partsOf(blocksOfMarkdown(content ?? ''));
  const summary = (description ?? '').trim();
  return {
    ...emptyRow(place),
    ...parts,
    symptoms: [...parts.symptoms, ...(summary === '' ? [] : [summary])],
    key: originalOf(String(article.id), originals),
    language: locale ?? category?.locale ?? null,
    title: (title ?? '').replace(/\s+/gu, ' ').trim(),
    tags: meta?.tags ?? [],
    date: typeof updated_at === 'number' ? dayOf(updated_at) : (updated_at ?? null),
  };
}

/** Seconds since the epoch as a date; a number that is none stays as it is, and is told where dates are read. */
function dayOf(seconds: number): string {
  const date = new Date(seconds * 1_000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString();
}

/** Translations of translations lead to the first; a circle ends where it closes. */
function originalOf(id: string, originals: ReadonlyMap<string, string | number | null>): string {
  const seen = new Set<string>();
  let current = id;
  while (!seen.has(current)) {
    seen.add(current);
    const next = originals.get(current) ?? null;
    if (next === null) break;
    current = String(next);
  }
  return current;
}
