import type { Language } from '../model/language.js';
import type { IntentCandidate } from '../model/understanding.js';
import { TOLD, type Evidence, type Guess } from './evidence.js';
import { fitLogistic, probability, type Logistic, type Observations } from './logistic.js';
import type { Trial } from './trial.js';
import { fitTrust, type Trust } from './trust.js';

/** What was learned about how much evidence is worth. */
export interface Calibration {
  /** The best guess is what is meant. */
  readonly isRight: Logistic;
  /** Anything known is meant. */
  readonly belongs: Logistic;
  readonly trust: Trust;
  /** How sharply what is left to the runners-up goes to the first of them. */
  readonly sharpness: number;
}

/** What evidence is worth. */
export interface Judgement {
  /** Every guess with its probability of being what is meant, best first; they sum to at most `belongs`. */
  candidates: IntentCandidate[];
  /** The probability that anything known is meant. */
  belongs: number;
}

/** The share of the messages that belong to none which share no word with any example. */
const STRANGE_SHARE = 0.1;
/** Sharpness of the split among the runners-up: tried from soft to sharp. */
const SHARPNESS = [0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16];

/** So few tried messages say nothing … */
const FEWEST_TRIED = 8;
/** … and a guess is worth what the nearest example is like: even odds at one half, nearly sure of the example itself. */
const BY_LIKENESS: Logistic = { constant: -4, slopes: Float64Array.of(0, 0, 8, 0, 0, 0, 0, 0, 0) };

/** A message with the weight it has among all. */
interface Weighted {
  evidence: Evidence;
  language: Language;
  meant: string | null;
  weight: number;
}

/**
 * Fits two logistic regressions to `trials`: the best guess is right; the message belongs to any intent at all.
 * `expectedOutOfScope` is the share of messages that belong to none, 0–1.
 */
export function fitCalibration(trials: readonly Trial[], expectedOutOfScope: number): Calibration {
  if (trials.filter(({ meant }) => meant !== null).length < FEWEST_TRIED) {
    return { isRight: BY_LIKENESS, belongs: BY_LIKENESS, trust: new Map(), sharpness: fitSharpness(trials) };
  }
  const weights = trialWeights(trials, expectedOutOfScope);
  const inside = trials.filter(({ meant }) => meant !== null).length;
  const strange = (inside * STRANGE_SHARE * expectedOutOfScope) / (1 - expectedOutOfScope);
  const messages: Weighted[] = [
    ...trials.map(({ evidence, language, meant }, at) => ({
      evidence,
      language,
      meant,
      weight: weights[at] ?? 0,
    })),
    ...strangers(strange),
  ];
  const { trust, others } = fitTrust(
    messages.map(({ evidence, meant, weight }) => ({
      guessed: evidence.guesses[0]?.intent ?? null,
      meant,
      weight,
    })),
  );
  const x = new Float64Array(messages.length * WIDTH);
  for (const [at, { evidence, language }] of messages.entries())
    measure(evidence, language, others[at] ?? 0, x, at * WIDTH);
  const observed = (holds: (message: Weighted) => boolean): Observations => ({
    width: WIDTH,
    x,
    y: Uint8Array.from(messages, (message) => (holds(message) ? 1 : 0)),
    weights: Float64Array.from(messages, ({ weight }) => weight),
  });
  return {
    isRight: fitLogistic(
      observed(({ meant, evidence }) => meant !== null && evidence.guesses[0]?.intent === meant),
    ),
    belongs: fitLogistic(observed(({ meant }) => meant !== null)),
    trust,
    sharpness: fitSharpness(trials),
  };
}

/**
 * Makes probabilities of evidence: the best guess's is read from the first regression; what the second leaves
 * beyond it goes to the runners-up by a softmax of their scores.
 */
export function judge(evidence: Evidence, language: Language, calibration: Calibration): Judgement {
  const { guesses } = evidence;
  if (guesses.length === 0 || nothingShared(evidence)) return { candidates: [], belongs: 0 };
  const { p, belongs } = judgeBest(evidence, language, calibration);
  const shares = runnersUp(guesses, calibration.sharpness);
  return {
    candidates: guesses.map(({ intent }, rank) => ({
      intent,
      p: rank === 0 ? p : Math.min(p, (belongs - p) * (shares[rank] ?? 0)),
    })),
    belongs,
  };
}

