import { z } from 'zod';

/**
 * Block Kit's limits (docs.slack.dev/reference/block-kit), for the kinds that the product may use. Anything
 * else is refused: a kind that is not written down here has not been checked.
 */
const plainText = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });

const blockId = { block_id: z.string().min(1).max(255).optional() };
const style = z
  .strictObject({ bold: z.boolean(), italic: z.boolean(), strike: z.boolean(), code: z.boolean() })
  .partial()
  .optional();

const richElement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style }),
  z.strictObject({ type: z.literal('link'), url: z.url(), text: z.string().min(1).optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().regex(/^[UW][A-Z0-9]+$/), style }),
]);

const richText = z.strictObject({
  type: z.literal('rich_text'),
  ...blockId,
  elements: z
    .array(
      z.strictObject({
        type: z.enum(['rich_text_section', 'rich_text_preformatted', 'rich_text_quote']),
        elements: z.array(richElement).min(1),
      }),
    )
    .min(1),
});

const button = z.strictObject({
  type: z.literal('button'),
  action_id: z.string().min(1).max(255),
  text: plainText(75),
  value: z.string().min(1).max(2000).optional(),
  url: z.url().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

const actions = z.strictObject({
  type: z.literal('actions'),
  ...blockId,
  elements: z.array(button).min(1).max(25),
});
const section = z.strictObject({ type: z.literal('section'), ...blockId, text: plainText(3000) });
const context = z.strictObject({
  type: z.literal('context'),
  ...blockId,
  elements: z.array(plainText(3000)).min(1).max(10),
});

const option = z.strictObject({ text: plainText(75), value: z.string().min(1).max(150) });

const field = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('plain_text_input'),
    action_id: z.string().min(1).max(255),
    multiline: z.boolean().optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    focus_on_load: z.boolean().optional(),
    placeholder: plainText(150).optional(),
  }),
  z.strictObject({
    type: z.literal('number_input'),
    action_id: z.string().min(1).max(255),
    is_decimal_allowed: z.boolean(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('static_select'),
    action_id: z.string().min(1).max(255),
    options: z.array(option).min(1).max(100),
    placeholder: plainText(150).optional(),
  }),
]);

const input = z.strictObject({
  type: z.literal('input'),
  ...blockId,
  label: plainText(2000),
  optional: z.boolean().optional(),
  hint: plainText(2000).optional(),
  element: field,
});

const divider = z.strictObject({ type: z.literal('divider'), ...blockId });
const messageBlock = z.discriminatedUnion('type', [richText, actions, section, context, divider]);
const messageBlocks = z.array(messageBlock).max(50);

const home = z.strictObject({ type: z.literal('home'), blocks: z.array(messageBlock).max(100) });
export type HomeTab = z.infer<typeof home>;

const modal = z.strictObject({
  type: z.literal('modal'),
  callback_id: z.string().max(255).optional(),
  private_metadata: z.string().max(3000).optional(),
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  blocks: z.array(z.discriminatedUnion('type', [section, input, context])).max(100),
});
export type Modal = z.infer<typeof modal>;

export type MessageBlock = z.infer<typeof messageBlocks>[number];
export type ButtonElement = z.infer<typeof button>;

/** The texts of a message's rich blocks together may have this many characters before Slack refuses them. */
const BLOCKS_LIMIT = 13_200;
/** One text of a block, as the product promises to keep it. */
const TEXT_LIMIT = 3000;

/** What was sent, checked: the value, or what is wrong with it. */
export type Checked<T> = { ok: true; value: T } | { ok: false; problems: string[] };

function duplicates(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

export function buttonsOf(blocks: readonly MessageBlock[]): ButtonElement[] {
  return blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
}

/** What a person reads in the blocks of a message, without the buttons. */
export function textOf(blocks: readonly MessageBlock[]): string {
  return blocks
    .flatMap((block) => {
      if (block.type === 'rich_text') {
        return block.elements.flatMap((section_) => [section_.elements.map(wordsOf).join('')]);
      }
      if (block.type === 'section') return [block.text.text];
      return block.type === 'context' ? block.elements.map((element) => element.text) : [];
    })
    .join('\n');
}

function wordsOf(element: z.infer<typeof richElement>): string {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      return element.url;
    case 'user':
      return `@${element.user_id}`;
  }
}

const BLOCKS = { rich_text_preformatted: 'pre', rich_text_quote: 'quote' } as const;

/** What is drawn differently in the blocks of a message: `bold:word`, in order. */
export function drawnIn(blocks: readonly MessageBlock[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'rich_text') return [];
    return block.elements.flatMap(({ type, elements }) => {
      const all = elements.map(wordsOf).join('');
      const whole = type === 'rich_text_section' ? [] : [`${BLOCKS[type]}:${all}`];
      const styled = elements.flatMap((element) =>
        element.type === 'user'
          ? []
          : Object.keys(element.style ?? {}).map((style) => `${style}:${wordsOf(element)}`),
      );
      return [...whole, ...styled];
    });
  });
}

/** Names that Slack would not tell apart. */
function ambiguous(blocks: readonly MessageBlock[]): string[] {
  const blockIds = blocks.flatMap((block) => (block.block_id === undefined ? [] : [block.block_id]));
  return [
    ...duplicates(buttonsOf(blocks).map((one) => one.action_id)).map((name) => `action_id ${name} twice`),
    ...duplicates(blockIds).map((name) => `block_id ${name} twice`),
  ].map((problem) => `invalid_blocks: ${problem}`);
}

/** Checks the app's page. */
export function checkHome(value: unknown): Checked<HomeTab> {
  const parsed = home.safeParse(value);
  if (!parsed.success) return { ok: false, problems: [z.prettifyError(parsed.error)] };
  const problems = ambiguous(parsed.data.blocks);
  return problems.length === 0 ? { ok: true, value: parsed.data } : { ok: false, problems };
}

/** Checks a message's blocks. */
export function checkBlocks(value: unknown): Checked<MessageBlock[]> {
  const parsed = messageBlocks.safeParse(value);
  if (!parsed.success) return { ok: false, problems: [`invalid_blocks: ${z.prettifyError(parsed.error)}`] };
  const problems = ambiguous(parsed.data);
  const texts = parsed.data.filter((block) => block.type === 'rich_text').map((block) => textOf([block]));
  if (texts.some((text) => text.length > TEXT_LIMIT)) problems.push('invalid_blocks: a text is too long');
  if (texts.join('').length > BLOCKS_LIMIT) problems.push('msg_blocks_too_long');
  return problems.length === 0 ? { ok: true, value: parsed.data } : { ok: false, problems };
}

/** Checks a form. */
export function checkModal(value: unknown): Checked<Modal> {
  const parsed = modal.safeParse(value);
  if (!parsed.success) return { ok: false, problems: [z.prettifyError(parsed.error)] };
  const inputs = parsed.data.blocks.filter((block) => block.type === 'input');
  const problems = duplicates(inputs.map((block) => block.element.action_id)).map(
    (id) => `action_id ${id} twice`,
  );
  if (inputs.length > 0 && parsed.data.submit === undefined) problems.push('inputs need a submit button');
  return problems.length === 0 ? { ok: true, value: parsed.data } : { ok: false, problems };
}
