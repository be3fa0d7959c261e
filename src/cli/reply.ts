import type { Shown } from '../channels/terminal/terminal.js';
import type { TurnReport } from '../engine/report.js';

/** One thing the bot said, as `firstline chat --json` prints it; the keys in this order. */
export interface Reply {
  /** How many lines were read when it was said. */
  in: number;
  say: string;
  /** The labels of the choices; each may be typed, and so may its number. */
  choices: string[];
  /** The number of the conversation's latest case, or null before the first. */
  case: number | null;
  /** Who answers in the case after the turn: `bot`, `queue`, `agent` or `nobody`. */
  owner: string;
  /** What the message was understood as; null where it was not understood or nothing was to be. */
  intent: string | null;
  /** How probable that is, 0 to 1. */
  p: number | null;
  flow: string | null;
  step: string | null;
}

/** What was said after `lines` lines in a turn; null: in no turn that is known. */
export function replyOf(
  lines: number,
  shown: Extract<Shown, { kind: 'say' }>,
  turn: TurnReport | null,
): Reply {
  return {
    in: lines,
    say: shown.text,
    choices: shown.choices,
    case: turn?.case ?? null,
    owner: turn?.owner ?? 'nobody',
    intent: turn?.intent ?? null,
    p: turn?.p ?? null,
    flow: turn?.flow ?? null,
    step: turn?.step ?? null,
  };
}
