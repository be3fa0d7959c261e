import { editDistance } from '../model/spelling.js';

/** Shorter words have too many neighbours, longer ones are keys; long words may hold two slips. */
const SHORTEST = 4;
const LONGEST = 24;
const LONG_WORD = 10;

/** What a slip costs by its kind: the likelier, the less. */
const COST = { swapped: 0.8, doubled: 0.8, neighbour: 0.9, missing: 1, extra: 1, other: 1.15, second: 1.1 };
/** Slips that are seen as such in short words too, which else have too many neighbours: death is not depth. */
const SURE: ReadonlySet<keyof typeof COST> = new Set(['swapped', 'doubled', 'neighbour', 'missing']);
/** In shorter words only those, and none in the first letter. */
const SHORT_WORD = 6;
/** A slip in the first letter is rare. */
const FIRST_LETTER = 0.35;
/** What a word gains each time that it is twice as frequent. */
const FREQUENT = 0.06;

/** Known words, found by a word with a slip of the keyboard in it. */
export interface SlipIndex {
  add(word: string): void;
  /**
   * The likeliest known word one slip away (two for ten letters and more): a wrong, missing, extra or swapped letter.
   * `countOf` tells how frequent a word is. Null for words that are too short or too long to say.
   */
  nearest(word: string, countOf: (word: string) => number): string | null;
}

/** Words of one length, each with its letters as bits. */
interface Shelf {
  words: string[];
  letters: number[];
}

/**
 * Finds one slip by what is left of both words when a letter is dropped (Garbe's symmetric delete), two by
 * comparing with all words of about the length that have nearly the same letters.
 */
export function createSlipIndex(): SlipIndex {
  /** By the hash of a word, whole and without one letter. */
  const remains = new Map<number, string[]>();
  const shelves = new Map<number, Shelf>();
  /** Slips are rarer than words: nothing is indexed before the first one is looked up. */
  let waiting: string[] = [];

  function index(): void {
    const added = waiting;
    waiting = [];
    for (const word of added) {
      for (const remain of remainsOf(word)) {
        const list = remains.get(remain);
        if (list === undefined) remains.set(remain, [word]);
        else list.push(word);
      }
      const shelf = shelves.get(word.length);
      if (shelf === undefined) shelves.set(word.length, { words: [word], letters: [lettersOf(word)] });
      else {
        shelf.words.push(word);
        shelf.letters.push(lettersOf(word));
      }
    }
  }

  function oneAway(word: string): Set<string> {
    const found = new Set<string>();
    for (const remain of remainsOf(word)) for (const known of remains.get(remain) ?? []) found.add(known);
    return found;
  }

  function twoAway(word: string): Set<string> {
    const found = new Set<string>();
    const letters = lettersOf(word);
    for (let length = word.length - 2; length <= word.length + 2; length += 1) {
      const shelf = shelves.get(length);
      if (shelf === undefined) continue;
      for (let at = 0; at < shelf.words.length; at += 1) {
        // A slip changes two letters of the alphabet at most.
        if (bitsOf((shelf.letters[at] ?? 0) ^ letters) > 4) continue;
        const known = shelf.words[at] ?? '';
        // Two slips and a wrong first letter could be any word.
        if (known.charCodeAt(0) === word.charCodeAt(0)) found.add(known);
      }
    }
    return found;
  }

  function best(
    word: string,
    known: Set<string>,
    slips: number,
    countOf: (word: string) => number,
  ): string | null {
    let least = Infinity;
    let likeliest: string | null = null;
    for (const candidate of known) {
      if (Math.abs(candidate.length - word.length) > slips) continue;
      const distance = editDistance(word, candidate);
      if (distance > slips) continue;
      const slip = distance === 1 ? slipOf(word, candidate) : 'second';
      const sameStart = candidate.charCodeAt(0) === word.charCodeAt(0);
      if (word.length < SHORT_WORD && !(SURE.has(slip) && (sameStart || slip === 'swapped'))) continue;
      if (!sameStart && slip === 'other') continue;
      const kind = distance * COST[slip];
      const first = sameStart ? 0 : FIRST_LETTER;
      const cost = kind + first - FREQUENT * Math.log2(1 + countOf(candidate));
      if (cost < least || (cost === least && likeliest !== null && candidate < likeliest)) {
        least = cost;
        likeliest = candidate;
      }
    }
    return likeliest;
  }

  return {
    add(word) {
      if (word.length >= SHORTEST - 1 && word.length <= LONGEST + 1) waiting.push(word);
    },
    nearest(word, countOf) {
      if (word.length < SHORTEST || word.length > LONGEST) return null;
      if (waiting.length > 0) index();
      const near = best(word, oneAway(word), 1, countOf);
      return near !== null || word.length < LONG_WORD ? near : best(word, twoAway(word), 2, countOf);
    },
  };
}

/** Hashes (FNV-1a) of a word and of what remains of it without one letter. */
function remainsOf(word: string): number[] {
  const found: number[] = [];
  for (let without = -1; without < word.length; without += 1) {
    if (without > 0 && word.charCodeAt(without) === word.charCodeAt(without - 1)) continue;
    let hash = 0x811c9dc5;
    for (let at = 0; at < word.length; at += 1) {
      if (at !== without) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
    }
    found.push(hash);
  }
  return found;
}

/** Which one slip turned `known` into `written`. */
function slipOf(written: string, known: string): keyof typeof COST {
  let at = 0;
  while (at < written.length && written.charCodeAt(at) === known.charCodeAt(at)) at += 1;
  if (written.length !== known.length) {
    const longer = written.length > known.length ? written : known;
    const isDouble =
      longer.charAt(at) === longer.charAt(at - 1) || longer.charAt(at) === longer.charAt(at + 1);
    if (isDouble) return 'doubled';
    return written.length > known.length ? 'extra' : 'missing';
  }
  if (written.charAt(at) === known.charAt(at + 1) && written.charAt(at + 1) === known.charAt(at))
    return 'swapped';
  return NEIGHBOURS.has(written.charAt(at) + known.charAt(at)) ? 'neighbour' : 'other';
}

/** Letters whose keys lie side by side, in pairs; and vowels that sound alike where they are not stressed. */
const NEIGHBOURS = new Set(
  [
    ...['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'].flatMap((row) =>
      Array.from(row)
        .slice(1)
        .map((key, at) => row.charAt(at) + key),
    ),
    ...['ао', 'еи', 'ые', 'тд', 'сз', 'бп', 'вф', 'гк', 'жш', 'шщ', 'ий', 'ei', 'ai', 'ea', 'sc', 'sz', 'ck'],
  ].flatMap((pair) => [pair, pair.charAt(1) + pair.charAt(0)]),
);

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
