import { ABBREVIATED, ADDITION, CLAUSE, FOLLOWS, JOINED, OPENS_ADDITION } from './segment-words.js';

/** How a segment is set off from the one before it; the first of a text is a sentence. `joined`: by a plain "and". */
export type Break = 'sentence' | 'clause' | 'addition' | 'joined';

/** A stretch of a text that may say one thing. Offsets count UTF-16 units of the text. */
export interface Segment {
  offset: number;
  length: number;
  after: Break;
  /** Says why, or what came of it: it tells one thing together with what stands before it. */
  follows: boolean;
}

/** Of characters of the text: from `start` up to `end`. */
interface Stretch {
  start: number;
  end: number;
}

/** Sentences of more words are cut into clauses. */
const LONG_SENTENCE = 16;
/** A clause of fewer words says nothing by itself. */
const SHORTEST_CLAUSE = 3;
/** What a plain "and" joins has so many words on either side, or it joins no more than words. */
const SHORTEST_JOINED = 2;
/** Of more segments, those in the middle are left out: it is a log or a listing. */
const FIRST_SEGMENTS = 8;
const LAST_SEGMENTS = 4;

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’_-]*/gu;
/** What is quoted is one thing, whatever stands in it. */
const QUOTED = /«[^»\n]{1,400}»|"[^"\n]{1,400}"|“[^”\n]{1,400}”|`[^`\n]{1,400}`/gu;
/** The repetitions are bounded so that a row of signs takes no longer than words do. */
const SENTENCE = /[.!?…]{1,8}["»”)\]]{0,3}(?=\s)|;(?=\s)|\n/gu;
/** "1) …", "2. …" at the beginning of a line or in it; dashes and dots only at the beginning. */
const NUMBERED = /(?<![\p{L}\p{N}.,)])([1-9])[.)]\s{1,4}(?=\p{L})/gu;
const BULLET = /^[ \t]{0,8}[-–—•*][ \t]{1,4}/gmu;

/**
 * Cuts a text into what may be one thing each: sentences, points of a list, what is added with words like "also",
 * and the clauses of long sentences. Nothing is cut inside quotation marks, nor inside `whole` (domain names,
 * versions, addresses). Of very many segments the first and the last are given.
 */
export function segmentsOf(text: string, whole: readonly { offset: number; length: number }[]): Segment[] {
  const kept: Stretch[] = [
    ...whole.map(({ offset, length }) => ({ start: offset, end: offset + length })),
    ...[...text.matchAll(QUOTED)].map(stretchOf),
  ];
  const sentences = cutAt(
    { start: 0, end: text.length },
    [
      ...sentenceEnds(text).map((cut) => ({ ...cut, after: 'sentence' as const })),
      ...pointsOf(text).map((cut) => ({ ...cut, after: 'addition' as const })),
      ...additionsOf(text).map((cut) => ({ ...cut, after: 'addition' as const })),
    ].filter((cut) => !inside(cut, kept)),
  );
  // In a story "and" joins what belongs together; where little else is said it may join two problems.
  const segments = sentences.flatMap((sentence) =>
    sentences.length === 1 && countWords(text.slice(sentence.start, sentence.end)) <= LONG_SENTENCE
      ? joinedBy(text, sentence, kept)
      : clausesOf(text, sentence, kept),
  );
  const shown =
    segments.length <= FIRST_SEGMENTS + LAST_SEGMENTS
      ? segments
      : [...segments.slice(0, FIRST_SEGMENTS), ...segments.slice(-LAST_SEGMENTS)];
  return shown.map(({ start, end, after }) => {
    const own = text.slice(start, end);
    const offset = start + own.length - own.trimStart().length;
    return { offset, length: own.trim().length, after, follows: FOLLOWS.test(own) };
  });
}

/**
 * Of how many words texts are at most, but for one in a hundred. What is longer than that tells more than what it
 * wants.
 */
export function usualLength(texts: readonly string[]): number {
  const counts = Uint32Array.from(texts, countWords).sort();
  return counts[Math.floor(0.99 * counts.length)] ?? 0;
}

