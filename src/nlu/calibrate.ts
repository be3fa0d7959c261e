import type { Language } from '../model/language.js';
import type { IntentCandidate } from '../model/understanding.js';
import type { Evidence, Guess } from './classify.js';
import { fitLogistic, type Observation } from './logistic.js';
import type { Trial } from './trial.js';

/** Makes probabilities of evidence. */
export interface Calibrator {
  /** Every guess with its probability of being what is meant, best first; they sum to at most 1. */
  candidates(evidence: Evidence, language: Language): IntentCandidate[];
}

/** The share of the messages that belong to none which share no word with any example. */
const STRANGE_SHARE = 0.1;
/** Sharpness of the split among the runners-up: tried from soft to sharp. */
const SHARPNESS = [0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16];

/**
 * Fits two logistic regressions to `trials`: the best guess is right; the message belongs to any intent at all.
 * The first is the best guess's probability; what the second leaves beyond it goes to the runners-up by a
 * softmax of their scores. `expectedOutOfScope` is the share of messages that belong to none, 0–1.
 */
export function fitCalibrator(trials: readonly Trial[], expectedOutOfScope: number): Calibrator {
  const weights = trialWeights(trials, expectedOutOfScope);
  const inside = trials.reduce((sum, { meant, weight }) => sum + (meant === null ? 0 : weight), 0);
  const observed = (holds: (trial: Trial) => boolean): Observation[] => [
    ...trials.map((trial, index) => ({
      x: measurements(trial.evidence, trial.language),
      y: holds(trial),
      weight: weights[index] ?? 0,
    })),
    ...strangers((inside * STRANGE_SHARE * expectedOutOfScope) / (1 - expectedOutOfScope)),
  ];
  const isRight = fitLogistic(
    observed(({ meant, evidence }) => meant !== null && evidence.guesses[0]?.intent === meant),
  );
  const belongs = fitLogistic(observed(({ meant }) => meant !== null));
  const sharpness = fitSharpness(trials);

  return {
    candidates(evidence, language) {
      const [first, ...others] = evidence.guesses;
      if (first === undefined || nothingShared(evidence)) return [];
      const x = measurements(evidence, language);
      const p = isRight(x);
      const rest = Math.max(0, belongs(x) - p);
      const shares = softmax(others, sharpness);
      return [
        { intent: first.intent, p },
        ...others.map(({ intent }, index) => ({ intent, p: Math.min(p, rest * (shares[index] ?? 0)) })),
      ];
    },
  };
}

/** The weights of trials such that those that belong to none make up the expected share. */
export function trialWeights(trials: readonly Trial[], expectedOutOfScope: number): number[] {
  let inside = 0;
  let outside = 0;
  for (const { meant, weight } of trials) {
    if (meant === null) outside += weight;
    else inside += weight;
  }
  const scale = outside === 0 ? 0 : (inside * expectedOutOfScope) / (1 - expectedOutOfScope) / outside;
  return trials.map(({ meant, weight }) => (meant === null ? weight * scale : weight));
}

function nothingShared({ guesses, known }: Evidence): boolean {
  return known === 0 && (guesses[0]?.likeness ?? 0) === 0;
}

/** What the probability is read from. */
function measurements({ guesses, known, words }: Evidence, language: Language): number[] {
  const [first, second] = guesses;
  const top = first?.score ?? 0;
  const likeness = first?.likeness ?? 0;
  const others = guesses.slice(1).reduce((most, guess) => Math.max(most, guess.likeness), 0);
  return [
    top,
    second === undefined ? 0 : top - second.score,
    likeness,
    likeness - others,
    known,
    known * Math.min(1, words / 4),
    Math.log1p(words),
    language === 'ru' ? 1 : 0,
  ];
}

/** Messages that share nothing with any example: they belong to none, whatever the content. */
function strangers(weight: number): Observation[] {
  const lengths = [1, 2, 4, 8];
  return lengths.flatMap((words) =>
    (['ru', 'en'] as const).map((language) => ({
      x: measurements(
        {
          guesses: [
            { intent: '', score: -0.9, likeness: 0.05 },
            { intent: '', score: -0.92, likeness: 0.05 },
          ],
          known: 0,
          words,
          nearest: null,
        },
        language,
      ),
      y: false,
      weight: weight / (2 * lengths.length),
    })),
  );
}

function softmax(guesses: readonly Guess[], sharpness: number): number[] {
  const top = guesses[0]?.score ?? 0;
  const parts = guesses.map(({ score }) => Math.exp(sharpness * (score - top)));
  const sum = parts.reduce((all, part) => all + part, 0);
  return parts.map((part) => part / sum);
}

/** The sharpness under which the runner-up that was meant is likeliest. */
function fitSharpness(trials: readonly Trial[]): number {
  let best = 4;
  let most = -Infinity;
  for (const sharpness of SHARPNESS) {
    let sum = 0;
    for (const { evidence, meant } of trials) {
      const others = evidence.guesses.slice(1);
      const place = others.findIndex(({ intent }) => intent === meant);
      if (place >= 0) sum += Math.log(Math.max(softmax(others, sharpness)[place] ?? 0, 1e-9));
    }
    if (sum !== 0 && sum > most) {
      most = sum;
      best = sharpness;
    }
  }
  return best;
}
