import { FirstlineError } from '../errors.js';

/** The longest line that is taken, in characters; no message is as long, and memory is finite. */
export const LONGEST_LINE = 1024 * 1024;

/**
 * The lines of a stream of bytes as they come: ended by LF or CRLF, the last one also by the end of the stream.
 * What is no UTF-8 becomes U+FFFD. Other line separators stay in the line: a message may hold them. Throws
 * `LINE_TOO_LONG`.
 */
export async function* readLines(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let count = 0;
  const checked = (line: string): string => {
    if (line.length > LONGEST_LINE) throw tooLong(count + 1);
    count += 1;
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  };
  for await (const chunk of chunks) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = text.split('\n');
    lines[0] = rest + (lines[0] ?? '');
    rest = lines.pop() ?? '';
    for (const line of lines) yield checked(line);
    if (rest.length > LONGEST_LINE) throw tooLong(count + 1);
  }
  rest += decoder.decode();
  if (rest !== '') yield checked(rest);
}

function tooLong(line: number): FirstlineError {
  return new FirstlineError(
    'LINE_TOO_LONG',
    `Line ${String(line)} of the input is longer than ${String(LONGEST_LINE)} characters.`,
    'Give one message a line; everything before this line was answered.',
  );
}
