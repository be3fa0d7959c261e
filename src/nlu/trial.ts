import { mayShow, type Audience, type ContentAudience, type Language } from '../model/language.js';
import { trainClassifier, type Classifier, type Described, type Evidence, type Example } from './classify.js';
import type { Token } from './normalize.js';

/** What the classifier said about an example that it was trained without. */
export interface Trial {
  evidence: Evidence;
  language: Language;
  /** The intent meant, or null where it was left out of training whole: the message belongs to none. */
  meant: string | null;
  weight: number;
}

const FOLDS = 4;
/** Left-out classifiers only need the order of things: fewer passes than for the one in use. */
const PASSES = 5;
/** Of so many held-out examples one is tried with its telling words made unknown. */
const VEILED = 2;
/** A letter that no text has. */
const UNKNOWN = '\u0001';
const AUDIENCES: readonly Audience[] = ['customer', 'staff'];

/**
 * Cross-validates within the examples. In turn a quarter of each intent's examples is left out and guessed: these
 * belong to an intent. Half of them are guessed once more with their telling words made unknown: these belong to
 * none. Then, in turn, a quarter of the intents is left out whole: their examples belong to none.
 * Each is tried as every audience that may see its intent; the weights of one example sum to 1.
 */
export function tryExamples(
  examples: readonly Example[],
  described: Described,
  audiences: ReadonlyMap<string, ContentAudience>,
): Trial[] {
  const intents = [...new Set(examples.map((example) => example.intent))];
  const turns = new Map<string, number>();
  const folds = examples.map(({ intent, language }) => {
    const key = `${language}:${intent}`;
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    return turn % FOLDS;
  });
  const trials: Trial[] = [];
  const split = (isLeft: (example: Example, place: number) => boolean, belongs: boolean): void => {
    const left = examples.filter(isLeft);
    const kept = examples.flatMap((example, place) => (isLeft(example, place) ? [] : [place]));
    if (left.length === 0 || kept.length === 0) return;
    const classifier = trainClassifier(examples, described, kept, PASSES);
    trials.push(...left.flatMap((example) => guess(classifier, example, audiences, belongs)));
    if (!belongs) return;
    for (const [place, example] of left.entries()) {
      const veiled = place % VEILED === 0 ? veil(example, classifier) : null;
      if (veiled !== null) trials.push(...guess(classifier, veiled, audiences, false));
    }
  };
  for (let fold = 0; fold < FOLDS; fold += 1) split((_, place) => folds[place] === fold, true);
  const groups = Math.min(FOLDS, intents.length);
  for (let group = 0; group < groups; group += 1) {
    split(({ intent }) => intents.indexOf(intent) % groups === group, false);
  }
  return trials;
}

/**
 * The example with its telling words made unknown, or null where nothing remains or nothing is hidden: what a
 * message about something else looks like that happens to be put in the same way.
 */
function veil(example: Example, classifier: Classifier): Example | null {
  const words = example.tokens.filter(({ kind }) => kind !== 'entity');
  const rarities = words.map((token) => classifier.rarity(token));
  const mean = rarities.reduce((sum, rarity) => sum + rarity, 0) / Math.max(1, words.length);
  const hidden = new Set(words.filter((_, at) => (rarities[at] ?? 0) >= mean));
  if (words.length < 2 || hidden.size === words.length) return null;
  const tokens = example.tokens.map((token): Token => {
    const unknown = UNKNOWN.repeat(token.form.length);
    return hidden.has(token) ? { form: unknown, stem: unknown, kind: 'word' } : token;
  });
  return { ...example, tokens };
}

/** One example as every audience that may see its intent. */
function guess(
  classifier: Classifier,
  { intent, language, tokens }: Example,
  audiences: ReadonlyMap<string, ContentAudience>,
  belongs: boolean,
): Trial[] {
  const shown = (other: string, audience: Audience): boolean =>
    mayShow(audiences.get(other) ?? 'both', audience);
  const seers = AUDIENCES.filter((audience) => shown(intent, audience));
  return seers.map((audience) => ({
    evidence: classifier.weigh(tokens, (other) => shown(other, audience)),
    language,
    meant: belongs ? intent : null,
    weight: 1 / seers.length,
  }));
}
