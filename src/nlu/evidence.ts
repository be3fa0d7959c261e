/** What speaks for an intent: the linear model's score joined with the likeness of its nearest example. */
export interface Guess {
  intent: string;
  score: number;
  /** The cosine with the intent's nearest example, 0–1. */
  likeness: number;
}

/** What the examples say about a text, before anything is made a probability. */
export interface Evidence {
  /** The visible intents, best first: at least `TOLD` of them. */
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

/** So many guesses say how much the best of them is worth. */
export const TOLD = 16;

/**
 * Joins scores and likenesses, one for each intent, into the best `most` guesses; `candidates` are the places of the
 * intents that take part.
 */
export function rankGuesses(
  intents: readonly string[],
  candidates: readonly number[],
  scores: ArrayLike<number>,
  likeness: ArrayLike<number>,
  most = candidates.length,
): Guess[] {
  const places = new Int32Array(most);
  const joined = new Float64Array(most);
  let ranked = 0;
  for (const k of candidates) {
    const score = (scores[k] ?? 0) + LIKENESS * (likeness[k] ?? 0);
    if (ranked === most && score <= (joined[most - 1] ?? 0)) continue;
    let rank = ranked < most ? ranked : most - 1;
    for (; rank > 0 && score > (joined[rank - 1] ?? 0); rank -= 1) {
      joined[rank] = joined[rank - 1] ?? 0;
      places[rank] = places[rank - 1] ?? 0;
    }
    joined[rank] = score;
    places[rank] = k;
    if (ranked < most) ranked += 1;
  }
  return Array.from({ length: ranked }, (_, rank) => {
    const k = places[rank] ?? 0;
    return { intent: intents[k] ?? '', score: joined[rank] ?? 0, likeness: likeness[k] ?? 0 };
  });
}
