import type { Example, Lesson } from './job.js';
import { seeded, shuffled } from './random.js';

/** Items by what `keyOf` says, in order of first appearance. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function byIntent(examples: readonly Example[]): Map<string, Example[]> {
  return grouped(examples, ({ intent }) => intent);
}

/** At most `count` examples of each intent, drawn by `seed`. */
export function drawEach(examples: readonly Example[], count: number, seed: number): Example[] {
  const random = seeded(seed);
  return [...byIntent(examples).values()].flatMap((own) => shuffled(own, random).slice(0, count));
}

/** The `count` intents with most examples; of equals those whose id comes first. */
export function largestIntents(examples: readonly Example[], count: number): string[] {
  return [...byIntent(examples)]
    .sort(([a, own], [b, other]) => other.length - own.length || (a < b ? -1 : 1))
    .slice(0, count)
    .map(([intent]) => intent);
}

/** The examples of these intents. */
export function ofIntents(examples: readonly Example[], intents: readonly string[]): Example[] {
  const wanted = new Set(intents);
  return examples.filter(({ intent }) => wanted.has(intent));
}

/** Every fifth example of an intent and language for testing, the others for training. */
export function holdOut(examples: readonly Example[]): { train: Example[]; test: Example[] } {
  const train: Example[] = [];
  const test: Example[] = [];
  for (const own of grouped(examples, ({ language, intent }) => `${language} ${intent}`).values()) {
    own.forEach((example, at) => (at % 5 === 4 ? test : train).push(example));
  }
  return { train, test };
}

/** A lesson about the first `count` intents of its examples only. */
export function limited(lesson: Lesson, count: number): Lesson {
  const intents = [...byIntent(lesson.train).keys()].slice(0, count);
  return { ...lesson, train: ofIntents(lesson.train, intents), test: ofIntents(lesson.test, intents) };
}
