import { CONCEPT_WORDS } from './concept-words.js';
import { stem } from './stem.js';
import { canonicalStem } from './term.js';

const BY_STEM = new Map<string, readonly string[]>();
for (const line of CONCEPT_WORDS) {
  const [concept = '', ...words] = line.split(' ');
  for (const stemmed of new Set(words.map((word) => canonicalStem(stem(word))))) {
    BY_STEM.set(stemmed, [...(BY_STEM.get(stemmed) ?? []), concept]);
  }
}

const NONE: readonly string[] = [];

/** The concepts that a stem, as tokens have it, may stand for; of most words none. */
export function conceptsOf(stemmed: string): readonly string[] {
  return BY_STEM.get(stemmed) ?? NONE;
}
