import { z } from 'zod';

const place = { offset: z.number().int().nonnegative(), length: z.number().int().positive() };

/** A stretch of a text that is drawn differently. Offsets and lengths count UTF-16 units. */
export const spanSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['code', 'bold', 'italic']), ...place }),
  /** A name of somebody who is to be told; `person`: their id on the platform that the text is shown on. */
  z.strictObject({ kind: z.literal('mention'), person: z.string(), ...place }),
]);
export type Span = z.infer<typeof spanSchema>;

/**
 * What is shown to a person: characters that are always taken literally, and spans beside them. No platform's
 * markup is ever inside `text`, so a name full of `<b>_*[` cannot break a message.
 */
export const richTextSchema = z.strictObject({ text: z.string(), spans: z.array(spanSchema) });
export type RichText = z.infer<typeof richTextSchema>;

/** A text without any formatting. */
export function plain(text: string): RichText {
  return { text, spans: [] };
}

/** Joins texts, with `separator` between them; spans move along. */
export function join(parts: readonly RichText[], separator = ''): RichText {
  let text = '';
  const spans: Span[] = [];
  parts.forEach((part, index) => {
    if (index > 0) text += separator;
    for (const span of part.spans) spans.push({ ...span, offset: span.offset + text.length });
    text += part.text;
  });
  return { text, spans };
}

/** The characters from `start` up to `end`, with the spans that lie on them. */
export function slice(rich: RichText, start: number, end: number = rich.text.length): RichText {
  const spans: Span[] = [];
  for (const span of rich.spans) {
    const from = Math.max(span.offset, start);
    const to = Math.min(span.offset + span.length, end);
    if (to > from) spans.push({ ...span, offset: from - start, length: to - from });
  }
  return { text: rich.text.slice(start, end), spans };
}

const TOKEN = /`([^`\n]+)`|\{([a-z][a-z0-9_]*)\}/g;

/** The names of the `{placeholders}` in a template, in order of first use. */
export function placeholders(template: string): string[] {
  const names = new Set<string>();
  for (const match of template.matchAll(/\{([a-z][a-z0-9_]*)\}/g)) names.add(match[1] ?? '');
  return [...names];
}

/**
 * Fills a content template: `` `code` `` becomes a code span, `{name}` the value of that name. Values are taken
 * literally, whatever they contain; a placeholder without a value stays as written.
 */
export function fill(template: string, values: Readonly<Record<string, string | RichText>>): RichText {
  const parts: RichText[] = [];
  let end = 0;
  for (const match of template.matchAll(TOKEN)) {
    const [whole, code, name] = match;
    parts.push(plain(template.slice(end, match.index)));
    end = match.index + whole.length;
    if (code !== undefined) {
      const inner = fill(code, values);
      parts.push({ text: inner.text, spans: [{ kind: 'code', offset: 0, length: inner.text.length }] });
    } else {
      const value = name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) parts.push(plain(whole));
      else parts.push(typeof value === 'string' ? plain(value) : value);
    }
  }
  parts.push(plain(template.slice(end)));
  return join(parts);
}
