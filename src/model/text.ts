import { z } from 'zod';

const place = { offset: z.number().int().nonnegative(), length: z.number().int().positive() };

/** How a stretch may be drawn; `pre` and `quote` are whole lines: a block of code, and what somebody else said. */
const drawingSchema = z.enum(['code', 'bold', 'italic', 'strike', 'pre', 'quote']);
export type Drawing = z.infer<typeof drawingSchema>;

/** A stretch of a text that is drawn differently. Offsets and lengths count UTF-16 units. */
export const spanSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: drawingSchema, ...place }),
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

/** Spans of a text that lies in another one from `by` on. */
export function moved(spans: readonly Span[], by: number): Span[] {
  return spans.map((span) => ({ ...span, offset: span.offset + by }));
}

/** A text without the white space around it. */
export function trimmed(rich: RichText): RichText {
  const start = rich.text.length - rich.text.trimStart().length;
  return slice(rich, start, Math.max(start, rich.text.trimEnd().length));
}

/**
 * A text of which something was replaced, as `text`: spans on what stayed move along, and those that touch what was
 * replaced are dropped.
 */
export function replaced(before: RichText, text: string): RichText {
  const { text: old } = before;
  const most = Math.min(old.length, text.length);
  let head = 0;
  while (head < most && old[head] === text[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail += 1;
  const spans = before.spans.flatMap((span) => {
    if (span.offset + span.length <= head) return [span];
    const stayed = span.offset >= old.length - tail;
    return stayed ? moved([span], text.length - old.length) : [];
  });
  return { text, spans };
}

/** Joins texts, with `separator` between them; spans move along. */
export function join(parts: readonly RichText[], separator = ''): RichText {
  let text = '';
  const spans: Span[] = [];
  parts.forEach((part, index) => {
    if (index > 0) text += separator;
    spans.push(...moved(part.spans, text.length));
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
