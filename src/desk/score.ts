/** Scores in words, by what they are worth. */
const WORDS: readonly (readonly string[])[] = [
  ['1', 'один', 'единица', 'кол', 'one'],
  ['2', 'два', 'двойка', 'two'],
  ['3', 'три', 'тройка', 'three'],
  ['4', 'четыре', 'четверка', 'four'],
  ['5', 'пять', 'пятерка', 'пятак', 'five'],
];

/** What a score may be surrounded by without saying more: "I give 4 points out of 5". */
const AROUND: ReadonlySet<string> = new Set(
  (
    'на это моя оценка оценю ставлю поставлю твердая твердую баллов балл балла звезд звезды звезда из ' +
    'i give it my rating is would say a star stars point points out of score'
  ).split(' '),
);

const STARS = /^(?:[⭐★🌟]\uFE0F?\s*){1,5}$/u;
const OUT_OF_FIVE = /(?<=\d)\s*(?:\/|из|out of|of)\s*(?:5|пяти|five)(?![\p{L}\p{N}])/giu;
/** A message with more words tells something of its own. */
const MOST_WORDS = 8;

/** A score, and what was said around it; null: nothing but the score. */
export interface Score {
  score: number;
  words: string | null;
}

/**
 * Reads a score from 1 to 5: a digit, a word or stars, alone or at either end of a few words ("отлично, 5"). Null
 * where there is none, or more than one.
 */
export function readScore(text: string): Score | null {
  const written = text.trim();
  if (STARS.test(written)) return { score: [...written.matchAll(/[⭐★🌟]/gu)].length, words: null };
  const words = written
    .replace(/[\uFE0F\u20E3]/gu, '')
    .replace(OUT_OF_FIVE, '')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .match(/[\p{L}\p{N}]+/gu);
  if (words === null || words.length > MOST_WORDS) return null;
  const found = words.flatMap((word, at) => {
    const index = WORDS.findIndex((all) => all.includes(word));
    return index < 0 ? [] : [{ score: index + 1, at }];
  });
  const [only] = found;
  if (only === undefined || found.length > 1) return null;
  const rest = words.filter((word, at) => at !== only.at && !AROUND.has(word));
  if (rest.length === 0) return { score: only.score, words: null };
  // In the middle of words it counts something.
  const atEnd = only.at === 0 || only.at === words.length - 1;
  return atEnd && !/\d/u.test(rest.join('')) ? { score: only.score, words: written } : null;
}
