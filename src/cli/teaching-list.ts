import { FirstlineError } from '../errors.js';
import { readSources } from '../flow/folder.js';
import { standingIn, withExamples } from '../flow/overlay.js';
import type { Intent } from '../model/intent.js';
import type { Miss } from '../model/miss.js';
import type { StoredExample } from '../model/taught-example.js';
import type { Store, StoredMisses } from '../store/store.js';
import { decidedGroups, groupMisses, type MissGroup } from '../teaching/group.js';

/** The teaching list, with what it is held against. */
export interface Teaching {
  misses: readonly Miss[];
  /** Those that wait, by likeness. */
  groups: readonly MissGroup[];
  /** Those that were decided about together. */
  decided: readonly MissGroup[];
  /** The intents of the files, as they are in force: with what was taught. */
  intents: readonly Intent[];
  /** The ids of all files of intents, of those that have a mistake as well. */
  named: ReadonlySet<string>;
  /** Every example that was taught, whatever has become of it. */
  examples: readonly StoredExample[];
  /** Those of them that the files have by now. */
  standing: readonly StoredExample[];
}

/** Reads the list and the intents; what is damaged is told and left out. */
export async function readTeaching(contentDir: string, store: Store): Promise<Teaching> {
  const { misses, unreadable } = await store.misses();
  const { examples, unreadable: damaged } = await store.taughtExamples();
  tellDamaged(unreadable);
  for (const { number, why } of damaged) {
    process.stderr.write(`Example ${number} is damaged and left out (${why}).\n`);
  }
  // A file with a mistake is no reason not to teach the others: `check` tells of it.
  const { read, named } = readSources(contentDir).sources.intents;
  const files = read.map(({ value }) => value);
  const inForce = examples.filter(({ status }) => status === 'taught');
  return {
    misses,
    groups: groupMisses(misses.filter(({ status }) => status === 'waiting')),
    decided: decidedGroups(misses),
    intents: withExamples({ intents: files }, inForce).intents,
    named,
    examples,
    standing: standingIn(files, inForce),
  };
}

function tellDamaged(unreadable: StoredMisses['unreadable']): void {
  for (const { number, why } of unreadable.filter(({ status }) => status === 'waiting')) {
    process.stderr.write(`Message ${number} is damaged and left out (${why}).\n`);
  }
}

export function noSuchGroup(number: number): FirstlineError {
  return new FirstlineError(
    'TEACH_NONE',
    `There is no group ${number}.`,
    'See those that wait with `firstline teach`, and all of them with `--all`.',
  );
}
