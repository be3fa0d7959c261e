/**
 * What is the same of names that are easily taken for each other: case, hyphens and underscores do not count, but
 * between digits (`step-1-1`, `step-11`).
 */
export function alikeKey(name: string): string {
  return name.toLowerCase().replace(/(?<!\d)[-_]+|[-_]+(?!\d)/g, '');
}

/** The first name that each later one is easily taken for; names that stand twice are not told. */
export function alikes(names: Iterable<string>): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const found = new Map<string, string>();
  for (const name of names) {
    const key = alikeKey(name);
    const before = first.get(key);
    if (before === undefined) first.set(key, name);
    else if (before !== name) found.set(name, before);
  }
  return found;
}
