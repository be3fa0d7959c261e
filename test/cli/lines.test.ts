import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_LINE, readLines } from '../../src/cli/lines.js';

async function linesOf(...chunks: (string | Uint8Array)[]): Promise<string[]> {
  const lines: string[] = [];
  async function* source(): AsyncGenerator<string | Uint8Array> {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  }
  for await (const line of readLines(source())) lines.push(line);
  return lines;
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('readLines', () => {
  it('ends a line by LF, CRLF or the end of the input', async () => {
    expect(await linesOf('a\nb\r\n\nc')).toEqual(['a', 'b', '', 'c']);
    expect(await linesOf('a\n')).toEqual(['a']);
    expect(await linesOf('')).toEqual([]);
    expect(await linesOf('\n')).toEqual(['']);
  });

  it('keeps what else may separate lines inside one', async () => {
    expect(await linesOf('a\rb\u2028c\u0085d\u0000e\n')).toEqual(['a\rb\u2028c\u0085d\u0000e']);
  });

  it('joins what came in parts, inside a character too', async () => {
    const [first = 0, second = 0] = new TextEncoder().encode('я');
    expect(await linesOf('a', bytes(first), bytes(second, 13), '\nb')).toEqual(['aя', 'b']);
  });

  it('puts a mark where the bytes are no UTF-8, and leaves out a byte order mark', async () => {
    expect(await linesOf(bytes(0xff, 0x61, 0x0a, 0xd0))).toEqual(['\uFFFDa', '\uFFFD']);
    expect(await linesOf(bytes(0xef, 0xbb, 0xbf, 0x61))).toEqual(['a']);
  });

  it('refuses a line without end, and says which', async () => {
    const long = 'x'.repeat(LONGEST_LINE);
    expect(await linesOf(`${long}\n`)).toEqual([long]);
    await expect(linesOf('a\n', long, 'x')).rejects.toMatchObject({
      code: 'LINE_TOO_LONG',
      message: `Line 2 of the input is longer than ${LONGEST_LINE} characters.`,
    });
  });

  it('gives the same lines however the input is cut', async () => {
    const input = fc.array(fc.oneof(fc.constantFrom('\n', '\r\n', '\r', 'я', '😀', '\0'), fc.string()));
    await fc.assert(
      fc.asyncProperty(input, fc.infiniteStream(fc.integer({ min: 1, max: 7 })), async (parts, sizes) => {
        const whole = new TextEncoder().encode(parts.join(''));
        const chunks: Uint8Array[] = [];
        let at = 0;
        for (const size of sizes) {
          if (at >= whole.length) break;
          chunks.push(whole.subarray(at, at + size));
          at += size;
        }
        const expected = new TextDecoder().decode(whole).split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(await linesOf(...chunks)).toEqual(expected.map((line) => line.replace(/\r$/, '')));
      }),
    );
  });
});
