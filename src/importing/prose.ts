import { marked } from 'marked';
import { blocksOfHtml, orNothing, type Block } from './html.js';

/** Reads Markdown: what a reader would see of it, and the HTML within. */
export function blocksOfMarkdown(text: string): Block[] {
  return readMarkdown(text, false);
}

/** Longer ones are refused in the end; with some signs, reading them would take minutes. */
const LONGEST_MARKDOWN = 150_000;

function readMarkdown(text: string, breaks: boolean): Block[] {
  if (text.length > LONGEST_MARKDOWN) return [{ kind: 'text', text }];
  return orNothing(() => blocksOfHtml(marked.parse(text, { async: false, gfm: true, breaks })));
}

/** Closed elements, or breaks: more than a stray `<host>`. */
const HTML = /<\/(?:p|div|li|ul|ol|a|b|i|strong|em|code|pre|span|table|h[1-6])\s*>|<br\s*\/?>/iu;
/** Links, fences, headings, lists and bold words. */
const MARKDOWN = /\]\([^)\s]+\)|^\s*(?:```|~~~|#{1,6}\s|[-*+]\s+\S|\d+[.)]\s+\S)|\*\*\S|__\S/mu;

/** Reads a text of which nobody says how it is written: HTML, Markdown, or as it stands. */
export function blocksOfText(text: string): Block[] {
  if (HTML.test(text)) return blocksOfHtml(text);
  // Whoever typed it into a form meant the line breaks.
  const read = MARKDOWN.test(text) ? readMarkdown(text, true) : [];
  if (read.length > 0) return read;
  const lines = text.split(/\r?\n/u).map((line) => line.trim());
  const plain = lines.filter((line) => line !== '').join('\n');
  return plain === '' ? [] : [{ kind: 'text', text: plain }];
}

/** Reads a text of one line, such as a title: a number at its beginning is no list. */
export function lineOf(text: string): string {
  const isMarkdown = /\]\([^)\s]+\)|\*\*\S|__\S/u.test(text) && !HTML.test(text);
  const html = isMarkdown ? marked.parseInline(text, { async: false, gfm: true }) : text;
  const read = isMarkdown || HTML.test(text) ? textOf(blocksOfHtml(html)) : text;
  return read.replace(/\s+/gu, ' ').trim();
}

/**
 * Blocks as steps: the items of its numbered lists, or of its other lists where it has none. What stands before and
 * after a list is a step of its own; what stands between two items' lines belongs to the step before. Without any list,
 * all of it is one.
 */
export function stepsOf(blocks: readonly Block[]): string[] {
  const numbered = blocks.some((block) => block.kind === 'list' && block.ordered);
  const steps: string[] = [];
  let open: string[] = [];
  const close = (): void => {
    if (open.length > 0) steps.push(open.join('\n'));
    open = [];
  };
  for (const block of blocks) {
    if (block.kind !== 'list') open.push(block.text);
    else if (numbered && !block.ordered) open.push(...block.items.map((item) => `– ${item}`));
    else {
      // «Do this:» is no step of its own.
      const lead = open.at(-1)?.endsWith(':') === true ? open : [];
      if (lead.length === 0) close();
      open = [];
      const [first, ...others] = block.items;
      if (first !== undefined) steps.push([...lead, first].join('\n'), ...others);
    }
  }
  close();
  return steps;
}

/** Blocks as one text. */
export function textOf(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) => (block.kind === 'list' ? block.items.map((item) => `– ${item}`) : [block.text]))
    .join('\n');
}

/** Blocks as a list: its items, else a line each. */
export function linesOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => (block.kind === 'list' ? block.items : block.text.split('\n')));
}
