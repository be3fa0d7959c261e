import type { Described, Example } from './classify.js';
import { withoutCourtesy } from './courtesy.js';
import { knownWords, type KnownWords } from './familiar.js';
import { featuresOf } from './feature.js';
import type { Token } from './normalize.js';
import type { Vector } from './vector.js';

/** A text as classifiers see it that are trained without its example. */
export interface Seen {
  /** What it shares with other examples. */
  vector: Vector;
  words: KnownWords;
}

/** A letter that no text has. */
const UNKNOWN = '\u0001';
/** By their length, words of it: each is made once. */
const unknownWords: Token[] = [];

function unknownWord(length: number): Token {
  for (let more = unknownWords.length; more <= length; more += 1) {
    const form = UNKNOWN.repeat(more);
    unknownWords.push({ form, stem: form, kind: 'word' });
  }
  return unknownWords[length] ?? { form: '', stem: '', kind: 'word' };
}

/** An example itself. */
export function asItIs({ tokens }: Example, place: number, { space, rows }: Described): Seen {
  const start = rows.starts[place] ?? 0;
  const end = rows.shared[place] ?? start;
  const vector = { ids: rows.ids.subarray(start, end), values: rows.values.subarray(start, end) };
  return { vector, words: knownWords(withoutCourtesy(tokens), space) };
}

/**
 * The example with its telling words made unknown, or null where nothing remains or nothing is hidden: what a
 * message about something else looks like that happens to be put in the same way.
 */
export function veil({ tokens: all }: Example, { space }: Described): Seen | null {
  const words = all.filter(({ kind }) => kind !== 'entity');
  const { rarities } = knownWords(words, space);
  const mean = rarities.reduce((sum, rarity) => sum + rarity, 0) / Math.max(1, words.length);
  const hidden = new Set(words.filter((_, at) => (rarities[at] ?? 0) >= mean));
  if (words.length < 2 || hidden.size === words.length) return null;
  const tokens = withoutCourtesy(
    all.map((token) => (hidden.has(token) ? unknownWord(token.form.length) : token)),
  );
  return {
    vector: sharedPart(space.vector(featuresOf(tokens)), space.shared),
    words: knownWords(tokens, space),
  };
}

/** What of a vector others have as well; in its own arrays. */
function sharedPart({ ids, values }: Vector, shared: number): Vector {
  let end = 0;
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] ?? 0;
    if (id >= shared) continue;
    ids[end] = id;
    values[end] = values[at] ?? 0;
    end += 1;
  }
  return { ids: ids.subarray(0, end), values: values.subarray(0, end) };
}
