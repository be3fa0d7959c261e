/**
 * Rows of cells as lines of columns, each as wide as its widest cell: the first to the left, the others to the right,
 * or all of them to the left.
 */
export function table(rows: readonly (readonly string[])[], align: 'right' | 'left' = 'right'): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries())
      widths[column] = Math.max(widths[column] ?? 0, lettersOf(cell).length);
  }
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const gap = ' '.repeat((widths[column] ?? 0) - lettersOf(cell).length);
      return column === 0 || align === 'left' ? cell + gap : gap + cell;
    });
    return cells.join('   ').trimEnd();
  });
}

/** A text on one line, cut after so many letters. */
export function oneLine(text: string, most: number): string {
  // Telling letters apart takes long: no more of a long text than can be shown.
  const line = text
    .slice(0, most * LONGEST_LETTER)
    .replace(/\s+/gu, ' ')
    .trim();
  const letters = lettersOf(line);
  const isWhole = letters.length <= most && text.length <= most * LONGEST_LETTER;
  return isWhole ? line : `${letters.slice(0, most - 1).join('')}…`;
}

/** `91.8 %`; a dash for what there is not. */
export function percent(share: number | null, digits = 1): string {
  return share === null ? '—' : `${(100 * share).toFixed(digits)} %`;
}

/** `0.012`; a dash for what there is not. */
export function decimal(value: number | null, digits = 3): string {
  return value === null ? '—' : value.toFixed(digits);
}

/** The difference of two shares in points, with its sign: `+1.2`. */
export function points(difference: number): string {
  const rounded = (100 * difference).toFixed(1);
  if (Number(rounded) === 0) return '0.0';
  return difference > 0 ? `+${rounded}` : rounded.replace('-', '−');
}

/** UTF-16 units: a family of four with its joiners has eleven. */
const LONGEST_LETTER = 12;
const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What takes one place each on a terminal, nearly always. */
function lettersOf(text: string): string[] {
  return Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
}
