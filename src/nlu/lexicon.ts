import type { Language } from '../model/language.js';
import { COMMON_WORDS } from './common-words.js';
import { skeletonOf } from './transliteration.js';

/** Between word and letters: what a word gets at most whose letters only look right. */
const LOOKS_RIGHT = 0.8;

/** The words that the content and the language itself are made of. The alphabet says which language a word is of. */
export interface Lexicon {
  add(word: string): void;
  has(word: string): boolean;
  /** How much `word` looks like one of the language: 1 for a known one, else by its runs of three letters, 0–0.8. */
  familiarity(word: string, language: Language): number;
  /** The Russian word that this Latin spelling stands for, if it is a known one. */
  spelledInLatin(word: string): string | null;
  /** A known word one slip away (two for ten letters and more): a wrong, missing, extra or swapped letter. */
  nearest(word: string): string | null;
}

/** A lexicon with the commonest words of both languages. */
export function createLexicon(): Lexicon {
  const words = new Set<string>();
  const runs: Record<Language, Set<string>> = { ru: new Set(), en: new Set() };
  const skeletons = new Map<string, string>();
  const slips = new Map<string, string[]>();

  function add(word: string): void {
    if (words.has(word) || !/^\p{L}+$/u.test(word)) return;
    words.add(word);
    const language: Language = /[а-я]/u.test(word) ? 'ru' : 'en';
    for (const run of runsOf(word)) runs[language].add(run);
    if (language === 'ru') {
      const skeleton = skeletonOf(word);
      if (!skeletons.has(skeleton)) skeletons.set(skeleton, word);
    }
    if (word.length >= 5) {
      for (const shorter of withoutOne(word)) {
        const list = slips.get(shorter);
        if (list === undefined) slips.set(shorter, [word]);
        else list.push(word);
      }
    }
  }

  function nearest(word: string): string | null {
    if (word.length < 5 || word.length > 24 || words.has(word)) return null;
    let best: string | null = null;
    let fewest = word.length >= 10 ? 2.5 : 1.5;
    for (const shorter of withoutOne(word)) {
      for (const candidate of slips.get(shorter) ?? []) {
        const distance = editDistance(word, candidate);
        // A slip in the first letter is rare: prefer candidates that begin alike.
        const cost = distance + (candidate.startsWith(word.charAt(0)) ? 0 : 0.4);
        if (cost < fewest || (cost === fewest && best !== null && candidate < best)) {
          fewest = cost;
          best = candidate;
        }
      }
    }
    return best;
  }

  for (const language of ['ru', 'en'] as const) for (const word of COMMON_WORDS[language]) add(word);

  return {
    add,
    has: (word) => words.has(word),
    familiarity(word, language) {
      const own = language === 'ru' ? /[а-я]/u.test(word) : /[a-z]/u.test(word);
      if (!own) return 0;
      if (words.has(word)) return 1;
      const all = runsOf(word);
      return (LOOKS_RIGHT * all.filter((run) => runs[language].has(run)).length) / all.length;
    },
    spelledInLatin: (word) => skeletons.get(skeletonOf(word)) ?? null,
    nearest,
  };
}

function runsOf(word: string): string[] {
  const padded = ` ${word} `;
  const found: string[] = [];
  for (let start = 0; start + 3 <= padded.length; start += 1) found.push(padded.slice(start, start + 3));
  return found;
}

/** The word itself and the word with each letter left out: two words one slip apart share one of these. */
function withoutOne(word: string): Set<string> {
  const found = new Set([word]);
  for (let at = 0; at < word.length; at += 1) found.add(word.slice(0, at) + word.slice(at + 1));
  return found;
}

/** Slips between two words; two neighbours swapped count as one (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}
