/** Numbers from 0 up to 1, the same for the same seed: Marsaglia's xorshift, 32 bits ("Xorshift RNGs", 2003). */
export function seeded(seed: number): () => number {
  // Zero stays zero for ever, and near seeds begin alike until they are mixed.
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 8; i += 1) next();
  return next;
}

/** The items in an order drawn by `random` (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const drawn: T[] = [];
  for (const item of items) {
    const at = Math.floor(random() * (drawn.length + 1));
    const moved = drawn[at];
    if (moved === undefined) {
      drawn.push(item);
      continue;
    }
    drawn.push(moved);
    drawn[at] = item;
  }
  return drawn;
}
