/**
 * What the dialogue needs of a pattern: a flow of `flows/patterns/` that it plays by itself. A deployment may write
 * the flow anew, but not beyond this.
 */
export interface PatternSpec {
  /** What the flow is given; slots that may be blank are named in `blank`. */
  inputs: readonly string[];
  blank?: readonly string[];
  /** The names that its `then` steps may have; at least one way must lead to each of `must`. */
  outcomes: readonly string[];
  must: readonly string[];
  /** Whether it may put a question of its own (`ask`, `choose`). */
  asks: boolean;
  /** Whether it must offer what the dialogue gives it: a `choose` with `offered`. */
  offers: boolean;
}

/** By the id of the flow. */
export type PatternSpecs = Readonly<Record<string, PatternSpec>>;
