import type { Language } from '../model/language.js';
import { withoutCourtesy } from './courtesy.js';
import { featuresOf, termsOf } from './feature.js';
import { score, trainLinear, type LinearModel } from './linear.js';
import { indexNeighbours, type Neighbours } from './nearest.js';
import type { Token } from './normalize.js';
import { createVectorSpace, type Vector, type VectorSpace } from './vector.js';

/** One example of an intent, read. */
export interface Example {
  intent: string;
  language: Language;
  text: string;
  tokens: readonly Token[];
}

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
  /** The best guess's nearest example. */
  nearest: Example | null;
  /** The share of the text's words that occur in the examples, rare words counting more, 0–1; 0 without words. */
  known: number;
  /** How many words and codes the text has. */
  words: number;
}

export interface Classifier {
  /** Weighs a text against the intents that `visible` lets through; others are no candidates at all. */
  weigh(tokens: readonly Token[], visible: (intent: string) => boolean): Evidence;
  /** How rare a word is among the examples: 1 for one that is everywhere, more for rarer ones. */
  rarity(token: Token): number;
  /** The terms of the text that speak most for `intent`, most telling first. */
  explain(tokens: readonly Token[], intent: string, count: number): string[];
}

/** How much the nearest example's likeness counts beside the linear score, whose classes lie 2 apart. */
const LIKENESS = 0.5;

/** Examples described once, for any number of classifiers that are trained on some of them. */
export interface Described {
  space: VectorSpace;
  vectors: readonly Vector[];
}

/** Learns the features of `examples`. */
export function describe(examples: readonly Example[]): Described {
  const features = examples.map((example) => featuresOf(withoutCourtesy(example.tokens)));
  const space = createVectorSpace(features);
  return { space, vectors: features.map((text) => space.vector(text)) };
}

/**
 * Trains a classifier on those of the described examples that `kept` names by their place, with `passes` passes
 * over them; without any it knows nothing and guesses nothing.
 */
export function trainClassifier(
  all: readonly Example[],
  { space, vectors }: Described,
  kept: readonly number[] = all.map((_, place) => place),
  passes = 10,
): Classifier {
  const examples = kept.flatMap((place) => all[place] ?? []);
  const texts = kept.flatMap((place) => vectors[place] ?? []);
  const intents = [...new Set(examples.map((example) => example.intent))];
  const places = new Map(intents.map((intent, index) => [intent, index]));
  const labels = examples.map((example) => places.get(example.intent) ?? 0);
  const seen = new Uint8Array(space.size);
  for (const { ids } of texts) for (const id of ids) seen[id] = 1;
  const model = trainLinear(texts, labels, intents.length, space.size, { cost: 1, passes });
  return createClassifier(examples, intents, labels, space, seen, model, indexNeighbours(texts, space.size));
}

function createClassifier(
  examples: readonly Example[],
  intents: readonly string[],
  labels: readonly number[],
  space: VectorSpace,
  seen: Uint8Array,
  model: LinearModel,
  neighbours: Neighbours,
): Classifier {
  const scores = new Float32Array(intents.length);

  function weigh(all: readonly Token[], visible: (intent: string) => boolean): Evidence {
    const tokens = withoutCourtesy(all);
    const vector = space.vector(featuresOf(tokens));
    score(model, vector, scores);
    const likeness = new Float32Array(intents.length);
    const nearest = new Int32Array(intents.length).fill(-1);
    neighbours.similarities(vector).forEach((similarity, example) => {
      const intent = labels[example] ?? 0;
      if (similarity <= (likeness[intent] ?? 0)) return;
      likeness[intent] = similarity;
      nearest[intent] = example;
    });
    const guesses = intents
      .map((intent, k) => ({
        intent,
        k,
        score: (scores[k] ?? 0) + LIKENESS * (likeness[k] ?? 0),
        likeness: likeness[k] ?? 0,
      }))
      .filter((guess) => visible(guess.intent))
      .sort((a, b) => b.score - a.score || a.k - b.k);
    const best = guesses[0];
    const words = tokens.filter((token) => token.kind !== 'entity');
    let rarities = 0;
    let known = 0;
    for (const token of words) {
      const { known: isKnown, rarity } = familiar(token);
      rarities += rarity;
      if (isKnown) known += rarity;
    }
    return {
      guesses: guesses.map(({ intent, score: joined, likeness: like }) => ({
        intent,
        score: joined,
        likeness: like,
      })),
      nearest: best === undefined ? null : (examples[nearest[best.k] ?? -1] ?? null),
      known: words.length === 0 ? 0 : known / rarities,
      words: words.length,
    };
  }

  /** Whether the word or its stem occurs in the examples, and how rare the commoner of the two is. */
  function familiar(token: Token): { known: boolean; rarity: number } {
    const own = termsOf([token]).slice(0, 2);
    return {
      known: own.some(({ hash }) => seen[space.idOf(hash)] === 1),
      rarity: Math.min(...own.map(({ hash }) => space.rarity(hash))),
    };
  }

  function explain(all: readonly Token[], intent: string, count: number): string[] {
    const k = intents.indexOf(intent);
    if (k < 0) return [];
    const tokens = withoutCourtesy(all);
    const vector = space.vector(featuresOf(tokens));
    const told = new Map<string, number>();
    for (const term of termsOf(tokens)) {
      const id = space.idOf(term.hash);
      const at = id < 0 ? -1 : vector.ids.indexOf(id);
      if (at < 0) continue;
      const part = (vector.values[at] ?? 0) * (model.weights[id * intents.length + k] ?? 0);
      told.set(term.text, (told.get(term.text) ?? 0) + part);
    }
    return [...told]
      .filter(([, part]) => part > 0)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, count)
      .map(([term]) => term);
  }

  return { weigh, rarity: (token) => familiar(token).rarity, explain };
}
