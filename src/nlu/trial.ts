import { mayShow, type Audience, type ContentAudience, type Language } from '../model/language.js';
import { addBayes, fitBayesWithout, type Bayes } from './bayes.js';
import type { Described, Example } from './classify.js';
import { BAYES, rankGuesses, TOLD, type Evidence } from './evidence.js';
import { knownShare } from './familiar.js';
import { scoreVector, type Without } from './machine.js';
import { asItIs, veil, type Seen } from './probe.js';

/** What the classifier said about an example that it was trained without. */
export interface Trial {
  evidence: Evidence;
  language: Language;
  /** The intent meant, or null where it was left out of training whole: the message belongs to none. */
  meant: string | null;
}

const FOLDS = 4;
/** Of more examples than this only so many are tried: they say as much. */
const MOST_TRIED = 1_500;
/** Of so many tried examples one is tried with its telling words made unknown. */
const VEILED = 3;
/** Of so many tried examples one is tried without its intent. */
const STRANGE = 2;
const AUDIENCES: readonly Audience[] = ['customer', 'staff'];

/** A text to be tried on classifiers that were trained without its example. */
interface Probe extends Seen {
  /** Its example's place. */
  place: number;
  /** For each intent the likeness of its nearest example among those trained on. */
  likeness: Float32Array;
}

/** Cross-validation beside the training: gets each machine as it is trained, and in the end has the trials. */
export interface Trials {
  take(label: number, without: Without): void;
  finish(): Trial[];
}

/**
 * Cross-validates within the examples. In turn a quarter of each intent's examples is left out and guessed: these
 * belong to an intent. A third of them are guessed once more with their telling words made unknown: these belong to
 * none. Then, in turn, a quarter of the intents is left out whole: half of their examples are guessed and belong to none.
 * Each is tried as an audience that may see its intent.
 *
 * The features and their rarity are those of all examples; only what is learned from them is learned anew.
 */
export function planTrials(
  examples: readonly Example[],
  described: Described,
  audiences: ReadonlyMap<string, ContentAudience>,
): Trials {
  const { classes, labels } = described;
  const folds = foldsOf(examples);
  const groups = Math.min(FOLDS, classes);
  const groupOf = labels.map((label) => label % groups);
  const known: Probe[] = [];
  const veiled: Probe[] = [];
  const unknown: Probe[] = [];
  let tried = 0;
  for (const [place, example] of examples.entries()) {
    if (!example.said || !isTried(place, examples.length)) continue;
    tried += 1;
    const itself = asItIs(example, place, described);
    const { rest, all } = likest(described.neighbours.similarities(itself.vector), folds, place, described);
    known.push({ ...itself, place, likeness: rest });
    // The intent of a stranger is no candidate, so its examples need not be left out here.
    if (tried % STRANGE === 0) unknown.push({ ...itself, place, likeness: all });
    const hidden = tried % VEILED === 0 ? veil(example, described) : null;
    if (hidden === null) continue;
    const similarities = described.neighbours.similarities(hidden.vector);
    veiled.push({ ...hidden, place, likeness: likest(similarities, folds, place, described).rest });
  }
  const splits = [
    ...Array.from({ length: FOLDS }, (_, fold) => splitOf(folds, fold, known, veiled, described)),
    ...Array.from({ length: groups }, (_, group) => splitOf(groupOf, group, [], unknown, described)),
  ].filter(({ left, trained }) => left.length > 0 && trained.length > 0);
  return {
    take(label, without) {
      for (const { parts, part, probes, trained, scores } of splits) {
        if (!trained.includes(label)) continue;
        const machine = without(parts, part);
        let at = label;
        for (const { vector } of probes) {
          scores[at] = scoreVector(machine, vector);
          at += classes;
        }
      }
    },
    finish() {
      const { rows, space, labels } = described;
      const without = fitBayesWithout(rows, space.size, labels, classes);
      return splits.flatMap((split) => weighAll(split, without(split.left), examples, described, audiences));
    },
  };
}

