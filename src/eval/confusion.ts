import { isKept, isRight, type Prediction } from './prediction.js';

/** One intent taken for another, or a message that belongs to none taken for an intent. */
export interface Confusion {
  /** Null: belongs to none. */
  meant: string | null;
  guessed: string;
  count: number;
  /** How often it was answered without asking. */
  answered: number;
  /** Training examples that lay nearest to these messages: most often first, then by how sure the guess was. */
  blame: { example: string; count: number }[];
  /** A few of the messages, the surest guesses first. */
  messages: string[];
}

const MOST_BLAMED = 3;
const MOST_MESSAGES = 3;

/**
 * Wrong best guesses by pair, the most frequent first. A message that belongs to none counts only where it was kept:
 * its best guess does no harm as long as it is rejected.
 */
export function confusionsOf(predictions: readonly Prediction[]): Confusion[] {
  const pairs = new Map<string, Prediction[]>();
  for (const prediction of predictions) {
    if (isRight(prediction) || prediction.intent === null) continue;
    if (prediction.meant === null && !isKept(prediction)) continue;
    const key = JSON.stringify([prediction.meant, prediction.intent]);
    const pair = pairs.get(key);
    if (pair === undefined) pairs.set(key, [prediction]);
    else pair.push(prediction);
  }
  return [...pairs.values()].map(confusionOf).sort((a, b) => b.count - a.count || b.answered - a.answered);
}

function confusionOf(pair: readonly Prediction[]): Confusion {
  const surest = [...pair].sort((a, b) => b.p - a.p);
  const blame = new Map<string, number>();
  for (const { nearest } of surest) {
    if (nearest !== null) blame.set(nearest, (blame.get(nearest) ?? 0) + 1);
  }
  return {
    meant: pair[0]?.meant ?? null,
    guessed: pair[0]?.intent ?? '',
    count: pair.length,
    answered: pair.filter(({ decision }) => decision === 'answer').length,
    blame: [...blame]
      .map(([example, count]) => ({ example, count }))
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST_BLAMED),
    messages: surest.slice(0, MOST_MESSAGES).map(({ text }) => text),
  };
}
