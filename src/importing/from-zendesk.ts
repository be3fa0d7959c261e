import { z } from 'zod';
import { partsOf } from './article.js';
import { finding, wholeFile, type Place } from './finding.js';
import { blocksOfHtml } from './html.js';
import { emptyReading, emptyRow, type Reading, type Row } from './row.js';

/** As the Help Center API documents translations, and articles as far as both say the same. */
const translationSchema = z.looseObject({
  title: z.string().nullish(),
  body: z.string().nullish(),
  locale: z.string().nullish(),
  draft: z.boolean().nullish(),
  updated_at: z.string().nullish(),
  /** The article, where translations are listed beside articles. */
  source_id: z.union([z.number(), z.string()]).nullish(),
});

const articleSchema = translationSchema.extend({
  id: z.union([z.number(), z.string()]),
  source_locale: z.string().nullish(),
  label_names: z.array(z.string()).nullish(),
  edited_at: z.string().nullish(),
  translations: z.array(translationSchema).nullish(),
});
type Article = z.infer<typeof articleSchema>;
type Translation = z.infer<typeof translationSchema>;

const pageSchema = z.looseObject({
  articles: z.array(z.unknown()),
  translations: z.array(z.unknown()).nullish(),
});

/** Reads articles of a Zendesk help centre: pages of the API, or the articles of several pages as one array. */
export function readZendesk(file: string, value: unknown): Reading {
  const reading = emptyReading();
  const { articles, translations } = listed(value);
  const beside = translations.flatMap((one): Translation[] => {
    const translation = translationSchema.safeParse(one);
    return translation.success ? [translation.data] : [];
  });
  for (const [at, one] of articles.entries()) {
    const place: Place = { ...wholeFile(file), article: at + 1 };
    const read = articleSchema.safeParse(one);
    if (!read.success) {
      const [first] = read.error.issues;
      const message = `\`${first?.path.map(String).join('.') ?? ''}\`: ${first?.message ?? 'is wrong'}`;
      reading.faults.push(
        finding(place, 'field', message, 'Export the articles again as the API gives them'),
      );
      continue;
    }
    const article = read.data;
    const own = beside.filter(
      ({ source_id }) => source_id != null && String(source_id) === String(article.id),
    );
    for (const text of textsOf(article, own)) {
      if (text.draft === true) {
        const name = `article ${article.id}${text.locale == null ? '' : ` in ${text.locale}`}`;
        reading.notes.push(
          finding(place, 'draft', `${name} is a draft, and left out`, 'Publish it and export again'),
        );
      } else reading.rows.push(rowOf(article, text, place));
    }
  }
  return reading;
}

function listed(value: unknown): { articles: unknown[]; translations: unknown[] } {
  const pages = Array.isArray(value) ? value : [value];
  const found: { articles: unknown[]; translations: unknown[] } = { articles: [], translations: [] };
  for (const one of pages) {
    const page = pageSchema.safeParse(one);
    if (page.success) {
      found.articles.push(...page.data.articles);
      found.translations.push(...(page.data.translations ?? []));
    } else found.articles.push(one);
  }
  return found;
}

/** An article in each of its languages; its own text is among the translations where there are any. */
function textsOf(article: Article, beside: readonly Translation[]): Translation[] {
  const translations = [...(article.translations ?? []), ...beside];
  const locales = new Set(translations.map(({ locale }) => locale));
  const isTranslated = locales.has(article.locale ?? article.source_locale);
  return isTranslated ? translations : [article, ...translations];
}

function rowOf(article: Article, { title, body, locale, updated_at }: Translation, place: Place): Row {
  return {
    ...emptyRow(place),
    ...partsOf(blocksOfHtml(body ?? '')),
    key: String(article.id),
    language: locale ?? article.source_locale ?? null,
    title: (title ?? '').replace(/\s+/gu, ' ').trim(),
    tags: article.label_names ?? [],
    date: article.edited_at ?? updated_at ?? article.updated_at ?? null,
  };
}
