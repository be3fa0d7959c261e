import { mayShow, type Audience, type ContentAudience, type Language } from '../model/language.js';
import type { Described, Example } from './classify.js';
import { withoutCourtesy } from './courtesy.js';
import { addBayes, fitBayes } from './bayes.js';
import { BAYES, rankGuesses, type Evidence } from './evidence.js';
import { knownShare, knownWords, type KnownWords } from './familiar.js';
import { featuresOf } from './feature.js';
import { scoreVector, type Machine } from './machine.js';
import type { Token } from './normalize.js';
import type { Vector } from './vector.js';

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
/** A letter that no text has. */
const UNKNOWN = '\u0001';
const AUDIENCES: readonly Audience[] = ['customer', 'staff'];

/** A text to be tried on classifiers that were trained without its example. */
interface Probe {
  /** Its example's place. */
  place: number;
  /** What it shares with other examples. */
  vector: Vector;
  words: KnownWords;
  /** For each intent the likeness of its nearest example among those trained on. */
  likeness: Float32Array;
}

/** A text as the machines see it. */
type Seen = Pick<Probe, 'vector' | 'words'>;

/** Cross-validation beside the training: gets each machine as it is trained, and in the end has the trials. */
export interface Trials {
  take(label: number, without: (left: Int32Array, kept: Int32Array) => Machine): void;
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
    const { vector, words } = asItIs(example, place, described);
    const likeness = described.neighbours.similarities(vector);
    known.push({ place, vector, words, likeness: likest(likeness, folds, place, described) });
    if (tried % STRANGE === 0) {
      unknown.push({ place, vector, words, likeness: likest(likeness, groupOf, place, described) });
    }
    const hidden = tried % VEILED === 0 ? veil(example, described) : null;
    if (hidden === null) continue;
    const hiddenLikeness = described.neighbours.similarities(hidden.vector);
    veiled.push({ ...hidden, place, likeness: likest(hiddenLikeness, folds, place, described) });
  }
  const splits = [
    ...Array.from({ length: FOLDS }, (_, fold) => splitOf(folds, fold, known, veiled, described)),
    ...Array.from({ length: groups }, (_, group) => splitOf(groupOf, group, [], unknown, described)),
  ].filter(({ left, kept }) => left.length > 0 && kept.length > 0);
  return {
    take(label, without) {
      for (const { left, kept, probes, trained, scores } of splits) {
        if (!trained.includes(label)) continue;
        const machine = without(left, kept);
        let at = label;
        for (const { vector } of probes) {
          scores[at] = scoreVector(machine, vector);
          at += classes;
        }
      }
    },
    finish: () => splits.flatMap((split) => weighAll(split, examples, described, audiences)),
  };
}

/** Some examples left out, and what is tried on the machines trained on the rest. */
interface Split {
  left: Int32Array;
  kept: Int32Array;
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
  const places = Int32Array.from(parts.keys());
  const kept = places.filter((place) => parts[place] !== part);
  const own = known.filter(({ place }) => parts[place] === part);
  const probes = [...own, ...strange.filter(({ place }) => parts[place] === part)];
  return {
    left: places.filter((place) => parts[place] === part),
    kept,
    trained: [...new Set(kept.map((place) => labels[place] ?? 0))],
    probes,
    belong: own.length,
    scores: new Float64Array(probes.length * classes),
  };
}

/** For each intent the likeness of its nearest example outside the part that `place` is in. */
function likest(
  similarities: Float64Array,
  parts: Int32Array,
  place: number,
  { labels, classes }: Described,
): Float32Array {
  const part = parts[place];
  const likeness = new Float32Array(classes);
  for (let other = 0; other < parts.length; other += 1) {
    const label = labels[other] ?? 0;
    const similarity = similarities[other] ?? 0;
    if (similarity > (likeness[label] ?? 0) && parts[other] !== part) likeness[label] = similarity;
  }
  return likeness;
}

function weighAll(
  { kept, trained, probes, belong, scores }: Split,
  examples: readonly Example[],
  { space, rows, labels, intents }: Described,
  audiences: ReadonlyMap<string, ContentAudience>,
): Trial[] {
  const seen = new Uint8Array(space.size);
  const isKept = new Uint8Array(rows.count);
  for (const place of kept) {
    isKept[place] = 1;
    const end = rows.starts[place + 1] ?? 0;
    for (let at = rows.starts[place] ?? 0; at < end; at += 1) seen[rows.ids[at] ?? 0] = 1;
  }
  const bayes = fitBayes(rows, space.size, labels, intents.length, isKept);
  const shown = AUDIENCES.map((audience) => ({
    audience,
    candidates: trained.filter((k) => shows(audiences, intents[k] ?? '', audience)),
  }));
  return probes.flatMap(({ place, vector, words, likeness }, at): Trial[] => {
    const example = examples[place];
    if (example === undefined) return [];
    const own = scores.subarray(at * intents.length, (at + 1) * intents.length);
    addBayes(bayes, vector, BAYES, own);
    const known = knownShare(words, seen);
    const seers = shown.filter(({ audience }) => shows(audiences, example.intent, audience));
    // Who may be either is tried as each in turn: as many trials as messages.
    const seer = seers[place % seers.length];
    if (seer === undefined) return [];
    return [
      {
        evidence: {
          guesses: rankGuesses(intents, seer.candidates, own, likeness),
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

function asItIs({ tokens }: Example, place: number, { space, rows }: Described): Seen {
  const start = rows.starts[place] ?? 0;
  const end = rows.shared[place] ?? start;
  const vector = { ids: rows.ids.subarray(start, end), values: rows.values.subarray(start, end) };
  return { vector, words: knownWords(withoutCourtesy(tokens), space) };
}

/**
 * The example with its telling words made unknown, or null where nothing remains or nothing is hidden: what a
 * message about something else looks like that happens to be put in the same way.
 */
function veil({ tokens: all }: Example, { space }: Described): Seen | null {
  const words = all.filter(({ kind }) => kind !== 'entity');
  const { rarities } = knownWords(words, space);
  const mean = rarities.reduce((sum, rarity) => sum + rarity, 0) / Math.max(1, words.length);
  const hidden = new Set(words.filter((_, at) => (rarities[at] ?? 0) >= mean));
  if (words.length < 2 || hidden.size === words.length) return null;
  const tokens = withoutCourtesy(
    all.map((token): Token => {
      const unknown = UNKNOWN.repeat(token.form.length);
      return hidden.has(token) ? { form: unknown, stem: unknown, kind: 'word' } : token;
    }),
  );
  const vector = space.vector(featuresOf(tokens));
  const shared = vector.ids.map((id, at) => (id < space.shared ? at : -1)).filter((at) => at >= 0);
  return {
    vector: {
      ids: shared.map((at) => vector.ids[at] ?? 0),
      values: Float32Array.from(shared, (at) => vector.values[at] ?? 0),
    },
    words: knownWords(tokens, space),
  };
}

function shows(audiences: ReadonlyMap<string, ContentAudience>, intent: string, audience: Audience): boolean {
  return mayShow(audiences.get(intent) ?? 'both', audience);
}
