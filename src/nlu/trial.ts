import { mayShow, type Audience, type ContentAudience, type Language } from '../model/language.js';
import { trainClassifier, type Evidence, type Example } from './classify.js';

/** What the classifier said about an example that it was trained without. */
export interface Trial {
  evidence: Evidence;
  language: Language;
  /** The intent meant, or null where it was left out of training whole: the message belongs to none. */
  meant: string | null;
  weight: number;
}

const FOLDS = 5;
/** Left-out classifiers only need the order of things: fewer passes than for the one in use. */
const PASSES = 6;
const AUDIENCES: readonly Audience[] = ['customer', 'staff'];

/**
 * Cross-validates within the examples. In turn a fifth of each intent's examples is left out and guessed: these
 * belong to an intent. Then, in turn, a fifth of the intents is left out whole: their examples belong to none.
 * Each is tried as every audience that may see its intent; the weights of one example sum to 1.
 */
export function tryExamples(
  examples: readonly Example[],
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
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const left = examples.filter((_, index) => folds[index] === fold);
    const kept = examples.filter((_, index) => folds[index] !== fold);
    if (left.length > 0 && kept.length > 0) trials.push(...guess(kept, left, audiences, true));
  }
  const groups = Math.min(FOLDS, intents.length);
  for (let group = 0; group < groups && intents.length > 1; group += 1) {
    const out = new Set(intents.filter((_, index) => index % groups === group));
    const left = examples.filter((example) => out.has(example.intent));
    const kept = examples.filter((example) => !out.has(example.intent));
    trials.push(...guess(kept, left, audiences, false));
  }
  return trials;
}

function guess(
  kept: readonly Example[],
  left: readonly Example[],
  audiences: ReadonlyMap<string, ContentAudience>,
  belongs: boolean,
): Trial[] {
  const classifier = trainClassifier(kept, PASSES);
  const shown = (intent: string, audience: Audience): boolean =>
    mayShow(audiences.get(intent) ?? 'both', audience);
  return left.flatMap(({ intent, language, tokens }) => {
    const seers = AUDIENCES.filter((audience) => shown(intent, audience));
    return seers.map((audience) => ({
      evidence: classifier.weigh(tokens, (other) => shown(other, audience)),
      language,
      meant: belongs ? intent : null,
      weight: 1 / seers.length,
    }));
  });
}