/** Some examples left out, and what is tried on the machines trained on the rest. */
interface Split {
  /** The part of each example; those of `part` are left out. */
  parts: Int32Array;
  part: number;
  left: Int32Array;
  /** The intents of which something is kept, by their places. */
  trained: number[];
  /** Those that belong to an intent come first. */
  probes: Probe[];
  belong: number;
  /** probes × intents. */
  scores: Float64Array;
}

function splitOf(
  parts: Int32Array,
  part: number,
  known: readonly Probe[],
  strange: readonly Probe[],
  { labels, classes }: Described,
): Split {
  const own = known.filter(({ place }) => parts[place] === part);
  const probes = [...own, ...strange.filter(({ place }) => parts[place] === part)];
  return {
    parts,
    part,
    left: Int32Array.from(parts.keys()).filter((place) => parts[place] === part),
    trained: [...new Set(labels.filter((_, place) => parts[place] !== part))],
    probes,
    belong: own.length,
    scores: new Float64Array(probes.length * classes),
  };
}

/** For each intent the likeness of its nearest example: of all of them, and of those outside the part of `place`. */
function likest(
  similarities: Float64Array,
  parts: Int32Array,
  place: number,
  { labels, classes }: Described,
): { all: Float32Array; rest: Float32Array } {
  const part = parts[place];
  const all = new Float32Array(classes);
  const rest = new Float32Array(classes);
  for (let other = 0; other < parts.length; other += 1) {
    const label = labels[other] ?? 0;
    const similarity = similarities[other] ?? 0;
    if (similarity > (all[label] ?? 0)) all[label] = similarity;
    if (similarity > (rest[label] ?? 0) && parts[other] !== part) rest[label] = similarity;
  }
  return { all, rest };
}

function weighAll(
  { trained, probes, belong, scores }: Split,
  bayes: Bayes,
  examples: readonly Example[],
  { intents }: Described,
  audiences: ReadonlyMap<string, ContentAudience>,
): Trial[] {
  const shown = AUDIENCES.map((audience) => ({
    audience,
    candidates: trained.filter((k) => shows(audiences, intents[k] ?? '', audience)),
  }));
  return probes.flatMap(({ place, vector, words, likeness }, at): Trial[] => {
    const example = examples[place];
    if (example === undefined) return [];
    const own = scores.subarray(at * intents.length, (at + 1) * intents.length);
    addBayes(bayes, vector, BAYES, own);
    const known = knownShare(words, bayes.having);
    const seers = shown.filter(({ audience }) => shows(audiences, example.intent, audience));
    // Who may be either is tried as each in turn: as many trials as messages.
    const seer = seers[place % seers.length];
    if (seer === undefined) return [];
    return [
      {
        evidence: {
          guesses: rankGuesses(intents, seer.candidates, own, likeness, TOLD),
          known,
          words: words.rarities.length,
        },
        language: example.language,
        meant: at < belong ? example.intent : null,
      },
    ];
  });
}

/** Spreads those that are tried evenly, in no step with the folds (Fibonacci hashing, Knuth). */
function isTried(place: number, examples: number): boolean {
  return (Math.imul(place, 0x9e3779b1) >>> 0) / 2 ** 32 < MOST_TRIED / examples;
}

/** The fold of what is never left out. */
const NEVER = -1;

/** Deals each intent's examples of a language out to the folds in turn. */
function foldsOf(examples: readonly Example[]): Int32Array {
  const turns = new Map<string, number>();
  return Int32Array.from(examples, ({ intent, language, said }) => {
    if (!said) return NEVER;
    const key = `${language}:${intent}`;
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    return turn % FOLDS;
  });
}

function shows(audiences: ReadonlyMap<string, ContentAudience>, intent: string, audience: Audience): boolean {
  return mayShow(audiences.get(intent) ?? 'both', audience);
}
