import { DomUtils, parseDocument } from 'htmlparser2';

/** A part of an article as plain text with `code`. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] };

type Node = ReturnType<typeof parseDocument>['childNodes'][number];

/** What is never shown to a reader. */
const HIDDEN = new Set(
  'script style noscript template iframe object embed head title svg math audio video canvas select button'.split(
    ' ',
  ),
);
/** What begins a line of its own. */
const BLOCKS = new Set(
  (
    'html body p div section article header footer main aside nav blockquote figure figcaption details summary dl dt dd ' +
    'hr form fieldset address center table thead tbody tfoot tr caption ul ol li menu pre h1 h2 h3 h4 h5 h6'
  ).split(' '),
);
/** What is drawn differently, or means nothing to us, within a line. */
const INLINE = new Set(
  (
    'a abbr b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark q s samp small span strike ' +
    'strong sub sup time td th tt u var wbr picture source acronym nobr colgroup col'
  ).split(' '),
);
const CODE = new Set(['code', 'kbd', 'samp', 'tt']);
/** Deeper than this nobody nests on purpose. */
const DEEPEST = 100;

/**
 * Reads HTML: nothing of it is run or loaded, and no markup is left but `` `code` ``. What nobody could have meant, tags
 * within thousands of tags, comes to nothing.
 */
export function blocksOfHtml(html: string): Block[] {
  return orNothing(() => readHtml(html));
}

/** What a reader makes of a text; nothing, where it is nested deeper than any call can follow. */
export function orNothing(read: () => Block[]): Block[] {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof RangeError) return [];
    throw thrown;
  }
}

function readHtml(html: string): Block[] {
  const reader = { html, blocks: new Array<Block>(), line: '' };
  readNodes(parseDocument(html, { withStartIndices: true, withEndIndices: true }).childNodes, reader, 0);
  flush(reader);
  return reader.blocks;
}

interface Reader {
  readonly html: string;
  readonly blocks: Block[];
  /** What has gathered since the last block. */
  line: string;
}

function flush(reader: Reader): void {
  const text = tidy(reader.line);
  reader.line = '';
  if (text !== '') reader.blocks.push({ kind: 'text', text });
}

function readNodes(nodes: readonly Node[], reader: Reader, depth: number): void {
  for (const node of nodes) readNode(node, reader, depth);
}

function readNode(node: Node, reader: Reader, depth: number): void {
  const name = DomUtils.isTag(node) ? node.name : '';
  if (!BLOCKS.has(name) || !DomUtils.isTag(node) || depth > DEEPEST) {
    // A block inside of what stands in a line ends the line.
    if (DomUtils.isTag(node) && depth <= DEEPEST && INLINE.has(name) && !CODE.has(name) && hasBlock(node)) {
      readNodes(node.childNodes, reader, depth + 1);
    } else reader.line += inline(node, reader.html, depth);
    return;
  }
  flush(reader);
  if (/^h[1-6]$/u.test(name)) {
    const text = tidy(inlineOf(node.childNodes, reader.html, depth)).replace(/\n/gu, ' ');
    if (text !== '') reader.blocks.push({ kind: 'heading', text });
  } else if (name === 'pre') {
    const text = codeLines(DomUtils.textContent(node));
    if (text !== '') reader.blocks.push({ kind: 'text', text });
  } else if (name === 'ul' || name === 'ol' || name === 'menu') {
    const items = node.childNodes.flatMap((item) => itemText(item, reader.html, depth));
    if (items.length > 0) reader.blocks.push({ kind: 'list', ordered: name === 'ol', items });
  } else if (name === 'tr') {
    const cells = node.childNodes
      .filter(DomUtils.isTag)
      .map((cell) => inner(cell.childNodes, reader.html, depth));
    const text = cells.map((cell) => cell.replace(/\n/gu, ' ')).join(' — ');
    if (tidy(text.replaceAll('—', '')) !== '') reader.blocks.push({ kind: 'text', text });
  } else {
    readNodes(node.childNodes, reader, depth + 1);
    flush(reader);
  }
}

function hasBlock(node: Node): boolean {
  return (
    DomUtils.findOne(({ name }) => BLOCKS.has(name), 'childNodes' in node ? node.childNodes : []) !== null
  );
}

/** An item of a list; what it lists itself stands below it. */
function itemText(node: Node, html: string, depth: number): string[] {
  const text = inner('childNodes' in node && DomUtils.isTag(node) ? node.childNodes : [node], html, depth);
  return text === '' ? [] : [text];
}

/** Everything in a cell or an item, as lines. */
function inner(nodes: readonly Node[], html: string, depth: number): string {
  const reader: Reader = { html, blocks: [], line: '' };
  readNodes(nodes, reader, depth + 1);
  flush(reader);
  return reader.blocks
    .flatMap((block) => (block.kind === 'list' ? block.items.map((item) => `– ${item}`) : [block.text]))
    .join('\n');
}

function inlineOf(nodes: readonly Node[], html: string, depth: number): string {
  return nodes.map((node) => inline(node, html, depth)).join('');
}

function inline(node: Node, html: string, depth: number): string {
  if (DomUtils.isText(node)) return node.data.replace(/\s+/gu, ' ');
  if (!DomUtils.isTag(node) || depth > DEEPEST) return '';
  const { name, attribs } = node;
  if (HIDDEN.has(name)) return '';
  if (name === 'br') return '\n';
  if (name === 'img') return attribs.alt ?? '';
  if (CODE.has(name)) return codeLines(DomUtils.textContent(node));
  const text = inlineOf(node.childNodes, html, depth + 1);
  if (name === 'a') return link(text, attribs.href ?? '');
  if (INLINE.has(name) || BLOCKS.has(name)) return text;
  // No element of HTML: somebody wrote `user@<host>`.
  const start = node.startIndex ?? 0;
  const end = html.indexOf('>', start);
  return end === -1 ? text : html.slice(start, end + 1) + text;
}

/** Addresses that lead nowhere outside of the source's own pages are left out, and what is no address at all. */
function link(text: string, href: string): string {
  const label = tidy(text);
  const address = href.trim();
  if (!/^(?:https?|mailto|tel|ftp):/iu.test(address)) return text;
  const bare = address.replace(/^(?:mailto|tel):/iu, '');
  if (label === '' || label === address || label === bare) return bare;
  return `${label} (${bare})`;
}

/** Every line as `code`; a line that has backticks itself stays as it is. */
function codeLines(text: string): string {
  const lines = text.replace(/\u00a0/gu, ' ').split(/\r?\n/u);
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => (line.includes('`') ? line : `\`${line.trimEnd()}\``))
    .join('\n');
}

/** Single spaces, no empty lines. */
function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
