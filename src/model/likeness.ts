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
  const ranks = ranked(known);
  const entries: { text: string; key: Key; runs: Int32Array }[] = [];
  const byRun = new Map<number, number[]>();
  /** For each entry the number of the search that looked at it last. */
  const seen: number[] = [];
  let finds = 0;
  let last: { text: string; runs: Int32Array } | null = null;

  /** The runs of a text by their ranks, rare ones first; a text is mostly looked for and added in turn. */
  function read(text: string): Int32Array {
    if (last?.text === text) return last.runs;
    const runs = Int32Array.from(runsOf(foldText(text)), (run) => {
      const rank = ranks.get(run) ?? -1 - ranks.size;
      ranks.set(run, rank);
      return rank;
    }).sort();
    last = { text, runs };
    return runs;
  }

  const telling = (runs: Int32Array): Int32Array =>
    runs.subarray(0, runs.length - Math.ceil(least * runs.length) + 1);

  return {
    add(text, key) {
      const runs = read(text);
      for (const run of telling(runs)) {
        const places = byRun.get(run);
        if (places === undefined) byRun.set(run, [entries.length]);
        else places.push(entries.length);
      }
      entries.push({ text, key, runs });
    },
    find(text) {
      const runs = read(text);
      const found: (Alike<Key> & { place: number })[] = [];
      finds += 1;
      for (const run of telling(runs)) {
        for (const place of byRun.get(run) ?? []) {
          if (seen[place] === finds) continue;
          seen[place] = finds;
          const entry = entries[place];
          const likeness = entry === undefined ? 0 : sharedOf(runs, entry.runs, least);
          if (entry === undefined || likeness < least) continue;
          found.push({ key: entry.key, text: entry.text, likeness, place });
        }
      }
      return found
        .sort((one, other) => other.likeness - one.likeness || one.place - other.place)
        .map(({ key, text: other, likeness }) => ({ key, text: other, likeness }));
    },
  };
}

/** The runs of texts by how common they are: the rarest has the lowest rank. What is not among them is rarer still. */
function ranked(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const run of runsOf(foldText(text))) counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  const ordered = [...counts].sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1));
  return new Map(ordered.map(([run], rank) => [run, rank]));
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
  return jaccard(both, a.size, b.size);
}

/** The same, of runs by their ranks in order; 0 as soon as it cannot come to `least`. */
function sharedOf(a: Int32Array, b: Int32Array, least: number): number {
  const enough = (least / (1 + least)) * (a.length + b.length) - 1e-9;
  if (Math.min(a.length, b.length) < enough) return 0;
  let both = 0;
  let at = 0;
  for (let from = 0; from < a.length; from += 1) {
    const run = a[from] ?? 0;
    while (at < b.length && (b[at] ?? 0) < run) at += 1;
    if (b[at] === run) both += 1;
    if (both + Math.min(a.length - from - 1, b.length - at) < enough) return 0;
  }
  return jaccard(both, a.length, b.length);
}

function jaccard(both: number, a: number, b: number): number {
  const all = a + b - both;
  return all === 0 ? 1 : both / all;
}