/** The probabilities that the best guess is what is meant, and that anything known is. */
export function judgeBest(
  evidence: Evidence,
  language: Language,
  { isRight, belongs, trust }: Calibration,
): { p: number; belongs: number } {
  if (evidence.guesses.length === 0 || nothingShared(evidence)) return { p: 0, belongs: 0 };
  const measured = new Float64Array(WIDTH);
  measure(evidence, language, trust.get(evidence.guesses[0]?.intent ?? NO_INTENT) ?? 0, measured, 0);
  const p = probability(isRight, measured);
  return { p, belongs: Math.max(p, probability(belongs, measured)) };
}

/** The weights of trials such that those that belong to none make up the expected share. */
export function trialWeights(trials: readonly Trial[], expectedOutOfScope: number): number[] {
  const inside = trials.filter(({ meant }) => meant !== null).length;
  const outside = trials.length - inside;
  const weight = outside === 0 ? 0 : (inside * expectedOutOfScope) / (1 - expectedOutOfScope) / outside;
  return trials.map(({ meant }) => (meant === null ? weight : 1));
}

function nothingShared({ guesses, known }: Evidence): boolean {
  return known === 0 && (guesses[0]?.likeness ?? 0) === 0;
}

const WIDTH = 9;
/** No id is empty: nothing is known of it. */
const NO_INTENT = '';

/** What the probability is read from, into `into` from `at` on. */
function measure(
  { guesses, known, words }: Evidence,
  language: Language,
  trust: number,
  into: Float64Array,
  at: number,
): void {
  const first = guesses[0];
  const top = first?.score ?? 0;
  const likeness = first?.likeness ?? 0;
  let others = 0;
  const told = Math.min(guesses.length, TOLD);
  for (let rank = 1; rank < told; rank += 1) others = Math.max(others, guesses[rank]?.likeness ?? 0);
  into[at] = top;
  into[at + 1] = guesses.length < 2 ? 0 : top - (guesses[1]?.score ?? 0);
  into[at + 2] = likeness;
  into[at + 3] = likeness - others;
  into[at + 4] = known;
  into[at + 5] = known * Math.min(1, words / 4);
  into[at + 6] = Math.log1p(words);
  into[at + 7] = language === 'ru' ? 1 : 0;
  into[at + 8] = trust;
}

/** Messages that share nothing with any example: they belong to none, whatever the content. */
function strangers(weight: number): Weighted[] {
  const lengths = [1, 2, 4, 8];
  return lengths.flatMap((words) =>
    (['ru', 'en'] as const).map((language) => ({
      evidence: {
        guesses: [
          { intent: NO_INTENT, score: -0.9, likeness: 0.05 },
          { intent: NO_INTENT, score: -0.92, likeness: 0.05 },
        ],
        known: 0,
        words,
      },
      language,
      meant: null,
      weight: weight / (2 * lengths.length),
    })),
  );
}

/** What goes to each guess of what is left to the runners-up: a softmax of their scores, and 0 for the first. */
function runnersUp(guesses: readonly Guess[], sharpness: number): Float64Array {
  const shares = new Float64Array(guesses.length);
  const top = guesses[1]?.score ?? 0;
  let sum = 0;
  for (let rank = 1; rank < guesses.length; rank += 1) {
    const share = Math.exp(sharpness * ((guesses[rank]?.score ?? 0) - top));
    shares[rank] = share;
    sum += share;
  }
  for (let rank = 1; rank < guesses.length; rank += 1) shares[rank] = (shares[rank] ?? 0) / sum;
  return shares;
}

/** The sharpness under which the runner-up that was meant is likeliest. */
function fitSharpness(trials: readonly Trial[]): number {
  const missed = trials.flatMap(({ evidence: { guesses }, meant }) => {
    const rank = meant === null ? -1 : guesses.findIndex(({ intent }) => intent === meant);
    return rank < 1 ? [] : [{ guesses, rank }];
  });
  let best = 4;
  let most = -Infinity;
  for (const sharpness of missed.length === 0 ? [] : SHARPNESS) {
    let sum = 0;
    for (const { guesses, rank } of missed) {
      sum += Math.log(Math.max(runnersUp(guesses, sharpness)[rank] ?? 0, 1e-9));
    }
    if (sum > most) {
      most = sum;
      best = sharpness;
    }
  }
  return best;
}
