import { examplesOf } from '../flow/example.js';
import type { Intent } from '../model/intent.js';
import { mayShow } from '../model/language.js';
import { likenessOf } from '../model/likeness.js';
import type { Miss } from '../model/miss.js';
import { isSmallTalk } from '../model/small-talk.js';
import type { MissGroup } from './group.js';

/** An intent that a group of misses may mean, and why: an agent said so, it was near, or an example is like them. */
export interface Suggestion {
  intent: string;
  from: 'agent' | 'understood' | 'example';
}

const MOST = 3;
/** Less is in common between any two texts. */
const LEAST_LIKE = 0.3;
/** Why what a message was taken for is known to be wrong. */
const WRONG: ReadonlySet<Miss['why']> = new Set(['not-that', 'other-intent']);

/**
 * The intents that a group may mean, the likeliest first: what agents said its cases were about, what its messages were
 * nearly understood as, and those with an example that is like them. What somebody said it is not is left out.
 * @param meant what agents said of a case, by its id
 */
export function suggestIntents(
  group: MissGroup,
  intents: readonly Intent[],
  meant: ReadonlyMap<string, string>,
): Suggestion[] {
  const shown = new Map(
    intents
      .filter(({ id, audience }) => mayShow(audience, group.audience) && !isSmallTalk(id))
      .map((intent) => [intent.id, intent]),
  );
  const rejected = new Set(group.misses.flatMap((miss) => (WRONG.has(miss.why) ? firstOf(miss) : [])));
  const found: Suggestion[] = [
    ...ranked(
      group.misses.flatMap(({ caseId }): Weighed[] => {
        const said = caseId === null ? undefined : meant.get(caseId);
        return said === undefined ? [] : [[said, 1]];
      }),
    ).map((intent) => ({ intent, from: 'agent' as const })),
    ...[
      ...ranked(
        group.misses.flatMap(({ candidates }) => candidates.map(({ intent, p }): Weighed => [intent, p])),
      ).map((intent) => ({ intent, from: 'understood' as const })),
      ...likeExamples(group, [...shown.values()]),
    ].filter(({ intent }) => !rejected.has(intent)),
  ];
  const seen = new Set<string>();
  return found
    .filter(({ intent }) => shown.has(intent) && !seen.has(intent) && seen.add(intent))
    .slice(0, MOST);
}

/** What agents said that cases were about, by the cases' ids. */
export function meantByCase(misses: readonly Miss[]): ReadonlyMap<string, string> {
  return new Map(
    misses.flatMap(({ caseId, meant }): [string, string][] =>
      caseId === null || meant === null ? [] : [[caseId, meant]],
    ),
  );
}

type Weighed = [intent: string, weight: number];

function ranked(weighed: readonly Weighed[]): string[] {
  const sums = new Map<string, number>();
  for (const [intent, weight] of weighed) sums.set(intent, (sums.get(intent) ?? 0) + weight);
  return [...sums].sort(([, a], [, b]) => b - a).map(([intent]) => intent);
}

function likeExamples({ language, texts: [first] }: MissGroup, intents: readonly Intent[]): Suggestion[] {
  if (first === undefined) return [];
  const best = new Map<string, number>();
  for (const example of examplesOf(intents)) {
    if (example.language !== language) continue;
    const likeness = likenessOf(first.text, example.text);
    const { id } = example.intent;
    if (likeness >= LEAST_LIKE) best.set(id, Math.max(likeness, best.get(id) ?? 0));
  }
  return ranked([...best]).map((intent) => ({ intent, from: 'example' }));
}

function firstOf({ candidates: [first] }: Miss): string[] {
  return first === undefined ? [] : [first.intent];
}
