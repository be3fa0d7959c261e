/** Runs of so many characters are compared. */
const RUN = 3;

/** As texts are compared: letters and digits count; case, ё and punctuation do not. */
export function foldText(text: string): string {
  const words = text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .match(/[\p{L}\p{N}]+/gu);
  return words?.join(' ') ?? text;
}

/** How much two texts have in common, 0–1: the share of their runs of characters that both have (Jaccard). */
export function likenessOf(a: string, b: string): number {
  return shareOf(runsOf(foldText(a)), runsOf(foldText(b)));
}

/** What a text was found to be like. */
export interface Alike<Key> {
  key: Key;
  text: string;
  likeness: number;
}

/** Texts among which those like a given one are found, without comparing it with each. */
export interface AlikeIndex<Key> {
  add(text: string, key: Key): void;
  /** Those at least as alike as was asked for, the most alike first, then in the order they were added. */
  find(text: string): Alike<Key>[];
}

/**
 * An index for texts with at least this likeness. `known`: a sample by which rare runs are told from common ones,
 * best all texts that will be added; it changes how fast it is, never what is found.
 *
 * Prefix filtering (Chaudhuri, Ganti, Kaushik 2006): two sets that share enough share one of the first few of their
 * members, if both are put in the same order; with rare ones first, few other texts have that in common.
 */
export function createAlikeIndex<Key>(least: number, known: Iterable<string>): AlikeIndex<Key> {
  const counts = new Map<string, number>();
  for (const text of known) {
    for (const run of runsOf(foldText(text))) counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  const rareFirst = (runs: ReadonlySet<string>): string[] => {
    const ordered = [...runs].sort(
      (a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0) || (a < b ? -1 : a > b ? 1 : 0),
    );
    return ordered.slice(0, runs.size - Math.ceil(least * runs.size) + 1);
  };
  const entries: { text: string; key: Key; runs: ReadonlySet<string> }[] = [];
  const byRun = new Map<string, number[]>();
  return {
    add(text, key) {
      const runs = runsOf(foldText(text));
      for (const run of rareFirst(runs)) {
        const places = byRun.get(run);
        if (places === undefined) byRun.set(run, [entries.length]);
        else places.push(entries.length);
      }
      entries.push({ text, key, runs });
    },
    find(text) {
      const runs = runsOf(foldText(text));
      const places = new Set(rareFirst(runs).flatMap((run) => byRun.get(run) ?? []));
      return [...places]
        .sort((a, b) => a - b)
        .flatMap((place) => {
          const entry = entries[place];
          if (entry === undefined) return [];
          const likeness = shareOf(runs, entry.runs);
          return likeness < least ? [] : [{ key: entry.key, text: entry.text, likeness }];
        })
        .sort((a, b) => b.likeness - a.likeness);
    },
  };
}

function runsOf(folded: string): ReadonlySet<string> {
  const padded = ` ${folded} `;
  const runs = new Set<string>();
  for (let at = 0; at + RUN <= padded.length; at += 1) runs.add(padded.slice(at, at + RUN));
  return runs;
}

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const run of a) if (b.has(run)) both += 1;
  const all = a.size + b.size - both;
  return all === 0 ? 1 : both / all;
}
