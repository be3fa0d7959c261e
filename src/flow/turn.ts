import { z } from 'zod';
import type { Act } from '../model/act.js';
import type { Department, Priority } from '../model/intent.js';
import type { LocalText } from '../model/language.js';
import type { Entity } from '../model/understanding.js';
import type { SlotType } from './schema.js';

/** What a flow is told: an answer to the question it waits on. `choice` is the value of an option, if one was meant. */
export interface FlowAnswer {
  text: string;
  choice: string | null;
  act: Act | null;
  entities: readonly Entity[];
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
  /** For `choose`: the options. For `confirm`: none (yes and no are the dialogue's). */
  options: { value: string; label: LocalText }[];
  /** For `ask`. */
  type: SlotType | null;
  slot: string | null;
  long: boolean;
}

/** Where a flow ended. */
export type FlowEnd =
  | { kind: 'resolve'; step: string; text: LocalText }
  | {
      kind: 'handover';
      step: string;
      text: LocalText;
      department: Department | null;
      priority: Priority | null;
    };

/** Something the person was asked to try, and what came of it. */
export interface Tried {
  step: string;
  text: LocalText;
  result: 'helped' | 'did-not-help' | null;
}

/** What one step forward came to. Exactly one of `waiting` and `end` is set. */
export interface FlowTurn {
  snapshot: FlowSnapshot;
  /** What was said on the way, in order; templates, not yet filled. */
  said: { step: string; text: LocalText }[];
  waiting: Waiting | null;
  end: FlowEnd | null;
  slots: Readonly<Record<string, string>>;
  /** Everything tried since the flow began. */
  tried: Tried[];
}

/** What an answer came to: taken, or not fitting (`retry`: the step's own words for that, if it has some). */
export type AnswerOutcome =
  { kind: 'taken'; turn: FlowTurn } | { kind: 'misfit'; waiting: Waiting; retry: LocalText | null };

/** What picking up a stored flow came to. */
export type ResumeOutcome =
  { kind: 'resumed'; turn: FlowTurn } | { kind: 'outdated'; reason: 'no-flow' | 'other-version' | 'broken' };
