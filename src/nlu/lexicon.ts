import { editDistance } from '../model/spelling.js';
import type { Language } from '../model/language.js';
import { COMMON_WORDS } from './common-words.js';
import { skeletonOf } from './transliteration.js';

/** Between word and letters: what a word gets at most whose letters only look right. */
const LOOKS_RIGHT = 0.8;

/** Shorter words have too many neighbours, longer ones are keys; long words may hold two slips. */
const SHORTEST_SLIP = 5;
const LONGEST_SLIP = 24;
const LONG_WORD = 10;

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

/** Words that a slip may have come from: of one length, each with its letters as bits. */
interface Shelf {
  words: string[];
  letters: number[];
}

/** A lexicon with the commonest words of both languages. */
export function createLexicon(): Lexicon {
  const words = new Set<string>();
  const runs: Record<Language, Set<number>> = { ru: new Set(), en: new Set() };
  const skeletons = new Map<string, string>();
  const unspelled: string[] = [];
  const shelves = new Map<number, Shelf>();

  function add(word: string): void {
    if (words.has(word) || !/^\p{L}+$/u.test(word)) return;
    words.add(word);
    const language: Language = isRussian(word) ? 'ru' : 'en';
    for (const run of runsOf(word)) runs[language].add(run);
    if (language === 'ru') unspelled.push(word);
    if (word.length >= SHORTEST_SLIP) {
      const shelf = shelves.get(word.length);
      if (shelf === undefined) shelves.set(word.length, { words: [word], letters: [lettersOf(word)] });
      else {
        shelf.words.push(word);
        shelf.letters.push(lettersOf(word));
      }
    }
  }

  function nearest(word: string): string | null {
    if (word.length < SHORTEST_SLIP || word.length > LONGEST_SLIP || words.has(word)) return null;
    const slips = word.length >= LONG_WORD ? 2 : 1;
    const letters = lettersOf(word);
    let best: string | null = null;
    let fewest = slips + 0.5;
    for (let length = word.length - slips; length <= word.length + slips; length += 1) {
      const shelf = shelves.get(length);
      if (shelf === undefined) continue;
      for (let at = 0; at < shelf.words.length; at += 1) {
        // A slip changes two letters of the alphabet at most.
        if (bitsOf((shelf.letters[at] ?? 0) ^ letters) > 2 * slips) continue;
        const candidate = shelf.words[at] ?? '';
        const distance = editDistance(word, candidate);
        // A slip in the first letter is rare: prefer candidates that begin alike.
        const cost = distance + (candidate.charCodeAt(0) === word.charCodeAt(0) ? 0 : 0.4);
        if (cost < fewest || (cost === fewest && best !== null && candidate < best)) {
          fewest = cost;
          best = candidate;
        }
      }
    }
    return best;
  }

  /** Few texts are spelled in Latin letters: skeletons are made when the first one comes. */
  function spelledInLatin(word: string): string | null {
    for (const known of unspelled.splice(0)) {
      const skeleton = skeletonOf(known);
      if (!skeletons.has(skeleton)) skeletons.set(skeleton, known);
    }
    return skeletons.get(skeletonOf(word)) ?? null;
  }

  for (const language of ['ru', 'en'] as const) for (const word of COMMON_WORDS[language]) add(word);

  return {
    add,
    has: (word) => words.has(word),
    familiarity(word, language) {
      const own = language === 'ru' ? isRussian(word) : /[a-z]/u.test(word);
      if (!own) return 0;
      if (words.has(word)) return 1;
      const all = runsOf(word);
      return (LOOKS_RIGHT * all.filter((run) => runs[language].has(run)).length) / all.length;
    },
    spelledInLatin,
    nearest,
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

/** Which letters a word has, as bits; some letters share one. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/** How many bits are set (Warren, Hacker's Delight, 5-1). */
function bitsOf(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
