import { slice, type RichText, type Span } from '../model/text.js';

/**
 * Cuts a text into parts of at most `limit` UTF-16 units: between paragraphs where that leaves no part half
 * empty, else between lines, else between words, else anywhere but inside a character. A span is only cut when
 * it is longer than a part. White space at a cut is dropped, and so are parts of nothing else; an empty text has
 * no parts. Lone surrogates, which no platform takes, become U+FFFD.
 */
export function splitText(rich: RichText, limit: number): RichText[] {
  const text = rich.text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
  const whole = { text, spans: rich.spans.flatMap((span) => onCharacters(text, span)) };
  const parts: RichText[] = [];
  let start = 0;
  while (text.length - start > limit) {
    const end = cutBefore(whole, start, limit);
    parts.push(slice(whole, start, end));
    start = end;
    while (start < text.length && isSpace(text, start)) start += 1;
  }
  parts.push(slice(whole, start, text.length));
  return parts.filter(({ text: words }) => words.trim() !== '');
}

/** A span that covers whole characters of the text, as platforms demand; none where it lies outside. */
function onCharacters(text: string, span: Span): Span[] {
  const end = Math.min(span.offset + span.length, text.length);
  const from = isHighSurrogate(text, span.offset - 1) ? span.offset - 1 : span.offset;
  const to = isHighSurrogate(text, end - 1) ? end + 1 : end;
  return to > from ? [{ ...span, offset: from, length: to - from }] : [];
}

/** Where the part that begins at `start` ends. */
function cutBefore(rich: RichText, start: number, limit: number): number {
  const { text } = rich;
  const latest = start + limit;
  const whole = rich.spans.filter((span) => span.length <= limit);
  const inside = (at: number): Span | undefined =>
    whole.find((span) => span.offset < at && at < span.offset + span.length);
  const least = start + Math.floor(limit / 2);
  let line = -1;
  let word = -1;
  for (let at = latest; at > start; at -= 1) {
    if (!isSpace(text, at) || inside(at) !== undefined) continue;
    if (text.startsWith('\n\n', at) && at >= least) return at;
    if (line < 0 && text[at] === '\n') line = at;
    if (word < 0) word = at;
  }
  if (line >= least) return line;
  if (word > start) return word;
  let cut = latest;
  for (let span = inside(cut); span !== undefined && span.offset > start; span = inside(cut)) {
    cut = span.offset;
  }
  const splitsPair = isHighSurrogate(text, cut - 1) && cut - 1 > start;
  return splitsPair ? cut - 1 : cut;
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff;
}
