import { z } from 'zod';
import type { Act } from '../model/act.js';
import type { Department, Priority } from '../model/intent.js';
import type { LocalText } from '../model/language.js';
import type { ProbeName, ProbeRequest, ProbeResult } from '../model/probe.js';
import type { Entity } from '../model/understanding.js';
import type { SlotType } from './slot-type.js';

/** What a flow is told: an answer to the question it waits on. `choice` is the value of an option, if one was meant. */
export interface FlowAnswer {
  text: string;
  choice: string | null;
  act: Act | null;
  entities: readonly Entity[];
  /** How many files came along. */
  files?: number;
}

/**
 * A running flow, as it is stored. `hash` is the hash of the compiled flow: a snapshot is only ever continued
 * by the flow it came from.
 */
export const flowSnapshotSchema = z.strictObject({
  flow: z.string(),
  hash: z.string(),
  /** XState's persisted snapshot; opaque. */
  machine: z.unknown(),
});
export type FlowSnapshot = z.infer<typeof flowSnapshotSchema>;

/** The question a flow waits on. */
export interface Waiting {
  step: string;
  kind: 'ask' | 'choose' | 'confirm';
  text: LocalText;
  /** For `choose`, and `ask` of the type `choice`: the options. For `confirm`: none (yes and no are the dialogue's). */
  options: { value: string; label: LocalText }[];
  /** For `choose` in a pattern: the dialogue offers something before the options. */
  offers: boolean;
  /** For `confirm`: whether it may have helped partly. */
  partly: boolean;
  /** For `ask`. */
  type: SlotType | null;
  slot: string | null;
  long: boolean;
  /** For `ask`: a value as it may look. */
  example: LocalText | null;
  /** For `ask`: how often it is asked again; null: as often as the deployment says. */
  times: number | null;
}

/** Something that the bot does before the flow goes on. */
export type Work =
  /** Checks to be run side by side; `request` null: the slot to look at has no value. */
  | { kind: 'probe'; step: string; checks: { probe: ProbeName; request: ProbeRequest | null }[] }
  | { kind: 'call'; step: string; flow: string }
  | { kind: 'suggest'; step: string; text: LocalText; issues: readonly string[] | null }
  | { kind: 'wait'; step: string; text: LocalText; minutes: number };

/** What came of it. */
export type WorkOutcome =
  | { kind: 'probed'; results: readonly ProbeResult[] }
  | { kind: 'returned'; slots: Readonly<Record<string, string>> }
  | { kind: 'solved' }
  | { kind: 'unsolved' }
  | { kind: 'elapsed' };

/** Where a flow ended. */
export type FlowEnd =
  | { kind: 'resolve'; step: string; text: LocalText }
  | {
      kind: 'handover';
      step: string;
      text: LocalText;
      department: Department | null;
      priority: Priority | null;
      reason: LocalText | null;
    }
  /** A pattern's end: what the dialogue does next. */
  | { kind: 'then'; step: string; outcome: string };

/** Something the person was asked to try, and what came of it. */
export interface Tried {
  step: string;
  text: LocalText;
  result: 'helped' | 'partly' | 'did-not-help' | null;
}

/** What one step forward came to. Exactly one of `waiting`, `work` and `end` is set. */
export interface FlowTurn {
  snapshot: FlowSnapshot;
  /** What was said on the way, in order; templates, not yet filled. */
  said: { step: string; text: LocalText }[];
  waiting: Waiting | null;
  work: Work | null;
  end: FlowEnd | null;
  slots: Readonly<Record<string, string>>;
  /** Everything tried since the flow began. */
  tried: Tried[];
  /** What the checks found, the latest of each; `as`: the slot that has the verdict. */
  probes: { step: string; as: string; result: ProbeResult }[];
}

/**
 * What an answer came to: taken, or not fitting (`retry`: the step's own words for that, if it has some; `failed`:
 * the turn where no answer fitted often enough, if the flow has a way for that).
 */
export type AnswerOutcome =
  | { kind: 'taken'; turn: FlowTurn }
  | { kind: 'misfit'; waiting: Waiting; retry: LocalText | null; failed: FlowTurn | null };

/**
 * What picking up a stored flow came to: as it was; moved to the step of the same name in another version; or not
 * possible.
 */
export type ResumeOutcome =
  | { kind: 'resumed'; turn: FlowTurn }
  | { kind: 'moved'; turn: FlowTurn }
  | { kind: 'outdated'; reason: 'no-flow' | 'no-step' | 'broken' };
