import type { Decision, IntentCandidate, Thresholds } from '../model/understanding.js';
import type { Judgement } from './calibrate.js';

/** How messages with known meanings were judged, side by side. */
export interface Outcomes {
  /** The probability of the best guess. */
  readonly p: Float64Array;
  /** 1 where the best guess was likelier than that nothing known was meant. */
  readonly worth: Uint8Array;
  /** 1 where something known was meant. */
  readonly inside: Uint8Array;
  readonly weights: Float64Array;
}

/** Even odds: what is likelier meant than not is asked about rather than handed over, whatever the promise. */
const EVEN = 0.5;
/** With fewer messages, a share of them says little. */
const FEWEST = 15;

/**
 * The limits that keep the promise that of what is answered the share `answerPrecision` is right:
 * - answer: the lowest probability from which on those of all answers average to the promise. They are calibrated on
 *   the same messages, and say more than the few near the limit that happened to be right or wrong;
 * - clarify: below lies only the share of known problems that the promise gives away.
 */
export function fitThresholds(outcomes: Outcomes, answerPrecision: number): Thresholds {
  const answer = fitAnswer(outcomes, answerPrecision);
  const clarify = fitClarify(outcomes, 1 - answerPrecision) ?? answer / 2;
  return { answer, clarify: Math.min(EVEN, answer, clarify) };
}

/**
 * What to do about a message that was judged so. Only where the best guess is likelier than that nothing known is
 * meant, it is acted on or offered with the next.
 */
export function decide({ candidates, belongs }: Judgement, { answer, clarify }: Thresholds): Decision {
  const p = topOf(candidates);
  if (candidates.length === 0) return 'handover';
  if (isWorth(p, belongs)) return p >= answer ? 'answer' : 'choose';
  return p >= clarify ? 'clarify' : 'handover';
}

/** Whether the best guess is likelier than that nothing known is meant. */
export function isWorth(p: number, belongs: number): boolean {
  return p >= 1 - belongs;
}

/** The best candidate's probability, 0 without one. */
export function topOf(candidates: readonly IntentCandidate[]): number {
  return candidates[0]?.p ?? 0;
}

/** The distance to the runner-up's probability. */
export function marginOf(candidates: readonly IntentCandidate[]): number {
  return topOf(candidates) - (candidates[1]?.p ?? 0);
}

function fitAnswer({ p, worth, weights }: Outcomes, precision: number): number {
  const order = [...p.keys()].filter((at) => worth[at] === 1).sort((a, b) => (p[b] ?? 0) - (p[a] ?? 0));
  let answered = 0;
  let expected = 0;
  let limit = precision;
  for (const [place, at] of order.entries()) {
    const own = p[at] ?? 0;
    answered += weights[at] ?? 0;
    expected += (weights[at] ?? 0) * own;
    if (expected < precision * answered) break;
    // In a gap between messages, the middle: nothing was seen there that would speak for either end.
    limit = (own + (p[order[place + 1] ?? -1] ?? own)) / 2;
  }
  return order.length < FEWEST ? precision : limit;
}

function fitClarify({ p, inside, weights }: Outcomes, share: number): number | null {
  const order = [...p.keys()].filter((at) => inside[at] === 1).sort((a, b) => (p[a] ?? 0) - (p[b] ?? 0));
  if (order.length < FEWEST) return null;
  const total = order.reduce((sum, at) => sum + (weights[at] ?? 0), 0);
  let below = 0;
  for (const at of order) {
    below += weights[at] ?? 0;
    if (below > share * total) return p[at] ?? 0;
  }
  return null;
}
