import english from 'natural/lib/natural/stemmers/porter_stemmer.js';
import russian from 'natural/lib/natural/stemmers/porter_stemmer_ru.js';

/** Kept stems: enough for the words of any content, bounded because people's words are not. */
const CACHE_LIMIT = 50_000;
const cache = new Map<string, string>();

/**
 * The stem of one lower-case word: Porter's algorithms, Russian for words that begin with a Cyrillic letter,
 * English for the others. Words with digits stay as they are.
 */
export function stem(word: string): string {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const found = /\d/.test(word)
    ? word
    : /^[а-яё]/.test(word)
      ? russian.stem(word)
      : /^[a-z]/.test(word)
        ? english.stem(word)
        : word;
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(word, found);
  return found;
}
