/** Numbers 32-bit hashes in the order in which they are first seen: an open-addressing table, without objects. */
export interface IdTable {
  readonly size: number;
  /** The id of a hash, numbered now if it is new. */
  add(hash: number): number;
  /** The id of a hash, or -1. */
  find(hash: number): number;
  /** The hash of an id. */
  hash(id: number): number;
}

/** Filled to at most a half: probes stay short. */
const LOAD = 2;

export function createIdTable(expected = 1024): IdTable {
  let mask = 16;
  while (mask < expected * LOAD) mask *= 2;
  mask -= 1;
  let keys = new Int32Array(mask + 1);
  // 0 marks a free place, so ids are kept one higher.
  let ids = new Int32Array(mask + 1);
  let hashes = new Int32Array(expected);
  let size = 0;

  /** Where a hash stands, or the free place where it would. */
  function placeOf(hash: number): number {
    let place = spread(hash) & mask;
    while (ids[place] !== 0 && keys[place] !== hash) place = (place + 1) & mask;
    return place;
  }

  function grow(): void {
    const oldKeys = keys;
    const oldIds = ids;
    mask = mask * 2 + 1;
    keys = new Int32Array(mask + 1);
    ids = new Int32Array(mask + 1);
    for (let at = 0; at < oldIds.length; at += 1) {
      const id = oldIds[at] ?? 0;
      if (id === 0) continue;
      const hash = oldKeys[at] ?? 0;
      const place = placeOf(hash);
      keys[place] = hash;
      ids[place] = id;
    }
  }

  return {
    get size() {
      return size;
    },
    add(hash) {
      const place = placeOf(hash);
      const known = ids[place] ?? 0;
      if (known !== 0) return known - 1;
      keys[place] = hash;
      if (size === hashes.length) {
        const more = new Int32Array(2 * size + 16);
        more.set(hashes);
        hashes = more;
      }
      hashes[size] = hash;
      size += 1;
      ids[place] = size;
      if (size * LOAD > mask) grow();
      return size - 1;
    },
    find: (hash) => (ids[placeOf(hash)] ?? 0) - 1,
    hash: (id) => hashes[id] ?? 0,
  };
}

/** FNV's low bits are its weakest: mixed before they choose a place (Fibonacci hashing, Knuth). */
function spread(hash: number): number {
  const mixed = Math.imul(hash, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