type Cut = Stretch & { after: Break };

function stretchOf(match: RegExpExecArray): Stretch {
  return { start: match.index, end: match.index + match[0].length };
}

function sentenceEnds(text: string): Stretch[] {
  return [...text.matchAll(SENTENCE)].map(stretchOf).filter(({ start, end }) => {
    if (text[start] !== '.') return true;
    const before = text.slice(Math.max(0, start - 8), start + 1);
    // The number of a point in a list ends nothing.
    return end - start > 1 || !(ABBREVIATED.test(before) || /(?:^|\s)\d\.$/u.test(before));
  });
}

/** The marks of a list's points: numbers only where they count on from 1. */
function pointsOf(text: string): Stretch[] {
  const numbers = [...text.matchAll(NUMBERED)].filter((match, at) => Number(match[1]) === at + 1);
  const bullets = [...text.matchAll(BULLET)];
  return [...(numbers.length > 1 ? numbers : []), ...(bullets.length > 1 ? bullets : [])].map(stretchOf);
}

function additionsOf(text: string): Stretch[] {
  return [...text.matchAll(OPENS_ADDITION), ...text.matchAll(ADDITION)].map(stretchOf);
}

function inside({ start, end }: Stretch, kept: readonly Stretch[]): boolean {
  return kept.some((other) => start >= other.start && end <= other.end && start < other.end);
}

/** What lies between the cuts; of cuts with nothing in between, an addition says most. */
function cutAt(from: Cut | Stretch, cuts: readonly Cut[]): (Stretch & { after: Break })[] {
  const pieces: Cut[] = [];
  let start = from.start;
  let after: Break = 'after' in from ? from.after : 'sentence';
  const add = (end: number): boolean => {
    if (end <= start) return false;
    pieces.push({ start, end, after });
    return true;
  };
  for (const cut of [...cuts].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const said = add(cut.start);
    after = said || cut.after === 'addition' ? cut.after : after;
    start = Math.max(start, cut.end);
  }
  add(from.end);
  return pieces;
}

function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0;
}

/** A short sentence, or its two halves where a single "and" stands between them. */
function joinedBy(text: string, sentence: Cut, kept: readonly Stretch[]): Cut[] {
  const own = text.slice(sentence.start, sentence.end);
  const cuts = [...own.matchAll(JOINED)]
    .map(stretchOf)
    .map(({ start, end }) => ({ start: sentence.start + start, end: sentence.start + end }))
    .filter((cut) => !inside(cut, kept));
  const [cut] = cuts;
  if (countWords(own) === 0) return [];
  if (cut === undefined || cuts.length > 1) return [sentence];
  const halves = cutAt(sentence, [{ ...cut, after: 'joined' }]);
  const isWhole = halves.some(({ start, end }) => countWords(text.slice(start, end)) < SHORTEST_JOINED);
  return isWhole ? [sentence] : halves;
}

/** A sentence with words in it, or its clauses where it is long; clauses of a word or two stay with the one before. */
function clausesOf(text: string, sentence: Cut, kept: readonly Stretch[]): Cut[] {
  const own = text.slice(sentence.start, sentence.end);
  const words = countWords(own);
  if (words === 0) return [];
  if (words <= LONG_SENTENCE) return [sentence];
  const cuts: Cut[] = [...own.matchAll(CLAUSE)]
    .map(stretchOf)
    .map(({ start, end }) => ({
      start: sentence.start + start,
      end: sentence.start + end,
      after: 'clause' as const,
    }))
    .filter((cut) => !inside(cut, kept));
  const clauses: Cut[] = [];
  for (const piece of cutAt(sentence, cuts)) {
    const last = clauses.at(-1);
    const short = countWords(text.slice(piece.start, piece.end)) < SHORTEST_CLAUSE;
    if (last !== undefined && (short || countWords(text.slice(last.start, last.end)) < SHORTEST_CLAUSE)) {
      clauses[clauses.length - 1] = { ...last, end: piece.end };
    } else clauses.push(piece);
  }
  return clauses;
}
