import english from 'natural/lib/natural/stemmers/porter_stemmer.js';
import russian from 'natural/lib/natural/stemmers/porter_stemmer_ru.js';

/**
 * The stem of one lower-case word: Porter's algorithms, Russian for words that begin with a Cyrillic letter,
 * English for the others. Words with digits stay as they are.
 */
export function stem(word: string): string {
  if (/\d/.test(word)) return word;
  if (/^[а-яё]/.test(word)) return russian.stem(word);
  return /^[a-z]/.test(word) ? english.stem(word) : word;
}
