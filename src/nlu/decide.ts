import type { Decision, IntentCandidate, Thresholds } from '../model/understanding.js';

/** What the operator is promised; the thresholds follow from it. Both between 0 and 1, exclusive. */
export interface Targets {
  /** Of what is answered without asking, this share is right. */
  answerPrecision: number;
  /** The share of messages that belong to nothing the bot knows. */
  expectedOutOfScope: number;
}

/** A held-out message as it was weighed, and what it meant (null: nothing known). */
export interface Outcome {
  candidates: readonly IntentCandidate[];
  meant: string | null;
  weight: number;
}

/** At most this many are offered. */
export const MOST_OFFERED = 3;
/**
 * Even odds. Below, an answer is likelier wrong than right, whatever the average of all answers says; from here
 * on, the best candidate is always worth offering.
 */
const EVEN = 0.5;
/** With fewer messages above a limit, the share that is right says little. */
const FEWEST = 15;
/** Messages this far above a limit tell what it would do. */
const WINDOW = 0.15;
const MARGINS = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6];

/**
 * Fits the limits to held-out messages:
 * - answer and margin: the pair that answers most while the promised share of answers is right;
 * - choose: the lowest limit from which on a list of what reaches it is likelier than not to contain what is
 *   meant, among messages just above it;
 * - clarify: the limit below which lies only the share of known problems that the promise gives away.
 *
 * Where there is too little to fit, the probabilities are taken at their word: answer at the promised precision.
 */
export function fitThresholds(outcomes: readonly Outcome[], targets: Targets): Thresholds {
  const { answer, margin } = fitAnswer(outcomes, targets.answerPrecision);
  const open = outcomes.filter(
    ({ candidates }) => topOf(candidates) < answer || marginOf(candidates) < margin,
  );
  const choose = Math.min(answer, EVEN, fitChoose(open) ?? EVEN);
  const clarify = Math.min(choose, fitClarify(outcomes, 1 - targets.answerPrecision) ?? choose / 2);
  return { answer, margin, choose, clarify };
}

/** What to do about a message with these candidates, best first. */
export function decide(candidates: readonly IntentCandidate[], thresholds: Thresholds): Decision {
  const p = topOf(candidates);
  if (candidates.length === 0) return 'handover';
  if (p >= thresholds.answer && marginOf(candidates) >= thresholds.margin) return 'answer';
  if (p >= thresholds.choose) return 'choose';
  return p >= thresholds.clarify ? 'clarify' : 'handover';
}

/** The best candidate's probability, 0 without one. */
export function topOf(candidates: readonly IntentCandidate[]): number {
  return candidates[0]?.p ?? 0;
}

/** The distance to the runner-up's probability. */
export function marginOf(candidates: readonly IntentCandidate[]): number {
  return topOf(candidates) - (candidates[1]?.p ?? 0);
}

function fitAnswer(outcomes: readonly Outcome[], precision: number): { answer: number; margin: number } {
  const sorted = outcomes
    .filter(({ candidates }) => candidates.length > 0)
    .sort((a, b) => topOf(b.candidates) - topOf(a.candidates));
  let best = { answer: precision, margin: 0, answered: 0 };
  for (const margin of MARGINS) {
    let answered = 0;
    let right = 0;
    let count = 0;
    for (const [at, { candidates, meant, weight }] of sorted.entries()) {
      const p = topOf(candidates);
      if (p < EVEN) break;
      if (marginOf(candidates) < margin) continue;
      answered += weight;
      count += 1;
      if (candidates[0]?.intent === meant) right += weight;
      const next = sorted[at + 1];
      if (next !== undefined && topOf(next.candidates) === p) continue;
      if (count >= FEWEST && right / answered >= precision && answered > best.answered) {
        best = { answer: between(p, next), margin, answered };
      }
    }
  }
  return { answer: best.answer, margin: best.margin };
}

/** In a gap between messages, the middle: nothing was seen there that would speak for either end. */
function between(p: number, next: Outcome | undefined): number {
  return Math.max(EVEN, next === undefined ? p : (p + topOf(next.candidates)) / 2);
}

function fitChoose(open: readonly Outcome[]): number | null {
  const steps = Array.from({ length: 100 }, (_, step) => (step + 1) / 100);
  let tried = 0;
  for (const limit of steps) {
    let offered = 0;
    let contained = 0;
    let count = 0;
    for (const { candidates, meant, weight } of open) {
      const p = topOf(candidates);
      if (p < limit || p >= limit + WINDOW) continue;
      offered += weight;
      count += 1;
      const list = candidates.slice(0, MOST_OFFERED).filter((candidate) => candidate.p >= limit);
      if (list.some(({ intent }) => intent === meant)) contained += weight;
    }
    if (count < FEWEST) continue;
    tried += 1;
    if (contained > offered / 2) return limit;
  }
  return tried === 0 ? null : 1;
}

function fitClarify(outcomes: readonly Outcome[], share: number): number | null {
  const inside = outcomes
    .filter(({ meant }) => meant !== null)
    .map(({ candidates, weight }) => ({ p: topOf(candidates), weight }))
    .sort((a, b) => a.p - b.p);
  if (inside.length < FEWEST) return null;
  const total = inside.reduce((sum, { weight }) => sum + weight, 0);
  let below = 0;
  for (const { p, weight } of inside) {
    below += weight;
    if (below > share * total) return p;
  }
  return null;
}
