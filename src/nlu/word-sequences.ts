/** The words of a document's texts, as numbers: `BREAK` stands after each text. */
export interface WordSequences {
  /** Keeps a sequence (numbers from 0 on, and `BREAK`) and gives the place where it begins. */
  add(words: readonly number[]): number;
  /** The sequence that begins there. Valid until the next call. */
  read(start: number): Int32Array;
  /** Forgets all but the sequences that begin at these places, and gives their new places in the same order. */
  keep(starts: readonly number[]): number[];
}

export const BREAK = -1;

/** A place is a page's number and an offset in it: 32 bits are enough for four gigabytes. */
const PAGE_BITS = 20;
const PAGE = 1 << PAGE_BITS;

/**
 * Sequences in pages of bytes, seven bits a byte with the highest saying that more follow (LEB128). Words are
 * numbered as they are first met, so the frequent ones take a byte, nearly all others two.
 */
export function createWordSequences(): WordSequences {
  let pages: Uint8Array[] = [];
  let used = PAGE;
  let buffer = new Int32Array(1024);

  /** Room for so many bytes in one piece, as a place. */
  function reserve(bytes: number): number {
    if (used + bytes > PAGE) {
      pages.push(new Uint8Array(Math.max(PAGE, bytes)));
      used = 0;
    }
    const start = (pages.length - 1) * PAGE + used;
    used += bytes;
    return start;
  }

  function lengthAt(start: number): number {
    const page = pages[Math.floor(start / PAGE)] ?? new Uint8Array(1);
    const from = start % PAGE;
    let at = from;
    // No number that stands for a word has a byte of zero.
    while (page[at] !== 0) at += 1;
    return at + 1 - from;
  }

  return {
    add(words) {
      let bytes = 1;
      for (const word of words) bytes += bytesOf(word + 2);
      const start = reserve(bytes);
      const page = pages[pages.length - 1] ?? new Uint8Array(0);
      let at = start % PAGE;
      for (const word of words) {
        let value = word + 2;
        while (value >= 0x80) {
          page[at] = (value & 0x7f) | 0x80;
          at += 1;
          value >>>= 7;
        }
        page[at] = value;
        at += 1;
      }
      page[at] = 0;
      return start;
    },
    read(start) {
      const page = pages[Math.floor(start / PAGE)] ?? new Uint8Array(1);
      let at = start % PAGE;
      let count = 0;
      for (let byte = page[at] ?? 0; byte !== 0; byte = page[at] ?? 0) {
        let value = byte & 0x7f;
        for (let shift = 7; byte >= 0x80; shift += 7) {
          at += 1;
          byte = page[at] ?? 0;
          value |= (byte & 0x7f) << shift;
        }
        at += 1;
        if (count === buffer.length) {
          const larger = new Int32Array(count * 2);
          larger.set(buffer);
          buffer = larger;
        }
        buffer[count] = value - 2;
        count += 1;
      }
      return buffer.subarray(0, count);
    },
    keep(starts) {
      const pieces = starts.map((start) => {
        const page = pages[Math.floor(start / PAGE)] ?? new Uint8Array(1);
        return page.subarray(start % PAGE, (start % PAGE) + lengthAt(start));
      });
      pages = [];
      used = PAGE;
      return pieces.map((piece) => {
        const start = reserve(piece.length);
        pages[pages.length - 1]?.set(piece, start % PAGE);
        return start;
      });
    },
  };
}

function bytesOf(value: number): number {
  let bytes = 1;
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes += 1;
  return bytes;
}
