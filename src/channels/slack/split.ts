import type { RichText } from '../../model/text.js';

/** The part of a text between two offsets, with the spans that reach into it. */
export function part(rich: RichText, start: number, end: number): RichText {
  const spans: RichText['spans'] = [];
  for (const span of rich.spans) {
    const from = Math.max(span.offset, start);
    const to = Math.min(span.offset + span.length, end);
    if (to > from) spans.push({ kind: span.kind, offset: from - start, length: to - from });
  }
  return { text: rich.text.slice(start, end), spans };
}

/** The best place to end a piece that begins at `start`: a paragraph's end, a line's, a word's, else the limit. */
function ending(text: string, start: number, limit: number): number {
  const window = text.slice(start, start + limit);
  for (const separator of ['\n\n', '\n', ' ']) {
    const at = window.lastIndexOf(separator);
    // An early break would leave a needlessly short piece: then a weaker separator does better.
    if (at >= limit / 2) return start + at + separator.length;
  }
  const last = window.charCodeAt(window.length - 1);
  const inside = last >= 0xd800 && last <= 0xdbff;
  return start + window.length - (inside ? 1 : 0);
}

/**
 * Cuts a text into pieces of at most `limit` UTF-16 units, between paragraphs, lines or words where it can and
 * never inside a character. Every character is in exactly one piece, in order.
 */
export function split(rich: RichText, limit: number): RichText[] {
  const pieces: RichText[] = [];
  let start = 0;
  while (rich.text.length - start > limit) {
    const end = ending(rich.text, start, limit);
    pieces.push(part(rich, start, end));
    start = end;
  }
  if (start < rich.text.length) pieces.push(part(rich, start, rich.text.length));
  return pieces;
}
