import type { Language } from '../model/language.js';
import { withoutCourtesy } from './courtesy.js';
import { BAYES, rankGuesses, type Evidence } from './evidence.js';
import { knownShare, knownWords } from './familiar.js';
import { featuresOf, termsOf, type Features } from './feature.js';
import { addBayes, fitBayes } from './bayes.js';
import { score, weightOf } from './linear.js';
import type { Lesson } from './machine.js';
import { indexNeighbours, type Neighbours } from './nearest.js';
import type { Model } from './model.js';
import type { Token } from './normalize.js';
import { createVectorSpace } from './space.js';
import { openVectorSpace, type VectorSpace } from './vector.js';

/** One example of an intent, read. */
export interface Example {
  intent: string;
  language: Language;
  text: string;
  tokens: readonly Token[];
  /** Whether people say it like this; an intent's title is learned from, but nobody's message. */
  said: boolean;
}

/** What a text was weighed as, with the best guess's nearest example. */
export interface Weighed extends Evidence {
  nearest: string | null;
}

/** What is learned from examples, but for what it is worth. */
export type Learned = Pick<Model, 'intents' | 'labels' | 'texts' | 'space' | 'rows' | 'linear'>;

export interface Classifier {
  /** Weighs a text against the intents that `visible` lets through; others are no candidates at all. */
  weigh(tokens: readonly Token[], visible: (intent: string) => boolean): Weighed;
  /** The terms of the text that speak most for `intent`, most telling first. */
  explain(tokens: readonly Token[], intent: string, count: number): string[];
}

/** Examples described once, for the classifier and for any number of trials on some of them. */
export interface Described extends Lesson {
  space: VectorSpace;
  neighbours: Neighbours;
  /** The classes. */
  intents: string[];
}

/** Learns the features of `examples`. */
export function describe(examples: readonly Example[]): Described {
  const { space, rows } = createVectorSpace(featuresOfAll(examples));
  const intents = [...new Set(examples.map((example) => example.intent))];
  const places = new Map(intents.map((intent, place) => [intent, place]));
  return {
    space,
    rows,
    shared: space.shared,
    classes: intents.length,
    neighbours: indexNeighbours(rows, space.size),
    intents,
    labels: Int32Array.from(examples, ({ intent }) => places.get(intent) ?? 0),
  };
}

/** One after another: they are many numbers, and each is looked at once. */
function* featuresOfAll(examples: readonly Example[]): Iterable<Features> {
  for (const { tokens } of examples) yield featuresOf(withoutCourtesy(tokens));
}

/** A classifier by what was learned; without any examples it knows nothing and guesses nothing. */
export function createClassifier({ intents, labels, texts, rows, linear, ...learned }: Learned): Classifier {
  const space = openVectorSpace(learned.space);
  const neighbours = indexNeighbours(rows, space.size);
  const scores = new Float64Array(intents.length);
  const bayes = fitBayes(rows, space.size, labels, intents.length);

  function weigh(all: readonly Token[], visible: (intent: string) => boolean): Weighed {
    const tokens = withoutCourtesy(all);
    const vector = space.vector(featuresOf(tokens));
    score(linear, vector, scores);
    addBayes(bayes, vector, BAYES, scores);
    const likeness = new Float64Array(intents.length);
    const nearest = new Int32Array(intents.length).fill(-1);
    findNearest(neighbours.similarities(vector), labels, likeness, nearest);
    const candidates = intents.flatMap((intent, k) => (visible(intent) ? [k] : []));
    const guesses = rankGuesses(intents, candidates, scores, likeness);
    const best = guesses[0];
    const words = knownWords(tokens, space);
    return {
      guesses,
      nearest: best === undefined ? null : (texts[nearest[intents.indexOf(best.intent)] ?? -1] ?? null),
      known: knownShare(words, bayes.having),
      words: words.rarities.length,
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
      const part = (vector.values[at] ?? 0) * weightOf(linear, id, k);
      told.set(term.text, (told.get(term.text) ?? 0) + part);
    }
    return [...told]
      .filter(([, part]) => part > 0)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, count)
      .map(([term]) => term);
  }

  return { weigh, explain };
}

/** The likest example of each class, with its likeness; -1 where none has anything in common. */
function findNearest(
  similarities: Float64Array,
  labels: Int32Array,
  likeness: Float64Array,
  nearest: Int32Array,
): void {
  for (let example = 0; example < similarities.length; example += 1) {
    const similarity = similarities[example] ?? 0;
    const k = labels[example] ?? 0;
    if (similarity <= (likeness[k] ?? 0)) continue;
    likeness[k] = similarity;
    nearest[k] = example;
  }
}
