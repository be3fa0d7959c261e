import type { MessageEntity } from 'grammy/types';
import { z } from 'zod';
import { join, plain, slice, type Drawing, type RichText, type Span } from '../../model/text.js';

/** A stretch of a text as Telegram draws it; offsets count UTF-16 units (https://core.telegram.org/bots/api#messageentity). */
export const entitySchema = z.looseObject({
  type: z.string(),
  offset: z.number().int().nonnegative(),
  length: z.number().int().positive(),
  url: z.string().optional(),
});
export type Entity = z.infer<typeof entitySchema>;

const WRITTEN = {
  code: 'code',
  bold: 'bold',
  italic: 'italic',
  strike: 'strikethrough',
  pre: 'pre',
  quote: 'blockquote',
} as const satisfies Record<Drawing, string>;

const READ: Readonly<Record<string, Drawing>> = {
  code: 'code',
  bold: 'bold',
  italic: 'italic',
  strikethrough: 'strike',
  pre: 'pre',
  blockquote: 'quote',
  expandable_blockquote: 'quote',
};

/** Spans as Telegram's entities: both count UTF-16 units. */
export function entitiesOf(spans: readonly Span[]): MessageEntity[] {
  return spans.map((span): MessageEntity => {
    const { kind, offset, length } = span;
    if (kind !== 'mention') return { type: WRITTEN[kind], offset, length };
    // Telegram looks at the id alone.
    const user = { id: Number(span.person), is_bot: false, first_name: '' };
    return { type: 'text_mention', offset, length, user };
  });
}

/**
 * A text with its entities as spans. A link with a label is followed by its address, which would be lost otherwise;
 * what is underlined or hidden stays as plain words.
 */
export function readEntities(text: string, entities: readonly Entity[]): RichText {
  const spans = entities.flatMap(({ type, offset, length }): Span[] => {
    const kind = READ[type];
    return kind === undefined || offset + length > text.length ? [] : [{ kind, offset, length }];
  });
  const links = entities
    .flatMap(({ type, offset, length, url }) =>
      type === 'text_link' && url !== undefined
        ? [{ end: offset + length, label: text.slice(offset, offset + length), url }]
        : [],
    )
    .filter(({ label, url }) => !sameAddress(label, url))
    .sort((a, b) => a.end - b.end);
  const parts: RichText[] = [];
  let from = 0;
  for (const { end, url } of links) {
    parts.push(slice({ text, spans }, from, end), plain(` (${url})`));
    from = end;
  }
  return join([...parts, slice({ text, spans }, from)]);
}

/** Whether a label says where its link leads. */
function sameAddress(label: string, url: string): boolean {
  const bare = (address: string): string =>
    address
      .replace(/^[a-z]+:\/\//i, '')
      .replace(/\/$/, '')
      .toLowerCase();
  return bare(label.trim()) === bare(url);
}
