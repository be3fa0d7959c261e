/** What speaks for an intent: the linear model's score joined with the likeness of its nearest example. */
export interface Guess {
  intent: string;
  score: number;
  /** The cosine with the intent's nearest example, 0–1. */
  likeness: number;
}

/** What the examples say about a text, before anything is made a probability. */
export interface Evidence {
  /** Every visible intent, best first. */
  guesses: Guess[];
  /** The share of the text's words that occur in the examples, rare words counting more, 0–1; 0 without words. */
  known: number;
  /** How many words and codes the text has. */
  words: number;
}

/** How much the nearest example's likeness counts beside the linear score, whose classes lie 2 apart. */
const LIKENESS = 0.3;
/** How much naive Bayes counts beside the linear score, by its own scale. */
export const BAYES = 0.03;

/** Joins scores and likenesses, one for each intent; `candidates` are the places of the intents that take part. */
export function rankGuesses(
  intents: readonly string[],
  candidates: readonly number[],
  scores: ArrayLike<number>,
  likeness: ArrayLike<number>,
): Guess[] {
  return candidates
    .map((k) => {
      const like = likeness[k] ?? 0;
      return { intent: intents[k] ?? '', score: (scores[k] ?? 0) + LIKENESS * like, likeness: like };
    })
    .sort((a, b) => b.score - a.score);
}
