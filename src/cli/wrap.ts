/**
 * Breaks the lines of a text at spaces, so that none is longer than `width` characters. What stands between
 * backticks is never broken, so that a command can be copied whole; nor is a word that is longer by itself.
 */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

function wrapLine(line: string, width: number): string[] {
  if (line.length <= width) return [line];
  const indent = /^(?:\s|•|\d+\.)*/u.exec(line)?.[0] ?? '';
  const words = line.slice(indent.length).match(/(?:`[^`]*`|\S)+/gu) ?? [];
  const lines: string[] = [];
  let current = indent;
  for (const word of words) {
    const empty = current.length === indent.length;
    if (empty || current.length + 1 + word.length <= width) {
      current += empty ? word : ` ${word}`;
    } else {
      lines.push(current);
      current = ' '.repeat(indent.length) + word;
    }
  }
  return [...lines, current];
}
