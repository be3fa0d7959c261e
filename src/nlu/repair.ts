import { COMMON_WORDS } from './common-words.js';
import { otherLayout, layoutReadings } from './layout.js';
import type { Lexicon } from './lexicon.js';
import { seenAsCyrillic, wordToken, wordsOf, type Token } from './normalize.js';
import { isTradeName } from './term.js';

/** So many words of a text are mended at most: the time for any text is bounded. */
const MOST_MENDED = 40;
/** Fewer letters could be anything in the other layout, or glued to anything. */
const LETTERS_TELL = 3;
const GLUED = 6;
const HALF = 3;
/** Short words that get glued to the word behind; prepositions are none, because words begin with them as well. */
const BEFORE = new Set('не ни и а но я мы вы он что как мой ваш not my the it you we can'.split(' '));
/** … and to the word before. */
const BEHIND = new Set(
  'не ни и на по из за от до во со ко об у мы вы он мой not no is in on at the my it'.split(' '),
);
const DENIES = new Set(['не', 'ни', 'not', 'no']);

/** Whether a word means something to the lexicon, or says nothing that a slip could have changed. */
export function isKnown({ kind, form }: Token, lexicon: Lexicon): boolean {
  return kind !== 'word' || lexicon.knows(form) || isTradeName(form) || !/\p{L}/u.test(form);
}

/** A stretch without spaces as it reads in the other layout: the first reading whose words are all known, else the first. */
export function inOtherLayout(
  stretch: string,
  to: 'ru' | 'en',
  lexicon: Lexicon,
): { tokens: Token[]; known: boolean } {
  const written = wordsOf(stretch);
  if (written.length > 0 && written.every(({ form }) => isTradeName(form)))
    return { tokens: written, known: true };
  const readings = layoutReadings(stretch, to).map((reading) => wordsOf(reading));
  const known = readings.find(
    (tokens) => tokens.length > 0 && tokens.every((token) => isKnown(token, lexicon)),
  );
  return { tokens: known ?? readings[0] ?? [], known: known !== undefined };
}

/** Reads the stretches of one text, as `readStretch` does; the first unknown ones, so that the time is bounded. */
export function readStretches(lexicon: Lexicon, mayBeLatin: boolean): (stretch: string) => Token[] {
  let left = MOST_MENDED;
  return (stretch) => {
    const tokens = wordsOf(stretch);
    if (left === 0 || tokens.every((token) => isKnown(token, lexicon))) return tokens;
    left -= 1;
    return readStretch(stretch, tokens, lexicon, mayBeLatin);
  };
}

/**
 * One stretch, where its words are unknown: meant in the other layout, or a Russian word spelled in Latin letters. Only
 * what makes known words of it is taken. `mayBeLatin`: whether the text around is Russian.
 */
function readStretch(stretch: string, tokens: Token[], lexicon: Lexicon, mayBeLatin: boolean): Token[] {
  const cyrillic = /[а-яё]/iu.test(stretch);
  const latin = /[a-z]/iu.test(stretch);
  if (latin && mayBeLatin) {
    const seen = tokens.map((token) => wordToken(seenAsCyrillic(token.form) ?? token.form));
    if (seen.every((token) => isKnown(token, lexicon))) return seen;
  }
  if (cyrillic === latin) return tokens;
  if ((stretch.match(/\p{L}/gu)?.length ?? 0) >= LETTERS_TELL) {
    const other = inOtherLayout(stretch, cyrillic ? 'en' : 'ru', lexicon);
    if (other.known) return other.tokens;
  }
  if (!mayBeLatin || !latin) return tokens;
  return tokens.map((token) => {
    if (isKnown(token, lexicon)) return token;
    const meant = lexicon.spelledInLatin(token.form);
    if (meant === null) return token;
    const short = token.form.length <= LETTERS_TELL;
    return short && !COMMON_WORDS.ru.has(meant) ? token : wordToken(meant);
  });
}

/** Whether what looks like a host name is a word in the other layout: `gjkmpe.cm` is пользуюсь. */
export function isMistypedWord(name: string, lexicon: Lexicon): boolean {
  return /^[a-z]+(?:\.[a-z]+)+$/iu.test(name) && lexicon.knows(otherLayout(name, 'ru'));
}

/** Words with a slip in them, torn apart and glued together, as the known words that they were meant to be. */
export function mend(tokens: readonly Token[], lexicon: Lexicon): Token[] {
  const mended: Token[] = [];
  let left = MOST_MENDED;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (left === 0 || isKnown(token, lexicon)) {
      mended.push(token);
      continue;
    }
    left -= 1;
    const next = tokens[at + 1];
    const before = mended.at(-1);
    if (next?.kind === 'word' && lexicon.has(token.form + next.form)) {
      mended.push(wordToken(token.form + next.form));
      at += 1;
    } else if (before?.kind === 'word' && lexicon.has(before.form + token.form)) {
      mended.splice(-1, 1, wordToken(before.form + token.form));
    } else mended.push(...meantBy(token, lexicon));
  }
  return mended;
}

/** A slip is likelier than a missing space, but for long halves and for what a denial would be lost in. */
function meantBy(token: Token, lexicon: Lexicon): Token[] {
  const halves = halvesOf(token.form, lexicon);
  const sure = halves?.every((half) => half.length > HALF || DENIES.has(half)) ?? false;
  const near = sure ? null : lexicon.nearest(token.form);
  if (near !== null) return [wordToken(near)];
  return halves === null ? [token] : halves.map(wordToken);
}

/** Two known words that were glued; of several ways the one with the most frequent words. */
function halvesOf(form: string, lexicon: Lexicon): [string, string] | null {
  if (form.length < GLUED) return null;
  let best: [string, string] | null = null;
  let most = 0;
  for (let at = 1; at < form.length; at += 1) {
    const first = form.slice(0, at);
    const second = form.slice(at);
    if (!isHalf(first, BEFORE, lexicon) || !isHalf(second, BEHIND, lexicon)) continue;
    const frequent = Math.min(lexicon.count(first), lexicon.count(second));
    if (frequent > most) [best, most] = [[first, second], frequent];
  }
  return best;
}

function isHalf(form: string, small: ReadonlySet<string>, lexicon: Lexicon): boolean {
  return small.has(form) || (form.length > HALF && lexicon.has(form));
}
