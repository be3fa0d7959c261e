import type { Audience, Language } from '../model/language.js';
import { createAlikeIndex, foldText, type AlikeIndex } from '../model/likeness.js';
import type { Miss, MissReason } from '../model/miss.js';

/** Misses that are alike, and so are likely to mean the same. */
export interface MissGroup {
  /** The lowest number of its misses: that of the one that the others are like. */
  number: number;
  language: Language;
  audience: Audience;
  misses: readonly Miss[];
  /** How many cases they are of; a miss without one counts as one. */
  cases: number;
  /** What was written, each text once, with the misses that say it; numbered from 1 in this order. */
  texts: readonly { text: string; misses: readonly Miss[] }[];
  /** Why they were missed, the most frequent first. */
  whys: readonly { why: MissReason; count: number }[];
}

/** From here on messages are taken for one problem in two wordings (see `likenessOf`). */
const ALIKE = 0.4;

/**
 * Misses of one language and audience by likeness, the most frequent group first. The first of a group leads it, so that
 * its number stays when others come.
 */
export function groupMisses(misses: readonly Miss[]): MissGroup[] {
  const indexes = new Map<string, AlikeIndex<Miss[]>>();
  const groups: Miss[][] = [];
  const texts = misses.map(({ text }) => text);
  for (const miss of misses) {
    const kind = `${miss.language} ${miss.audience}`;
    const index = indexes.get(kind) ?? createAlikeIndex<Miss[]>(ALIKE, texts);
    indexes.set(kind, index);
    const [nearest] = index.find(miss.text);
    if (nearest !== undefined) nearest.key.push(miss);
    else {
      const group = [miss];
      groups.push(group);
      index.add(miss.text, group);
    }
  }
  return groups.flatMap(toGroup).sort((a, b) => b.cases - a.cases || a.number - b.number);
}

/** Misses that were decided about together, the latest decision first. */
export function decidedGroups(misses: readonly Miss[]): MissGroup[] {
  const groups = new Map<number, Miss[]>();
  for (const miss of misses) {
    if (miss.group === null) continue;
    const group = groups.get(miss.group);
    if (group === undefined) groups.set(miss.group, [miss]);
    else group.push(miss);
  }
  const decidedAt = ({ misses: [first] }: MissGroup): number => first?.decidedAt ?? 0;
  return [...groups.values()].flatMap(toGroup).sort((a, b) => decidedAt(b) - decidedAt(a));
}

function toGroup(misses: readonly Miss[]): MissGroup[] {
  const [first] = misses;
  if (first === undefined) return [];
  const texts = new Map<string, Miss[]>();
  const whys = new Map<MissReason, number>();
  for (const miss of misses) {
    const key = foldText(miss.text);
    texts.set(key, [...(texts.get(key) ?? []), miss]);
    whys.set(miss.why, (whys.get(miss.why) ?? 0) + 1);
  }
  const { number, language, audience } = first;
  return [
    {
      ...{ number, language, audience, misses },
      cases: new Set(misses.map((miss) => miss.caseId ?? miss.number)).size,
      texts: [...texts.values()].map((same) => ({ text: same[0]?.text ?? '', misses: same })),
      whys: [...whys].map(([why, count]) => ({ why, count })).sort((a, b) => b.count - a.count),
    },
  ];
}
