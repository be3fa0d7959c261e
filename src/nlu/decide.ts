import type { Decision, IntentCandidate, Thresholds } from '../model/understanding.js';

/** What the operator is promised; the thresholds follow from it. Both between 0 and 1, exclusive. */
export interface Targets {
  /** Of what is answered without asking, this share is right. */
  answerPrecision: number;
  /** The share of messages that belong to nothing the bot knows. */
  expectedOutOfScope: number;
}

/** How a held-out message fared. */
export interface Outcome {
  /** The best candidate's probability, 0 without one, and the distance to the runner-up's. */
  p: number;
  margin: number;
  /** Whether the best candidate is what was meant. */
  right: boolean;
  /** The probability of what was meant, if it is among those that could be offered, else 0. */
  listed: number;
  /** Whether anything known was meant. */
  belongs: boolean;
  weight: number;
}

/** How a message with these candidates, best first, fared that meant `meant` (null: nothing known). */
export function outcomeOf(
  candidates: readonly IntentCandidate[],
  meant: string | null,
  weight: number,
): Outcome {
  const listed = candidates.slice(0, MOST_OFFERED).find(({ intent }) => intent === meant);
  return {
    p: topOf(candidates),
    margin: marginOf(candidates),
    right: meant !== null && candidates[0]?.intent === meant,
    listed: listed?.p ?? 0,
    belongs: meant !== null,
    weight,
  };
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
  const open = outcomes.filter((outcome) => outcome.p < answer || outcome.margin < margin);
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
  const sorted = outcomes.filter(({ p }) => p >= EVEN).sort((a, b) => b.p - a.p);
  const below = outcomes.reduce((most, { p }) => (p < EVEN && p > most ? p : most), 0);
  let best = { answer: precision, margin: 0, answered: 0 };
  for (const least of MARGINS) {
    let answered = 0;
    let right = 0;
    let count = 0;
    for (const [at, { p, margin, right: isRight, weight }] of sorted.entries()) {
      if (margin < least) continue;
      answered += weight;
      count += 1;
      if (isRight) right += weight;
      const next = sorted[at + 1]?.p ?? below;
      if (next === p) continue;
      if (count >= FEWEST && right / answered >= precision && answered > best.answered) {
        // In a gap between messages, the middle: nothing was seen there that would speak for either end.
        best = { answer: Math.max(EVEN, (p + next) / 2), margin: least, answered };
      }
    }
  }
  return { answer: best.answer, margin: best.margin };
}

function fitChoose(open: readonly Outcome[]): number | null {
  const sorted = [...open].sort((a, b) => a.p - b.p);
  let tried = 0;
  let start = 0;
  for (let step = 1; step <= 100; step += 1) {
    const limit = step / 100;
    while ((sorted[start]?.p ?? 1) < limit) start += 1;
    let offered = 0;
    let contained = 0;
    let end = start;
    for (; end < sorted.length; end += 1) {
      const outcome = sorted[end];
      if (outcome === undefined || outcome.p >= limit + WINDOW) break;
      offered += outcome.weight;
      if (outcome.listed >= limit) contained += outcome.weight;
    }
    if (end - start < FEWEST) continue;
    tried += 1;
    if (contained > offered / 2) return limit;
  }
  return tried === 0 ? null : 1;
}

function fitClarify(outcomes: readonly Outcome[], share: number): number | null {
  const inside = outcomes.filter(({ belongs }) => belongs).sort((a, b) => a.p - b.p);
  if (inside.length < FEWEST) return null;
  const total = inside.reduce((sum, { weight }) => sum + weight, 0);
  let below = 0;
  for (const { p, weight } of inside) {
    below += weight;
    if (below > share * total) return p;
  }
  return null;
}
