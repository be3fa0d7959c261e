import type { PatternSpecs } from './pattern.js';

/** What the bot cannot do without, by the code that says and starts it. */
export interface Needs {
  /** Phrases by key, with the placeholders that each may use. Any other phrase is a mistake. */
  phrases: Readonly<Record<string, readonly string[]>>;
  /** Ordinary flows of `flows/patterns/` that the bot starts by itself. */
  scripts: readonly string[];
  /** Flows of `flows/patterns/` that the dialogue plays. */
  patterns: PatternSpecs;
}
