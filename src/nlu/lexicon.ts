import type { Language } from '../model/language.js';
import { COMMON_WORDS } from './common-words.js';
import { wordToken } from './normalize.js';
import { createSlipIndex } from './slip.js';
import { skeletonOf, spellingsOf } from './transliteration.js';

/** Between word and letters: what a word gets at most whose letters only look right. */
const LOOKS_RIGHT = 0.8;

/** The words that the content and the language itself are made of. The alphabet says which language a word is of. */
export interface Lexicon {
  /** Adds a folded word, or counts it once more. Anything but letters is left out. */
  add(word: string): void;
  has(word: string): boolean;
  /** Whether the word or another form of it is known. */
  knows(word: string): boolean;
  /** How often a word was added; the commonest words of the language count as one more. */
  count(word: string): number;
  /** How much `word` looks like one of the language: 1 for a known one, else by its runs of three letters, 0–0.8. */
  familiarity(word: string, language: Language): number;
  /** The Russian word that this Latin spelling stands for, if it is a known one. */
  spelledInLatin(word: string): string | null;
  /** A known word one slip away (two for ten letters and more), or null; null for known words. */
  nearest(word: string): string | null;
  /** Does this while these folded words are taken for known ones; no other word is mended to them. */
  trying<Result>(words: Iterable<string>, work: () => Result): Result;
}

const NO_WORDS: ReadonlySet<string> = new Set();

/** A lexicon with the commonest words of both languages. */
export function createLexicon(): Lexicon {
  const counts = new Map<string, number>();
  const stems = new Set<string>();
  const runs: Record<Language, Set<number>> = { ru: new Set(), en: new Set() };
  const skeletons = new Map<string, string>();
  const unspelled: string[] = [];
  const slips = createSlipIndex();
  let tried = { words: NO_WORDS, stems: NO_WORDS };

  const isKnown = (word: string): boolean => counts.has(word) || tried.words.has(word);
  const count = (word: string): number => counts.get(word) ?? 0;

  function add(word: string): void {
    const times = counts.get(word);
    if (times !== undefined) {
      counts.set(word, times + 1);
      return;
    }
    if (!/^\p{L}+$/u.test(word)) return;
    counts.set(word, 1);
    stems.add(wordToken(word).stem);
    const language: Language = isRussian(word) ? 'ru' : 'en';
    for (const run of runsOf(word)) runs[language].add(run);
    if (language === 'ru') unspelled.push(word);
    slips.add(word);
  }

  /** Few texts are spelled in Latin letters: skeletons are made when the first one comes. */
  function spelledInLatin(word: string): string | null {
    for (const known of unspelled.splice(0)) {
      const skeleton = skeletonOf(known);
      const other = skeletons.get(skeleton);
      if (other === undefined || count(known) > count(other)) skeletons.set(skeleton, known);
    }
    for (const spelling of spellingsOf(word)) {
      const known = skeletons.get(spelling);
      if (known !== undefined) return known;
    }
    return null;
  }

  for (const language of ['ru', 'en'] as const) for (const word of COMMON_WORDS[language]) add(word);

  return {
    add,
    has: isKnown,
    knows(word) {
      if (isKnown(word)) return true;
      const { stem } = wordToken(word);
      return stems.has(stem) || tried.stems.has(stem);
    },
    count,
    familiarity(word, language) {
      const own = language === 'ru' ? isRussian(word) : /[a-z]/u.test(word);
      if (!own) return 0;
      if (isKnown(word)) return 1;
      const all = runsOf(word);
      return (LOOKS_RIGHT * all.filter((run) => runs[language].has(run)).length) / all.length;
    },
    spelledInLatin,
    nearest: (word) => (isKnown(word) ? null : slips.nearest(word, count)),
    trying(given, work) {
      const words = new Set(given);
      tried = { words, stems: new Set(Array.from(words, (word) => wordToken(word).stem)) };
      try {
        return work();
      } finally {
        tried = { words: NO_WORDS, stems: NO_WORDS };
      }
    },
  };
}

function isRussian(word: string): boolean {
  return /[а-я]/u.test(word);
}

/** Runs of three letters, with the space around the word, as numbers. */
function runsOf(word: string): number[] {
  const found: number[] = [];
  let first = 0x20;
  let second = word.charCodeAt(0);
  for (let at = 1; at <= word.length; at += 1) {
    const third = at === word.length ? 0x20 : word.charCodeAt(at);
    // Three letters of 11 bits each: the alphabets served lie below U+0800.
    found.push(((first & 0x7ff) * 0x800 + (second & 0x7ff)) * 0x800 + (third & 0x7ff));
    first = second;
    second = third;
  }
  return found;
}
