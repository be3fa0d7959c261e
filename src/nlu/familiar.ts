import { formHash, stemHash } from './feature.js';
import type { Token } from './normalize.js';
import type { VectorSpace } from './vector.js';

/** A text's words and codes as a space of features knows them; an id is -1 for a feature that it does not know. */
export interface KnownWords {
  forms: Int32Array;
  stems: Int32Array;
  /** How rare each word is: 1 for one that is everywhere, more for rarer ones. */
  rarities: Float64Array;
}

/** Looks up the words of a text; entities are none. */
export function knownWords(tokens: readonly Token[], space: VectorSpace): KnownWords {
  const words = tokens.filter(({ kind }) => kind !== 'entity');
  const forms = new Int32Array(words.length);
  const stems = new Int32Array(words.length);
  const rarities = new Float64Array(words.length);
  let at = 0;
  for (const word of words) {
    const form = space.idOf(formHash(word));
    const stem = space.idOf(stemHash(word));
    forms[at] = form;
    stems[at] = stem;
    rarities[at] = Math.min(space.rarity(form), space.rarity(stem));
    at += 1;
  }
  return { forms, stems, rarities };
}

/**
 * The share of words that, or whose stems, some text has, rare words counting more, 0–1; 0 without words. `having`:
 * in how many texts each feature occurs.
 */
export function knownShare({ forms, stems, rarities }: KnownWords, having: Int32Array): number {
  let all = 0;
  let known = 0;
  for (let at = 0; at < rarities.length; at += 1) {
    const rarity = rarities[at] ?? 0;
    all += rarity;
    if ((having[forms[at] ?? -1] ?? 0) > 0 || (having[stems[at] ?? -1] ?? 0) > 0) known += rarity;
  }
  return all === 0 ? 0 : known / all;
}
