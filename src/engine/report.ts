import type { DialogueStep } from '../dialogue/event.js';
import type { Inbound } from '../model/inbound.js';
import type { Thresholds } from '../model/understanding.js';

/** What was heard and decided in a turn: the log's line for it, without a word of the message. */
export interface TurnReport {
  conversation: string;
  inbound: Inbound['kind'];
  case: number | null;
  owner: string;
  intent: string | null;
  p: number | null;
  margin: number | null;
  decision: string | null;
  thresholds: Thresholds | null;
  move: string | null;
  flow: string | null;
  step: string | null;
  /** How long the turn took, ms. */
  ms: number;
}

/** The part of a report that a person's inbound fills in. */
export type Heard = Pick<
  TurnReport,
  'intent' | 'p' | 'margin' | 'decision' | 'thresholds' | 'move' | 'flow' | 'step'
>;

/** Nothing understood, nothing decided. */
export const NOTHING_HEARD: Heard = {
  intent: null,
  p: null,
  margin: null,
  decision: null,
  thresholds: null,
  move: null,
  flow: null,
  step: null,
};

/** The part that a step of the dialogue fills in. */
export function placeOf({ move, flow, step }: DialogueStep): Pick<Heard, 'move' | 'flow' | 'step'> {
  return { move, flow, step };
}
