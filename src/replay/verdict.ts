import type { Decision } from './decision.js';
import type { Meant } from './message.js';

/** What a change of a decision is; `open`: nobody knows, or it is neither. */
export type Verdict = 'better' | 'worse' | 'open';

/**
 * How good a decision is about a message that is known to mean something, the best last:
 *
 * - `wrong`: acted on as something else, or as something at all where it belongs to nothing;
 * - `asked`: asked what is meant, offered without what was meant, or given to a person; of what belongs to nothing, anything
 *   that is offered;
 * - `offered`: what was meant is among what is offered;
 * - `right`: acted on as what was meant; of what belongs to nothing, asked about or given up.
 */
const RANKS = ['wrong', 'asked', 'offered', 'right'] as const;
export type Rank = (typeof RANKS)[number];

/** Where the solved issue that helped may stand among what is suggested: later than second, it is not shown. */
const PLACES = 3;

/** How good a decision is. */
export function rankOf(decision: Decision, { intent: meant }: Pick<Meant, 'intent'>): Rank {
  switch (decision.kind) {
    case 'act': {
      const { intent, also } = decision;
      return meant !== null && (intent === meant || also.includes(meant)) ? 'right' : 'wrong';
    }
    case 'offer':
      return decision.intents.some(({ intent }) => intent === meant) ? 'offered' : 'asked';
    case 'person':
      return meant !== null && decision.intent === meant ? 'right' : 'asked';
    case 'clarify':
    case 'out-of-scope':
    case 'reply':
    case 'answer':
      return meant === null ? 'right' : 'asked';
  }
}

/** How good a decision is, as a number: where it is right, the place of the solved issue that helped counts too. */
function worthOf(decision: Decision, meant: Meant): number {
  const rank = RANKS.indexOf(rankOf(decision, meant));
  if (decision.kind !== 'act' || meant.issue === null || rank < RANKS.length - 1) return rank * PLACES;
  const place = decision.suggests ? decision.issues.indexOf(meant.issue) : -1;
  return rank * PLACES - (place < 0 ? PLACES - 1 : place);
}

/** By how much a decision is better than another, below nought where it is worse; 0 where nobody knows what was meant. */
export function gainOf(before: Decision, after: Decision, meant: Meant | null): number {
  return meant === null ? 0 : worthOf(after, meant) - worthOf(before, meant);
}

/** Whether two decisions come to the same for whoever wrote the message: probabilities alone do not count. */
export function isSame(one: Decision, other: Decision): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(decision: Decision): string {
  const { kind } = decision;
  switch (kind) {
    case 'act':
      return JSON.stringify([kind, decision.intent, [...decision.also].sort(), decision.issues]);
    case 'offer':
      return JSON.stringify([kind, decision.intents.map(({ intent }) => intent).sort()]);
    case 'person':
    case 'clarify':
    case 'out-of-scope':
    case 'reply':
    case 'answer':
      return kind;
  }
}
