/**
 * Text in boxes, without a font to measure by: widths are those of the widest font that viewers fall back to, so
 * that no text is wider than what is reckoned here.
 */

const NARROW = /[iIjl.,:;'|!()[\]{}ft\-/` ]/u;
const WIDE = /[mwMWЖШЩЮФЫМДжшщюфымд@%—…&№]/u;
const CAPITAL = /\p{Lu}/u;

/** How wide a text may be at most, in pixels, in letters of `size` pixels. `bold` letters are wider. */
export function widthOf(text: string, size: number, bold = false): number {
  let width = 0;
  for (const sign of text) {
    if (NARROW.test(sign)) width += 0.42;
    else if (WIDE.test(sign)) width += 1;
    else if (CAPITAL.test(sign)) width += 0.77;
    // Letters of scripts that stand in squares.
    else width += sign.charCodeAt(0) > 0x2e80 ? 1 : 0.64;
  }
  return width * size * (bold ? 1.1 : 1);
}

/**
 * The lines of a text that is at most `width` pixels wide and `most` lines high: broken at spaces, or inside a word
 * that is too long by itself, and ending in `…` where something was left out.
 */
export function fitted(text: string, width: number, size: number, most: number, bold = false): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(/\s+/u).flatMap((one) => pieces(one, width, size, bold))) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (widthOf(longer, size, bold) <= width) {
      current = longer;
      continue;
    }
    lines.push(current);
    current = word;
  }
  if (current !== '') lines.push(current);
  return lines.length <= most
    ? lines
    : [...lines.slice(0, most - 1), cut(lines[most - 1] ?? '', width, size)];
}

function cut(line: string, width: number, size: number): string {
  let kept = line;
  while (kept !== '' && widthOf(`${kept}…`, size) > width) kept = kept.replace(/.$/su, '');
  return `${kept.replace(/[\s.,:;]+$/u, '')}…`;
}

/** A word in parts that fit; ids break after a hyphen or an underscore where they can. */
function pieces(word: string, width: number, size: number, bold: boolean): string[] {
  if (widthOf(word, size, bold) <= width) return [word];
  const parts: string[] = [];
  let current = '';
  for (const part of word.match(/[^-_]*[-_]|[^-_]+/gu) ?? []) {
    for (const sign of widthOf(part, size, bold) <= width ? [part] : (part.match(/./gsu) ?? [])) {
      if (current !== '' && widthOf(current + sign, size, bold) > width) {
        parts.push(current);
        current = '';
      }
      current += sign;
    }
  }
  return current === '' ? parts : [...parts, current];
}
