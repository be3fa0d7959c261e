/** Growing lists of 32-bit numbers, one for each number from 0 on, in typed arrays. */
export interface NumberLists {
  /** Puts a value at the end of a list; lists come into being as they are first written to. */
  append(list: number, value: number): void;
  lengthOf(list: number): number;
  /** The values of a list, to be read up to its length: what lies behind is scratch. Valid until the next change. */
  valuesOf(list: number): Uint32Array;
  /** Goes through every value of every list: `change` gives what to keep in its place, or -1 to drop it. */
  rewrite(change: (value: number) => number): void;
}

const FIRST = 2;
const GROWTH = 1.3;
const EMPTY = new Uint32Array(0);

export function createNumberLists(): NumberLists {
  const lists: Uint32Array[] = [];
  let lengths = new Uint32Array(1024);

  return {
    append(list, value) {
      while (lists.length <= list) lists.push(EMPTY);
      if (lengths.length < lists.length) lengths = grown(lengths, lists.length * 2);
      const length = lengths[list] ?? 0;
      let values = lists[list] ?? EMPTY;
      if (length === values.length) {
        values = grown(values, Math.max(FIRST, Math.ceil(length * GROWTH)));
        lists[list] = values;
      }
      values[length] = value;
      lengths[list] = length + 1;
    },
    lengthOf: (list) => (list < lists.length ? (lengths[list] ?? 0) : 0),
    valuesOf: (list) => lists[list] ?? EMPTY,
    rewrite(change) {
      for (const [list, values] of lists.entries()) {
        const length = lengths[list] ?? 0;
        let kept = 0;
        for (let at = 0; at < length; at += 1) {
          const value = change(values[at] ?? 0);
          if (value === -1) continue;
          values[kept] = value;
          kept += 1;
        }
        lengths[list] = kept;
        if (kept < values.length / 2) lists[list] = values.slice(0, kept);
      }
    },
  };
}

/** The same numbers with room for `length` of them. */
export function grown(values: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(values);
  return larger;
}
