import { z } from 'zod';
import { join, plain, slice, trimmed, type RichText, type Span } from '../../model/text.js';
import { linkText } from './text.js';

/**
 * What people typed, as Slack keeps it (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block). Kinds that
 * are not known here are read as far as they have words.
 */
const styleSchema = z
  .looseObject({
    bold: z.boolean(),
    italic: z.boolean(),
    strike: z.boolean(),
    code: z.boolean(),
  })
  .partial();

const inlineSchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  url: z.string().optional(),
  user_id: z.string().optional(),
  channel_id: z.string().optional(),
  usergroup_id: z.string().optional(),
  range: z.string().optional(),
  name: z.string().optional(),
  /** An emoji's code points: `1f1f7-1f1fa`. */
  unicode: z.string().optional(),
  value: z.string().optional(),
  fallback: z.string().optional(),
  style: styleSchema.optional().catch(undefined),
});
type Inline = z.infer<typeof inlineSchema>;

const sectionSchema = z.looseObject({
  type: z.enum(['rich_text_section', 'rich_text_quote', 'rich_text_preformatted']),
  elements: z.array(inlineSchema),
});
const listSchema = z.looseObject({
  type: z.literal('rich_text_list'),
  style: z.string().optional(),
  indent: z.number().int().min(0).max(8).optional(),
  offset: z.number().int().nonnegative().optional(),
  elements: z.array(z.looseObject({ elements: z.array(inlineSchema) })),
});
const blockSchema = z.looseObject({
  type: z.literal('rich_text'),
  elements: z.array(z.discriminatedUnion('type', [sectionSchema, listSchema])),
});

const STYLES = ['bold', 'italic', 'strike', 'code'] as const;

/** The text of a message's blocks as it was typed, without mentions of `bot`; null where they hold no typed text. */
export function readBlocks(blocks: readonly unknown[] | null | undefined, bot: string): RichText | null {
  const [block] = (blocks ?? []).flatMap((each) => {
    const read = blockSchema.safeParse(each);
    return read.success ? [read.data] : [];
  });
  if (block === undefined) return null;
  const parts = block.elements.flatMap((element) =>
    element.type === 'rich_text_list' ? listOf(element, bot) : [sectionOf(element, bot)],
  );
  return trimmed(join(parts, '\n'));
}

/** A section, in one piece; the end of a line before a block of its own is what keeps the two apart. */
function sectionOf({ type, elements }: z.infer<typeof sectionSchema>, bot: string): RichText {
  const text = join(elements.map((element) => inline(element, bot)));
  if (type === 'rich_text_section') return withoutLastBreak(text);
  const kind = type === 'rich_text_quote' ? 'quote' : 'pre';
  if (text.text === '') return text;
  // In a block of code nothing else is drawn.
  const inner = kind === 'pre' ? [] : text.spans;
  return { text: text.text, spans: [{ kind, offset: 0, length: text.text.length }, ...inner] };
}

function withoutLastBreak(text: RichText): RichText {
  return text.text.endsWith('\n') ? slice(text, 0, text.text.length - 1) : text;
}

function listOf(
  { style, indent = 0, offset = 0, elements }: z.infer<typeof listSchema>,
  bot: string,
): RichText[] {
  return elements.map((item, index) => {
    const mark = style === 'ordered' ? `${offset + index + 1}. ` : '• ';
    return join([
      plain(' '.repeat(indent * 3) + mark),
      ...item.elements.map((element) => inline(element, bot)),
    ]);
  });
}

function inline(element: Inline, bot: string): RichText {
  const text = wordsOf(element, bot);
  if (text === '') return plain('');
  const spans: Span[] = STYLES.filter((style) => element.style?.[style] === true).map((kind) => ({
    kind,
    offset: 0,
    length: text.length,
  }));
  return { text, spans };
}

function wordsOf(element: Inline, bot: string): string {
  switch (element.type) {
    case 'link':
      return linkText(element.url ?? '', element.text ?? '');
    case 'user':
      return element.user_id === bot ? '' : `@${element.user_id ?? ''}`;
    case 'channel':
      return `#${element.channel_id ?? ''}`;
    case 'usergroup':
      return `@${element.usergroup_id ?? ''}`;
    case 'broadcast':
      return `@${element.range ?? ''}`;
    case 'emoji':
      return emojiOf(element);
    default:
      return element.text ?? element.value ?? element.fallback ?? '';
  }
}

function emojiOf({ name = '', unicode }: Inline): string {
  const points = (unicode ?? '').split('-').map((point) => Number.parseInt(point, 16));
  const known = points.every((point) => point > 0 && point <= 0x10ffff);
  return known ? String.fromCodePoint(...points) : `:${name}:`;
}
